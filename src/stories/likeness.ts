/** How sure it is that two articles report the same event. */
import { type Article, voice } from '../news/article.ts';
import type { Profile } from './profile.ts';
import { telling } from './terms.ts';

/** How much a term tells where likeness is asked. */
export type Telling = (term: string) => number;

/** How many articles a window holds, and in how many of them terms stand. */
export type Frequencies = { readonly articles: number; readonly of: ReadonlyMap<string, number> };

/** How many articles the language at large counts for beside those of the window. */
const BACKGROUND_ARTICLES = 200;

/** Terms tell what they tell in the language at large, and less where the window is full of them: in a war's weeks its
 * names are no evidence. The window never makes a term tell more. */
export function tellingIn(window: Frequencies): Telling {
  const known = new Map<string, number>();
  for (const [term, count] of window.of) {
    const usual = telling(term);
    const share = (count + BACKGROUND_ARTICLES * Math.exp(-usual)) / (window.articles + BACKGROUND_ARTICLES);
    known.set(term, Math.min(usual, -Math.log(share)));
  }
  return (term) => known.get(term) ?? telling(term);
}

/** What two articles share; most as square roots, since the first shared tenth says more than the last. */
export type Evidence = {
  /** Of the cosine of all terms. */
  readonly whole: number;
  /** Of the share of one opening that the other article holds: for the opening that is held more, and the other. */
  readonly openingMore: number;
  readonly openingLess: number;
  /** Of the share of a headline that the other's opening holds, for the headline that is held less. */
  readonly headline: number;
  /** The share of an article's telltales that the other holds, for the telltales held less. Texts of one formula (a
   * congratulation, a half-year's profit) are alike in all but these. */
  readonly telltales: number;
  /** −1: both openings give numbers and share none, and they are no toll that rose; else 0. */
  readonly numbersApart: number;
  /** 1: both openings name one day of the week. */
  readonly dayShared: number;
  /** −1: both name days and share none; else 0. */
  readonly daysApart: number;
  /** −1: one opening tells of a telephone call, and the other article of none; else 0. */
  readonly callApart: number;
  /** How little the shorter of the two says, from 0 (forty terms or more) to 1: short texts share less. */
  readonly brevity: number;
  /** −1: two articles of one voice; else 0. An outlet repeats itself from one event to the next. */
  readonly oneVoice: number;
  /** Days between the two beyond half a day, at most three, as a negative number; 0 where a date is missing. */
  readonly daysBetween: number;
};

function cosine(a: Profile, b: Profile, tells: Telling): number {
  const [small, large] = a.terms.size < b.terms.size ? [a, b] : [b, a];
  let sum = 0;
  for (const [term, weight] of small.terms) {
    const other = large.terms.get(term);
    if (other !== undefined) sum += weight * other * tells(term) ** 2;
  }
  return sum === 0 ? 0 : sum / (a.length * b.length);
}

function heldOpening(of: Profile, by: Profile, tells: Telling): number {
  let held = 0;
  for (const [term, weight] of of.opening) if (by.terms.has(term)) held += weight * tells(term) ** 2;
  return held === 0 ? 0 : held / of.openingMass;
}

function heldHeadline(of: Profile, by: Profile): number {
  let held = 0;
  let all = 0;
  for (const term of of.headline) {
    const value = telling(term);
    all += value;
    if (by.opening.has(term)) held += value;
  }
  return all === 0 ? 0 : held / all;
}

function heldTelltales(of: Profile, by: Profile): number {
  let all = 0;
  let held = 0;
  for (const [term, value] of of.telltales) {
    all += value;
    if (by.terms.has(term)) held += value;
  }
  return all === 0 ? 0 : held / all;
}

function shares<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): boolean {
  for (const value of a) if (b.has(value)) return true;
  return false;
}

const CALL = '@call';
/** A text of so many terms says all that it would be compared by. */
const FULL_TERMS = 40;
const DAY_MS = 24 * 3_600_000;

function daysBetween(a: Pick<Article, 'publishedAt'>, b: Pick<Article, 'publishedAt'>): number {
  if (a.publishedAt === undefined || b.publishedAt === undefined) return 0;
  return -Math.min(3, Math.max(0, Math.abs(a.publishedAt - b.publishedAt) / DAY_MS - 0.5));
}

/** Whether the later of two articles of one day counts more dead: news of a disaster told on. */
function tollRose(a: Read, b: Read): boolean {
  const [earlier, later] = (a.article.publishedAt ?? 0) <= (b.article.publishedAt ?? 0) ? [a, b] : [b, a];
  const [from, to] = [earlier.article.publishedAt, later.article.publishedAt];
  const [least, most] = [earlier.profile.toll, later.profile.toll];
  return (
    from !== undefined &&
    to !== undefined &&
    to > from &&
    to - from < DAY_MS &&
    least !== undefined &&
    most !== undefined &&
    least <= most
  );
}

/** An article with its profile. */
export type Read = { readonly article: Article; readonly profile: Profile };

/** What two articles share, and what sets them apart. Symmetric. */
export function evidence(a: Read, b: Read, tells: Telling): Evidence {
  const [x, y] = [a.profile, b.profile];
  const openings = [heldOpening(x, y, tells), heldOpening(y, x, tells)];
  const apart = <T>(p: ReadonlySet<T>, q: ReadonlySet<T>) => p.size > 0 && q.size > 0 && !shares(p, q);
  const lone = (p: Profile, q: Profile) => p.opening.has(CALL) && !q.terms.has(CALL);
  return {
    whole: Math.sqrt(cosine(x, y, tells)),
    openingMore: Math.sqrt(Math.max(...openings)),
    openingLess: Math.sqrt(Math.min(...openings)),
    headline: Math.sqrt(Math.min(heldHeadline(x, y), heldHeadline(y, x))),
    telltales: Math.min(heldTelltales(x, y), heldTelltales(y, x)),
    numbersApart: apart(x.numbers, y.numbers) && !tollRose(a, b) ? -1 : 0,
    dayShared: shares(x.days, y.days) ? 1 : 0,
    daysApart: apart(x.days, y.days) ? -1 : 0,
    callApart: lone(x, y) || lone(y, x) ? -1 : 0,
    brevity: 1 - Math.min(1, Math.min(x.terms.size, y.terms.size) / FULL_TERMS),
    oneVoice: voice(a.article) === voice(b.article) ? -1 : 0,
    daysBetween: daysBetween(a.article, b.article),
  };
}

/**
 * Log-odds that each unit of evidence adds, by logistic regression over pairs labelled by reading; printed again, with
 * what each set's weights reach on the others, by `node --import tsx eval/likeness.ts ../shared/eval`. callApart is too
 * rare there to be learned: a call between two leaders is not their meeting. brevity is set by what those texts show when
 * cut to headline and first sentence, and to the headline alone (eval/stories.ts).
 */
export const WEIGHTS: Evidence = {
  whole: 7.8,
  openingMore: 3,
  openingLess: 3.5,
  headline: 3.7,
  telltales: 1.5,
  numbersApart: 1.1,
  dayShared: 1.8,
  daysApart: 1.1,
  callApart: 6,
  brevity: 0.5,
  oneVoice: 1.4,
  daysBetween: 1.7,
};
/** Log-odds of two articles that share nothing and that nothing sets apart. */
const NOTHING_SHARED = -10.5;

const KINDS = Object.keys(WEIGHTS) as (keyof Evidence)[];

/** Log-odds that two articles report the same event: above 0 more likely than not. Symmetric. */
export function likeness(a: Read, b: Read, tells: Telling): number {
  const found = evidence(a, b, tells);
  return KINDS.reduce((odds, kind) => odds + WEIGHTS[kind] * found[kind], NOTHING_SHARED);
}

/** What two stories must not contradict one another in: the days of the week, the states and the acts of their openings. */
const ASPECTS: readonly ((of: Profile) => Iterable<unknown>)[] = [
  (of) => of.days,
  (of) => [...of.opening.keys()].filter((term) => term.startsWith('#')),
  (of) => [...of.opening.keys()].filter((term) => term.startsWith('@')),
];

/** Whether all the articles of one group and all of the other name days, states or acts in their openings and share none. */
export function contradict(some: readonly Read[], others: readonly Read[]): boolean {
  return ASPECTS.some((aspect) => {
    const [a, b] = [some, others].map((reads) => new Set(reads.flatMap((one) => [...aspect(one.profile)])));
    return a !== undefined && b !== undefined && a.size > 0 && b.size > 0 && !shares(a, b);
  });
}
