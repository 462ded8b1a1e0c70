/** The signals in a text: which topics' words it holds, where, and how much each may count. */
import { isGivenName } from '../arabic/names.ts';
import { fold } from '../arabic/normalize.ts';
import { type Token, tokens } from '../arabic/words.ts';
import { officeHolders } from './people.ts';
import { places } from './places.ts';
import { subjects } from './subjects.ts';
import type { Holders } from './topic.ts';
import { institutions, mediaNouns, nationalNouns, offices, personNouns, phrasesOfNothing } from './traps.ts';
import {
  compile,
  type Guard,
  isRightHand,
  keyOf,
  type Node,
  type Reading,
  readings,
  type Sense,
  wordSet,
} from './vocabulary.ts';

/** Compiled at the first text: commands that match none do without it. */
let root: Node | undefined;

const placeSlugs = new Set(places.map((place) => place.slug));

const national = wordSet(nationalNouns);

/** What a word may be beside a signal, as bits. */
const PERSON = 1;
const MEDIA = 2;
const SCHOOL = 4;
const OFFICE = 8;

const kinds = new Map<string, number>();
for (const [kind, list] of [
  [PERSON, personNouns],
  [MEDIA, mediaNouns],
  [SCHOOL, institutions],
  [OFFICE, offices],
] as const)
  for (const word of wordSet(list)) kinds.set(word, (kinds.get(word) ?? 0) | kind);

type Start = { readonly node: Node; readonly reading: Reading };
/** All that one written word can be; known words are kept, as news repeats them. */
type Word = {
  readonly key: string;
  readonly starts: readonly Start[];
  readonly number: boolean;
  readonly kinds: number;
  /** Its key, and the key with clitics off, once they were asked for. */
  forms: readonly string[] | undefined;
};

const MOST_WORDS = 30_000;
const LONGEST_WORD = 30;
let words = new Map<string, Word>();
/** Those met before; common ones come back soon. */
let older = new Map<string, Word>();
const NO_STARTS: readonly Start[] = [];

function makeWord(key: string): Word {
  let starts = NO_STARTS;
  let bits = 0;
  root ??= compile({ places, subjects, officeHolders, phrasesOfNothing });
  for (const reading of readings(key)) {
    const node = root.next?.get(reading.form);
    if (node !== undefined) starts = [...starts, { node, reading }];
    bits |= kinds.get(reading.form) ?? 0;
  }
  return { key, starts, number: /^\p{N}/u.test(key), kinds: bits, forms: undefined };
}

/** What lists of plain words are compared with. */
function formsOf(word: Word): readonly string[] {
  word.forms ??= readings(word.key).map((reading) => reading.form);
  return word.forms;
}

/** Whether a word, its clitics off, names an office that one person holds. */
export function isOffice(word: Word | undefined): boolean {
  return word !== undefined && (word.kinds & OFFICE) !== 0;
}

function wordOf(written: string, egyptian: boolean): Word {
  const known = words.get(written) ?? older.get(written);
  if (known !== undefined) return known;
  const key = keyOf(written);
  if (isRightHand(key)) return makeWord(egyptian ? `${key.slice(0, -1)}ي` : key);
  const word = makeWord(key);
  if (written.length > LONGEST_WORD) return word;
  if (words.size >= MOST_WORDS) {
    older = words;
    words = new Map();
  }
  words.set(written, word);
  return word;
}

/** Whether a word, with its clitics or without, is in a set of plain words. */
export function inSet(set: ReadonlySet<string>, word: Word | undefined): boolean {
  if (word === undefined) return false;
  for (const form of formsOf(word)) if (set.has(form)) return true;
  return false;
}

/** Whether the word beside a signal is one of a guard's, or, where none stands there, the guard names the edge. */
function beside(set: ReadonlySet<string>, word: Word | undefined): boolean {
  if (word === undefined) return set.has('^');
  return inSet(set, word) || (word.number && set.has('#'));
}

/** How far back `notBehind` looks. */
const BEHIND = 3;

function behind(set: ReadonlySet<string>, list: readonly Word[], at: number): boolean {
  for (let back = 1; back <= BEHIND; back++) if (inSet(set, list[at - back])) return true;
  return false;
}

function holds(guard: Guard, list: readonly Word[], at: number, length: number, clitics: string): boolean {
  for (const letter of guard.notWith) if (clitics.includes(letter)) return false;
  const before = list[at - 1];
  const next = list[at + length];
  return (
    (guard.after === undefined || beside(guard.after, before)) &&
    (guard.before === undefined || beside(guard.before, next)) &&
    (guard.notAfter === undefined || !beside(guard.notAfter, before)) &&
    (guard.notBefore === undefined || !beside(guard.notBefore, next)) &&
    (guard.notBehind === undefined || !behind(guard.notBehind, list, at))
  );
}

/** How far back a noun still governs the nationality that follows it: صحيفة «…» الإسرائيلية, الخبير العسكري الروسي. */
const REACH = { person: 2, media: 4, school: 2 } as const;

function inPassing(list: readonly Word[], at: number, sense: Sense): boolean {
  if (!placeSlugs.has(sense.slug)) return false;
  for (let back = 1; back <= REACH.media; back++) {
    const word = list[at - back];
    if (word === undefined) return false;
    if (word.kinds === 0) continue;
    if (sense.nisba && (word.kinds & PERSON) !== 0 && back <= REACH.person) return true;
    if (sense.nisba && (word.kinds & MEDIA) !== 0) return true;
    if ((word.kinds & SCHOOL) !== 0 && back <= REACH.school) return true;
  }
  return false;
}

/** A topic's word in a text. */
export type Signal = {
  readonly sense: Sense;
  /** The word as it was read, clitics off. */
  readonly word: string;
  /** UTF-16 offset into the text. */
  readonly start: number;
  /** Makes it a side topic at most. */
  readonly passing: boolean;
  /** Names the topic, or stands for its national side, rather than being a club's or a person's nationality. */
  readonly named: boolean;
};

function isWithin(time: { readonly from: number; readonly to: number }, at: number | undefined): boolean {
  return at !== undefined && at >= time.from && at < time.to;
}

function isGiven(word: Word | undefined): boolean {
  return word !== undefined && isGivenName(fold(word.key));
}

const CLITIC = 'وفبكل';

/** The topic that a surname stands for, with one or two clitics before it or none. */
function heldBy(word: Word | undefined, holders: Holders): string | undefined {
  let key = word?.key ?? '';
  let slug = holders.get(key);
  for (let off = 0; off < 2 && slug === undefined && CLITIC.includes(key.charAt(0)); off++) {
    key = key.slice(1);
    slug = holders.get(key);
  }
  return slug;
}

/** The terms of most words that start at a word: of one length, as the word may be read in several ways. */
type Match = { readonly length: number; readonly starts: readonly Start[] };

/** The topic that a learned surname stands for here: not inside a longer term, nor where the tables know it for another word. */
function learnedAt(
  list: readonly Word[],
  at: number,
  match: Match | undefined,
  holders: Holders,
): string | undefined {
  if (match !== undefined && match.length > 1) return undefined;
  const slug = heldBy(list[at], holders);
  if (slug === undefined) return undefined;
  for (const { node, reading } of match?.starts ?? [])
    for (const { guard } of node.senses ?? [])
      if (guard !== undefined && !holds(guard, list, at, 1, reading.clitics)) return undefined;
  return slug;
}

/** The longest terms that start at a word; one that signals nothing wins over others of its length. */
function longest(list: readonly Word[], at: number): Match | undefined {
  let length = 0;
  let starts: readonly Start[] = NO_STARTS;
  for (const { node, reading } of list[at]?.starts ?? NO_STARTS) {
    let here: Node | undefined = node;
    for (let reached = 1; here !== undefined; reached++) {
      if (here.senses !== undefined && reached >= length) {
        const also = reached === length && starts[0]?.node.senses?.length !== 0 && here.senses.length > 0;
        if (reached > length || also || here.senses.length === 0) {
          starts = also ? [...starts, { node: here, reading }] : [{ node: here, reading }];
          length = reached;
        }
      }
      const next = list[at + reached];
      here = next === undefined ? undefined : here.next?.get(next.key);
    }
  }
  return length === 0 ? undefined : { length, starts };
}

type Reader = {
  readonly text: string;
  readonly egyptian: boolean;
  readonly found: readonly Token[];
  readonly list: readonly Word[];
};

/** The last title and text: an article is asked for whom it introduces, and then for its topics. */
const read: Reader[] = [];
const REMEMBERED_TEXTS = 2;

/** A text's words, and all that each can be. `egyptian`: the outlet writes ى for ي. */
export function readWords(text: string, egyptian: boolean): Pick<Reader, 'found' | 'list'> {
  for (const one of read) if (one.text === text && one.egyptian === egyptian) return one;
  const found = tokens(text);
  const list: Word[] = [];
  for (const token of found) list.push(wordOf(token.text, egyptian));
  read.push({ text, egyptian, found, list });
  if (read.length > REMEMBERED_TEXTS) read.shift();
  return { found, list };
}

/** Whether a word may be learned to stand for a topic: one that signals nothing, or that topic alone and not by itself. */
export function mayStandFor(written: string, slug: string): boolean {
  return wordOf(written, false).starts.every(({ node: { senses } }) => {
    if (senses === undefined) return true;
    return (
      senses.length > 0 &&
      senses.every((sense) => sense.slug === slug && (sense.weak || sense.guard?.time !== undefined))
    );
  });
}

/** The place that the words from `at` on name for certain, by its name or its nationality, and how many words do. */
export function placeAt(
  list: readonly Word[],
  at: number,
): { readonly slug: string; readonly length: number } | undefined {
  const match = longest(list, at);
  const senses = match?.starts.flatMap(({ node }) => node.senses ?? []);
  const sense = senses?.find((one) => placeSlugs.has(one.slug));
  const certain = sense !== undefined && !sense.weak && !sense.aside && sense.guard === undefined;
  return match !== undefined && certain ? { slug: sense.slug, length: match.length } : undefined;
}

/** Nobody's surname stands for a topic. */
const NOBODY: Holders = new Map();

/**
 * The signals of a text in order, and how many words it has. `egyptian`: the outlet writes ى for ي; `holders`: surnames
 * that stand for a topic; `publishedAt`: epoch ms, for those that stand for one in their time. Signals that need others in the text (`guard.needs`, `guard.unless`) are among them: the
 * caller, who knows the whole, decides.
 */
export function signalsIn(
  text: string,
  {
    egyptian,
    holders = NOBODY,
    publishedAt,
  }: {
    readonly egyptian: boolean;
    readonly holders: Holders | undefined;
    readonly publishedAt: number | undefined;
  },
): { signals: Signal[]; size: number } {
  const { found, list } = readWords(text, egyptian);
  const signals: Signal[] = [];
  for (let at = 0; at < list.length; ) {
    const match = longest(list, at);
    const slug = holders.size === 0 ? undefined : learnedAt(list, at, match, holders);
    if (slug !== undefined)
      signals.push({
        sense: { slug, weak: false, nisba: false, aside: false, bare: false, guard: undefined },
        word: list[at]?.key ?? '',
        start: found[at]?.start ?? 0,
        passing: false,
        named: true,
      });
    if (match === undefined || slug !== undefined) {
      at += 1;
      continue;
    }
    const { length, starts } = match;
    const told: string[] = [];
    for (const { node, reading } of starts)
      for (const sense of node.senses ?? []) {
        if (told.includes(sense.slug) || (sense.bare && reading.article)) continue;
        // After a first name it is a surname.
        if (sense.nisba && length === 1 && reading.article && isGiven(list[at - 1])) continue;
        if (sense.guard !== undefined && !holds(sense.guard, list, at, length, reading.clitics)) continue;
        const { time } = sense.guard ?? {};
        if (time !== undefined && (!isWithin(time, publishedAt) || isGiven(list[at - 1]))) continue;
        told.push(sense.slug);
        signals.push({
          sense,
          word: reading.form,
          start: found[at]?.start ?? 0,
          passing: sense.aside || inPassing(list, at, sense),
          named: !sense.nisba || inSet(national, list[at - 1]),
        });
      }
    at += length;
  }
  return { signals, size: list.length };
}
