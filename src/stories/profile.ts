/** What an article is made of, as far as likeness asks. */

import { skeleton } from '../arabic/names.ts';
import { fold } from '../arabic/normalize.ts';
import { numbersIn } from '../arabic/numbers.ts';
import { endsSentence } from '../arabic/sentences.ts';
import { isStopWord, stem, type Token, tokens } from '../arabic/words.ts';
import type { Article } from '../news/article.ts';
import { actOf } from './acts.ts';
import { BACKGROUND_TEXTS, BACKGROUND_WORDS } from './background.ts';
import { stateOf } from './states.ts';

export type Profile = {
  /** Every term with its weight: ln(1 + how often it stands), the headline and what stands early counted more. */
  readonly terms: ReadonlyMap<string, number>;
  /** The same of headline and first words alone. */
  readonly opening: ReadonlyMap<string, number>;
  /** Terms of the headline, or of the text's first words where there is none. */
  readonly headline: ReadonlySet<string>;
  /** The most telling terms of `headline`, of equal ones the earlier, with what they tell. */
  readonly telltales: readonly (readonly [term: string, telling: number])[];
  /** Numbers of the opening, from three on and without years: one and two are words as often as counts. */
  readonly numbers: ReadonlySet<number>;
  /** Days of the week that the opening names, Saturday 0. */
  readonly days: ReadonlySet<number>;
  /** Euclidean length of `terms` in background tf-idf. */
  readonly length: number;
  /** Sum over `opening` of weight × telling². */
  readonly openingMass: number;
};

/** Where a news text has said who, what and where: so many terms of its body. */
const OPENING_TERMS = 45;
const OPENING_WORDS = 60;
/** So many names and rare words of a headline tell one event from others of its kind. */
const TELLTALES = 4;
/** A text without a headline says in so many terms what it is about. */
const HEADLINE_TERMS = 12;
/** Past these a text adds nothing to what it is about. */
const MAX_TOKENS = 1_200;
const MAX_CHARACTERS = 20_000;
const MAX_HEADLINE_CHARACTERS = 500;
/** What a term counts for: most in the headline, then the less the later it stands, since news tells what happened
 * first and what was known before last. */
const HEADLINE_WEIGHT = 2.5;
const HEADLINE_WEIGHT_IN_OPENING = 1.5;
const EARLY_WEIGHT = 1.25;
const LATE_WEIGHT = 0.1;
const EARLY_TERMS = 70;

let shares: ReadonlyMap<string, number> | undefined;

/** A term's share of all texts, from its words' shares taken as independent. */
function backgroundShares(): ReadonlyMap<string, number> {
  if (shares !== undefined) return shares;
  const without = new Map<string, number>();
  for (const row of BACKGROUND_WORDS.trim().split(/\s+/u)) {
    const [word = '', count = '0'] = row.split(':');
    const term = namedOf(stem(word));
    without.set(term, (without.get(term) ?? 1) * (1 - Number(count) / BACKGROUND_TEXTS));
  }
  shares = new Map([...without].map(([term, share]) => [term, 1 - share]));
  return shares;
}

/** A word that the table does not know tells as if it stood in this many of its texts. */
const UNSEEN_TEXTS = 1.5;

/** How much a term tells by itself: ln(1 / its share of texts) in the language at large. */
export function telling(term: string): number {
  return -Math.log(Math.max(backgroundShares().get(term) ?? 0, UNSEEN_TEXTS / BACKGROUND_TEXTS));
}

function namedOf(stemmed: string): string {
  return actOf(stemmed) ?? stateOf(stemmed) ?? stemmed;
}

const LEAST_CONSONANTS = 3;
const NUMBER = /^\p{N}/u;
const REMEMBERED = 50_000;
const remembered = new Map<string, string>();

/** The term of a folded word: its act, its state or its stem; an uncommon word by its consonants, since those are names
 * above all and outlets spell them differently. */
function termOf(folded: string): string {
  const known = remembered.get(folded);
  if (known !== undefined) return known;
  let term = folded;
  if (!NUMBER.test(folded)) {
    term = namedOf(stem(folded));
    if (!backgroundShares().has(term)) {
      const bones = skeleton(term);
      if (bones.length >= LEAST_CONSONANTS && !term.startsWith('@') && !term.startsWith('#'))
        term = `=${bones}`;
    }
  }
  if (remembered.size >= REMEMBERED) remembered.clear();
  remembered.set(folded, term);
  return term;
}

const DAYS = new Map(
  ['السبت', 'الأحد', 'الاثنين', 'الثلاثاء', 'الأربعاء', 'الخميس', 'الجمعة'].map((day, index) => [
    fold(day),
    index,
  ]),
);
const MAX_WORD = 40;

function termsOf(text: readonly Token[], days: Set<number>): string[] {
  const out: string[] = [];
  for (const token of text) {
    if (token.text.length > MAX_WORD) continue;
    const folded = fold(token.text);
    const day = DAYS.get(folded) ?? DAYS.get(folded.slice(1));
    if (day !== undefined && out.length <= OPENING_TERMS) days.add(day);
    if (folded.length > 1 && !isStopWord(folded)) out.push(termOf(folded));
  }
  return out;
}

/** The body without lines that end no sentence: subheadings, links to other articles. All of it when none ends one. */
function prose(text: string): string {
  const lines = text.slice(0, MAX_CHARACTERS).split('\n');
  const whole = lines.filter((line) => endsSentence(line));
  return (whole.length > 0 ? whole : lines).join('\n');
}

function countsIn(text: string): Set<number> {
  const values = numbersIn(text).map(({ value }) => value);
  return new Set(values.filter((value) => value >= 3 && !(value >= 1900 && value <= 2100)));
}

function count(vector: Map<string, number>, term: string, weight: number): void {
  vector.set(term, (vector.get(term) ?? 0) + weight);
}

/** Counts made weights, and the sum of `mass` over them. */
function weigh(counts: ReadonlyMap<string, number>, mass: (weight: number, telling: number) => number) {
  const weights = new Map<string, number>();
  let sum = 0;
  for (const [term, times] of counts) {
    const weight = Math.log1p(times);
    weights.set(term, weight);
    sum += mass(weight, telling(term));
  }
  return { weights, sum };
}

/** The profile of an article. Its cost is bounded whatever the text. */
export function profile(article: Pick<Article, 'title' | 'text'>): Profile {
  const days = new Set<number>();
  const heading = (article.title ?? '').slice(0, MAX_HEADLINE_CHARACTERS);
  const text = prose(article.text);
  const words = tokens(text).slice(0, MAX_TOKENS);
  const title = termsOf(tokens(heading), days);
  const body = termsOf(words, days);
  const openingEnd = words[OPENING_WORDS]?.start ?? text.length;
  const all = new Map<string, number>();
  const opening = new Map<string, number>();
  for (const term of title) {
    count(all, term, HEADLINE_WEIGHT);
    count(opening, term, HEADLINE_WEIGHT_IN_OPENING);
  }
  for (const [index, term] of body.entries()) {
    count(all, term, LATE_WEIGHT + EARLY_WEIGHT * Math.exp(-index / EARLY_TERMS));
    if (index < OPENING_TERMS) count(opening, term, 1);
  }
  const whole = weigh(all, (weight, value) => (weight * value) ** 2);
  const first = weigh(opening, (weight, value) => weight * value ** 2);
  const headline = new Set(title.length > 0 ? title : body.slice(0, HEADLINE_TERMS));
  return {
    terms: whole.weights,
    opening: first.weights,
    headline,
    telltales: [...headline]
      .map((term): [string, number] => [term, telling(term)])
      .sort(([, a], [, b]) => b - a)
      .slice(0, TELLTALES),
    numbers: countsIn(`${heading}\n${text.slice(0, openingEnd)}`),
    days,
    length: Math.sqrt(whole.sum),
    openingMass: first.sum,
  };
}
