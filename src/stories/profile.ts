/** What an article is made of, as far as likeness asks. */
import { numbersIn } from '../arabic/numbers.ts';
import { endsSentence } from '../arabic/sentences.ts';
import { type Token, tokens } from '../arabic/words.ts';
import type { Article } from '../news/article.ts';
import { meaning, telling } from './terms.ts';

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
  /** The most dead that the opening counts; undefined when it counts none. */
  readonly toll: number | undefined;
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
const KILL = '@kill';
/** A number so many characters from a word of death counts the dead. */
const TOLL_REACH = 16;
/** So many names and rare words of a headline tell one event from others of its kind. */
const TELLTALES = 4;
/** A text without a headline says in so many terms what it is about. */
const HEADLINE_TERMS = 12;
/** Past these a text adds nothing to what it is about. */
const MAX_TOKENS = 600;
const MAX_CHARACTERS = 6_000;
const MAX_HEADLINE_CHARACTERS = 500;
/** What a term counts for: most in the headline, then the less the later it stands, since news tells what happened
 * first and what was known before last. */
const HEADLINE_WEIGHT = 2.5;
const HEADLINE_WEIGHT_IN_OPENING = 1.5;
const EARLY_WEIGHT = 1.25;
const LATE_WEIGHT = 0.1;
const EARLY_TERMS = 70;
const WEIGHTS = Array.from(
  { length: MAX_TOKENS },
  (_, index) => LATE_WEIGHT + EARLY_WEIGHT * Math.exp(-index / EARLY_TERMS),
);

/** The terms of a text in order; days that stand among its first go to `days`. */
function termsOf(text: readonly Token[], days: Set<number>): string[] {
  const out: string[] = [];
  for (const token of text) {
    const { term, day } = meaning(token);
    if (day !== undefined && out.length <= OPENING_TERMS) days.add(day);
    if (term !== undefined) out.push(term);
  }
  return out;
}

/** The body without lines that end no sentence: subheadings, links to other articles. All of it when none ends one. */
function prose(text: string): string {
  const lines = text.slice(0, MAX_CHARACTERS).split('\n');
  const whole = lines.filter((line) => endsSentence(line));
  return (whole.length > 0 ? whole : lines).join('\n');
}

function countsIn(text: string): { readonly numbers: Set<number>; readonly toll: number | undefined } {
  const found = numbersIn(text).filter(({ value }) => value >= 3 && !(value >= 1900 && value <= 2100));
  const deaths = found.length === 0 ? [] : tokens(text).filter((token) => meaning(token).term === KILL);
  const dead = found.filter(({ start, end }) =>
    deaths.some((word) => word.end > start - TOLL_REACH && word.start < end + TOLL_REACH),
  );
  return {
    numbers: new Set(found.map(({ value }) => value)),
    toll: dead.length === 0 ? undefined : Math.max(...dead.map(({ value }) => value)),
  };
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
    count(all, term, WEIGHTS[index] ?? LATE_WEIGHT);
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
    ...countsIn(`${heading}\n${text.slice(0, openingEnd)}`),
    days,
    length: Math.sqrt(whole.sum),
    openingMass: first.sum,
  };
}
