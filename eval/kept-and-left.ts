/** How much of a text's news cleaning keeps, and how much of its furniture it leaves, counted in words. */
import type { Figure, Part } from './report.ts';
import { wordsIn } from './rows.ts';

const RUN = 3;

/** How often each run of three words stands in a text. */
export function runs(part: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (let at = 0; at + RUN <= part.length; at += 1) {
    const run = part.slice(at, at + RUN).join(' ');
    counts.set(run, (counts.get(run) ?? 0) + 1);
  }
  return counts;
}

/** How many words of `part` stand in the result in runs of three, beyond those that `rest` of the text explains. */
export function present(part: readonly string[], result: readonly string[], rest: readonly string[]): number {
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

/** For each text the words of its news kept of how many, and of its marked furniture left of how many. */
export type Score = { readonly kept: Part[]; readonly left: Part[] };

/** The whole sentences of a text that is news. */
export function sentencesIn(news: string): string[] {
  return news
    .split(/\n|\s{5,}/u)
    .flatMap((line) => line.split(/(?<=[.؟!][»”"’)]*)\s+/u))
    .map((sentence) => sentence.trim())
    .filter((sentence) => /[.؟!][»”"’)]*$/u.test(sentence));
}

/** How many words of these sentences the result keeps, of how many. */
export function keptOf(sentences: readonly string[], result: readonly string[]): Part {
  let kept = 0;
  let all = 0;
  for (const sentence of sentences) {
    const expected = wordsIn(sentence);
    all += expected.length;
    kept += present(expected, result, []);
  }
  return [kept, all];
}

/** Nothing counted yet. */
export const empty = (): Score => ({ kept: [], left: [] });

/** What is asked for: the least kept and the most left; undefined asks for nothing. */
type Bars = { readonly kept: number; readonly left: number } | undefined;

/** Two figures of a score, beside another. */
export function figuresOf(
  name: string,
  score: Score,
  baseline: { readonly name: string; readonly score: Score },
  bars?: Bars,
): Figure[] {
  return [
    {
      measure: `${name}: news kept`,
      unit: 'percent',
      better: 'higher',
      ours: score.kept,
      baseline: { name: baseline.name, parts: baseline.score.kept },
      ...(bars === undefined ? {} : { bar: { of: 'ours', value: bars.kept } }),
    },
    {
      measure: `${name}: furniture left`,
      unit: 'percent',
      better: 'lower',
      ours: score.left,
      baseline: { name: baseline.name, parts: baseline.score.left },
      ...(bars === undefined ? {} : { bar: { of: 'ours', value: bars.left } }),
    },
  ];
}

/** A score of texts left as they are: all is kept, and all is left. */
export function asItIs({ kept, left }: Score): { readonly name: string; readonly score: Score } {
  const all = ([, whole]: Part): Part => [whole, whole];
  return { name: 'as it is', score: { kept: kept.map(all), left: left.map(all) } };
}
