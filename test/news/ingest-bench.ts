/** Ingest over a real database, the real fetcher and outlets on loopback: what its tests begin with. */
import { join } from 'node:path';
import { afterAll, onTestFinished } from 'vitest';
import type { Fields, Log } from '../../src/log.ts';
import type { Article } from '../../src/news/article.ts';
import { type IngestDeps, ingestDue } from '../../src/news/ingest.ts';
import { createPageReader } from '../../src/news/page.ts';
import { createRobots } from '../../src/news/robots.ts';
import type { Source } from '../../src/news/source.ts';
import { openStore, type Store } from '../../src/storage/store.ts';
import { openFetcher } from '../support/fetcher.ts';
import type { Site } from '../support/site.ts';
import { temporaryFolder } from '../support/temporary.ts';

export const NOW = Date.UTC(2025, 5, 30, 12);
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

const pages = createPageReader({ deadlineMs: 10_000 });
afterAll(() => pages.close());

export type Bench = {
  readonly deps: IngestDeps;
  readonly store: Store;
  readonly logged: readonly string[];
  /** Everything stored, oldest first. */
  articles(): Promise<readonly Article[]>;
};

/** Closed when the test ends. */
export function openBench(options: { signal?: AbortSignal } = {}): Bench {
  const store = openStore(join(temporaryFolder(), 'mujaz.db'));
  onTestFinished(() => store.close());
  const fetcher = openFetcher();
  const logged: string[] = [];
  const write = (message: string, fields?: Fields) => {
    logged.push(`${message} ${JSON.stringify(fields ?? {})}`);
  };
  const log: Log = { debug: () => undefined, info: write, warn: write, error: write };
  const robots = createRobots({ fetcher, product: 'Mujaz' });
  const { sources, articles, furniture } = store;
  const deps = {
    sources,
    articles,
    furniture,
    fetcher,
    robots,
    readPage: pages,
    log,
    signal: options.signal,
  };
  return { deps, store, logged, articles: () => store.stories.pending(1_000) };
}

export const source = (url: string, about: Partial<Source> = {}): Source => ({
  id: 'marfa',
  kind: 'feed',
  url,
  publisher: 'المرفأ',
  house: undefined,
  fullText: false,
  ...about,
});

export const SENTENCES = [
  'أعلنت بلدية مدينة النخيل أنها ستفتح الجسر الجديد فوق الوادي أمام السيارات صباح الأحد بعد عامين من العمل المتواصل في الموقع.',
  'وقال رئيس البلدية سالم الحديدي إن الجسر يختصر الطريق بين ضفتي المدينة إلى خمس دقائق، وإن العمل فيه كلف تسعة ملايين دينار.',
  'ومن المقرر أن تسير عليه حافلات النقل العام ابتداء من الأسبوع المقبل وفق جدول تنشره البلدية على موقعها قبل نهاية الشهر.',
  'وكانت الأمطار قد أغلقت الجسر القديم ثلاث مرات في الشتاء الماضي، واضطر سكان الضفة الشرقية إلى الدوران حول الجبل.',
];
/** A text that needs no page, as HTML. */
export const LONG = SENTENCES.map((sentence) => `<p>${sentence}</p>`).join('');
/** A text whose page is read. */
export const TEASER = 'فتحت البلدية الجسر الجديد صباح الأحد.';

export type Told = { title?: string; link?: string; guid?: string; date?: string; body?: string };

const item = ({ title, link, guid, date, body }: Told) =>
  `<item>${title === undefined ? '' : `<title>${title}</title>`}${link === undefined ? '' : `<link>${link}</link>`}${
    guid === undefined ? '' : `<guid isPermaLink="false">${guid}</guid>`
  }${date === undefined ? '' : `<pubDate>${date}</pubDate>`}<description><![CDATA[${body ?? LONG}]]></description></item>`;
export const rss = (...items: readonly Told[]) =>
  `<rss version="2.0"><channel><title>صحيفة المرفأ</title>${items.map(item).join('')}</channel></rss>`;
export const page = (title: string, body = LONG) =>
  `<!doctype html><html lang="ar"><head><title>${title} - صحيفة المرفأ</title></head><body><nav><a href="/">الرئيسية</a></nav><article><h1>${title}</h1>${body}</article></body></html>`;

/** The bench with these sources, and a visit at a time: sources due by then are read. */
export async function sourcesOf(bench: Bench, ...sources: readonly Source[]) {
  await bench.store.sources.sync(sources, NOW);
  return (at: number) => ingestDue(bench.deps, at);
}

export async function stateOf(bench: Bench, id = 'marfa') {
  const state = (await bench.store.sources.list()).find((one) => one.id === id);
  if (state === undefined) throw new Error(`no source ${id}`);
  return state;
}

export const paths = (site: Site) => site.asked.map(({ path }) => path);
