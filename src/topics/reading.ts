/** A text's words, and all that each can be: the terms it may start, and what it is beside one. */
import { classAt, NUMBER } from '../arabic/characters.ts';
import { once } from '../arabic/kept.ts';
import { isGivenName } from '../arabic/names.ts';
import { fold } from '../arabic/normalize.ts';
import { factOf, type Known, wordAt } from '../arabic/remember.ts';
import { type Token, tokens } from '../arabic/words.ts';
import { officeHolders } from './people.ts';
import { places } from './places.ts';
import { sieveOf } from './sieve.ts';
import { subjects } from './subjects.ts';
import { institutions, mediaNouns, offices, personNouns, phrasesOfNothing } from './traps.ts';
import { compile, isRightHand, keyOf, type Node, type Reading, readings, wordSet } from './vocabulary.ts';

/** What a word may be beside a signal, as bits. */
export const PERSON = 1;
export const MEDIA = 2;
export const SCHOOL = 4;
const OFFICE = 8;

const kinds = new Map<string, number>();
for (const [kind, list] of [
  [PERSON, personNouns],
  [MEDIA, mediaNouns],
  [SCHOOL, institutions],
  [OFFICE, offices],
] as const)
  for (const word of wordSet(list)) kinds.set(word, (kinds.get(word) ?? 0) | kind);

/** Where a phrase may begin, and how the word was read. */
export type Start = { readonly node: Node; readonly reading: Reading };
/** All that one written word can be; known words are kept, as news repeats them. */
export type Word = {
  readonly key: string;
  readonly starts: readonly Start[];
  readonly number: boolean;
  readonly kinds: number;
  /** Its key, and the key with clitics off, once they were asked for. */
  forms: readonly string[] | undefined;
};

/** The words that terms begin with, and a look for them that costs little; compiled at the first text. */
const vocabulary = once(() => {
  const first: ReadonlyMap<string, Node> =
    compile({ places, subjects, officeHolders, phrasesOfNothing }).next ?? new Map();
  return { first, mayHold: sieveOf([...first.keys(), ...kinds.keys()]) };
});

const NO_STARTS: readonly Start[] = [];

function makeWord(key: string): Word {
  let starts = NO_STARTS;
  let bits = 0;
  const { first, mayHold } = vocabulary();
  if (mayHold(key)) {
    for (const reading of readings(key)) {
      const node = first.get(reading.form);
      if (node !== undefined) starts = [...starts, { node, reading }];
      bits |= kinds.get(reading.form) ?? 0;
    }
  }
  const number = (classAt(key, 0) & NUMBER) !== 0;
  return { key, starts, number, kinds: bits, forms: undefined };
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

/** A written word; of one that is another word in outlets that write ى for ي, its key alone. */
const wordOf = factOf((written): Word | string => {
  const key = keyOf(written);
  return isRightHand(key) ? key : makeWord(key);
});

function readWord(known: Known, egyptian: boolean): Word {
  const word = wordOf(known);
  return typeof word === 'string' ? makeWord(egyptian ? `${word.slice(0, -1)}ي` : word) : word;
}

/** Whether a word, with its clitics or without, is in a set of plain words. */
export function inSet(set: ReadonlySet<string>, word: Word | undefined): boolean {
  if (word === undefined) return false;
  for (const form of formsOf(word)) if (set.has(form)) return true;
  return false;
}

/** Whether a word is a known first name. */
export function isGiven(word: Word | undefined): boolean {
  return word !== undefined && isGivenName(fold(word.key));
}

/** A text as it is read for topics. What its words can be is looked up where it is asked: of most words nothing is. */
export type Words = {
  readonly found: readonly Token[];
  readonly egyptian: boolean;
};

/** The words of a text. `egyptian`: the outlet writes ى for ي. */
export function readWords(text: string, egyptian: boolean): Words {
  return { found: tokens(text), egyptian };
}

/** All that a word of a text can be; undefined before the first and behind the last. */
export function wordIn({ found, egyptian }: Words, at: number): Word | undefined {
  const token = found[at];
  return token === undefined ? undefined : readWord(token.known, egyptian);
}

/** Whether a word starts no term and is nothing beside one, in whichever outlet: so are most. */
const isPlain = factOf((_, known) => {
  const word = wordOf(known);
  return typeof word !== 'string' && word.starts.length === 0 && word.kinds === 0;
});

/** Whether a word of a text may start a term or be something beside one. */
export function mayMatter({ found }: Words, at: number): boolean {
  const token = found[at];
  return token !== undefined && !isPlain(token.known);
}

/** Whether a word may be learned to stand for a topic: one that signals nothing, or that topic alone and not by itself. */
export function mayStandFor(written: string, slug: string): boolean {
  return readWord(wordAt(written, 0, written.length), false).starts.every(({ node: { senses } }) => {
    if (senses === undefined) return true;
    return (
      senses.length > 0 &&
      senses.every((sense) => sense.slug === slug && (sense.weak || sense.guard?.time !== undefined))
    );
  });
}
