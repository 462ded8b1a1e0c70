/** What readers wait for: /latest and /topic from the update to the finished answer, and the search, as the archive grows. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Log } from '../src/log.ts';
import { openStore, type Store } from '../src/storage/store.ts';
import { botOver } from '../test/support/bot.ts';
import { buildArchiveApart, generator, wordsFrom } from './archive.ts';
import { type Figure, memoryPeak, quantile } from './measure.ts';

const NOW = Date.UTC(2026, 10, 23, 9);
const SIZES = [10_000, 1_000_000] as const;
const ASKED = 500;
const BAR_MS = 10;
const BAR_TIMES = 1.5;
const SILENT: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

type Asker = (text: string) => Promise<void>;

/** A bot over this store whose Telegram takes every message at once; each question comes from a reader of its own. */
function askerOf(store: Store): Asker {
  let answers = 0;
  const bot = botOver(store, {
    apiRoot: 'http://127.0.0.1:1',
    now: () => NOW,
    log: SILENT,
    botInfo: {
      id: 1,
      is_bot: true,
      first_name: 'bench',
      username: 'bench_bot',
      can_join_groups: true,
      can_read_all_group_messages: false,
      supports_inline_queries: false,
      can_connect_to_business: false,
      has_main_web_app: false,
      has_topics_enabled: false,
      allows_users_to_create_topics: false,
      can_manage_bots: false,
      supports_join_request_queries: false,
    },
  });
  bot.api.config.use(async (_previous, method, payload) => {
    if (method !== 'sendMessage' || !('text' in payload)) throw new Error(`unexpected ${method}`);
    answers += 1;
    return { ok: true, result: true } as never;
  });
  let asked = 0;
  return async (text) => {
    asked += 1;
    const before = answers;
    const [command = ''] = text.split(' ');
    await bot.handleUpdate({
      update_id: asked,
      message: {
        message_id: asked,
        date: NOW / 1000,
        chat: { id: asked, type: 'private', first_name: 'قارئ' },
        from: { id: asked, is_bot: false, first_name: 'قارئ' },
        text,
        entities: [{ type: 'bot_command', offset: 0, length: command.length }],
      },
    });
    if (answers === before) throw new Error(`${text} was not answered`);
  };
}

/** An archive of so many articles in the folder. */
function archiveOf(articles: number, folder: string): string {
  const path = join(folder, `${articles}.db`);
  buildArchiveApart(path, articles, NOW);
  return path;
}

/** Times of each question over each store, in ms, ascending; asked in turn, so that what else the machine does falls on all alike. */
async function timed(askers: readonly Asker[], question: (run: number) => string): Promise<number[][]> {
  const taken: number[][] = askers.map(() => []);
  for (let run = 0; run < ASKED; run++)
    for (const [at, ask] of askers.entries()) {
      const text = question(run);
      const before = performance.now();
      await ask(text);
      taken[at]?.push(performance.now() - before);
    }
  return taken.map((times) => times.sort((a, b) => a - b));
}

/** Median and p99 of each question at a large archive, beside a small one of the same run. */
export async function lists(): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'mujaz-lists-'));
  const stores: Store[] = [];
  try {
    for (const size of SIZES) stores.push(openStore(archiveOf(size, folder)));
    const askers = stores.map(askerOf);
    const words = wordsFrom(generator(11));
    const questions: Readonly<Record<string, (run: number) => string>> = {
      '/latest': () => '/latest',
      '/topic iran': () => '/topic iran',
      '/search, two words': () => `/search ${words(2).join(' ')}`,
    };
    const figures: Figure[] = [];
    for (const [name, question] of Object.entries(questions)) {
      const [small = [], large = []] = await timed(askers, question);
      const limits = name.startsWith('/search') ? '' : `bars ${BAR_MS} ms, ${BAR_TIMES} times`;
      const times = quantile(large, 0.5) / quantile(small, 0.5);
      figures.push({
        what: `${name} at ${SIZES[1]} articles, p99 (median)`,
        value: `${quantile(large, 0.99).toFixed(2)} ms`,
        beside: `(${quantile(large, 0.5).toFixed(2)} ms) at ${SIZES[0]}: ${quantile(small, 0.99).toFixed(2)} ms (${quantile(small, 0.5).toFixed(2)} ms), ${times.toFixed(2)} times; ${limits}`,
      });
    }
    return [...figures, memoryPeak()];
  } finally {
    for (const store of stores) store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
