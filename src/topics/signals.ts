/** The signals in a text: which topics' words it holds, where, and how much each may count. */
import { places } from './places.ts';
import {
  inSet,
  isGiven,
  MEDIA,
  mayMatter,
  PERSON,
  readWords,
  SCHOOL,
  type Start,
  type Word,
  type Words,
  wordIn,
} from './reading.ts';
import type { Holders } from './topic.ts';
import { nationalNouns } from './traps.ts';
import { type Guard, type Node, type Sense, wordSet } from './vocabulary.ts';

const placeSlugs = new Set(places.map((place) => place.slug));

const national = wordSet(nationalNouns);

/** Whether the word beside a signal is one of a guard's, or, where none stands there, the guard names the edge. */
function beside(set: ReadonlySet<string>, word: Word | undefined): boolean {
  if (word === undefined) return set.has('^');
  return inSet(set, word) || (word.number && set.has('#'));
}

/** How far back `notBehind` looks. */
const BEHIND = 3;

function behind(set: ReadonlySet<string>, words: Words, at: number): boolean {
  for (let back = 1; back <= BEHIND; back++) if (inSet(set, wordIn(words, at - back))) return true;
  return false;
}

function holds(guard: Guard, words: Words, at: number, length: number, clitics: string): boolean {
  for (const letter of guard.notWith) if (clitics.includes(letter)) return false;
  const before = wordIn(words, at - 1);
  const next = wordIn(words, at + length);
  return (
    (guard.after === undefined || beside(guard.after, before)) &&
    (guard.before === undefined || beside(guard.before, next)) &&
    (guard.notAfter === undefined || !beside(guard.notAfter, before)) &&
    (guard.notBefore === undefined || !beside(guard.notBefore, next)) &&
    (guard.notBehind === undefined || !behind(guard.notBehind, words, at))
  );
}

/** How far back a noun still governs the nationality that follows it: صحيفة «…» الإسرائيلية, الخبير العسكري الروسي. */
const REACH = { person: 2, media: 4, school: 2 } as const;

function inPassing(words: Words, at: number, sense: Sense): boolean {
  if (!placeSlugs.has(sense.slug)) return false;
  for (let back = 1; back <= REACH.media; back++) {
    const word = wordIn(words, at - back);
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
function learnedAt(words: Words, at: number, match: Match | undefined, holders: Holders): string | undefined {
  if (match !== undefined && match.length > 1) return undefined;
  const slug = heldBy(wordIn(words, at), holders);
  if (slug === undefined) return undefined;
  for (const { node, reading } of match?.starts ?? [])
    for (const { guard } of node.senses ?? [])
      if (guard !== undefined && !holds(guard, words, at, 1, reading.clitics)) return undefined;
  return slug;
}

/** The longest terms that start at a word; one that signals nothing wins over others of its length. */
function longest(words: Words, at: number): Match | undefined {
  let length = 0;
  let starts: readonly Start[] = [];
  for (const { node, reading } of wordIn(words, at)?.starts ?? []) {
    let here: Node | undefined = node;
    for (let reached = 1; here !== undefined; reached++) {
      if (here.senses !== undefined && reached >= length) {
        const also = reached === length && starts[0]?.node.senses?.length !== 0 && here.senses.length > 0;
        if (reached > length || also || here.senses.length === 0) {
          starts = also ? [...starts, { node: here, reading }] : [{ node: here, reading }];
          length = reached;
        }
      }
      const next: Word | undefined = here.next === undefined ? undefined : wordIn(words, at + reached);
      here = next === undefined ? undefined : here.next?.get(next.key);
    }
  }
  return length === 0 ? undefined : { length, starts };
}

/** The place that the words from `at` on name for certain, by its name or its nationality, and how many words do. */
export function placeAt(
  words: Words,
  at: number,
): { readonly slug: string; readonly length: number } | undefined {
  const match = longest(words, at);
  const senses = match?.starts.flatMap(({ node }) => node.senses ?? []);
  const sense = senses?.find((one) => placeSlugs.has(one.slug));
  const certain = sense !== undefined && !sense.weak && !sense.aside && sense.guard === undefined;
  return match !== undefined && certain ? { slug: sense.slug, length: match.length } : undefined;
}

/** Nobody's surname stands for a topic. */
const NOBODY: Holders = new Map();

/**
 * The signals of a text in order, and how many words it has. `egyptian`: the outlet writes ى for ي; `holders`: surnames
 * that stand for a topic; `publishedAt`: epoch ms, for those that stand for one in their time. Signals that need others
 * in the text (`guard.needs`, `guard.unless`) are among them: the caller, who knows the whole, decides.
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
  const words = readWords(text, egyptian);
  const { found } = words;
  const signals: Signal[] = [];
  for (let at = 0; at < found.length; ) {
    const match = mayMatter(words, at) ? longest(words, at) : undefined;
    const slug = holders.size === 0 ? undefined : learnedAt(words, at, match, holders);
    if (slug !== undefined)
      signals.push({
        sense: { slug, weak: false, nisba: false, aside: false, bare: false, guard: undefined },
        word: wordIn(words, at)?.key ?? '',
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
        if (sense.nisba && length === 1 && reading.article && isGiven(wordIn(words, at - 1))) continue;
        if (sense.guard !== undefined && !holds(sense.guard, words, at, length, reading.clitics)) continue;
        const { time } = sense.guard ?? {};
        if (time !== undefined && (!isWithin(time, publishedAt) || isGiven(wordIn(words, at - 1)))) continue;
        told.push(sense.slug);
        signals.push({
          sense,
          word: reading.form,
          start: found[at]?.start ?? 0,
          passing: sense.aside || inPassing(words, at, sense),
          named: !sense.nisba || inSet(national, wordIn(words, at - 1)),
        });
      }
    at += length;
  }
  return { signals, size: found.length };
}
