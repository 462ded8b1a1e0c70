/** How much of a site's furniture goes, and how much of the news stays. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cleanText } from '../src/news/clean.ts';
import type { Measure, Row } from './report.ts';

type Noisy = {
  readonly kind: string;
  readonly source?: string;
  readonly title?: string;
  readonly body: string;
  readonly boilerplate_span?: readonly [number, number];
  readonly expected_body?: string;
};

/** Recipes: reported apart. */
const APART = 'osac_print_footer';

const words = (text: string) => text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];

const RUN = 3;

function runs(part: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (let at = 0; at + RUN <= part.length; at += 1) {
    const run = part.slice(at, at + RUN).join(' ');
    counts.set(run, (counts.get(run) ?? 0) + 1);
  }
  return counts;
}

/** How many words of `part` stand in the result in runs of three, beyond those that `rest` of the text explains. */
function present(part: readonly string[], result: readonly string[], rest: readonly string[]): number {
  const size = Math.min(RUN, part.length);
  if (size < RUN) {
    const left = ` ${result.join(' ')} `.split(` ${part.join(' ')} `).length;
    const own = ` ${rest.join(' ')} `.split(` ${part.join(' ')} `).length;
    return left > own ? part.length : 0;
  }
  const spare = runs(result);
  for (const [run, count] of runs(rest)) spare.set(run, (spare.get(run) ?? 0) - count);
  const found = new Array<boolean>(part.length).fill(false);
  for (let at = 0; at + size <= part.length; at += 1) {
    const run = part.slice(at, at + size).join(' ');
    const left = spare.get(run) ?? 0;
    if (left <= 0) continue;
    spare.set(run, left - 1);
    found.fill(true, at, at + size);
  }
  return found.filter(Boolean).length;
}

type Score = { rows: number; marked: number; left: number; news: number; kept: number };

function furnitureOf(row: Noisy): string {
  return row.boilerplate_span === undefined ? '' : row.body.slice(...row.boilerplate_span);
}

function newsOf(row: Noisy): string[] {
  const [from, to] = row.boilerplate_span ?? [0, 0];
  const news = row.expected_body ?? `${row.body.slice(0, from)}\n${row.body.slice(to)}`;
  return news
    .split(/\n|\s{5,}/u)
    .flatMap((line) => line.split(/(?<=[.؟!][»”"’)]*)\s+/u))
    .map((sentence) => sentence.trim())
    .filter((sentence) => /[.؟!][»”"’)]*$/u.test(sentence));
}

/** Words of marked furniture left and words of news sentences kept, added to a score. */
function add(score: Score, row: Noisy, cleaned: string): void {
  const result = words(cleaned);
  const furniture = words(furnitureOf(row));
  score.rows += 1;
  score.marked += furniture.length;
  const [from, to] = row.boilerplate_span ?? [0, 0];
  const rest = words(`${row.body.slice(0, from)}\n${row.body.slice(to)}`);
  score.left += present(furniture, result, rest);
  for (const sentence of newsOf(row)) {
    const expected = words(sentence);
    score.news += expected.length;
    score.kept += present(expected, result, []);
  }
}

const empty = (): Score => ({ rows: 0, marked: 0, left: 0, news: 0, kept: 0 });
const percent = (part: number, whole: number) =>
  whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`;

/** Furniture left and news kept over noise.jsonl, pooled by words, beside the text as it is. */
export const measure: Measure = async (folder) => {
  const lines = (await readFile(join(folder, 'noise.jsonl'), 'utf8')).trim().split('\n');
  const kinds = new Map<string, Score>();
  const all = empty();
  for (const line of lines) {
    const row: Noisy = JSON.parse(line);
    const { text } = cleanText({
      text: row.body,
      title: row.title,
      url: undefined,
      published: undefined,
      author: undefined,
      statedSource: undefined,
      publisherNames: row.source === undefined ? [] : [row.source],
    });
    const kind = kinds.get(row.kind) ?? empty();
    kinds.set(row.kind, kind);
    add(kind, row, text);
    if (row.kind !== APART) add(all, row, text);
  }
  const rows: Row[] = [
    {
      measure: 'noisy texts: news kept',
      ours: percent(all.kept, all.news),
      baseline: '100.0 % (as it is)',
      cases: all.rows,
      bar: '≥ 97 %',
      met: all.kept >= 0.97 * all.news,
    },
    {
      measure: 'noisy texts: marked furniture left',
      ours: percent(all.left, all.marked),
      baseline: '100.0 % (as it is)',
      cases: all.rows,
      bar: '≤ 10 %',
      met: all.left <= 0.1 * all.marked,
    },
  ];
  for (const [kind, score] of kinds) {
    rows.push({
      measure: `noisy texts, ${kind}: kept · left`,
      ours: `${percent(score.kept, score.news)} · ${percent(score.left, score.marked)}`,
      baseline: '100.0 % · 100.0 %',
      cases: score.rows,
      bar: '',
      met: undefined,
    });
  }
  return rows;
};
