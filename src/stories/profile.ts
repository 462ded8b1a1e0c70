/** What an article is made of, as far as likeness asks. */
import { numbersIn } from '../arabic/numbers.ts';
import type { Known } from '../arabic/remember.ts';
import { endsSentence } from '../arabic/sentences.ts';
import { type Token, tokens } from '../arabic/words.ts';
import type { Article } from '../news/article.ts';
import { idOf, meaning, SIGN, signsOf, tellsOf, termId } from './terms.ts';

/** What an article is about, as numbers that are quickly compared. */
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

/** The body without lines that end no sentence: subheadings, links to other articles. All of it when none ends one. */
function prose(text: string): string {
  const start = text.slice(0, MAX_CHARACTERS);
  const lines = start.split('\n');
  const whole = lines.filter((line) => endsSentence(line));
  // The text itself where all of it is prose: others have asked for its tokens.
  return whole.length === 0 || whole.length === lines.length ? start : whole.join('\n');
}

/** The numbers of a text, and the most dead that it counts. `words` are its tokens. */
function countsIn(text: string, words: readonly Token[]) {
  const found = numbersIn(text, words).filter(({ value }) => value >= 3 && !(value >= 1900 && value <= 2100));
  const deaths = found.length === 0 ? [] : words.filter(({ known }) => idOf(known) === KILL);
  const dead = found.filter(({ start, end }) =>
    deaths.some((word) => word.end > start - TOLL_REACH && word.start < end + TOLL_REACH),
  );
  return { numbers: found.map(({ value }) => value), dead: dead.map(({ value }) => value) };
}

/** Terms that an article can have: a headline's are of a character each at least. */
const MOST_TERMS = MAX_TOKENS + MAX_HEADLINE_CHARACTERS;
/** A power of two, three times as many as the terms. */
const SLOTS = 4_096;

/**
 * The terms of the article that is being read, numbered in the order they are met. Used again for each article: to make maps
 * and objects for a few hundred terms anew cost more than to count them.
 */
const met = {
  /** How many. */
  size: 0,
  ids: new Uint32Array(MOST_TERMS),
  /** A word of each. */
  words: [] as Known[],
  tells: new Float64Array(MOST_TERMS),
  all: new Float64Array(MOST_TERMS),
  opening: new Float64Array(MOST_TERMS),
  marks: new Uint8Array(MOST_TERMS),
  /** Weight × telling. */
  worth: new Float64Array(MOST_TERMS),
  /** Its place in the profile's arrays. */
  place: new Uint16Array(MOST_TERMS),
  /** An open-addressed table from a term's id to its number plus one; 0 is empty. */
  slots: new Uint16Array(SLOTS),
};

/** The slot of the term with this id, or the empty one where it would stand. */
function slotOf(id: number): number {
  const { ids, slots } = met;
  let slot = id & (SLOTS - 1);
  for (let found = slots[slot] ?? 0; found !== 0; found = slots[slot] ?? 0) {
    if (ids[found - 1] === id) break;
    slot = (slot + 1) & (SLOTS - 1);
  }
  return slot;
}

/** The number of the term with this id; of one that was not met yet, the next. */
function numberOf(id: number, word: Known): number {
  const slot = slotOf(id);
  const known = met.slots[slot] ?? 0;
  if (known !== 0) return known - 1;
  const made = met.size;
  met.size += 1;
  met.slots[slot] = made + 1;
  met.ids[made] = id;
  met.words[made] = word;
  met.tells[made] = tellsOf(word);
  met.all[made] = 0;
  met.opening[made] = 0;
  met.marks[made] = 0;
  return made;
}

/** Count the terms of headline and body by where they stand, and the days that they name; the numbers of the headline's. */
function count(title: readonly Token[], body: readonly Token[], days: Set<number>): readonly number[] {
  const { all, opening, marks } = met;
  met.size = 0;
  met.slots.fill(0);
  const headline: number[] = [];
  let place = 0;
  for (const { known } of title) {
    if (place <= OPENING_TERMS) addDay(days, known);
    const id = idOf(known);
    if (id === 0) continue;
    const one = numberOf(id, known);
    all[one] = (all[one] ?? 0) + HEADLINE_WEIGHT;
    opening[one] = (opening[one] ?? 0) + HEADLINE_WEIGHT_IN_OPENING;
    if (marks[one] === 0) headline.push(one);
    marks[one] = IN_HEADLINE;
    place += 1;
  }
  place = 0;
  for (let index = 0; index < body.length && index < MAX_TOKENS; index += 1) {
    const known = body[index]?.known;
    if (known === undefined) break;
    if (place <= OPENING_TERMS) addDay(days, known);
    const id = idOf(known);
    if (id === 0) continue;
    const one = numberOf(id, known);
    all[one] = (all[one] ?? 0) + (WEIGHTS[place] ?? LATE_WEIGHT);
    if (place < OPENING_TERMS) opening[one] = (opening[one] ?? 0) + 1;
    if (title.length === 0 && place < HEADLINE_TERMS) {
      if (marks[one] === 0) headline.push(one);
      marks[one] = IN_HEADLINE;
    }
    place += 1;
  }
  return headline;
}

function addDay(days: Set<number>, word: Known): void {
  const day = signsOf(word) & SIGN.day;
  if (day > 0) days.add(day - 1);
}

/** The words after what a place is called. */
function placesIn(words: readonly Token[]): Set<number> {
  const found = new Set<number>();
  let called = false;
  for (const { known } of words) {
    if (called && tellsOf(known) > 3) found.add(idOf(known));
    called = (signsOf(known) & SIGN.called) > 0;
  }
  return found;
}

/** The ids of those of these terms whose words have this sign. */
function named(numbers: readonly number[], sign: number): Set<number> {
  const found = new Set<number>();
  for (const number of numbers) {
    const word = met.words[number];
    if (word !== undefined && (signsOf(word) & sign) > 0) found.add(met.ids[number] ?? 0);
  }
  return found;
}

const termAt = (number: number): string => {
  const known = met.words[number];
  return known === undefined ? '' : (meaning({ known }).term ?? '');
};

/** The numbers of the terms that are worth most, best first. */
function mostWorth(most: number): number[] {
  const { size, worth } = met;
  const ascending = worth.slice(0, size).sort();
  const least = ascending[Math.max(0, size - most)] ?? 0;
  const enough: number[] = [];
  for (let number = 0; number < size; number += 1) {
    if ((worth[number] ?? 0) >= least) enough.push(number);
  }
  const before = (a: number, b: number) => (termAt(a) < termAt(b) ? -1 : 1);
  return enough.sort((a, b) => (worth[b] ?? 0) - (worth[a] ?? 0) || before(a, b)).slice(0, most);
}

const tellingOf = (number: number): number => met.tells[number] ?? 0;

/** The profile of an article. Its cost is bounded whatever the text. */
export function profile(article: Pick<Article, 'title' | 'text'>): Profile {
  const days = new Set<number>();
  const heading = (article.title ?? '').slice(0, MAX_HEADLINE_CHARACTERS);
  const text = prose(article.text);
  const title = tokens(heading);
  const words = tokens(text);
  const openingWords = words.slice(0, OPENING_WORDS);
  const openingEnd = words[OPENING_WORDS]?.start ?? text.length;
  const counts = [countsIn(heading, title), countsIn(text.slice(0, openingEnd), openingWords)];
  const dead = counts.flatMap((one) => one.dead);
  const headline = count(title, words, days);
  const telltales = headline.toSorted((a, b) => tellingOf(b) - tellingOf(a) || a - b).slice(0, TELLTALES);
  for (const number of telltales) met.marks[number] = IN_HEADLINE | TELLTALE;

  const length = met.size;
  const ids = met.ids.slice(0, length).sort();
  const weights = new Float32Array(length);
  const opening = new Float32Array(length);
  const tells = new Float32Array(length);
  const marks = new Uint8Array(length);
  let squares = 0;
  let openingMass = 0;
  const early: number[] = [];
  for (let place = 0; place < length; place += 1) {
    const number = (met.slots[slotOf(ids[place] ?? 0)] ?? 1) - 1;
    const tell = tellingOf(number);
    const all = Math.log1p(met.all[number] ?? 0);
    const inOpening = met.opening[number] ?? 0;
    met.place[number] = place;
    met.worth[number] = all * tell;
    weights[place] = all;
    tells[place] = tell;
    marks[place] = met.marks[number] ?? 0;
    squares += (all * tell) ** 2;
    if (inOpening === 0) continue;
    early.push(number);
    const first = Math.log1p(inOpening);
    opening[place] = first;
    openingMass += first * tell ** 2;
  }
  const joined = mostWorth(JOIN_TERMS);
  return {
    ids,
    weights,
    opening,
    tells,
    marks,
    length: Math.sqrt(squares),
    openingMass,
    headlineMass: headline.reduce((sum, number) => sum + tellingOf(number), 0),
    telltaleMass: telltales.reduce((sum, number) => sum + tellingOf(number), 0),
    joinTerms: joined.map(termAt),
    joinPlaces: new Uint16Array(joined.map((number) => met.place[number] ?? 0)),
    numbers: new Set(counts.flatMap((one) => one.numbers)),
    toll: dead.length === 0 ? undefined : Math.max(...dead),
    days,
    states: named(early, SIGN.state),
    acts: named(early, SIGN.act),
    headlineActs: named(headline, SIGN.act),
    places: placesIn([...title, ...openingWords]),
  };
}
