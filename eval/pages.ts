/** What is read off real pages, and off pages of our own, beside the extractor alone. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { readPage } from '../src/news/extract.ts';
import { pageCases, sharedWords, VARIANTS } from './page-cases.ts';
import type { Figure, Measure, Part } from './report.ts';
import { rowsOf } from './rows.ts';

type PageRow = {
  readonly file: string;
  readonly url: string;
  readonly title: string;
  readonly date: string;
  /** Phrases of the frame that the page shows somewhere. */
  readonly boilerplate_seen: readonly string[];
  /** How the text begins, where structured data gives it. */
  readonly jsonld_articleBody?: string;
};

type Found = { readonly title: string; readonly day: string; readonly text: string };

function ours(html: string, url: string): Found {
  const reading = readPage(html, url);
  if (reading.kind === 'unreadable') return { title: '', day: '', text: '' };
  const { title, published, text } = reading.content;
  return { title: title ?? '', day: published?.slice(0, 10) ?? '', text };
}

function extractorAlone(html: string): Found {
  const found = new Readability(parseHTML(html).document).parse();
  return {
    title: found?.title ?? '',
    day: found?.publishedTime?.slice(0, 10) ?? '',
    text: found?.textContent ?? '',
  };
}

const squeezed = (text: string) => text.replace(/[^\p{L}\p{N}]+/gu, '');

/** Right: the head's title up to the first separator after which only the outlet and its sections follow. */
function isHeadline(title: string, row: PageRow): boolean {
  return title !== '' && row.title.startsWith(title) && /^\s*[-|–—]/u.test(row.title.slice(title.length));
}

/** Lines of the frame: short ones that hold one of the phrases. */
function framed(text: string, row: PageRow): number {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(
      (line) => line.split(' ').length <= 8 && row.boilerplate_seen.some((phrase) => line.includes(phrase)),
    ).length;
}

const EXTRACTOR = 'readability alone';

type Scored = { readonly mine: Found; readonly theirs: Found };

/** A figure over cases, ours beside the extractor's. */
function figureOf<Case extends Scored>(
  measure: string,
  cases: readonly Case[],
  { of, bar }: { readonly of: (found: Found, row: Case) => Part; readonly bar: number },
): Figure {
  return {
    measure: `pages: ${measure}`,
    unit: 'percent',
    better: 'higher',
    ours: cases.map((row) => of(row.mine, row)),
    baseline: { name: EXTRACTOR, parts: cases.map((row) => of(row.theirs, row)) },
    bar: { of: 'ours', value: bar },
  };
}

const TEXT_BAR = 0.95;

/** Text word by word, headline and day of the pages made for the tests. */
function ownPages(): Figure[] {
  const cases = pageCases().map((row) => ({
    ...row,
    mine: ours(row.html, row.url),
    theirs: extractorAlone(row.html),
  }));
  const texts = cases.flatMap(({ text, ...row }) => (text === undefined ? [] : [{ ...row, text }]));
  const rebuilt = Object.values(VARIANTS).flatMap((variant) =>
    texts.map(({ html, url, text }) => {
      const other = variant(html);
      return { text, mine: ours(other, url), theirs: extractorAlone(other) };
    }),
  );
  const precision = { of: precisionOf, bar: TEXT_BAR };
  const recall = { of: recallOf, bar: TEXT_BAR };
  return [
    figureOf('our own: words that are of the article', texts, precision),
    figureOf('our own: words of the article found', texts, recall),
    figureOf('our own, built otherwise: words that are of the article', rebuilt, precision),
    figureOf('our own, built otherwise: words of the article found', rebuilt, recall),
    figureOf("our own: headline without the outlet's name", cases, {
      of: ({ title }, row) => [Number(title === row.title), 1],
      bar: 1,
    }),
    figureOf('our own: day of publication', cases, {
      of: ({ day }, row) => [Number(day === (row.published ?? '').slice(0, 10)), 1],
      bar: 1,
    }),
  ];
}

function precisionOf({ text }: Found, row: { readonly text: string }): Part {
  const { hits, found } = sharedWords(text, row.text);
  return [hits, found];
}

function recallOf({ text }: Found, row: { readonly text: string }): Part {
  const { hits, wanted } = sharedWords(text, row.text);
  return [hits, wanted];
}

/** Headline, day, text and frame over pages.jsonl, and over the pages of our own. */
export const measure: Measure = async (folder) => {
  if (folder === undefined) return ownPages();
  const rows = await rowsOf<PageRow>(folder, 'pages');
  const read = await Promise.all(
    rows.map(async (row) => {
      const html = await readFile(join(folder, row.file), 'utf8');
      return { row, mine: ours(html, row.url), theirs: extractorAlone(html) };
    }),
  );
  return [
    figureOf("headline without the outlet's name", read, {
      of: ({ title }, { row }) => [Number(isHeadline(title, row)), 1],
      bar: 1,
    }),
    figureOf('day of publication', read, { of: ({ day }, { row }) => [Number(day === row.date), 1], bar: 1 }),
    figureOf('text begins as the structured data says', read, {
      of: ({ text }, { row }) => {
        const body = squeezed(row.jsonld_articleBody ?? '').slice(0, 150);
        return body === '' ? [0, 0] : [Number(squeezed(text).startsWith(body)), 1];
      },
      bar: 1,
    }),
    {
      ...figureOf('lines of the frame left', read, {
        of: ({ text }, { row }) => [framed(text, row), 1],
        bar: 0,
      }),
      unit: 'count',
      better: 'lower',
    },
    ...ownPages(),
  ];
};
