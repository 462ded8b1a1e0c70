/** A Bot API on loopback that fails by plan, and remembers the truth: what it accepted, and which answers it never gave. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { RATE } from './clock.ts';
import { kindOf } from './kind.ts';
import { type Chance, LOSES_ANSWER, type SendFault, sendFault } from './plan.ts';

/** A message that stands in a chat. */
export type Accepted = {
  /** The chat's first number: a group that became a supergroup is still the same readers. */
  readonly chat: number;
  readonly messageId: number;
  /** As readers see it, without tags. */
  readonly text: string;
  /** By the bot's clock, epoch ms. */
  readonly at: number;
};

type Handling = (
  call: { readonly method: string; readonly body: Body },
  response: ServerResponse,
) => Promise<void>;

export type ChaosBotApi = {
  readonly root: string;
  readonly accepted: readonly Accepted[];
  /** A chat's first number, by any that it has had. */
  readonly firstNumber: (chat: number) => number;
  /** How often each fault befell a message of a digest. */
  readonly faults: ReadonlyMap<string, number>;
  /** Messages of digests whose sender cannot know what became of them, the bot's death aside. */
  readonly answersLost: () => number;
  /** Requests for messages of digests that are without an answer now, and of those for any message that are not whole yet. */
  readonly open: () => { readonly whole: number; readonly begun: number };
  /** Requests for any message that came when their bot was dead: they were on their way. */
  readonly late: () => number;
  /** What became of the last request for this message (its HTML): it is open, or was answered then (by performance.now()); undefined
   * when none came. A bot's death leaves it as it was. */
  readonly heardOf: (chat: number, html: string) => number | 'open' | undefined;
  /** Called for each request to send a message of a digest, before anything comes of it. */
  onSend: (() => void) | undefined;
  /** False once the bot was killed: what breaks off then is no answer lost. */
  botLives: boolean;
  /** Nothing goes wrong from now on. */
  calm: () => void;
  /** Stop taking connections, and break those that stand, for so many ms. */
  down: (ms: number) => Promise<void>;
  /** A reader writes; chats that refused the bot take its messages again. */
  say: (chat: number, text: string, at: number) => void;
  /** Updates that the bot has not confirmed. */
  readonly unconfirmed: () => number;
  /** Break what is open: whoever asked is dead. */
  readonly hangUp: () => void;
  readonly close: () => Promise<void>;
};

export const TOKEN = '4242:CHAOS-TOKEN-of-a-bot-that-is-killed-000';
/** Ways in which a chat can be gone. */
const GONE: readonly (readonly [code: number, description: string])[] = [
  [403, 'Forbidden: bot was blocked by the user'],
  [403, 'Forbidden: user is deactivated'],
  [403, 'Forbidden: bot was kicked from the supergroup chat'],
  [400, 'Bad Request: chat not found'],
  [400, 'Bad Request: not enough rights to send text messages to the chat'],
  [400, 'Bad Request: TOPIC_CLOSED'],
];
const WAITS = [0, 1, 3, 30, 3600];
const MIGRATED = 1_000_000_000;

type Body = Readonly<Record<string, unknown>>;

/** A message's text as readers see it. */
const textIn = ({ text }: Body): string => (typeof text === 'string' ? visible(text) : '');

const visible = (html: string): string =>
  html
    .replace(/<[^>]*>/gu, '')
    .replace(/[\u2066-\u2069\u200e\u200f]/gu, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .trim();

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function answer(response: ServerResponse, status: number, body: object | string): void {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const type = typeof body === 'string' ? 'text/html' : 'application/json';
  response.writeHead(status, { 'content-type': type }).end(text);
}

function refuse(response: ServerResponse, code: number, description: string, parameters?: object): void {
  answer(response, code, {
    ok: false,
    error_code: code,
    description,
    ...(parameters === undefined ? {} : { parameters }),
  });
}

/** @param now the bot's clock, epoch ms. */
export async function startBotApi(from: Chance, now: () => number): Promise<ChaosBotApi> {
  const accepted: Accepted[] = [];
  const faults = new Map<string, number>();
  const open = new Set<ServerResponse>();
  const begun = new Set<IncomingMessage>();
  /** What became of the last request for a message, and when it was answered (ms of ours). */
  const heard = new Map<string, number | 'open'>();
  /** Those whose answer is lost by plan. */
  const silenced = new WeakSet<ServerResponse>();
  const gone = new Map<number, readonly [number, string]>();
  const newNumber = new Map<number, number>();
  const firstNumber = new Map<number, number>();
  /** Messages that are refused until they come without tags, or however they come. */
  const malformed = new Map<string, 'marked' | 'any'>();
  const updates: { readonly update_id: number }[] = [];
  let poll: { readonly response: ServerResponse; readonly offset: number } | undefined;
  let lastUpdate = 0;
  let lastMessage = 0;
  let lost = 0;
  let late = 0;
  let calm = false;

  const firstOf = (chat: number): number => firstNumber.get(chat) ?? chat;
  const keyOf = (chat: number, text: string): string => `${firstOf(chat)} ${text}`;

  function accept(chat: number, text: string): object {
    lastMessage += 1;
    accepted.push({ chat: firstOf(chat), messageId: lastMessage, text, at: now() });
    return { ok: true, result: { message_id: lastMessage, date: 0, chat: { id: chat, type: 'private' } } };
  }

  function count(fault: string): void {
    faults.set(fault, (faults.get(fault) ?? 0) + 1);
  }

  /** What is to happen to this message: a chat that is gone stays gone, a text that is wrong stays wrong. */
  function faultFor(chat: number): SendFault {
    const fault = calm ? 'answer' : sendFault(from);
    return fault === 'group upgraded' && (chat > 0 || firstNumber.has(chat)) ? 'answer' : fault;
  }

  async function send(body: Body, response: ServerResponse): Promise<void> {
    const chat = Number(body.chat_id);
    const text = textIn(body);
    const moved = newNumber.get(chat);
    if (moved !== undefined)
      return refuse(response, 400, 'Bad Request: group chat was upgraded to a supergroup chat', {
        migrate_to_chat_id: moved,
      });
    const refused = gone.get(chat);
    if (refused !== undefined) return refuse(response, ...refused);
    if (kindOf(text) === undefined) return answer(response, 200, accept(chat, text));
    const message = `${chat} ${text}`;
    const wrong = malformed.get(message);
    if (wrong === 'any' || (wrong === 'marked' && body.parse_mode !== undefined))
      return refuse(response, 400, "Bad Request: can't parse entities");
    const fault = wrong === undefined ? faultFor(chat) : 'answer';
    count(fault);
    if (LOSES_ANSWER.has(fault)) {
      lost += 1;
      silenced.add(response);
    }
    // As far away as Telegram is.
    if (!calm) await pause(from.between(0, 50));
    if (response.destroyed) return;
    await befall(fault, { chat, text, message }, response);
  }

  async function befall(
    fault: SendFault,
    { chat, text, message }: { readonly chat: number; readonly text: string; readonly message: string },
    response: ServerResponse,
  ): Promise<void> {
    switch (fault) {
      case 'answer':
        return answer(response, 200, accept(chat, text));
      case 'slow answer': {
        const accepting = accept(chat, text);
        await pause(from.between(100, 800));
        return answer(response, 200, accepting);
      }
      case 'flood wait':
        return refuse(response, 429, 'Too Many Requests: retry later', { retry_after: from.pick(WAITS) });
      case 'flood wait without a time':
        return refuse(response, 429, 'Too Many Requests');
      case 'reset after acceptance':
        accept(chat, text);
        response.destroy();
        return;
      case 'reset before acceptance':
        response.destroy();
        return;
      case 'no answer, accepted':
        accept(chat, text);
        return;
      case 'no answer, not accepted':
        return;
      case 'server error, accepted':
        accept(chat, text);
        return refuse(response, 500, 'Internal Server Error');
      case 'server error, not accepted':
        return refuse(response, 502, 'Bad Gateway');
      case 'gateway page, accepted':
        accept(chat, text);
        return answer(response, 504, '<html><h1>504 Gateway Time-out</h1></html>');
      case 'gateway page, not accepted':
        return answer(response, 502, '<html><h1>502 Bad Gateway</h1></html>');
      case 'gateway refuses':
        return answer(response, 403, '<html><h1>403 Forbidden</h1></html>');
      case 'answer cut short': {
        const whole = JSON.stringify(accept(chat, text));
        response.writeHead(200, { 'content-length': whole.length }).write(whole.slice(0, 20));
        await pause(20);
        response.destroy();
        return;
      }
      case 'answer without a number':
        accept(chat, text);
        return answer(response, 200, { ok: true, result: {} });
      case 'malformed':
      case 'malformed and plain refused':
        malformed.set(message, fault === 'malformed' ? 'marked' : 'any');
        return refuse(response, 400, "Bad Request: can't parse entities: Unexpected end tag");
      case 'chat blocked': {
        const how = from.pick(GONE);
        gone.set(chat, how);
        return refuse(response, ...how);
      }
      case 'group upgraded': {
        const to = chat - MIGRATED;
        newNumber.set(chat, to);
        firstNumber.set(to, chat);
        return refuse(response, 400, 'Bad Request: group chat was upgraded to a supergroup chat', {
          migrate_to_chat_id: to,
        });
      }
    }
  }

  function answerPoll(): void {
    if (poll === undefined) return;
    const { response, offset } = poll;
    poll = undefined;
    answer(response, 200, { ok: true, result: updates.filter(({ update_id }) => update_id >= offset) });
  }

  async function getUpdates(body: Body, response: ServerResponse): Promise<void> {
    const offset = Number(body.offset ?? 0);
    while (updates[0] !== undefined && updates[0].update_id < offset) updates.shift();
    if (poll !== undefined) refuse(poll.response, 409, 'Conflict: terminated by other getUpdates request');
    const mine = { response, offset };
    poll = mine;
    response.once('close', () => {
      if (poll === mine) poll = undefined;
    });
    if (updates.length > 0) return answerPoll();
    await pause((Number(body.timeout ?? 0) * 1000) / RATE);
    if (poll === mine) answerPoll();
  }

  const methods: Readonly<Record<string, Handling>> = {
    sendMessage: async ({ body }, response) => send(body, response),
    getUpdates: async ({ body }, response) => getUpdates(body, response),
    getMe: async (_, response) =>
      answer(response, 200, {
        ok: true,
        result: { id: 4242, is_bot: true, first_name: 'موجز', username: 'mujaz_chaos_bot' },
      }),
    getChatMember: async ({ body }, response) =>
      answer(response, 200, {
        ok: true,
        result: {
          status: 'creator',
          is_anonymous: false,
          user: { id: body.user_id, is_bot: false, first_name: 'ليلى' },
        },
      }),
  };

  const api: ChaosBotApi = {
    get root() {
      return `http://127.0.0.1:${port}`;
    },
    accepted,
    firstNumber: firstOf,
    faults,
    answersLost: () => lost,
    open: () => ({ whole: open.size, begun: begun.size }),
    late: () => late,
    heardOf: (chat, html) => heard.get(keyOf(chat, visible(html))),
    onSend: undefined,
    botLives: true,
    calm() {
      calm = true;
      malformed.clear();
      gone.clear();
    },
    async down(ms) {
      count('Bot API down');
      server.close();
      server.closeAllConnections();
      await pause(ms);
      server.listen(port, '127.0.0.1');
      await once(server, 'listening');
    },
    say(chat, text, at) {
      gone.delete(chat);
      const to = newNumber.get(chat) ?? chat;
      gone.delete(to);
      lastUpdate += 1;
      lastMessage += 1;
      const command = /^\/\w+/u.exec(text)?.[0];
      const entities =
        command === undefined ? [] : [{ type: 'bot_command', offset: 0, length: command.length }];
      const about = to > 0 ? { type: 'private', first_name: 'ليلى' } : { type: 'supergroup', title: 'الحي' };
      updates.push({
        update_id: lastUpdate,
        ...{
          message: {
            message_id: lastMessage,
            date: Math.floor(at / 1000),
            chat: { id: to, ...about },
            from: { id: Math.abs(chat), is_bot: false, first_name: 'ليلى' },
            text,
            entities,
          },
        },
      });
      answerPoll();
    },
    unconfirmed: () => updates.length,
    hangUp: () => server.closeAllConnections(),
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = (request.url ?? '').split('/').at(-1) ?? '';
    if (method === 'sendMessage') begun.add(request);
    if (method === 'sendMessage' && !api.botLives) late += 1;
    const text = await bodyOf(request).finally(() => begun.delete(request));
    const body = (JSON.parse(text || '{}') ?? {}) as Body;
    if (method === 'sendMessage' && kindOf(textIn(body)) !== undefined) {
      const key = keyOf(Number(body.chat_id), textIn(body));
      open.add(response);
      heard.set(key, 'open');
      response.once('finish', () => {
        if (api.botLives) heard.set(key, performance.now());
      });
      response.once('close', () => {
        open.delete(response);
        // An answer that came too late is lost as well: on a machine at its limits that happens.
        if (api.botLives && !silenced.has(response) && !response.writableFinished) lost += 1;
      });
      api.onSend?.();
    }
    const handling = methods[method];
    if (handling === undefined) answer(response, 200, { ok: true, result: true });
    else await handling({ method, body }, response);
  }

  const server = createServer((request, response) => {
    // A request that breaks off is the bot's death, which is counted where it is caused.
    handle(request, response).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return api;
}
