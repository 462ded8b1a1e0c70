/** A text's lines as runs of words that can be counted: folded, hashed, whole or by their first and last words. */
import { keptFor } from '../arabic/kept.ts';
import { keyOf } from './furniture.ts';
import type { Line } from './lines.ts';

/** One article as its outlet gave it. */
export type Told = { readonly title: string | undefined; readonly lines: readonly Line[] };

type Hash = { readonly a: number; readonly b: number };

type Word = {
  readonly key: string;
  /** UTF-16 offsets into the line. */
  readonly start: number;
  readonly end: number;
  readonly exact: Hash;
  /** With 0 for each number. */
  readonly masked: Hash;
};

/** A line with what is counted of it. */
export type Piece = {
  readonly line: Line;
  readonly words: readonly Word[];
  /** The hash of the whole line; undefined where it is too long, or the article's own headline. */
  readonly whole: number | undefined;
  /** How many words stand before a colon that leads on to a headline; 0 without. */
  readonly label: number;
};

/** Lines looked at from each end of a text. */
const MOST_LINES = 40;
/** Longest whole line that can be furniture, in words. */
const LINE_WORDS = 80;
/** Lines at each end of a text whose first or last words are counted. */
const EDGE_LINES = 3;
/** A run of fewer words is none. */
export const SHORTEST_RUN = 2;
/** And the longest that is counted. */
const LONGEST_RUN = 40;
/** Less than this beside a run is no news of its own. */
const LEAST_REST = 3;
const LABEL_WORDS = 6;

/** Two FNV-like accumulators, of which a hash of 53 bits is made. */
function mix({ a, b }: Hash, by: Hash): Hash {
  const mixed = Math.imul(b ^ by.b, 0x5bd1e995);
  return { a: Math.imul(a ^ by.a, 0x01000193), b: mixed ^ (mixed >>> 13) };
}

const EMPTY: Hash = { a: 0x811c9dc5, b: 0x41c6ce57 };
const numberOf = ({ a, b }: Hash) => ((a ^ (b >>> 7)) >>> 11) * 0x1_0000_0000 + (b >>> 0);

/** As `mix` letter by letter, without an object for each. */
function hashWord(key: string): Hash {
  let { a, b } = EMPTY;
  for (let at = 0; at < key.length; at += 1) {
    const code = key.charCodeAt(at);
    const mixed = Math.imul(b ^ code, 0x5bd1e995);
    a = Math.imul(a ^ code, 0x01000193);
    b = mixed ^ (mixed >>> 13);
  }
  return { a, b };
}

const DIGIT = /\d/u;

/** The words of a line, which stand one space apart. What is learned from a line is then asked of it too. */
const wordsOf = keptFor(({ text }: Line): readonly Word[] => {
  const out: Word[] = [];
  for (let start = 0; start < text.length; ) {
    const space = text.indexOf(' ', start);
    const end = space === -1 ? text.length : space;
    const key = keyOf(text.slice(start, end));
    if (key !== '') {
      const exact = hashWord(key);
      const masked = DIGIT.test(key) ? hashWord(key.replace(/\d+/gu, '0')) : exact;
      out.push({ key, start, end, exact, masked });
    }
    start = end + 1;
  }
  return out;
});

const PLACES = { line: hashWord('1'), start: hashWord('2'), end: hashWord('3'), label: hashWord('4') };

function labelWords(line: Line, words: readonly Word[]): number {
  if (line.ends || line.words > LONGEST_RUN) return 0;
  const colon = line.text.slice(0, 80).search(/[:：]/u);
  if (colon <= 0) return 0;
  let before = 0;
  while ((words[before]?.start ?? colon) < colon) before += 1;
  return before >= SHORTEST_RUN && before <= LABEL_WORDS && words.length > before + LEAST_REST ? before : 0;
}

/** The lines of an article; those far from both its ends have no words. */
export function piecesOf({ title, lines }: Told): Piece[] {
  const headline = title === undefined ? [] : keyOf(title).split(' ');
  return lines.map((line, index) => {
    if (index >= MOST_LINES && index < lines.length - MOST_LINES)
      return { line, words: [], whole: undefined, label: 0 };
    const words = wordsOf(line);
    const isHeadline = words.length === headline.length && words.every(({ key }, at) => key === headline[at]);
    if (words.length === 0 || words.length > LINE_WORDS || isHeadline)
      return { line, words, whole: undefined, label: 0 };
    let hash = PLACES.line;
    // Numbers in a frame count something; in a sentence they are its news.
    for (const { exact, masked } of words) hash = mix(hash, line.ends ? exact : masked);
    return { line, words, whole: numberOf(hash), label: labelWords(line, words) };
  });
}

/** The hash of a piece's label. */
export function labelHash({ words, label }: Piece): number {
  let hash = PLACES.label;
  for (let at = 0; at < label; at += 1) hash = mix(hash, words[at]?.masked ?? EMPTY);
  return numberOf(hash);
}

/** The hashes of the first (or last) k words of a line, from SHORTEST_RUN on; never of nearly all its words. */
export function edgeHashes({ words }: Piece, place: 'start' | 'end'): number[] {
  const out: number[] = [];
  const most = Math.min(LONGEST_RUN, words.length - LEAST_REST);
  let hash = PLACES[place];
  for (let k = 1; k <= most; k += 1) {
    hash = mix(hash, words[place === 'start' ? k - 1 : words.length - k]?.masked ?? EMPTY);
    if (k >= SHORTEST_RUN) out.push(numberOf(hash));
  }
  return out;
}

/** The outermost lines of a text that are no furniture as a whole, from each end inwards. */
export function edges(
  pieces: readonly Piece[],
  gone: (piece: Piece) => boolean,
): { readonly first: readonly Piece[]; readonly last: readonly Piece[] } {
  const take = (from: readonly Piece[]) => {
    const out: Piece[] = [];
    for (const piece of from) {
      if (piece.words.length === 0 || gone(piece)) continue;
      out.push(piece);
      if (out.length === EDGE_LINES) break;
    }
    return out;
  };
  const ends = pieces.slice(-MOST_LINES).reverse();
  return { first: take(pieces.slice(0, MOST_LINES)), last: take(ends) };
}
