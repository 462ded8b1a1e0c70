/** Filling a budget of words with the sentences of one text. */
import { mayFollow, type Sentence } from './sentence.ts';

type Weighed = { readonly sentence: Sentence; readonly worth: number };

/**
 * A sentence is taken only if a word of it is worth about as much as a word of what the text would say next if it were
 * simply cut off at the budget: rather a brief with room left than one filled with less. A headline tells more surely
 * what a text is about, so under one more slack is safe.
 */
const SLACK = { titled: 0.12, untitled: 0.06 } as const;
/** A longer sentence is worth less by the word: more of it is detail. */
const BY_LENGTH = 0.8;

/** The worth of the first sentence that the text, read from its beginning, has no room for. */
function nextWorth(list: readonly Weighed[], maxWords: number): number {
  let used = 0;
  for (const { sentence, worth } of list) {
    used += sentence.length;
    if (used > maxWords) return worth;
  }
  return 0;
}

/**
 * The sentences of the first text that has any, in its order, whose words are worth the most together and fit: a
 * knapsack solved exactly, in which a sentence that leans on the one before comes only with it.
 */
export function fill<T extends Weighed>(
  texts: readonly (readonly T[])[],
  budget: number,
  kind: keyof typeof SLACK,
): T[] {
  const list = (texts.find((text) => text.some((one) => one.sentence.stands !== 'never')) ?? []).filter(
    (one) => one.sentence.stands !== 'never',
  );
  const maxWords = Math.min(
    budget,
    list.reduce((sum, one) => sum + one.sentence.length, 0),
  );
  const least = nextWorth(list, maxWords) - SLACK[kind];
  const size = maxWords + 1;
  // best[taken][room]: the most that the sentences so far are worth, by whether the last of them was taken.
  let skipped = new Float64Array(size);
  let taken = new Float64Array(size).fill(Number.NEGATIVE_INFINITY);
  const choices: { readonly skippedFromTaken: Uint8Array; readonly takenFromTaken: Uint8Array }[] = [];
  list.forEach(({ sentence, worth }, place) => {
    const before = list[place - 1];
    const follows = mayFollow(sentence, before?.sentence);
    const value = (worth - least) * sentence.length ** BY_LENGTH;
    const nextSkipped = new Float64Array(size);
    const nextTaken = new Float64Array(size).fill(Number.NEGATIVE_INFINITY);
    const skippedFromTaken = new Uint8Array(size);
    const takenFromTaken = new Uint8Array(size);
    const leans = sentence.stands === 'after';
    for (let room = 0; room < size; room += 1) {
      const left = skipped[room] ?? 0;
      const right = taken[room] ?? 0;
      nextSkipped[room] = Math.max(left, right);
      if (right > left) skippedFromTaken[room] = 1;
      const rest = room - sentence.length;
      if (rest < 0 || value <= 0) continue;
      const alone = leans ? Number.NEGATIVE_INFINITY : (skipped[rest] ?? 0);
      const behind = leans && !follows ? Number.NEGATIVE_INFINITY : (taken[rest] ?? 0);
      nextTaken[room] = Math.max(alone, behind) + value;
      if (behind > alone) takenFromTaken[room] = 1;
    }
    choices.push({ skippedFromTaken, takenFromTaken });
    skipped = nextSkipped;
    taken = nextTaken;
  });
  const out: T[] = [];
  let room = maxWords;
  let last = (taken[room] ?? 0) > (skipped[room] ?? 0);
  for (let place = list.length - 1; place >= 0; place -= 1) {
    const one = list[place];
    const choice = choices[place];
    if (one === undefined || choice === undefined) break;
    if (last) {
      out.push(one);
      last = choice.takenFromTaken[room] === 1;
      room -= one.sentence.length;
    } else {
      last = choice.skippedFromTaken[room] === 1;
    }
  }
  return out.reverse();
}
