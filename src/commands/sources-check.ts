/** `sources check`: asks sources now, stores nothing, and says what each holds and what is wrong with it. */
import { readdir } from 'node:fs/promises';
import type { Config } from '../config.ts';
import { DAY } from '../durations.ts';
import { reason } from '../log.ts';
import { decode } from '../news/charset.ts';
import { newestOf } from '../news/discover.ts';
import { parseFeed } from '../news/feed.ts';
import type { Fetcher } from '../news/fetch.ts';
import { FEED_TYPES } from '../news/ingest.ts';
import type { PageReader } from '../news/page.ts';
import type { Robots } from '../news/robots.ts';
import { sniff, whyUnreadable } from '../news/sniff.ts';
import type { Source } from '../news/source.ts';
import { readSourcesFile } from '../news/sources-file.ts';
import { openFetcher, openPageReader, openRobots } from './outlets.ts';
import { complain, jsonLine, line } from './output.ts';

type Checked = {
  /** Articles that it holds now. */
  readonly found: number;
  /** ISO 8601. */
  readonly newest: string | undefined;
  /** Whether robots.txt lets its pages be read; undefined where none was asked for. */
  readonly robots: boolean | undefined;
  /** What is wrong, though it can be read. */
  readonly problems: readonly string[];
  readonly error: string | undefined;
};

type Tools = { readonly fetcher: Fetcher; readonly readPage: PageReader; readonly robots: Robots };

/** An outlet of news that has none for so long. */
const OLD_MS = 7 * DAY;
/** Sources asked at once. */
const AT_ONCE = 6;

/** Check these sources of SOURCES_FILE, or all; a line for each in the order of the file. `now` is epoch ms. */
export async function checkSources(
  config: Config,
  { ids, json }: { readonly ids: readonly string[]; readonly json: boolean },
  now: number,
): Promise<void> {
  const all = await readSourcesFile(config.SOURCES_FILE);
  for (const id of ids)
    if (!all.some((source) => source.id === id)) complain(id, `${config.SOURCES_FILE} has no such source`);
  const wanted = ids.length === 0 ? all : all.filter(({ id }) => ids.includes(id));
  const fetcher = openFetcher(config);
  const readPage = openPageReader();
  const tools = { fetcher, readPage, robots: openRobots(fetcher) };
  try {
    for (let start = 0; start < wanted.length; start += AT_ONCE) {
      const some = wanted.slice(start, start + AT_ONCE);
      const results = await Promise.all(some.map((source) => check(tools, source, now)));
      for (const [at, source] of some.entries()) {
        const result = results[at];
        if (result !== undefined) await show(source, result, json);
      }
    }
  } finally {
    await Promise.all([fetcher.close(), readPage.close()]);
  }
}

async function show(source: Source, result: Checked, json: boolean): Promise<void> {
  const { id, kind, url, publisher } = source;
  const { found, newest, robots, problems, error } = result;
  const status = error === undefined ? 'ok' : 'failed';
  const pages = robots === undefined ? undefined : robots ? 'allowed' : 'forbidden';
  if (json)
    await jsonLine({ id, kind, url, publisher, status, found, newest, robots: pages, problems, error });
  else {
    const told =
      error ??
      [`found ${found}`, `newest ${newest ?? '–'}`, `robots ${pages ?? '–'}`, ...problems].join('  ');
    await line([status.padEnd(6), id, told].join('  '));
  }
  if (error !== undefined) complain(id, error);
}

function failing(error: string): Checked {
  return { found: 0, newest: undefined, robots: undefined, problems: [], error };
}

async function check(tools: Tools, source: Source, now: number): Promise<Checked> {
  try {
    return source.kind === 'folder' ? await checkFolder(source.url) : await checkAddress(tools, source, now);
  } catch (error) {
    return failing(reason(error));
  }
}

async function checkFolder(path: string): Promise<Checked> {
  const files = (await readdir(path, { withFileTypes: true })).filter((entry) => entry.isFile());
  const problems = files.length === 0 ? ['holds no file'] : [];
  return { found: files.length, newest: undefined, robots: undefined, problems, error: undefined };
}

async function checkAddress(tools: Tools, source: Source, now: number): Promise<Checked> {
  const { fetcher, readPage, robots } = tools;
  const outcome = await fetcher.fetch(source.url, source.kind === 'feed' ? { accept: FEED_TYPES } : {});
  if (outcome.kind === 'failed') return failing(outcome.reason);
  if (outcome.kind !== 'ok') return failing('answered HTTP 410: the outlet has ended this address');
  const { movedTo, finalUrl } = outcome;
  const moved = movedTo === undefined || movedTo === source.url ? [] : [`has moved to ${movedTo}`];
  const text = decode(outcome.bytes, outcome.contentType);
  if (source.kind === 'feed' || sniff(text) === 'feed') {
    const feed = parseFeed(text, finalUrl);
    if (feed.kind === 'no-feed') return failing(feed.reason);
    const newest = newestOf(feed.entries, now);
    const page = feed.entries.find(({ url }) => url !== undefined)?.url;
    return {
      found: feed.entries.length,
      newest,
      robots: page === undefined ? undefined : await robots.allows(page, now),
      problems: [...moved, ...feedProblems(feed, { newest, page, now })],
      error: undefined,
    };
  }
  const trouble = whyUnreadable(text);
  if (trouble !== undefined) return failing(trouble);
  const reading = await readPage.read(text, finalUrl);
  if (reading.kind === 'unreadable') return failing(reading.reason);
  const newest = reading.content.published;
  const problems = [...moved, ...(newest === undefined ? ['bears no date'] : [])];
  return { found: 1, newest, robots: await robots.allows(source.url, now), problems, error: undefined };
}

function feedProblems(
  feed: { readonly entries: readonly unknown[]; readonly skipped: number; readonly truncated: boolean },
  {
    newest,
    page,
    now,
  }: { readonly newest: string | undefined; readonly page: string | undefined; readonly now: number },
): readonly string[] {
  if (feed.entries.length === 0) return ['holds no entry'];
  return [
    newest === undefined ? 'no entry bears a date to believe' : undefined,
    now - Date.parse(newest ?? '') > OLD_MS ? 'nothing new for a week' : undefined,
    page === undefined ? 'no entry has a link' : undefined,
    feed.truncated ? 'breaks off' : undefined,
    feed.skipped > 0 ? `${feed.skipped} entries cut off, empty or over the limit` : undefined,
  ].filter((problem) => problem !== undefined);
}
