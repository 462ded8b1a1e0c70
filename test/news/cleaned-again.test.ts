import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { summarizePending } from '../../src/briefs/summarize.ts';
import type { Log } from '../../src/log.ts';
import { ingestDue } from '../../src/news/ingest.ts';
import { createPageReader } from '../../src/news/page.ts';
import { createRobots } from '../../src/news/robots.ts';
import { openStore } from '../../src/storage/store.ts';
import { openFetcher } from '../support/fetcher.ts';
import { madeArticle } from '../support/made-news.ts';
import { openSite } from '../support/site.ts';
import { temporaryFolder } from '../support/temporary.ts';

const HOUR = 3_600_000;
const NOW = Date.UTC(2025, 5, 30, 12);
const SUPPORT = 'صحافتنا تعيش بكم، فكونوا شركاء السنبلة بمساهمة صغيرة كل شهر.';
const quiet: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

const item = (n: number) => {
  const { title, lines } = madeArticle(n);
  const body = [SUPPORT, ...lines].map((line) => `<p>${line}</p>`).join('');
  return `<item><title>${title}</title><guid>${n}</guid><description><![CDATA[${body}]]></description></item>`;
};
const feed = (from: number, to: number) =>
  `<rss version="2.0"><channel><title>ف</title>${Array.from({ length: to - from }, (_, at) => item(from + at)).join('')}</channel></rss>`;

/** An outlet whose feed begins every article with the same appeal, and another that did so once. */
async function openOutlets() {
  const store = openStore(join(temporaryFolder(), 'mujaz.db'));
  onTestFinished(() => store.close());
  const fetcher = openFetcher();
  const readPage = createPageReader({ deadlineMs: 10_000 });
  onTestFinished(() => readPage.close());
  const site = await openSite({ '/sunbula': feed(0, 4), '/baydar': feed(9, 10) });
  const sources = [
    { id: 'sunbula', publisher: 'السنبلة' },
    { id: 'baydar', publisher: 'البيدر' },
  ].map((about) => ({
    ...about,
    kind: 'feed' as const,
    url: `${site.origin}/${about.id}`,
    house: undefined,
    fullText: false,
  }));
  await store.sources.sync(sources, NOW);
  const deps = {
    ...store,
    fetcher,
    robots: createRobots({ fetcher, product: 'Mujaz' }),
    readPage,
    log: quiet,
  };
  /** A visit to both, and what it left to summarise. */
  const visit = async (now: number) => {
    for (const { status } of await ingestDue(deps, now)) expect(status).not.toBe('failed');
    return (await store.stories.pending(100)).length;
  };
  const summarize = (now: number) =>
    summarizePending({ stories: store.stories, holders: store.holders, log: quiet }, now);
  const latest = () => store.stories.latest({ topic: undefined, limit: 100, since: undefined });
  /** The outlet of each story that tells the appeal. */
  const telling = async () => {
    const told = (await latest()).filter(({ sentences }) =>
      sentences.some(({ text }) => SUPPORT.includes(text)),
    );
    return told.map(({ articles }) => articles[0]?.publisher);
  };
  return { store, site, visit, summarize, latest, telling };
}

test('what was kept before its outlet was known is cleaned and told again once it is', async () => {
  const { store, site, visit, summarize, latest, telling } = await openOutlets();
  expect(await visit(NOW)).toBe(5);
  await summarize(NOW);
  expect(await telling()).toEqual(expect.arrayContaining(['البيدر', 'السنبلة']));
  const before = (await latest()).map(({ id }) => id);

  site.pages['/sunbula'] = feed(4, 9);
  expect(await visit(NOW + HOUR)).toBe(9);
  const waiting = await store.stories.pending(100);
  expect(waiting.filter(({ text }) => text.includes(SUPPORT))).toEqual([]);
  await summarize(NOW + HOUR);
  const told = await telling();
  expect(told).toContain('البيدر');
  expect(told).not.toContain('السنبلة');
  // Chats are told by the numbers of stories: these stand.
  expect((await latest()).map(({ id }) => id)).toEqual(expect.arrayContaining(before));

  // The source's own words have not changed, so that nothing of it is a correction at the next visit.
  site.pages['/sunbula'] = feed(0, 9);
  expect(await visit(NOW + 2 * HOUR)).toBe(0);
});

test('an article that is read no more stays as it is', async () => {
  const { site, visit, summarize, telling } = await openOutlets();
  await visit(NOW);
  await summarize(NOW);
  site.pages['/sunbula'] = feed(4, 9);
  expect(await visit(NOW + 8 * 24 * HOUR)).toBe(5);
  await summarize(NOW + 8 * 24 * HOUR);
  expect(await telling()).toContain('السنبلة');
});
