/** How long readers wait for each command and each button, over the bot as it is started, at a large archive. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openApp } from '../src/commands/app.ts';
import { readConfig } from '../src/config.ts';
import { openStore, type Store } from '../src/storage/store.ts';
import { menu } from '../src/telegram/messages.ts';
import { buildArchiveApart, generator, wordsFrom } from './archive.ts';
import { type Figure, memoryPeak, quantile } from './measure.ts';

const NOW = Date.UTC(2026, 10, 23, 9);
const ARTICLES = 1_000_000;
const BAR_MS = 100;
/** Readers who ask each question, and taps on each sort of button. */
const READERS = 40;
const WARM_UPS = 3;
/** Buttons under an answer to a button, and so on. */
const DEPTH = 3;

type Button = { readonly text: string; readonly callback_data?: string };
type Shown = { readonly reader: number; readonly rows: readonly (readonly Button[])[] };

/** What stands behind a command that takes words; several where they lead to different answers. */
const ARGUMENTS: Readonly<Record<string, readonly string[]>> = {
  topic: ['iran', 'top', 'سد النهضة'],
  subscribe: ['iran', 'سد النهضة -كهرباء'],
  unsubscribe: ['iran'],
  time: ['8:00 19:30'],
  timezone: ['القاهرة'],
  start: ['', 'topic_iran'],
};

/** The bot over this store, whose Telegram takes everything at once; `ask` and `tap` give ms until the first answer left. */
function readersOf(store: Store, database: string) {
  let at = NOW;
  let update = 0;
  let left = 0;
  let shown: Shown[] = [];
  const app = openApp(readConfig({ LOG_LEVEL: 'error' }), {
    store,
    database,
    token: '1:bench',
    apiRoot: 'http://127.0.0.1:1',
    now: () => at,
    signal: new AbortController().signal,
    poke: () => undefined,
  });
  app.bot.botInfo = {
    ...({ id: 1, is_bot: true, first_name: 'bench', username: 'bench_bot' } as const),
    ...({
      can_join_groups: true,
      can_read_all_group_messages: false,
      supports_inline_queries: true,
    } as const),
    ...({ can_connect_to_business: false, has_main_web_app: false, has_topics_enabled: false } as const),
    ...({ allows_users_to_create_topics: false, can_manage_bots: false } as const),
    supports_join_request_queries: false,
  };
  app.bot.api.config.use(async (_previous, method, payload) => {
    if (left === 0) left = performance.now();
    const markup = (payload as { reply_markup?: { inline_keyboard?: Button[][] } }).reply_markup;
    if (method === 'sendMessage' || method === 'editMessageText' || method === 'editMessageReplyMarkup')
      shown.push({
        reader: Number('chat_id' in payload ? payload.chat_id : 0),
        rows: markup?.inline_keyboard ?? [],
      });
    return { ok: true, result: { message_id: update, date: at / 1000 } } as never;
  });
  const handle = async (reader: number, body: object): Promise<{ ms: number; shown: readonly Shown[] }> => {
    at += 1000;
    update += 1;
    left = 0;
    shown = [];
    const from = { id: reader, is_bot: false, first_name: 'قارئ' };
    const before = performance.now();
    await app.bot.handleUpdate({ update_id: update, ...withFrom(body, from) });
    return { ms: left - before, shown };
  };
  const chatOf = (reader: number) => ({ id: reader, type: 'private' as const, first_name: 'قارئ' });
  return {
    ask: (reader: number, text: string) => {
      const [command = ''] = text.split(' ');
      const entities = text.startsWith('/')
        ? [{ type: 'bot_command', offset: 0, length: command.length }]
        : [];
      const message = { message_id: update, date: at / 1000, chat: chatOf(reader), text, entities };
      return handle(reader, { message });
    },
    tap: ({ reader, rows }: Shown, data: string) => {
      const reply_markup = { inline_keyboard: rows };
      const message = { message_id: update, date: at / 1000, chat: chatOf(reader), text: '…', reply_markup };
      return handle(reader, { callback_query: { id: String(update), chat_instance: '1', data, message } });
    },
    inline: (reader: number, query: string) =>
      handle(reader, { inline_query: { id: String(update), query, offset: '' } }),
    close: () => app.close(),
  };
}

function withFrom(body: object, from: object): object {
  return Object.fromEntries(Object.entries(body).map(([kind, value]) => [kind, { ...value, from }]));
}

/** What a button asks for, without the values it carries. */
const sortOf = (data: string): string => data.split(':')[0] ?? data;

/** The slowest of all commands, words, inline queries and sorts of buttons, each by its p95, beside its bar. */
export async function answers(): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'mujaz-answers-'));
  const path = join(folder, 'archive.db');
  try {
    buildArchiveApart(path, ARTICLES, NOW);
    const store = openStore(path);
    const readers = readersOf(store, path);
    const taken = new Map<string, number[]>();
    const note = (what: string, ms: number): void => {
      taken.set(what, [...(taken.get(what) ?? []), ms]);
    };
    const words = wordsFrom(generator(11));
    const commands = Object.keys(menu).flatMap((name) =>
      (ARGUMENTS[name] ?? ['']).map((argument) => `/${name} ${argument}`.trim()),
    );
    const questions = [...commands, 'أخبار إيران', 'آخر الأخبار', '/search'];
    const seen: Shown[] = [];
    for (let reader = 1; reader <= READERS + WARM_UPS; reader += 1) {
      const counts = reader > WARM_UPS;
      for (const question of questions) {
        const text = question === '/search' ? `/search ${words(2).join(' ')}` : question;
        const { ms, shown } = await readers.ask(reader, text);
        if (counts) note(question, ms);
        seen.push(...shown);
      }
      const { ms } = await readers.inline(reader, reader % 2 === 0 ? 'إيران' : words(1).join(' '));
      if (counts) note('@bot …', ms);
    }
    let level = seen;
    for (let depth = 0; depth < DEPTH; depth += 1) {
      const next: Shown[] = [];
      for (const message of level)
        for (const { callback_data: data } of message.rows.flat()) {
          const what = data === undefined ? '' : `[${sortOf(data)}]`;
          if (data === undefined || (taken.get(what)?.length ?? 0) >= READERS) continue;
          const { ms, shown } = await readers.tap(message, data);
          note(what, ms);
          next.push(...shown);
        }
      level = next;
    }
    await readers.close();
    store.close();
    const slowest = [...taken]
      .map(([what, ms]) => ({ what, ms: ms.sort((a, b) => a - b) }))
      .sort((a, b) => quantile(b.ms, 0.95) - quantile(a.ms, 0.95));
    return [
      ...slowest.slice(0, 8).map(({ what, ms }, index) => ({
        what: index === 0 ? `${slowest.length} commands and buttons at ${ARTICLES}, slowest p95` : '  then',
        value: `${quantile(ms, 0.95).toFixed(1)} ms`,
        beside: `${what}; median ${quantile(ms, 0.5).toFixed(1)} ms of ${ms.length}${index === 0 ? `; bar ${BAR_MS} ms` : ''}`,
      })),
      memoryPeak(),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
