/** What is read off real pages, beside the extractor alone. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { readPage } from '../src/news/extract.ts';
import type { Figure, Measure, Part } from './report.ts';

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

/** Headline, day, text and frame over pages.jsonl, ours beside bare readability on linkedom. */
export const measure: Measure = async (folder) => {
  if (folder === undefined) return [];
  const rows = (await readFile(join(folder, 'pages.jsonl'), 'utf8'))
    .trim()
    .split('\n')
    .map((line): PageRow => JSON.parse(line));
  const read = await Promise.all(
    rows.map(async (row) => {
      const html = await readFile(join(folder, row.file), 'utf8');
      return { row, mine: ours(html, row.url), theirs: extractorAlone(html) };
    }),
  );
  const figure = (measure: string, of: (found: Found, row: PageRow) => Part): Figure => ({
    measure: `pages: ${measure}`,
    unit: 'percent',
    better: 'higher',
    ours: read.map(({ mine, row }) => of(mine, row)),
    baseline: { name: EXTRACTOR, parts: read.map(({ theirs, row }) => of(theirs, row)) },
    bar: { of: 'ours', value: 1 },
  });
  return [
    figure("headline without the outlet's name", ({ title }, row) => [Number(isHeadline(title, row)), 1]),
    figure('day of publication', ({ day }, row) => [Number(day === row.date), 1]),
    figure('text begins as the structured data says', ({ text }, row) => {
      const body = squeezed(row.jsonld_articleBody ?? '').slice(0, 150);
      return body === '' ? [0, 0] : [Number(squeezed(text).startsWith(body)), 1];
    }),
    {
      ...figure('lines of the frame left', ({ text }, row) => [framed(text, row), 1]),
      unit: 'count',
      better: 'lower',
      bar: { of: 'ours', value: 0 },
    },
  ];
};
