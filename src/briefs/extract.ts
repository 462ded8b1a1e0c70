/** The extract of one text within a budget of words. */
import { overlap } from './alike.ts';
import { type Choice, coverOf } from './cover.ts';
import { mayFollow, type Sentence } from './sentence.ts';
import { tersely } from './terse.ts';
import { type Cut, cutsOf } from './trim.ts';
import { type Likely, likelihoods, TAKEN } from './weigh.ts';

/** A sentence that shares so much of its matter with one chosen tells it again. */
const SAME = 0.6;

/** A text of more words, as no article has, is told by its opening alone: the search takes time with its square. */
const SEARCHED = 6000;

/** From this share of its room on an extract is full enough; what it falls short costs so much of the room. */
const FULL = 0.75;
const EMPTINESS = 0.3;

/** Fewer words of a sentence than these are not told by themselves. */
const WORTH_CUTTING = 8;
/** What ending amid a sentence costs, in words. */
const CUT_COSTS = 1.5;
/** The sentence that may be cut is one of so many behind the last whole one. */
const CUT_NEAR = 2;

/** A sentence is exchanged for one that stands at most so many behind the last. */
const NEAR = 12;
/** Steps of the search; a few are taken before none is better. */
const MOST_STEPS = 20;

type State = Choice & { readonly cut: (Cut & { readonly index: number }) | undefined };

/**
 * Whole sentences of a text in its order, in at most `maxWords` words: the choice that is likely to hold most of what human
 * extracts take, over what the text's opening of the same length would hold. Found by local search from the whole opening
 * sentences: one in, one out, or one for another. The last may end at a clause, with «…».
 */
export function extract(text: readonly Sentence[], maxWords: number, how?: Likely): Sentence[] {
  const told = text.filter(({ stands }) => stands !== 'never');
  if (told.reduce((sum, { length }) => sum + length, 0) <= maxWords) return told;
  const { whole, cut } = search(text, maxWords, how);
  const chosen = text.filter((_, index) => whole.includes(index));
  const last = text[cut?.index ?? -1];
  return last === undefined || cut === undefined ? chosen : [...chosen, { ...last, text: `${cut.text}…` }];
}

function search(list: readonly Sentence[], maxWords: number, how: Likely | undefined): State {
  const total = list.reduce((sum, { length }) => sum + length, 0);
  const stands = standing(list);
  let best: State = { whole: openingOf(list, maxWords, stands), cut: undefined };
  if (total > SEARCHED) return best;
  let bestScore = Number.NEGATIVE_INFINITY;
  const likely = likelihoods(list, how);
  const cover = coverOf(list, likely);
  const opening = cover.opening(maxWords);
  const known = new Map<Sentence, readonly Cut[]>();
  const partsOf = (sentence: Sentence | undefined): readonly Cut[] => {
    if (sentence === undefined || sentence.stands === 'never') return [];
    const parts = known.get(sentence) ?? cutsOf(sentence, WORTH_CUTTING);
    known.set(sentence, parts);
    return parts;
  };
  const lengthOf = (index: number): number => list[index]?.length ?? 0;
  /** How far the extract's likely F1 against human extracts of the usual length is above the opening's of its length. */
  const score = (covered: number, length: number, cut: State['cut']): number => {
    const cost = cut === undefined ? 0 : CUT_COSTS * (likely[cut.index] ?? 0);
    const short = Math.max(0, FULL - length / maxWords);
    return (covered - cost - (opening[length] ?? 0)) / (length + TAKEN * total) - EMPTINESS * short;
  };
  const consider = (state: State, covered: number, length: number, more?: number): void => {
    if (length === 0 || length > maxWords) return;
    const value = score(covered, length, state.cut);
    if (value <= bestScore + 1e-9) return;
    const whole = more === undefined ? state.whole : [...state.whole, more].sort((a, b) => a - b);
    const found = { whole, cut: state.cut };
    if (!stands(found)) return;
    best = found;
    bestScore = value;
  };
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const from = best;
    const last = from.whole.at(-1) ?? -1;
    const others = list.flatMap((sentence, index) =>
      sentence.stands !== 'never' && index < last + NEAR && !from.whole.includes(index) ? [index] : [],
    );
    const rests = [from.whole, ...from.whole.map((one) => from.whole.filter((index) => index !== one))];
    for (const whole of rests) {
      for (const cut of from.cut === undefined ? [undefined] : [undefined, from.cut]) {
        const state = { whole, cut };
        const { covered, more } = cover.of(state);
        const length = whole.reduce((sum, index) => sum + lengthOf(index), cut?.length ?? 0);
        consider(state, covered, length);
        for (const one of others) {
          const longer = length + lengthOf(one);
          if (longer > maxWords || (cut !== undefined && one >= cut.index)) continue;
          if (score(covered + (cover.most[one] ?? 0), longer, cut) <= bestScore) continue;
          consider(state, covered + more(one), longer, one);
        }
      }
    }
    for (const whole of [from.whole, from.whole.slice(0, -1)]) {
      const end = whole.at(-1) ?? -1;
      const length = whole.reduce((sum, index) => sum + lengthOf(index), 0);
      for (let index = end + 1; index <= end + CUT_NEAR; index += 1) {
        for (const part of partsOf(list[index])) {
          if (length + part.length > maxWords) break;
          const state = { whole, cut: { ...part, index } };
          consider(state, cover.of(state).covered, length + part.length);
        }
      }
    }
    if (best === from) break;
  }
  return best;
}

/** Tells of a choice whether each that leans on the sentence before it has that before it, and none tells another again. */
function standing(list: readonly Sentence[]): (state: State) => boolean {
  const known = new Map<number, boolean>();
  const tellsAgain = (one: number, other: number): boolean => {
    const [a, b] = [list[one], list[other]];
    const key = one * list.length + other;
    const again =
      known.get(key) ?? (a !== undefined && b !== undefined && overlap(a.terms(), b.terms()) >= SAME);
    known.set(key, again);
    return again;
  };
  const follows = list.map(
    (sentence, index) => sentence.stands === 'alone' || mayFollow(sentence, list[index - 1]),
  );
  return ({ whole, cut }) => {
    const all = cut === undefined ? whole : [...whole, cut.index];
    return all.every((index, place) => {
      const leans = list[index]?.stands === 'after';
      if (follows[index] !== true || (leans && all[place - 1] !== index - 1)) return false;
      return all.slice(0, place).every((before) => !tellsAgain(index, before));
    });
  };
}

/** The whole sentences that the text opens with, as far as there is room, without those that cannot stand there. */
function openingOf(
  list: readonly Sentence[],
  maxWords: number,
  stands: (state: State) => boolean,
): readonly number[] {
  let whole: readonly number[] = [];
  let room = maxWords;
  for (const [index, sentence] of list.entries()) {
    const more = [...whole, index];
    if (sentence.stands === 'never' || !stands({ whole: more, cut: undefined })) continue;
    room -= sentence.length;
    if (room < 0) break;
    whole = more;
  }
  return whole;
}

/**
 * What a text tells of its headline in a few dozen words: its first sentence, then in the text's order those that tell
 * what the headline says and the brief does not yet, or once nothing of it is missing the next; none that points back.
 */
export function extractUnder(
  headline: ReadonlySet<string>,
  text: readonly Sentence[],
  maxWords: number,
): Sentence[] {
  const missing = new Set(headline);
  const chosen: Sentence[] = [];
  let room = maxWords;
  for (const sentence of text.map(tersely)) {
    if (sentence.stands === 'never') continue;
    if (sentence.stands === 'after' && !mayFollow(sentence, chosen.at(-1))) continue;
    const adds = missing.size === 0 || [...sentence.terms()].some((term) => missing.has(term));
    if (chosen.length > 0 && (sentence.refers || !adds)) continue;
    if (sentence.length > room) break;
    chosen.push(sentence);
    room -= sentence.length;
    for (const term of sentence.terms()) missing.delete(term);
  }
  return chosen;
}
