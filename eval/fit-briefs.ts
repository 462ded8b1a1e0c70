/**
 * `node --import tsx eval/fit-briefs.ts`: what an extract had better pass over (src/briefs/extract.ts), by the human
 * extracts of EASC, and what that brings on rows that the choice did not see.
 */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { countWords } from '../src/arabic/words.ts';
import type { BriefArticle } from '../src/briefs/brief.ts';
import { extract, PASSING, type Passing } from '../src/briefs/extract.ts';
import { sentencesOf } from '../src/briefs/sentence.ts';
import { articleOf, type Case, interval, lines, mean, opening, signed } from './brief-cases.ts';
import { rougeN, rougeWords } from './rouge.ts';

const RATIO = 0.38;
const FOLDS = 5;

const GRID: readonly Passing[] = [0, 8, 10, 11, 12, 14].flatMap((short) =>
  [0.5, 0.6, 0.7, 2].flatMap((same) => [true, false].map((additions) => ({ short, same, additions }))),
);

/** ROUGE-2 above the opening of the same length, for each row and each setting. */
function differences(
  cases: readonly Case[],
  articles: readonly BriefArticle[],
  settings: readonly Passing[],
): number[][] {
  return cases.map((one, row) => {
    const text = articles[row]?.text ?? '';
    const sentences = sentencesOf(text, 0);
    const known = new Map<string, number>();
    const rouge = (words: string): number =>
      mean(one.references.map((reference) => rougeN(rougeWords(words), reference, 2)));
    return settings.map((passing) => {
      const room = Math.floor(RATIO * countWords(text));
      const brief = extract(sentences, room, passing)
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

/** For each row the difference that the setting reaches which was best on the four folds without it. */
export function crossValidated(cases: readonly Case[], articles: readonly BriefArticle[]): number[] {
  const rows = differences(cases, articles, GRID);
  const chosen = Array.from({ length: FOLDS }, (_, fold) =>
    bestOf(rows.filter((_row, place) => place % FOLDS !== fold)),
  );
  return rows.map((row, place) => row[chosen[place % FOLDS] ?? 0] ?? 0);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const file = fileURLToPath(new URL('../../shared/eval/easc.jsonl', import.meta.url));
  if (!existsSync(file)) {
    process.stdout.write('nothing to fit on: there is no ../shared/eval beside this repository\n');
  } else {
    const cases = (await lines<{ body: string; summaries: string[] }>(file)).map(
      ({ body, summaries }): Case => ({ title: undefined, body, references: summaries.map(rougeWords) }),
    );
    const articles = cases.map(articleOf);
    const line = (name: string, values: readonly number[]): string =>
      `${name}: ROUGE-2 ${signed(mean(values))} (${interval(values)})\n`;
    const rows = differences(cases, articles, GRID);
    const best = bestOf(rows);
    process.stdout.write(
      line(
        `best on all rows, ${JSON.stringify(GRID[best])}`,
        rows.map((row) => row[best] ?? 0),
      ) +
        line(
          `in use, ${JSON.stringify(PASSING)}`,
          differences(cases, articles, [PASSING]).map((row) => row[0] ?? 0),
        ) +
        line(`chosen without the row's fold (${FOLDS} folds)`, crossValidated(cases, articles)),
    );
  }
}
