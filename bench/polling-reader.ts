/** The reader of the polling bench, in a process of its own so that its memory is its own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { summarizePending } from '../src/briefs/summarize.ts';
import { openOutlets } from '../src/commands/outlets.ts';
import { decode } from '../src/news/charset.ts';
import { parseFeed } from '../src/news/feed.ts';
import { ingestDue } from '../src/news/ingest.ts';
import type { Source } from '../src/news/source.ts';
import { openStore } from '../src/storage/store.ts';
import { HOSTILE_DOCUMENTS } from '../test/support/hostile-feeds.ts';

export type ReaderOrder =
  /** A fresh database with these sources; hosts are those that may be fetched on loopback. */
  | { readonly kind: 'open'; readonly sources: readonly Source[]; readonly hosts: readonly string[] }
  /** One visit to all that is due at `at` (epoch ms); what is new is summarised meanwhile where `briefs` says so. It is stopped
   * after `withinMs`. */
  | { readonly kind: 'poll'; readonly at: number; readonly briefs: boolean; readonly withinMs: number }
  /** Parse one of the documents made to hurt. */
  | { readonly kind: 'parse'; readonly document: string }
  | { readonly kind: 'close' };

export type Polled = {
  readonly ms: number;
  /** Of the processor, in the same time: what a busy machine does not stretch. */
  readonly cpuMs: number;
  readonly added: number;
  /** When each source's visit was over, in ms from the start. */
  readonly settled: Readonly<Record<string, number>>;
  /** From an article's first store to its brief, in ms, ascending. */
  readonly delays: readonly number[];
};

export type Parsed = { readonly ms: number };

/** The highest so far, of the whole process. */
export type Peak = { readonly peakMb: number };

type Poll = Extract<ReaderOrder, { kind: 'poll' }>;

type Opened = {
  readonly close: () => Promise<void>;
  readonly poll: (order: Poll) => Promise<Polled>;
};

async function open(sources: readonly Source[], hosts: readonly string[]): Promise<Opened> {
  const folder = mkdtempSync(join(tmpdir(), 'mujaz-bench-'));
  const store = openStore(join(folder, 'bench.db'));
  await store.sources.sync(sources, 0);
  const outlets = openOutlets({ ALLOW_PRIVATE_HOSTS: [...hosts] }, store);
  const silent = () => undefined;
  const log = { debug: silent, info: silent, warn: silent, error: silent };

  async function poll({ at, briefs, withinMs }: Poll): Promise<Polled> {
    const settled: Record<string, number> = {};
    /** When the article of each number was stored: numbers are given in order. */
    const storedAt: number[] = [];
    const delays: number[] = [];
    const began = performance.now();
    const cpu = process.cpuUsage();
    const since = () => performance.now() - began;
    const deps = {
      ...outlets.deps,
      log,
      signal: AbortSignal.timeout(Math.ceil(withinMs)),
      sources: {
        ...store.sources,
        async settle(...[id, visit]: Parameters<typeof store.sources.settle>) {
          await store.sources.settle(id, visit);
          settled[id] = since();
        },
      },
      articles: {
        ...store.articles,
        async add(...[articles, now]: Parameters<typeof store.articles.add>) {
          const added = await store.articles.add(articles, now);
          for (let count = 0; count < added; count += 1) storedAt.push(since());
          return added;
        },
      },
    };
    const stories = {
      ...store.stories,
      async write(...[written, now]: Parameters<typeof store.stories.write>) {
        const story = await store.stories.write(written, now);
        delays.push(since() - (storedAt[written.articleId - 1] ?? Number.NaN));
        return story;
      },
    };
    const summarize = () => summarizePending({ stories, holders: store.holders, log }, at);
    let polling = true;
    const summarizing = (async () => {
      while (briefs && polling) {
        await summarize();
        await nextTurn();
      }
    })();
    const report = await ingestDue(deps, at);
    const ms = since();
    const { user, system } = process.cpuUsage(cpu);
    polling = false;
    await summarizing;
    if (briefs) await summarize();
    delays.sort((a, b) => a - b);
    return {
      ms,
      cpuMs: (user + system) / 1000,
      added: report.reduce((sum, each) => sum + each.new, 0),
      settled,
      delays,
    };
  }

  return {
    poll,
    async close() {
      await outlets.close();
      store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function parse(document: string): Parsed {
  const bytes = Buffer.from(HOSTILE_DOCUMENTS[document]?.() ?? '');
  const before = performance.now();
  parseFeed(decode(bytes, undefined), 'https://outlet.example/');
  return { ms: performance.now() - before };
}

let opened: Opened | undefined;

async function obey(order: ReaderOrder): Promise<object> {
  if (order.kind === 'parse') return parse(order.document);
  if (order.kind === 'poll') return (await opened?.poll(order)) ?? {};
  await opened?.close();
  opened = order.kind === 'open' ? await open(order.sources, order.hosts) : undefined;
  return {};
}

process.on('message', (order: ReaderOrder) => {
  void obey(order).then((answer) =>
    process.send?.({ ...answer, peakMb: process.resourceUsage().maxRSS / 1024 }),
  );
});
process.on('disconnect', () => process.exit());
process.send?.('ready');
