/** How sure it is that two articles report the same event. */
import { type Profile, telling } from './profile.ts';

/** How much a term tells where likeness is asked: at most its background value, less where the window is full of it. */
export type Telling = (term: string) => number;

/** What two articles share, each as a number that grows with likeness. */
export type Evidence = {
  /** Cosine of all terms. */
  readonly whole: number;
  /** Cosine of titles and leads. */
  readonly lead: number;
  /** Of the title that is less covered by the other's title and lead, the covered share. */
  readonly title: number;
  /** ln(1 + …) of the rare terms that both leads hold. */
  readonly rare: number;
  readonly rareAll: number;
  /** ln(1 + …) of the shared phrases. */
  readonly phrases: number;
  /** 1: leads share a number; −1: both have numbers and share none; else 0. */
  readonly numbers: number;
  /** 1: leads share a day of the week; −1: both name days and share none; else 0. */
  readonly days: number;
};

function cosine(
  a: ReadonlyMap<string, number>,
  b: ReadonlyMap<string, number>,
  lengths: number,
  tells: Telling,
): number {
  let sum = 0;
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  for (const [term, weight] of small) {
    const other = large.get(term);
    if (other !== undefined) sum += weight * other * tells(term) ** 2;
  }
  return lengths === 0 ? 0 : sum / lengths;
}

function covered(title: ReadonlySet<string>, lead: ReadonlyMap<string, number>): number {
  let all = 0;
  let shared = 0;
  for (const term of title) {
    const value = telling(term);
    all += value;
    if (lead.has(term)) shared += value;
  }
  return all === 0 ? 0 : shared / all;
}

function sharedRare(
  a: ReadonlyMap<string, number>,
  b: ReadonlyMap<string, number>,
  least: number,
  tells: Telling,
): number {
  let sum = 0;
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  for (const term of small.keys()) if (large.has(term)) sum += Math.max(0, tells(term) - least);
  return Math.log1p(sum);
}

function sharedPhrases(a: Profile, b: Profile, tells: Telling): number {
  let sum = 0;
  const [small, large] = a.phrases.size < b.phrases.size ? [a, b] : [b, a];
  for (const phrase of small.phrases) {
    if (!large.phrases.has(phrase)) continue;
    const [first = '', second = ''] = phrase.split(' ');
    sum += Math.max(0, tells(first) + tells(second) - 3);
  }
  return Math.log1p(sum);
}

function agreement<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): number {
  if (a.size === 0 || b.size === 0) return 0;
  for (const value of a) if (b.has(value)) return 1;
  return -1;
}

export function evidence(a: Profile, b: Profile, tells: Telling): Evidence {
  return {
    whole: cosine(a.terms, b.terms, a.length * b.length, tells),
    lead: cosine(a.lead, b.lead, a.leadLength * b.leadLength, tells),
    title: Math.min(covered(a.title, b.lead), covered(b.title, a.lead)),
    rare: sharedRare(a.lead, b.lead, 3, tells),
    rareAll: sharedRare(a.terms, b.terms, 3, tells),
    phrases: sharedPhrases(a, b, tells),
    numbers: agreement(a.numbers, b.numbers),
    days: agreement(a.days, b.days),
  };
}

/** Weights of the evidence, and the log-odds of two articles that share nothing. */
const WEIGHTS = { whole: 9, lead: 7, title: 2, numbers: 0.5, days: 0.3 } as const;
const NOTHING_SHARED = -5.6;

/** Log-odds that two articles report the same event: above 0 more likely than not. Symmetric. */
export function likeness(a: Profile, b: Profile, tells: Telling): number {
  const shared = evidence(a, b, tells);
  let odds = NOTHING_SHARED;
  for (const [kind, weight] of Object.entries(WEIGHTS)) odds += weight * shared[kind as keyof typeof WEIGHTS];
  return odds;
}
