/** ROUGE F1 in points of 100 (Lin 2004: n-gram overlap, and the longest common subsequence), one reference at a time. */
import { foldLight } from '../src/arabic/normalize.ts';

const LETTERS: Readonly<Record<string, string>> = { ى: 'ي', ة: 'ه', ؤ: 'و', ئ: 'ي' };

/** Words as the evaluation data's README folds them for ROUGE: unstemmed, without punctuation. */
export function rougeWords(text: string): string[] {
  const folded = foldLight(text).replace(/[ىةؤئ]/gu, (letter) => LETTERS[letter] ?? letter);
  return folded.match(/[\p{L}\p{N}]+/gu) ?? [];
}

function f1(common: number, ours: number, theirs: number): number {
  return common === 0 ? 0 : (200 * common) / (ours + theirs);
}

function grams(words: readonly string[], n: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (let at = 0; at + n <= words.length; at += 1) {
    const gram = words.slice(at, at + n).join(' ');
    counts.set(gram, (counts.get(gram) ?? 0) + 1);
  }
  return counts;
}

/** A summary's n-grams, by n, kept while the summary is: many texts are held against one. */
const known = new WeakMap<readonly string[], Map<string, number>[]>();

function gramsOf(theirs: readonly string[], n: number): Map<string, number> {
  const byLength = known.get(theirs) ?? [];
  known.set(theirs, byLength);
  const counts = byLength[n] ?? grams(theirs, n);
  byLength[n] = counts;
  return counts;
}

/** ROUGE-N of `ours` against `theirs`. */
export function rougeN(ours: readonly string[], theirs: readonly string[], n: number): number {
  const counts = gramsOf(theirs, n);
  let common = 0;
  for (const [gram, count] of grams(ours, n)) common += Math.min(count, counts.get(gram) ?? 0);
  return f1(common, Math.max(0, ours.length - n + 1), Math.max(0, theirs.length - n + 1));
}

/** ROUGE-L of `ours` against `theirs`, each taken as one sequence. */
export function rougeL(ours: readonly string[], theirs: readonly string[]): number {
  let above = new Array<number>(theirs.length + 1).fill(0);
  for (const word of ours) {
    const row = [0];
    for (let at = 0; at < theirs.length; at += 1) {
      row.push(word === theirs[at] ? (above[at] ?? 0) + 1 : Math.max(above[at + 1] ?? 0, row[at] ?? 0));
    }
    above = row;
  }
  return f1(above[theirs.length] ?? 0, ours.length, theirs.length);
}
