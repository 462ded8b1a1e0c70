/** The sample articles, read as real ones are, with times near now: something to read where no outlet can be reached. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { type ArticleContent, believableTime, type NewArticle } from '../src/news/article.ts';
import { cleanText } from '../src/news/clean.ts';
import { parseFeed } from '../src/news/feed.ts';
import { htmlToText } from '../src/news/html-text.ts';
import type { PageReader } from '../src/news/page.ts';
import { sniff } from '../src/news/sniff.ts';
import { canonicalUrl } from '../src/news/url.ts';

type Row = {
  readonly file: string;
  /** One of our three made-up outlets. */
  readonly outlet: string;
  /** How long before now it was published, or… */
  readonly hoursAgo?: number;
  /** … how long after the playground started it will be. */
  readonly hoursLater?: number;
  /** Where it would stand, if its outlet did; a page and a feed say so themselves. */
  readonly url?: string;
};

const HOUR_MS = 3600_000;
/** So long samples stay as they are, however the clock is moved; then they happen once more. */
const FRESH_MS = 48 * HOUR_MS;
/** The outlets' clock: three hours ahead of UTC. */
const OFFSET_MS = 3 * HOUR_MS;
const ZONE = 'Asia/Riyadh';
const FOLDER = new URL('./', import.meta.url);

const weekday = new Intl.DateTimeFormat('ar-u-nu-latn', { weekday: 'long', timeZone: ZONE });
const date = new Intl.DateTimeFormat('ar-EG-u-nu-latn', { dateStyle: 'long', timeZone: ZONE });

/** What a mark in a sample stands for at a time: {{iso}}, {{weekday +24h}} … */
const MARKS: Readonly<Record<string, (at: number) => string>> = {
  iso: (at) => `${new Date(at + OFFSET_MS).toISOString().slice(0, 19)}+03:00`,
  rfc822: (at) => new Date(at + OFFSET_MS).toUTCString().replace('GMT', '+0300'),
  weekday: (at) => weekday.format(at),
  date: (at) => date.format(at),
};

/** The text with its marks filled in for an article published at `at`; a mark may add or take hours. */
function fillIn(text: string, at: number): string {
  return text.replace(
    /\{\{(\w+)(?: ([+-]\d{1,3})h)?\}\}/g,
    (mark, name: string, hours: string | undefined) => {
      const write = MARKS[name];
      if (write === undefined) throw new Error(`samples know no ${mark}`);
      return write(at + Number(hours ?? 0) * HOUR_MS);
    },
  );
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

/**
 * All samples as new articles: `sample` set, keys that never change, and a revision that changes once a day (by the
 * outlets' calendar), so that a database keeps each once and always fresh.
 * @param now epoch ms.
 * @param startedAt epoch ms; each sample was published some hours before it (two days later: before that, and so on), and those of a
 * later day some hours after it; none comes before its time.
 */
export async function loadSamples(
  { readPage }: { readonly readPage: PageReader['read'] },
  now: number,
  startedAt: number = now,
): Promise<readonly NewArticle[]> {
  const rows = JSON.parse(await readFile(new URL('samples.json', FOLDER), 'utf8')) as readonly Row[];
  const base = startedAt + Math.floor((now - startedAt) / FRESH_MS) * FRESH_MS;
  const today = new Date(base + OFFSET_MS).toISOString().slice(0, 10);
  const articles: NewArticle[] = [];
  for (const row of rows) {
    const at = timeOf(row, base, startedAt);
    if (at > now) continue;
    const source = await readFile(new URL(row.file, FOLDER), 'utf8');
    for (const { part, content } of await read(row, fillIn(source, at), { at, readPage })) {
      articles.push({
        ...content,
        url: content.url === undefined ? undefined : canonicalUrl(content.url),
        key: `sample:${row.file}${part}`,
        revision: digest(`${today} ${source}`),
        sourceId: undefined,
        publisher: row.outlet,
        house: undefined,
        publishedAt: believableTime(content.published, now),
        sample: true,
      });
    }
  }
  return articles;
}

/** When it was, or will be, published; epoch ms. */
function timeOf({ hoursAgo, hoursLater }: Row, base: number, startedAt: number): number {
  return hoursLater === undefined ? base - (hoursAgo ?? 0) * HOUR_MS : startedAt + hoursLater * HOUR_MS;
}

type Part = { readonly part: string; readonly content: ArticleContent };

/** The articles of one file, by what it is: a feed, a page, a plain text. */
async function read(
  { file, outlet, url }: Row,
  text: string,
  { at, readPage }: { readonly at: number; readonly readPage: PageReader['read'] },
): Promise<readonly Part[]> {
  const clean = (
    raw: { readonly text: string; readonly title?: string; readonly url?: string },
    published: string,
  ) =>
    cleanText({
      text: raw.text,
      title: raw.title,
      url: raw.url,
      published,
      author: undefined,
      statedSource: undefined,
      publisherNames: [outlet, outlet.replace(/^\S+ /, '')],
    });
  const published = MARKS.iso?.(at) ?? '';
  switch (sniff(text)) {
    case 'feed': {
      const feed = parseFeed(text, url);
      if (feed.kind !== 'feed') throw new Error(`sample ${file}: ${feed.reason}`);
      return feed.entries.map((entry) => ({
        part: `#${entry.id ?? entry.url ?? ''}`,
        content: clean(
          {
            text: htmlToText(entry.content ?? entry.summary ?? ''),
            ...(entry.title === undefined ? {} : { title: entry.title }),
            ...(entry.url === undefined ? {} : { url: entry.url }),
          },
          entry.published ?? published,
        ),
      }));
    }
    case 'html': {
      const reading = await readPage(text, url);
      if (reading.kind !== 'article') throw new Error(`sample ${file}: ${reading.reason}`);
      const { content } = reading;
      return [{ part: '', content: { ...content, published: content.published ?? published } }];
    }
    case 'text':
      return [
        { part: '', content: { ...clean({ text, ...(url === undefined ? {} : { url }) }, published), url } },
      ];
  }
}
