/**
 * A Bot API in a process of its own, as little as sending and polling ask for. It keeps Telegram's limits when it is told so, lets
 * readers ask when it is told so, and says at the end what it saw. Spoken to by messages of the parent process.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createLimits } from '../src/playground/limits.ts';

/** Readers ask so often. */
const ASK_EVERY_MS = 200;
const READER = 5_000_000;

export type ApiOrder = { readonly kind: 'ask' | 'report' };
export type ApiNews =
  | { readonly kind: 'listening'; readonly url: string }
  | {
      readonly kind: 'report';
      readonly accepted: number;
      readonly refused: number;
      /** From the first accepted message to the last. */
      readonly ms: number;
      /** How long readers waited for each answer, ascending; those that wait still are not among them. */
      readonly waits: readonly number[];
      readonly asked: number;
    };

const limits = process.argv[2] === 'limits' ? createLimits() : undefined;
const tell = (news: ApiNews): void => void process.send?.(news);
const seen = { accepted: 0, refused: 0, first: 0, last: 0, asked: 0 };
const waits: number[] = [];
/** When each reader who waits for an answer asked, by the id of the chat, and of a tap by its own. */
const asking = new Map<string, number>();
/** Readers are to ask as soon as the bot polls. */
let toAsk = false;
let updates: object[] = [];
let poll: ((updates: readonly object[]) => void) | undefined;

function answered(key: string): void {
  const since = asking.get(key);
  if (since === undefined) return;
  asking.delete(key);
  waits.push(performance.now() - since);
}

function sendMessage(chatId: number): object {
  const wait = limits?.take(chatId, chatId < 0, Date.now()) ?? 0;
  if (wait > 0) {
    seen.refused += 1;
    return {
      ok: false,
      error_code: 429,
      description: 'Too Many Requests',
      parameters: { retry_after: wait },
    };
  }
  seen.accepted += 1;
  seen.last = performance.now();
  if (seen.accepted === 1) seen.first = seen.last;
  answered(String(chatId));
  const chat = { id: chatId, type: 'private', first_name: 'قارئ' };
  return { ok: true, result: { message_id: seen.accepted, date: 0, chat, text: '' } };
}

/** One reader after another asks: by a command, a topic's name, and a tap on a button. */
function ask(): void {
  seen.asked += 1;
  const id = READER + seen.asked;
  const from = { id, is_bot: false, first_name: 'قارئ' };
  const chat = { id, type: 'private', first_name: 'قارئ' };
  const message = { message_id: 7, date: Math.floor(Date.now() / 1000), chat, from };
  const text = ['/latest', 'إيران', undefined][seen.asked % 3];
  const command = { entities: [{ type: 'bot_command', offset: 0, length: 7 }] };
  const said =
    text === undefined
      ? {
          callback_query: {
            id: `tap ${id}`,
            from,
            chat_instance: '1',
            data: 'settings',
            message: {
              ...message,
              text: 'نشرة',
              reply_markup: { inline_keyboard: [[{ text: 'إعدادات', callback_data: 'settings' }]] },
            },
          },
        }
      : { message: { ...message, text, ...(text.startsWith('/') ? command : {}) } };
  asking.set(text === undefined ? `tap ${id}` : String(id), performance.now());
  updates.push({ update_id: seen.asked, ...said });
  poll?.(updates);
}

const ME = {
  id: 4242,
  is_bot: true,
  first_name: 'موجز',
  username: 'mujaz_bot',
  can_join_groups: true,
  can_read_all_group_messages: false,
  supports_inline_queries: false,
};

async function call(method: string, body: Readonly<Record<string, unknown>>): Promise<object> {
  switch (method) {
    case 'sendMessage':
      return sendMessage(Number(body.chat_id));
    case 'getMe':
      return { ok: true, result: ME };
    case 'answerCallbackQuery':
      answered(String(body.callback_query_id));
      return { ok: true, result: true };
    case 'getUpdates': {
      const offset = Number(body.offset ?? 0);
      // The bot is there.
      if (toAsk) setInterval(ask, ASK_EVERY_MS);
      toAsk = false;
      updates = updates.filter((update) => 'update_id' in update && Number(update.update_id) >= offset);
      if (updates.length > 0) return { ok: true, result: updates };
      const result = await new Promise<readonly object[]>((resolve) => {
        poll = resolve;
        setTimeout(() => resolve([]), 20_000).unref();
      });
      return { ok: true, result };
    }
    default:
      return { ok: true, result: true };
  }
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const text = Buffer.concat(chunks).toString('utf8');
    const body = text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
    void call(request.url?.split('/').at(-1) ?? '', body).then((answer) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(answer));
    });
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () =>
  tell({ kind: 'listening', url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }),
);

process.on('message', ({ kind }: ApiOrder) => {
  if (kind === 'ask') toAsk = true;
  else {
    const { accepted, refused, first, last, asked } = seen;
    tell({ kind: 'report', accepted, refused, ms: last - first, waits: waits.sort((a, b) => a - b), asked });
  }
});
