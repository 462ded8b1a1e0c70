/** One attempt to send one message, and what surely came of it. */
import { setImmediate } from 'node:timers/promises';
import { Agent, type Dispatcher } from 'undici';
import type { SendMessage, SendOutcome } from '../delivery/delivery.ts';
import { reason } from '../log.ts';
import { plainText } from './html.ts';
import { inlineKeyboard } from './keyboards.ts';
import { waitAsked } from './retry-after.ts';

/** A whole exchange may last this long. */
const TIMEOUT_MS = 30_000;
/** After a failed connection. */
const RECONNECT_MS = 5_000;
/** After an answer that concerns the whole bot and names no wait (a refused token, a gateway's page). */
const REFUSED_MS = 60_000;
/** An answer of Telegram's is a few kilobytes. */
const MAX_ANSWER = 1_000_000;

/**
 * A sender for the outbox. It has a connection pool of its own because it must know whether a request was written: undici calls
 * `onRequestStart` once a connection stands (TLS included), just before it writes, so what fails earlier was surely not
 * accepted, and what fails later may have been. Nothing is ever repeated here.
 *
 * `apiRoot` without a trailing slash; with `paid` each message may go beyond 30 a second, for Telegram's price. `close` ends the
 * idle connections.
 */
export function createSender(options: {
  readonly token: string;
  readonly apiRoot: string;
  readonly paid?: boolean;
  /** For a whole exchange; half a minute when absent. */
  readonly timeoutMs?: number;
}): SendMessage & { readonly close: () => Promise<void> } {
  const agent = new Agent({ connectTimeout: 10_000, pipelining: 1, allowH2: false });
  const root = new URL(options.apiRoot);
  const path = `${root.pathname.replace(/\/+$/u, '')}/bot${options.token}/sendMessage`;
  const send: SendMessage = async (to, message, { plain, signal }) => {
    const keyboard = inlineKeyboard(message.buttons);
    const body = JSON.stringify({
      chat_id: to.telegramId,
      ...(to.threadId === 0 ? {} : { message_thread_id: to.threadId }),
      ...(plain ? { text: plainText(message.html) } : { text: message.html, parse_mode: 'HTML' }),
      link_preview_options: { is_disabled: true },
      ...(options.paid === true ? { allow_paid_broadcast: true } : {}),
      ...(keyboard.length === 0 ? {} : { reply_markup: { inline_keyboard: keyboard } }),
    });
    // A connection the other side has closed is noticed when the loop turns: written to before that, a message would be uncertain.
    await setImmediate();
    const request = { origin: root.origin, path, body, timeoutMs: options.timeoutMs ?? TIMEOUT_MS };
    return outcomeOf(await exchange(agent, request, signal));
  };
  return Object.assign(send, { close: () => agent.close() });
}

type Exchange =
  | { readonly kind: 'answered'; readonly status: number; readonly body: string }
  | { readonly kind: 'failed'; readonly written: boolean; readonly reason: string };

function exchange(
  agent: Agent,
  {
    timeoutMs,
    ...request
  }: { readonly origin: string; readonly path: string; readonly body: string; readonly timeoutMs: number },
  signal: AbortSignal,
): Promise<Exchange> {
  return new Promise((resolve) => {
    let written = false;
    let ended = false;
    let status = 0;
    let size = 0;
    let controller: Dispatcher.DispatchController | undefined;
    const chunks: Buffer[] = [];
    const end = (result: Exchange): void => {
      ended = true;
      signal.removeEventListener('abort', abort);
      clearTimeout(timer);
      resolve(result);
    };
    const fail = (why: string): void => {
      end({ kind: 'failed', written, reason: why });
      controller?.abort(new Error(why));
    };
    const abort = (): void => fail('stopped');
    const timer = setTimeout(() => fail(`no answer within ${timeoutMs / 1000} s`), timeoutMs);
    if (signal.aborted) {
      abort();
      return;
    }
    signal.addEventListener('abort', abort, { once: true });
    agent.dispatch(
      {
        ...request,
        method: 'POST',
        headers: { 'content-type': 'application/json' },
      },
      {
        onRequestStart: (started) => {
          controller = started;
          // Given up while the connection was being made: it must not be written after that.
          if (ended) started.abort(new Error('given up'));
          else written = true;
        },
        onResponseStart: (_, code) => {
          status = code;
        },
        onResponseData: (_, chunk) => {
          size += chunk.length;
          if (size > MAX_ANSWER) fail('endless answer');
          else chunks.push(chunk);
        },
        onResponseEnd: () => end({ kind: 'answered', status, body: Buffer.concat(chunks).toString('utf8') }),
        onResponseError: (_, error) => fail(reason(error)),
      },
    );
  });
}

/** The fields of Telegram's answers that decide. */
type Answer = {
  readonly ok: boolean;
  readonly code: number;
  readonly description: string;
  readonly messageId: number | undefined;
  readonly retryAfter: unknown;
  readonly migrateTo: number | undefined;
};

function outcomeOf(result: Exchange): SendOutcome {
  if (result.kind === 'failed')
    return result.written
      ? { kind: 'uncertain', reason: result.reason }
      : { kind: 'retry', afterMs: RECONNECT_MS, everyone: true, reason: result.reason };
  const answer = readAnswer(result);
  if (answer === undefined) {
    const told = `status ${result.status} without an answer of Telegram's`;
    // A gateway that refuses passed nothing on; one that failed, or lost the answer, may have.
    return result.status >= 300 && result.status < 500
      ? { kind: 'retry', afterMs: REFUSED_MS, everyone: true, reason: told }
      : { kind: 'uncertain', reason: told };
  }
  if (!answer.ok) return refusal(answer);
  return answer.messageId === undefined
    ? { kind: 'uncertain', reason: 'accepted without a message id' }
    : { kind: 'sent', messageId: answer.messageId };
}

/** A number as JSON has it, or as a string of digits. */
const number = (value: unknown): number | undefined => {
  if (typeof value === 'string' && /^-?\d{1,16}$/u.test(value)) return Number(value);
  return typeof value === 'number' ? value : undefined;
};
/** Ids that SQLite can keep. */
const id = (value: unknown): number | undefined => {
  const found = number(value);
  return Number.isSafeInteger(found) && found !== 0 ? found : undefined;
};
const record = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

function readAnswer({
  status,
  body,
}: {
  readonly status: number;
  readonly body: string;
}): Answer | undefined {
  try {
    const answer = record(JSON.parse(body));
    if (typeof answer.ok !== 'boolean') return undefined;
    const parameters = record(answer.parameters);
    return {
      ok: answer.ok,
      code: number(answer.error_code) ?? status,
      description: typeof answer.description === 'string' ? answer.description : '',
      messageId: id(record(answer.result).message_id),
      retryAfter: parameters.retry_after,
      migrateTo: id(parameters.migrate_to_chat_id),
    };
  } catch {
    return undefined;
  }
}

/** Refusals after which a chat cannot be written to, by what Telegram's description holds (lower case). First match wins. */
const ENDS: readonly (readonly [string, 'blocked' | 'gone'])[] = [
  ['bot was blocked by the user', 'blocked'],
  ["can't initiate conversation", 'blocked'],
  ['not enough rights', 'blocked'],
  ['have no rights to send', 'blocked'],
  ['have no write access', 'blocked'],
  ['need administrator rights', 'blocked'],
  ['chat_restricted', 'blocked'],
  ['chat_admin_required', 'blocked'],
  // CHAT_SEND_PLAIN_FORBIDDEN, CHAT_GUEST_SEND_FORBIDDEN and their like.
  ['_forbidden', 'blocked'],
  ['user_is_blocked', 'blocked'],
  ['user_banned_in_channel', 'gone'],
  ['channel_private', 'gone'],
  ['user is deactivated', 'gone'],
  ['input_user_deactivated', 'gone'],
  ['group chat was deleted', 'gone'],
  ['bot was kicked', 'gone'],
  ['bot is not a member', 'gone'],
  ['chat not found', 'gone'],
  ['user not found', 'gone'],
  ['peer_id_invalid', 'gone'],
  ['message thread not found', 'gone'],
  ['topic_closed', 'gone'],
  ['topic_deleted', 'gone'],
  ['group chat was deactivated', 'gone'],
];

function refusal(answer: Answer): SendOutcome {
  const told = reason(answer.description);
  if (answer.migrateTo !== undefined) return { kind: 'migrated', toTelegramId: answer.migrateTo };
  if (answer.code === 429) return { kind: 'tooMany', afterMs: waitAsked(answer.retryAfter), reason: told };
  // Below 400 no refusal is known: whatever that is, it may have been accepted.
  if (answer.code >= 500 || answer.code < 400) return { kind: 'uncertain', reason: told };
  // 401 and 404 are about the token, not about the message.
  if (answer.code === 401 || answer.code === 404)
    return { kind: 'retry', afterMs: REFUSED_MS, everyone: true, reason: told };
  const description = answer.description.toLowerCase();
  const ends = ENDS.find(([words]) => description.includes(words));
  if (ends !== undefined) return { kind: 'unreachable', paused: ends[1], reason: told };
  if (answer.code === 403) return { kind: 'unreachable', paused: 'blocked', reason: told };
  return { kind: 'refused', reason: told };
}
