/** Words made terms that outlets share, and how much each tells. */
import { WEEKDAYS } from '../arabic/calendar.ts';
import { classAt, NUMBER } from '../arabic/characters.ts';
import { skeleton } from '../arabic/names.ts';
import { fold } from '../arabic/normalize.ts';
import { factOf, type Known } from '../arabic/remember.ts';
import { lexeme, stem, type Token } from '../arabic/words.ts';
import { places } from '../topics/places.ts';
import { subjects } from '../topics/subjects.ts';
import { actOf } from './acts.ts';
import { BACKGROUND_TEXTS, BACKGROUND_WORDS } from './background.ts';
import { stateOf } from './states.ts';

function namedOf(stemmed: string): string {
  return actOf(stemmed) ?? stateOf(stemmed) ?? stemmed;
}

/** A word that the table does not know tells as if it stood in this many of its texts. */
const UNSEEN_TEXTS = 1.5;
const UNSEEN_TELLING = Math.log(BACKGROUND_TEXTS / UNSEEN_TEXTS);

/** A word of the topic catalogue is no rarity, though the table's texts be older than it: as if in this many of them. */
const CATALOGUE_TEXTS = 6;

let tellings: ReadonlyMap<string, number> | undefined;

/** What the terms of the table tell; a term's share of all texts follows from its words' shares, taken as independent. */
function backgroundTellings(): ReadonlyMap<string, number> {
  if (tellings !== undefined) return tellings;
  const without = new Map<string, number>();
  for (const row of BACKGROUND_WORDS.trim().split(/\s+/u)) {
    const [word = '', count = '0'] = row.split(':');
    const term = namedOf(stem(word));
    without.set(term, (without.get(term) ?? 1) * (1 - Number(count) / BACKGROUND_TEXTS));
  }
  const made = new Map(
    [...without].map(([term, share]) => [term, Math.min(UNSEEN_TELLING, -Math.log(1 - share))]),
  );
  for (const { strong, weak } of [...places, ...subjects]) {
    for (const word of `${strong} ${weak}`.split(/[\s_~]+/u)) {
      const folded = fold(word);
      const term = termOf(folded, stem(folded), made);
      if (!made.has(term)) made.set(term, Math.log(BACKGROUND_TEXTS / CATALOGUE_TEXTS));
    }
  }
  tellings = made;
  return tellings;
}

/** How much a term tells by itself: ln(1 / its share of texts) in the language at large. */
export function telling(term: string): number {
  return backgroundTellings().get(term) ?? UNSEEN_TELLING;
}

const LEAST_CONSONANTS = 3;

/** The term of a folded word with this stem: its act, its state or its stem; an uncommon word by its consonants, since those are names
 * above all and outlets spell them differently. */
function termOf(folded: string, stemmed: string, table: ReadonlyMap<string, number>): string {
  if ((classAt(folded, 0) & NUMBER) !== 0) return folded;
  const term = namedOf(stemmed);
  if (term !== stemmed || table.has(term)) return term;
  const bones = skeleton(term);
  return bones.length >= LEAST_CONSONANTS ? `=${bones}` : term;
}

const DAYS = new Map(WEEKDAYS.map((day, index) => [fold(day), index]));
/** Longer runs of letters are no words. */
const MAX_WORD = 40;

/** What a word means to likeness. */
type Meaning = {
  /** undefined: carries no matter of its own. */
  readonly term: string | undefined;
  /** The term as a number (see `termId`); 0 without one. */
  readonly id: number;
  /** What the term tells; 0 without one. */
  readonly tells: number;
  /** The day of the week that it names, Sunday 0. */
  readonly day: number | undefined;
};

/** A term as a number of 31 bits, which engines keep unboxed (FNV-1a over its UTF-16 units): profiles are compared by these. */
export function termId(term: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < term.length; at += 1) hash = Math.imul(hash ^ term.charCodeAt(at), 0x01000193);
  return hash >>> 1;
}

/** Of what carries no matter. */
const NONE: Meaning = { term: undefined, id: 0, tells: 0, day: undefined };

const meant = factOf((text, known): Meaning => {
  if (text.length > MAX_WORD) return NONE;
  const { folded, term: stemmed } = lexeme(known);
  const term = stemmed === '' ? undefined : termOf(folded, stemmed, backgroundTellings());
  return {
    term,
    id: term === undefined ? 0 : termId(term),
    tells: term === undefined ? 0 : telling(term),
    day: DAYS.get(folded) ?? DAYS.get(folded.slice(1)),
  };
});

/** What a token means to likeness. */
export function meaning({ known }: Pick<Token, 'known'>): Meaning {
  return meant(known);
}

/**
 * The id of a word's term; 0 without one. This and what follows are numbers, which stand beside the word itself: an article has
 * hundreds of words, and to fetch their meanings from memory takes longer than to count them.
 */
export const idOf = factOf((_, known) => meant(known).id);

/** What terms tell is one of a few hundred values, which stand here. */
const tellValues: number[] = [];
const tellPlaces = new Map<number, number>();

const tellPlaceOf = factOf((_, known) => {
  const { tells } = meant(known);
  const place = tellPlaces.get(tells) ?? tellValues.push(tells) - 1;
  tellPlaces.set(tells, place);
  return place;
});

/** What a word's term tells; 0 without one. */
export function tellsOf(word: Known): number {
  return tellValues[tellPlaceOf(word)] ?? 0;
}

/** What a place is called before its name. */
const CALLED = new Set(
  'مدينة بلدة قرية محافظة ولاية إقليم مخيم حي جزيرة ميناء مطار قضاء مديرية ضاحية بمدينة ببلدة بقرية بمحافظة بولاية بإقليم بمخيم بحي بجزيرة بميناء بمطار لمدينة لمحافظة'.split(
    ' ',
  ),
);

/** What a word is besides its term, as bits; `day` are three, which hold the day of the week that it names, Sunday 1, or 0. */
export const SIGN = { day: 7, state: 8, act: 16, called: 32 } as const;

/** The signs of a word: bits of `SIGN`. */
export const signsOf = factOf((text, known) => {
  const { term, day } = meant(known);
  return (
    (day === undefined ? 0 : day + 1) |
    (term?.startsWith('#') === true ? SIGN.state : 0) |
    (term?.startsWith('@') === true ? SIGN.act : 0) |
    (CALLED.has(text) ? SIGN.called : 0)
  );
});
