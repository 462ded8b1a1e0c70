/** One attempt to send one message, and what surely came of it. */
import type { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { Agent, type Dispatcher } from 'undici';
import type { SendMessage, SendOutcome } from '../delivery/delivery.ts';
import { reason } from '../log.ts';
import { plainText } from './html.ts';
import { inlineKeyboard } from './keyboards.ts';
import { waitAsked } from './retry-after.ts';
import { richHtml } from './rich.ts';

/** A whole exchange may last this long. */
const TIMEOUT_MS = 30_000;
/** After a failed connection. */
const RECONNECT_MS = 5_000;
/** After an answer that concerns the whole bot and names no wait (a refused token, a gateway's page). */
const REFUSED_MS = 60_000;
/** An answer of Telegram's is a few kilobytes. */
const MAX_ANSWER = 1_000_000;

/**
 * A sender for the outbox. It has a connection pool of its own because it must know whether a message was written: undici asks for
 * the body once a connection stands (TLS included). The body's first byte takes the headers along, so that whoever receives knows
 * of the request before `begin` is asked; without the rest no message can be accepted. What fails earlier was surely not
 * accepted, and what fails later may have been. No message is ever written twice here.
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
  const base = `${root.pathname.replace(/\/+$/u, '')}/bot${options.token}`;
  /** Whether this Bot API has rich messages, as far as is known. */
  let knowsRich = true;
  const send: SendMessage = async (to, message, { plain, signal, begin }) => {
    const keyboard = inlineKeyboard(message.buttons, message.leftToRight === true ? 'ltr' : 'rtl');
    const around = {
      chat_id: to.telegramId,
      ...(to.threadId === 0 ? {} : { message_thread_id: to.threadId }),
      ...(message.silent === true ? { disable_notification: true } : {}),
      // The message may be gone by now.
      ...(message.replyTo === undefined
        ? {}
        : { reply_parameters: { message_id: message.replyTo, allow_sending_without_reply: true } }),
      ...(options.paid === true ? { allow_paid_broadcast: true } : {}),
      ...(keyboard.length === 0 ? {} : { reply_markup: { inline_keyboard: keyboard } }),
    };
    const call = async (method: string, content: object): Promise<Exchange> => {
      const request = {
        origin: root.origin,
        path: `${base}/${method}`,
        body: Buffer.from(JSON.stringify({ ...around, ...content })),
        timeoutMs: options.timeoutMs ?? TIMEOUT_MS,
        begin: begin ?? (async () => true),
      };
      const result = await exchange(agent, request, signal);
      // Only an idle connection that the other side had closed; a fresh one tells whether it takes anything.
      return isBroken(result) && !signal.aborted ? exchange(agent, request, signal) : result;
    };
    if (message.rich === true && !plain && knowsRich) {
      const result = await call('sendRichMessage', {
        rich_message: { html: richHtml(message.html), is_rtl: true },
      });
      const outcome = outcomeOf(result);
      // A Bot API that has no such method says what it says of a token it does not know.
      if (isUnknown(result)) knowsRich = false;
      // What was refused was surely not accepted.
      else if (outcome.kind !== 'refused') return outcome;
    }
    const content = plain ? { text: plainText(message.html) } : { text: message.html, parse_mode: 'HTML' };
    return outcomeOf(await call('sendMessage', { ...content, link_preview_options: { is_disabled: true } }));
  };
  return Object.assign(send, { close: () => agent.close() });
}

/** `written`: whether the message was, or may have been. */
type Exchange = { readonly written: boolean } & (
  | { readonly kind: 'answered'; readonly status: number; readonly body: string }
  /** `stood`: whether there was a connection, and the other side broke it. */
  | { readonly kind: 'failed'; readonly stood: boolean; readonly reason: string }
  | { readonly kind: 'notBegun' }
);

const isBroken = (result: Exchange): boolean => result.kind === 'failed' && result.stood && !result.written;

type Request = {
  readonly origin: string;
  readonly path: string;
  readonly body: Buffer;
  readonly timeoutMs: number;
  readonly begin: () => Promise<boolean>;
};

async function exchange(
  agent: Agent,
  { origin, path, body, timeoutMs, begin }: Request,
  signal: AbortSignal,
): Promise<Exchange> {
  // A connection the other side has closed is noticed when the loop turns.
  await setImmediate();
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
    const giveUp = (result: Exchange & { readonly reason: string }): void => {
      end(result);
      controller?.abort(new Error(result.reason));
    };
    const fail = (why: string): void => giveUp({ kind: 'failed', written, stood: false, reason: why });
    const abort = (): void => fail('stopped');
    const timer = setTimeout(() => fail(`no answer within ${timeoutMs / 1000} s`), timeoutMs);

    async function* message() {
      yield body.subarray(0, 1);
      const go = !ended && (await begin());
      // Given up or broken off meanwhile: it must not be written after that.
      if (ended) return;
      if (!go) {
        end({ kind: 'notBegun', written });
        controller?.abort(new Error('not begun'));
        return;
      }
      written = true;
      yield body.subarray(1);
    }

    if (signal.aborted) {
      abort();
      return;
    }
    signal.addEventListener('abort', abort, { once: true });
    agent.dispatch(
      {
        origin,
        path,
        method: 'POST',
        headers: { 'content-type': 'application/json', 'content-length': String(body.length) },
        // undici documents async iterables as bodies; its types leave them out.
        body: message() as unknown as Readable,
      },
      {
        onRequestStart: (started) => {
          controller = started;
          // Given up while the connection was being made.
          if (ended) started.abort(new Error('given up'));
        },
        onResponseStart: (_, code) => {
          status = code;
        },
        onResponseData: (_, chunk) => {
          size += chunk.length;
          if (size > MAX_ANSWER) fail('endless answer');
          else chunks.push(chunk);
        },
        onResponseEnd: () =>
          end({ kind: 'answered', written, status, body: Buffer.concat(chunks).toString('utf8') }),
        onResponseError: (_, error) =>
          giveUp({ kind: 'failed', written, stood: controller !== undefined, reason: reason(error) }),
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

function isUnknown(result: Exchange): boolean {
  return result.kind === 'answered' && readAnswer(result)?.code === 404;
}

/** What surely came of it: where nothing was written, nothing was accepted. */
function outcomeOf(result: Exchange): SendOutcome {
  if (result.kind === 'notBegun')
    return { kind: 'retry', afterMs: 0, everyone: false, reason: 'not to be written now' };
  const outcome: SendOutcome =
    result.kind === 'failed' ? { kind: 'uncertain', reason: result.reason } : outcomeOfAnswer(result);
  return outcome.kind === 'uncertain' && !result.written
    ? { kind: 'retry', afterMs: RECONNECT_MS, everyone: true, reason: outcome.reason }
    : outcome;
}

function outcomeOfAnswer(result: { readonly status: number; readonly body: string }): SendOutcome {
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
