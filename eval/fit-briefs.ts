/**
 * `node --import tsx eval/fit-briefs.ts`: how likely human extracts take a sentence (src/briefs/weigh.ts), by those of EASC,
 * and what that brings on rows that the choice did not see.
 */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { countWords } from '../src/arabic/words.ts';
import type { BriefArticle } from '../src/briefs/brief.ts';
import { extract } from '../src/briefs/extract.ts';
import { sentencesOf } from '../src/briefs/sentence.ts';
import { LIKELY, type Likely } from '../src/briefs/weigh.ts';
import { articleOf, type Case, interval, mean, opening, scoreIn, signed } from './brief-cases.ts';
import { random } from './random.ts';
import { rougeWords } from './rouge.ts';
import { rowsOf } from './rows.ts';

/** The share of a text that its extract may take. */
export const RATIO = 0.38;
const FOLDS = 5;
/** The folds are dealt anew so many times, and a row's differences are averaged over them. */
const DEALS = 10;

const GRID: readonly Likely[] = [0.8, 1, 1.25, 1.5].flatMap((early) =>
  [0, 0.06, 0.1, 0.15, 0.2].flatMap((recurs) => [1, 0.8].map((aside) => ({ early, recurs, aside }))),
);

/** ROUGE-2 above the opening of the same length, for each row and each setting. */
function differences(
  cases: readonly Case[],
  articles: readonly BriefArticle[],
  settings: readonly Likely[],
): number[][] {
  return cases.map((one, row) => {
    const text = articles[row]?.text ?? '';
    const sentences = sentencesOf(text, 0);
    const known = new Map<string, number>();
    const rouge = (words: string): number => scoreIn('two', words, one.references);
    return settings.map((how) => {
      const room = Math.floor(RATIO * countWords(text));
      const brief = extract(sentences, room, how)
        .map((sentence) => sentence.text)
        .join(' ');
      const found = known.get(brief) ?? rouge(brief) - rouge(opening(one.body, countWords(brief)));
      known.set(brief, found);
      return found;
    });
  });
}

/** The index of the setting with the best mean over these rows. */
function bestOf(rows: readonly (readonly number[])[]): number {
  const means = GRID.map((_, setting) => mean(rows.map((row) => row[setting] ?? 0)));
  return means.indexOf(Math.max(...means));
}

/** The fold of each row, as even as may be, by chance. */
function deal(rows: number, next: () => number): number[] {
  const order = Array.from({ length: rows }, (_, row) => ({ row, at: next() })).sort((a, b) => a.at - b.at);
  const folds = new Array<number>(rows).fill(0);
  for (const [place, { row }] of order.entries()) folds[row] = place % FOLDS;
  return folds;
}

/** For each row the difference that the setting reaches which was best on the four folds without it. */
export function crossValidated(cases: readonly Case[], articles: readonly BriefArticle[]): number[] {
  const rows = differences(cases, articles, GRID);
  const next = random(3);
  const sums = rows.map(() => 0);
  for (let deals = 0; deals < DEALS; deals += 1) {
    const folds = deal(rows.length, next);
    const chosen = Array.from({ length: FOLDS }, (_, fold) =>
      bestOf(rows.filter((_row, row) => folds[row] !== fold)),
    );
    for (const [row, values] of rows.entries()) {
      sums[row] = (sums[row] ?? 0) + (values[chosen[folds[row] ?? 0] ?? 0] ?? 0);
    }
  }
  return sums.map((sum) => sum / DEALS);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = fileURLToPath(new URL('../../shared/eval/', import.meta.url));
  if (!existsSync(folder)) {
    process.stdout.write('nothing to fit on: there is no ../shared/eval beside this repository\n');
  } else {
    const cases = (await rowsOf<{ body: string; summaries: string[] }>(folder, 'easc')).map(
      ({ body, summaries }): Case => ({ title: undefined, body, references: summaries.map(rougeWords) }),
    );
    const articles = cases.map(articleOf);
    const line = (name: string, values: readonly number[]): string =>
      `${name}: ROUGE-2 ${signed(mean(values))} (${interval(values)})\n`;
    const rows = differences(cases, articles, GRID);
    for (const [at, setting] of GRID.entries()) {
      process.stdout.write(
        line(
          JSON.stringify(setting),
          rows.map((row) => row[at] ?? 0),
        ),
      );
    }
    process.stdout.write(
      line(
        `in use, ${JSON.stringify(LIKELY)}`,
        differences(cases, articles, [LIKELY]).map((row) => row[0] ?? 0),
      ) +
        line(
          `chosen without the row's fold (${FOLDS} folds, dealt ${DEALS} times)`,
          crossValidated(cases, articles),
        ),
    );
  }
}
