/** What is read off real pages, beside the extractor alone. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { readPage } from '../src/news/extract.ts';
import type { Measure } from './report.ts';

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

/** Headline, day, text and frame over pages.jsonl, ours beside bare readability on linkedom. */
export const measure: Measure = async (folder) => {
  const rows = (await readFile(join(folder, 'pages.jsonl'), 'utf8'))
    .trim()
    .split('\n')
    .map((line): PageRow => JSON.parse(line));
  const score = { title: [0, 0], day: [0, 0], frame: [0, 0], body: [0, 0] };
  let bodies = 0;
  for (const row of rows) {
    const html = await readFile(join(folder, row.file), 'utf8');
    [ours(html, row.url), extractorAlone(html)].forEach((found, which) => {
      const count = (what: keyof typeof score, by: number) => {
        score[what][which] = (score[what][which] ?? 0) + by;
      };
      count('title', isHeadline(found.title, row) ? 1 : 0);
      count('day', found.day === row.date ? 1 : 0);
      count('frame', framed(found.text, row));
      const body = squeezed(row.jsonld_articleBody ?? '').slice(0, 150);
      if (body !== '' && squeezed(found.text).startsWith(body)) count('body', 1);
    });
    if (row.jsonld_articleBody !== undefined) bodies += 1;
  }
  const of = ([mine, theirs]: number[], all: number) => ({
    ours: `${mine}/${all}`,
    baseline: `${theirs}/${all}`,
  });
  const whole = (counts: number[], all: number) => ({
    ...of(counts, all),
    cases: all,
    bar: 'all',
    met: counts[0] === all,
  });
  return [
    { measure: "pages: headline without the outlet's name", ...whole(score.title, rows.length) },
    { measure: 'pages: day of publication', ...whole(score.day, rows.length) },
    { measure: 'pages: text begins as the structured data says', ...whole(score.body, bodies) },
    {
      measure: 'pages: lines of the frame left',
      ours: String(score.frame[0]),
      baseline: String(score.frame[1]),
      cases: rows.length,
      bar: '0',
      met: score.frame[0] === 0,
    },
  ];
};
