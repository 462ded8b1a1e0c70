/** What each sentence of an article is worth to a brief, by word. */
import { terms } from '../arabic/words.ts';
import { telling } from '../stories/terms.ts';
import type { Sentence } from './sentence.ts';

/**
 * Weights of a linear model of how much of a sentence human summaries take. Under a headline the first sentence tells
 * the news, and what the headline repeats is part of it; a text without one spreads what it says, thinning out to its end.
 */
type Weights = {
  readonly first: number;
  readonly early: number;
  readonly late: number;
  readonly title: number;
  readonly alien: number;
  readonly short: number;
  readonly leaning: number;
  /** Saying who says it, when it was or how many. */
  readonly event: number;
};
const TITLED: Weights = {
  first: 0.29,
  early: 0.2,
  late: 0.03,
  title: 0.2,
  alien: 0.22,
  short: 0.05,
  leaning: 0.03,
  event: 0.1,
};
const UNTITLED: Weights = {
  first: 0,
  early: 0.3,
  late: 0.2,
  title: 0,
  alien: 0.17,
  short: 0.05,
  leaning: 0.03,
  event: 0,
};
/** What an average sentence is worth. */
const BASE = 0.35;

/** From this share of sentences that say who says it or when it was, a text is news. */
const NEWS_SHARE = 0.4;

/** A text of fewer words does not thin out to its end. */
const THINS_OUT = 150;

/** Sentences of fewer words tell little for the room they take. */
const SHORT = 7;

/** Whether a text reads as news, by how much of it is reported. */
export function isNews(sentences: readonly Sentence[], title: string | undefined): boolean {
  if (title !== undefined) return true;
  const told = sentences.filter((sentence) => sentence.stands !== 'never').slice(0, 12);
  const reported = told.filter((sentence) => sentence.reported).length;
  return reported >= told.length * NEWS_SHARE;
}

/** A term of a text. */
type Term = {
  /** How many sentences hold it, and which of them was met last. */
  holders: number;
  last: number;
  /** What it tells as a word of the headline; 0 for others. */
  titled: number;
};

/** Which sentences share which terms. */
export type Spread = {
  readonly terms: ReadonlyMap<string, Term>;
  /** Each sentence's, each once. */
  readonly bySentence: readonly (readonly Term[])[];
};

/** The terms of a text's sentences. */
export function spreadOf(sentences: readonly Sentence[]): Spread {
  const terms = new Map<string, Term>();
  const bySentence = sentences.map(({ words }, index) => {
    const own: Term[] = [];
    for (const { term } of words) {
      if (term === '') continue;
      let known = terms.get(term);
      if (known === undefined) {
        known = { holders: 0, last: -1, titled: 0 };
        terms.set(term, known);
      }
      if (known.last === index) continue;
      known.holders += 1;
      known.last = index;
      own.push(known);
    }
    return own;
  });
  return { terms, bySentence };
}

/** The worth of a word in each sentence, above 0: its place, its share of the title, and of what the text is about. */
export function weigh(
  sentences: readonly Sentence[],
  title: string | undefined,
  spread = spreadOf(sentences),
): number[] {
  const weights = title === undefined ? UNTITLED : TITLED;
  let titleTells = 0;
  for (const term of new Set(terms(title ?? ''))) {
    const tells = telling(term);
    titleTells += tells;
    const known = spread.terms.get(term);
    if (known !== undefined) known.titled = tells;
  }
  let length = 0;
  for (const sentence of sentences) length += sentence.length;
  let before = 0;
  let place = 0;
  return sentences.map((sentence, index) => {
    const own = spread.bySentence[index] ?? [];
    let shared = 0;
    let alone = 0;
    for (const term of own) {
      shared += term.titled;
      if (term.holders === 1) alone += 1;
    }
    const late = (before + sentence.length / 2) / Math.max(THINS_OUT, length);
    before += sentence.length;
    const worth =
      BASE +
      (place === 0 ? weights.first : 0) +
      weights.early / (1 + place) -
      weights.late * late +
      (titleTells > 0 ? (weights.title * shared) / titleTells : 0) -
      (weights.alien * alone) / Math.max(3, own.length) -
      (sentence.length < SHORT ? weights.short : 0) +
      (sentence.event ? weights.event : 0) -
      (sentence.stands === 'after' ? weights.leaning : 0);
    // A subheading or a caption before the first sentence takes no place.
    if (sentence.stands !== 'never' || place > 0) place += 1;
    return Math.max(0.02, worth);
  });
}

/**
 * How likely human extracts take a sentence, by where it stands, how much of its matter the text comes back to, and whether it
 * is slight. `node --import tsx eval/fit-briefs.ts` fits the numbers anew.
 */
export type Likely = {
  /** How much likelier the text's beginning is than its end, as a share of the mean. */
  readonly early: number;
  /** By how much a sentence is likelier that is one deviation richer in what the text comes back to. */
  readonly recurs: number;
  /** What is left of a slight sentence's likelihood, or an addition's («كما …»): they tell little for the room they take. */
  readonly aside: number;
};
/** Fitted on EASC by `eval/fit-briefs.ts`. */
export const LIKELY: Likely = { early: 1, recurs: 0.15, aside: 0.8 };

/** The share of a text that human extracts take on average (EASC's: 0.32); the first sentence is twice as likely. */
export const TAKEN = 0.33;

/** Sentences of fewer words are slight. */
const SLIGHT = 11;
const ADDITION = /^و?(?:كما|كذلك)(?=\s)/u;

/** Deviations from the mean beyond so many tell no more. */
const FAR = 2.5;

/** How many deviations each sentence's value lies above the text's mean; sentences weigh by their words. */
function deviations(values: readonly number[], sentences: readonly Sentence[]): number[] {
  let words = 0;
  let sum = 0;
  let squares = 0;
  for (const [at, { length }] of sentences.entries()) {
    const value = values[at] ?? 0;
    words += length;
    sum += length * value;
    squares += length * value * value;
  }
  const middle = sum / Math.max(1, words);
  const spread = Math.sqrt(Math.max(1e-9, squares / Math.max(1, words) - middle * middle));
  return values.map((value) => Math.max(-FAR, Math.min(FAR, (value - middle) / spread)));
}

/** For each sentence of a text the likelihood that a human extract of a third takes it, from 0.02 to 0.95. */
export function likelihoods(sentences: readonly Sentence[], how = LIKELY): number[] {
  const spread = new Map<string, number>();
  let length = 0;
  for (const sentence of sentences) {
    length += sentence.length;
    for (const term of sentence.terms()) spread.set(term, (spread.get(term) ?? 0) + 1);
  }
  const recurring = sentences.map((sentence) => {
    let sum = 0;
    for (const term of sentence.terms()) sum += 1 - 1 / (spread.get(term) ?? 1);
    return sum / Math.max(1, sentence.terms().size);
  });
  const recurs = deviations(recurring, sentences);
  let before = 0;
  return sentences.map((sentence, index) => {
    const place = (before + sentence.length / 2) / Math.max(1, length);
    before += sentence.length;
    const share = TAKEN * (1 + how.early * (0.5 - place) + (index === 0 ? 1 : 0));
    const aside = sentence.length < SLIGHT || ADDITION.test(sentence.text) ? how.aside : 1;
    return Math.max(0.02, Math.min(0.95, aside * share * (1 + how.recurs * (recurs[index] ?? 0))));
  });
}
