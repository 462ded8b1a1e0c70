/** How much of what human extracts take a choice of sentences is likely to hold: pairs of words, each counted once. */
import type { Sentence } from './sentence.ts';

/** The seam of two sentences taken together counts so much of the less likely one's likelihood: few are taken in a row. */
const SEAM = 0.35;

/** Some sentences in order; of the last perhaps only the first `kept` words. */
export type Choice = {
  readonly whole: readonly number[];
  readonly cut: { readonly index: number; readonly kept: number } | undefined;
};

/**
 * Coverage after Gillick and Favre (2009): a text is its pairs of neighbouring words, and a pair is worth the likelihood
 * that a sentence which holds it is taken. What two sentences both say thus counts once.
 */
export type Cover = {
  /** What the choice covers, in likely pairs; and what one more whole sentence would cover besides. */
  readonly of: (choice: Choice) => { readonly covered: number; readonly more: (index: number) => number };
  /** The most that a sentence can cover besides others. */
  readonly most: readonly number[];
  /** What the text's own first 0 … `most` words cover. */
  readonly opening: (most: number) => readonly number[];
};

/** `likely`: of each sentence the likelihood that it is taken, from 0 to 1. */
export function coverOf(sentences: readonly Sentence[], likely: readonly number[]): Cover {
  const { own, worth } = pairsOf(sentences, likely);
  const seam = (index: number): number => SEAM * Math.min(likely[index] ?? 0, likely[index + 1] ?? 0);
  // A pair is counted when the number of the counting under way, or of the choice beneath it, is written on it.
  const counted = new Uint32Array(worth.length);
  let counting = 0;
  const fresh = (pair: number, number: number, beneath: number): number => {
    const before = counted[pair] ?? 0;
    if (before === number || before === beneath) return 0;
    counted[pair] = number;
    return worth[pair] ?? 0;
  };
  const most = own.map((list, index) => {
    let sum = (index > 0 ? seam(index - 1) : 0) + seam(index);
    for (const pair of list) sum += worth[pair] ?? 0;
    return sum;
  });
  return {
    most,
    of({ whole, cut }) {
      counting += 1;
      const beneath = counting;
      const inside = new Uint8Array(sentences.length + 1);
      let covered = 0;
      const put = (index: number, kept: number): void => {
        const list = own[index] ?? [];
        for (let at = 0; at < Math.min(list.length, kept - 1); at += 1) {
          covered += fresh(list[at] ?? 0, beneath, beneath);
        }
        if (inside[index - 1] === 1) covered += seam(index - 1);
        inside[index] = 1;
      };
      for (const index of whole) put(index, Number.POSITIVE_INFINITY);
      if (cut !== undefined) put(cut.index, cut.kept);
      const more = (index: number): number => {
        counting += 1;
        const now = counting;
        let sum =
          (inside[index - 1] === 1 ? seam(index - 1) : 0) + (inside[index + 1] === 1 ? seam(index) : 0);
        for (const pair of own[index] ?? []) sum += fresh(pair, now, beneath);
        return sum;
      };
      return { covered, more };
    },
    opening(most) {
      counting += 1;
      const out = [0];
      let sum = 0;
      for (const [index, { length }] of sentences.entries()) {
        const list = own[index] ?? [];
        if (index > 0) sum += seam(index - 1);
        let at = 0;
        for (let word = 1; word <= length && out.length <= most; word += 1) {
          for (const until = (list.length * word) / length; at < until; at += 1) {
            sum += fresh(list[at] ?? 0, counting, counting);
          }
          out.push(sum);
        }
      }
      while (out.length <= most) out.push(sum);
      return out;
    },
  };
}

/** More different words than a searched text has. Pairs of their numbers are small integers, which are the fastest keys. */
const WORDS = 2 ** 14;

/** For each sentence the numbers of its pairs of words, and for each pair what it is worth. */
function pairsOf(
  sentences: readonly Sentence[],
  likely: readonly number[],
): { readonly own: readonly (readonly number[])[]; readonly worth: readonly number[] } {
  const words = new Map<string, number>();
  const pairs = new Map<number, number>();
  /** The likelihood that none of the sentences with this pair is taken, and the last of them. */
  const none: number[] = [];
  const last: number[] = [];
  const own = sentences.map((sentence, index) => {
    const list: number[] = [];
    let before = -1;
    for (const { folded } of sentence.words) {
      let word = words.get(folded);
      if (word === undefined) {
        word = words.size;
        words.set(folded, word);
      }
      if (before >= 0) {
        const key = before * WORDS + word;
        let pair = pairs.get(key);
        if (pair === undefined) {
          pair = none.length;
          pairs.set(key, pair);
          none.push(1);
        }
        if (last[pair] !== index) none[pair] = (none[pair] ?? 1) * (1 - (likely[index] ?? 0));
        last[pair] = index;
        list.push(pair);
      }
      before = word;
    }
    return list;
  });
  return { own, worth: none.map((value) => 1 - value) };
}
