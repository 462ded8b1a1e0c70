/** How sure it is that two articles report the same event. */
import { DAY } from '../durations.ts';
import { type Article, voice } from '../news/article.ts';
import { IN_HEADLINE, type Profile, TELLTALE } from './profile.ts';
import { termId } from './terms.ts';

/** How many articles a window holds, and in how many of them terms stand. */
export type Frequencies = { readonly articles: number; readonly of: ReadonlyMap<string, number> };

/** How many articles the language at large counts for beside those of the window. */
const BACKGROUND_ARTICLES = 200;

/** A profile as it is held against many others in one window. */
export type Asked = {
  /** What each term tells in the window, place by place. */
  readonly tells: Float32Array;
  /** An open-addressed table from a term's number to its place plus one; 0 is empty. Its size is a power of two. */
  readonly table: Uint16Array;
};

/** Slots of the table: a profile has some hundreds of terms, at most a thousand. */
const SLOTS = 2_048;

function tableOf({ ids }: Profile): Uint16Array {
  const table = new Uint16Array(SLOTS);
  for (let place = 0; place < ids.length; place += 1) {
    let slot = (ids[place] ?? 0) & (SLOTS - 1);
    while (table[slot] !== 0) slot = (slot + 1) & (SLOTS - 1);
    table[slot] = place + 1;
  }
  return table;
}

/** A profile made ready to be compared in a window. A term tells what it tells in the language at large, and less where the
 * window is full of it: in a war's weeks its names are no evidence. The window never makes a term tell more. */
export function askedIn(window: Frequencies, of: Profile): Asked {
  const tells = of.tells.slice();
  for (let at = 0; at < of.joinTerms.length; at += 1) {
    const term = of.joinTerms[at] ?? '';
    const place = of.joinPlaces[at] ?? 0;
    const usual = of.tells[place] ?? 0;
    const share =
      ((window.of.get(term) ?? 0) + BACKGROUND_ARTICLES * Math.exp(-usual)) /
      (window.articles + BACKGROUND_ARTICLES);
    tells[place] = Math.min(usual, -Math.log(share));
  }
  return { tells, table: tableOf(of) };
}

/** What two articles share; most as square roots, since the first shared tenth says more than the last. */
export type Evidence = {
  /** Of the cosine of all terms. */
  readonly whole: number;
  /** Of the share of one opening that the other article holds, for the opening that is held less. */
  readonly opening: number;
  /** Of the share of a headline that the other's opening holds, for the headline that is held less. */
  readonly headline: number;
  /** The share of an article's telltales that the other holds, for the telltales held less. Texts of one formula (a
   * congratulation, a half-year's profit) are alike in all but these. */
  readonly telltales: number;
  /** Numbers that both openings give, at most two; those below ten count half. */
  readonly numbersShared: number;
  /** −1: both openings give numbers and share none, both or neither count the dead, and they are no toll that rose; else 0. */
  readonly numbersApart: number;
  /** 1: both openings name one day of the week. */
  readonly dayShared: number;
  /** −1: each names towns or provinces, and none of them stands in the other; else 0. */
  readonly placesApart: number;
  /** −1: a headline tells what came after the other's act, which that article does not know (a kidnapping, the release); else 0. */
  readonly actsApart: number;
  /** −1: one opening tells of a telephone call, and the other article of none; else 0. */
  readonly callApart: number;
  /** How little the shorter of the two says, from 0 (forty terms or more) to 1: short texts share less. */
  readonly brevity: number;
  /** −1: two articles of one voice; else 0. An outlet repeats itself from one event to the next. */
  readonly oneVoice: number;
  /** Days between the two beyond half a day, at most three, as a negative number; 0 where a date is missing. */
  readonly daysBetween: number;
};

function shares<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): boolean {
  for (const value of a) if (b.has(value)) return true;
  return false;
}

/** Whether both name something and nothing in common. */
function apart<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): boolean {
  return a.size > 0 && b.size > 0 && !shares(a, b);
}

const CALL = termId('@call');
/** A text of so many terms says all that it would be compared by. */
const FULL_TERMS = 40;

function daysBetween(a: Pick<Article, 'publishedAt'>, b: Pick<Article, 'publishedAt'>): number {
  if (a.publishedAt === undefined || b.publishedAt === undefined) return 0;
  return -Math.min(3, Math.max(0, Math.abs(a.publishedAt - b.publishedAt) / DAY - 0.5));
}

/** A toll is told on for so long; where the later headline says that it rose, for the longer time. */
const TOLL_MS = DAY;
const RISEN_TOLL_MS = 3 * DAY;
const RISE = termId('@rise');

/** Whether the later of two articles counts no fewer dead, or the first dead: news of a disaster told on. */
function tollRose(a: Read, b: Read): boolean {
  const [earlier, later] = (a.article.publishedAt ?? 0) <= (b.article.publishedAt ?? 0) ? [a, b] : [b, a];
  const [from, to] = [earlier.article.publishedAt, later.article.publishedAt];
  const [least = 0, most] = [earlier.profile.toll, later.profile.toll];
  const limit = later.profile.headlineActs.has(RISE) ? RISEN_TOLL_MS : TOLL_MS;
  return (
    from !== undefined &&
    to !== undefined &&
    to > from &&
    to - from < limit &&
    most !== undefined &&
    least <= most
  );
}

/** An article with its profile. */
export type Read = { readonly article: Article; readonly profile: Profile };

/** What the terms that two profiles share come to: the cosine, and the shares of the opening, headline and telltales of the
 * first that the second holds, and the other way round. */
type Shared = {
  readonly cosine: number;
  readonly openings: readonly [number, number];
  readonly headlines: readonly [number, number];
  readonly telltales: readonly [number, number];
};

function share(part: number, all: number): number {
  return all === 0 ? 0 : part / all;
}

/** One walk over the terms of b, looked up among those of a. */
function shared(a: Profile, b: Profile, { tells, table }: Asked): Shared {
  let cosine = 0;
  let openingA = 0;
  let openingB = 0;
  let headlineA = 0;
  let headlineB = 0;
  let telltalesA = 0;
  let telltalesB = 0;
  const { ids } = b;
  for (let j = 0; j < ids.length; j += 1) {
    const id = ids[j] ?? 0;
    let slot = id & (SLOTS - 1);
    let found = table[slot] ?? 0;
    while (found !== 0 && a.ids[found - 1] !== id) {
      slot = (slot + 1) & (SLOTS - 1);
      found = table[slot] ?? 0;
    }
    if (found === 0) continue;
    const i = found - 1;
    const tell = tells[i] ?? 0;
    const told = tell * tell;
    const usual = a.tells[i] ?? 0;
    const openA = a.opening[i] ?? 0;
    const openB = b.opening[j] ?? 0;
    const marksA = a.marks[i] ?? 0;
    const marksB = b.marks[j] ?? 0;
    cosine += (a.weights[i] ?? 0) * (b.weights[j] ?? 0) * told;
    openingA += openA * told;
    openingB += openB * told;
    if ((marksA & IN_HEADLINE) !== 0 && openB > 0) headlineA += usual;
    if ((marksB & IN_HEADLINE) !== 0 && openA > 0) headlineB += usual;
    if ((marksA & TELLTALE) !== 0) telltalesA += usual;
    if ((marksB & TELLTALE) !== 0) telltalesB += usual;
  }
  return {
    cosine: share(cosine, a.length * b.length),
    openings: [share(openingA, a.openingMass), share(openingB, b.openingMass)],
    headlines: [share(headlineA, a.headlineMass), share(headlineB, b.headlineMass)],
    telltales: [share(telltalesA, a.telltaleMass), share(telltalesB, b.telltaleMass)],
  };
}

/** Whether a profile holds any of these terms. */
function holds(of: Profile, wanted: Iterable<number>): boolean {
  for (const id of wanted) {
    let low = 0;
    let high = of.ids.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const found = of.ids[middle] ?? 0;
      if (found === id) return true;
      if (found < id) low = middle + 1;
      else high = middle - 1;
    }
  }
  return false;
}

/** Numbers shared past these say no more. */
const NUMBERS_ENOUGH = 2;

function numbersShared(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  let found = 0;
  for (const number of a) if (b.has(number)) found += number < 10 ? 0.5 : 1;
  return Math.min(NUMBERS_ENOUGH, found);
}

function numbersApart(a: Read, b: Read): boolean {
  const [x, y] = [a.profile, b.profile];
  return apart(x.numbers, y.numbers) && (x.toll === undefined) === (y.toll === undefined) && !tollRose(a, b);
}

/** Acts that end or answer another: news of the second is another event than news of the first. */
const THEN: readonly (readonly [first: number, then: number])[] = (
  'kidnap-free kidnap-ransom hostage-free arrest-free arrest-court kill-condole crash-condole quake-condole flood-condole ' +
  'sink-condole blast-condole greet-condole quake-aid flood-aid storm-aid bombard-truce resign-appoint die-bury'
)
  .split(' ')
  .map((pair) => {
    const [first = '', then = ''] = pair.split('-');
    return [termId(`@${first}`), termId(`@${then}`)];
  });

/** Whether y's headline tells what came after the act of x's, which x does not know. */
function tellsOn(x: Profile, y: Profile): boolean {
  return THEN.some(
    ([first, then]) => x.headlineActs.has(first) && y.headlineActs.has(then) && !x.acts.has(then),
  );
}

/** Whether one tells of a telephone call and the other of none. */
function callsAlone(x: Profile, y: Profile): boolean {
  return x.acts.has(CALL) && !holds(y, [CALL]);
}

/** What two articles share, and what sets them apart. `asked` is a's profile in the window. Symmetric. */
export function evidence(a: Read, b: Read, asked: Asked): Evidence {
  const [x, y] = [a.profile, b.profile];
  const { cosine, openings, headlines, telltales } = shared(x, y, asked);
  const elsewhere = x.places.size > 0 && y.places.size > 0 && !holds(x, y.places) && !holds(y, x.places);
  return {
    whole: Math.sqrt(cosine),
    opening: Math.sqrt(Math.min(...openings)),
    headline: Math.sqrt(Math.min(...headlines)),
    telltales: Math.min(...telltales),
    numbersShared: numbersShared(x.numbers, y.numbers),
    numbersApart: numbersApart(a, b) ? -1 : 0,
    dayShared: shares(x.days, y.days) ? 1 : 0,
    placesApart: elsewhere ? -1 : 0,
    actsApart: tellsOn(x, y) || tellsOn(y, x) ? -1 : 0,
    callApart: callsAlone(x, y) || callsAlone(y, x) ? -1 : 0,
    brevity: 1 - Math.min(1, Math.min(x.ids.length, y.ids.length) / FULL_TERMS),
    oneVoice: voice(a.article) === voice(b.article) ? -1 : 0,
    daysBetween: daysBetween(a.article, b.article),
  };
}

/** How the evidence adds up: log-odds for each unit of it, and those of two articles that share nothing and that nothing
 * sets apart. */
export type Model = { readonly weights: Evidence; readonly start: number };

/**
 * By logistic regression over pairs labelled by reading; printed again, with what each set's weights reach on the others, by
 * `node --import tsx eval/likeness.ts ../shared/eval`. Set by hand: placesApart, actsApart and callApart, which are too rare
 * there to be learned and are an editor's rules (an attack on another town is another attack, a call between two leaders is
 * not their meeting), and brevity, by what those texts show when cut to headline and first sentence (eval/stories.ts).
 */
export const MODEL: Model = {
  weights: {
    whole: 10.2,
    opening: 3.1,
    headline: 3.8,
    telltales: 2.1,
    numbersShared: 1.9,
    numbersApart: 1.1,
    dayShared: 1.5,
    placesApart: 1,
    actsApart: 3,
    callApart: 6,
    brevity: 1,
    oneVoice: 1.4,
    daysBetween: 1.9,
  },
  start: -10.2,
};

const KINDS = Object.keys(MODEL.weights) as (keyof Evidence)[];

/** Log-odds that two articles report the same event: above 0 more likely than not. `asked` as in `evidence`. Symmetric. */
export function likeness(a: Read, b: Read, asked: Asked, { weights, start }: Model = MODEL): number {
  const found = evidence(a, b, asked);
  return KINDS.reduce((odds, kind) => odds + weights[kind] * found[kind], start);
}

/** What two stories must not contradict one another in: the days of the week, the states and the acts of their openings. */
const ASPECTS: readonly ((of: Profile) => ReadonlySet<number>)[] = [
  (of) => of.days,
  (of) => of.states,
  (of) => of.acts,
];

/** Whether all the articles of one group and all of the other name days, states or acts in their openings and share none. */
export function contradict(some: readonly Read[], others: readonly Read[]): boolean {
  return ASPECTS.some((aspect) => {
    const [a, b] = [some, others].map((reads) => new Set(reads.flatMap((one) => [...aspect(one.profile)])));
    return a !== undefined && b !== undefined && apart(a, b);
  });
}
