/** What an article is made of, as far as likeness asks. */
import { numbersIn } from '../arabic/numbers.ts';
import { endsSentence } from '../arabic/sentences.ts';
import { type Token, tokens } from '../arabic/words.ts';
import type { Article } from '../news/article.ts';
import { meaning, termId } from './terms.ts';

export type Profile = {
  /** Its terms as numbers, ascending; the next four stand beside them, place by place. */
  readonly ids: Uint32Array;
  /** ln(1 + how often the term stands), the headline and what stands early counted more. */
  readonly weights: Float32Array;
  /** The same of headline and first words alone; 0 for a term that stands in neither. */
  readonly opening: Float32Array;
  /** What the term tells in the language at large. */
  readonly tells: Float32Array;
  /** IN_HEADLINE, TELLTALE. */
  readonly marks: Uint8Array;
  /** Euclidean length of the terms in background tf-idf. */
  readonly length: number;
  /** Sum over the opening of weight × telling². */
  readonly openingMass: number;
  /** Sum of what the headline's terms tell, and its telltales. */
  readonly headlineMass: number;
  readonly telltaleMass: number;
  /** Its most telling terms, best first, and their places among `ids`: what the joining index stores. */
  readonly joinTerms: readonly string[];
  readonly joinPlaces: Uint16Array;
  /** Numbers of the opening, from three on and without years: one and two are words as often as counts. */
  readonly numbers: ReadonlySet<number>;
  /** The most dead that the opening counts; undefined when it counts none. */
  readonly toll: number | undefined;
  /** Days of the week that the opening names, Sunday 0. */
  readonly days: ReadonlySet<number>;
  /** States and acts that the opening names, and acts of the headline alone, as `ids`. */
  readonly states: ReadonlySet<number>;
  readonly acts: ReadonlySet<number>;
  readonly headlineActs: ReadonlySet<number>;
  /** What the opening calls a town, a province, a camp (مدينة …، ولاية …), as `ids`. */
  readonly places: ReadonlySet<number>;
};

/** A term of the headline, or of the text's first words where there is none. */
export const IN_HEADLINE = 1;
/** One of the most telling terms of the headline, of equal ones the earlier. */
export const TELLTALE = 2;

/** Where a news text has said who, what and where: so many terms of its body. */
const OPENING_TERMS = 45;
const OPENING_WORDS = 60;
const KILL = termId('@kill');
/** A number so many characters from a word of death counts the dead. */
const TOLL_REACH = 16;
/** So many names and rare words of a headline tell one event from others of its kind. */
const TELLTALES = 4;
/** A text without a headline says in so many terms what it is about. */
const HEADLINE_TERMS = 12;
/** Terms that the joining index stores of an article. */
const JOIN_TERMS = 60;
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

/** What a place is called before its name. */
const CALLED = new Set(
  'مدينة بلدة قرية محافظة ولاية إقليم مخيم حي جزيرة ميناء مطار قضاء مديرية ضاحية بمدينة ببلدة بقرية بمحافظة بولاية بإقليم بمخيم بحي بجزيرة بميناء بمطار لمدينة لمحافظة'.split(
    ' ',
  ),
);

/** The body without lines that end no sentence: subheadings, links to other articles. All of it when none ends one. */
function prose(text: string): string {
  const lines = text.slice(0, MAX_CHARACTERS).split('\n');
  const whole = lines.filter((line) => endsSentence(line));
  return (whole.length > 0 ? whole : lines).join('\n');
}

/** The numbers of a text, and the most dead that it counts. `words` are its tokens. */
function countsIn(text: string, words: readonly Token[]) {
  const found = numbersIn(text).filter(({ value }) => value >= 3 && !(value >= 1900 && value <= 2100));
  const deaths = found.length === 0 ? [] : words.filter((token) => meaning(token).id === KILL);
  const dead = found.filter(({ start, end }) =>
    deaths.some((word) => word.end > start - TOLL_REACH && word.start < end + TOLL_REACH),
  );
  return { numbers: found.map(({ value }) => value), dead: dead.map(({ value }) => value) };
}

/** A term while it is counted. */
type Counted = {
  readonly term: string;
  readonly id: number;
  readonly tells: number;
  /** When it was met first: the earlier of equals is kept. */
  readonly order: number;
  all: number;
  opening: number;
  marks: number;
  /** Weight × telling. */
  worth: number;
  /** Its place in the profile's arrays. */
  place: number;
};

/** The terms of headline and body, counted by where they stand. */
function count(title: readonly Token[], body: readonly Token[], days: Set<number>) {
  const counted = new Map<number, Counted>();
  const headline: Counted[] = [];
  let place = 0;
  const add = (token: Token, inHeadline: boolean) => {
    const { term, id, tells, day } = meaning(token);
    if (day !== undefined && place <= OPENING_TERMS) days.add(day);
    if (term === undefined) return;
    let one = counted.get(id);
    if (one === undefined) {
      one = { term, id, tells, order: counted.size, all: 0, opening: 0, marks: 0, worth: 0, place: 0 };
      counted.set(id, one);
    }
    if (inHeadline) {
      one.all += HEADLINE_WEIGHT;
      one.opening += HEADLINE_WEIGHT_IN_OPENING;
    } else {
      one.all += WEIGHTS[place] ?? LATE_WEIGHT;
      if (place < OPENING_TERMS) one.opening += 1;
    }
    if (inHeadline || (title.length === 0 && place < HEADLINE_TERMS)) {
      if (one.marks === 0) headline.push(one);
      one.marks = IN_HEADLINE;
    }
    place += 1;
  };
  for (const token of title) add(token, true);
  place = 0;
  for (const token of body) add(token, false);
  const telltales = headline.toSorted((a, b) => b.tells - a.tells || a.order - b.order).slice(0, TELLTALES);
  for (const one of telltales) one.marks |= TELLTALE;
  return { counted: [...counted.values()], headline, telltales };
}

/** The words after what a place is called. */
function placesIn(words: readonly Token[]): Set<number> {
  const found = new Set<number>();
  for (const [at, word] of words.entries()) {
    if (at > 0 && CALLED.has(words[at - 1]?.text ?? '')) {
      const { id, tells } = meaning(word);
      if (tells > 3) found.add(id);
    }
  }
  return found;
}

/** What the terms of states and acts begin with. */
const STATE = '#';
const ACT = '@';

/** The terms of the opening that begin with this sign. */
function named(from: readonly Counted[], sign: string): Set<number> {
  const found = new Set<number>();
  for (const { term, id, opening } of from) if (opening > 0 && term.startsWith(sign)) found.add(id);
  return found;
}

/** The terms side by side, ascending by number; tells each its place. */
function arraysOf(counted: readonly Counted[]) {
  const sorted = counted.toSorted((a, b) => a.id - b.id);
  const { length } = sorted;
  const made = {
    ids: new Uint32Array(length),
    weights: new Float32Array(length),
    opening: new Float32Array(length),
    tells: new Float32Array(length),
    marks: new Uint8Array(length),
  };
  for (const [place, one] of sorted.entries()) {
    one.place = place;
    made.ids[place] = one.id;
    made.weights[place] = one.all;
    made.opening[place] = one.opening;
    made.tells[place] = one.tells;
    made.marks[place] = one.marks;
  }
  return made;
}

const sum = (all: readonly Counted[], value: (one: Counted) => number): number =>
  all.reduce((total, one) => total + value(one), 0);

/** The profile of an article. Its cost is bounded whatever the text. */
export function profile(article: Pick<Article, 'title' | 'text'>): Profile {
  const days = new Set<number>();
  const heading = (article.title ?? '').slice(0, MAX_HEADLINE_CHARACTERS);
  const text = prose(article.text);
  const title = tokens(heading);
  const words = tokens(text).slice(0, MAX_TOKENS);
  const { counted, headline, telltales } = count(title, words, days);
  const openingWords = words.slice(0, OPENING_WORDS);
  const openingEnd = words[OPENING_WORDS]?.start ?? text.length;
  const counts = [countsIn(heading, title), countsIn(text.slice(0, openingEnd), openingWords)];
  const dead = counts.flatMap((one) => one.dead);
  for (const one of counted) {
    one.all = Math.log1p(one.all);
    one.opening = one.opening === 0 ? 0 : Math.log1p(one.opening);
    one.worth = one.all * one.tells;
  }
  const arrays = arraysOf(counted);
  const joined = counted
    .toSorted((a, b) => b.worth - a.worth || (a.term < b.term ? -1 : 1))
    .slice(0, JOIN_TERMS);
  return {
    ...arrays,
    length: Math.sqrt(sum(counted, ({ worth }) => worth ** 2)),
    openingMass: sum(counted, ({ opening, tells }) => opening * tells ** 2),
    headlineMass: sum(headline, ({ tells }) => tells),
    telltaleMass: sum(telltales, ({ tells }) => tells),
    joinTerms: joined.map(({ term }) => term),
    joinPlaces: Uint16Array.from(joined.map(({ place }) => place)),
    numbers: new Set(counts.flatMap((one) => one.numbers)),
    toll: dead.length === 0 ? undefined : Math.max(...dead),
    days,
    states: named(counted, STATE),
    acts: named(counted, ACT),
    headlineActs: named(headline, ACT),
    places: placesIn([...title, ...openingWords]),
  };
}
