/** A sentence as it is written, with its words and with what stands between them. */
import { classAt, SPACE } from '../arabic/characters.ts';
import { type Token, tokens } from '../arabic/words.ts';
import { type Word, wordsFrom } from './word.ts';

/** A sentence or a headline with its words. */
export type Part = {
  readonly text: string;
  readonly words: readonly Word[];
  /** What any of its words can be by itself: bits of `IS`. */
  readonly is: number;
  /** What stands between its words: bits of `MARKS`. Most parts have none, and need not be searched for any. */
  readonly marks: number;
};

/** Bits of `Part.marks`. */
export const MARKS = {
  /** A quotation mark or a parenthesis. */
  pair: 1,
  /** A Latin comma. */
  comma: 2,
  /** A space before a stop or a comma. */
  spaced: 4,
  slash: 8,
} as const;

/** What each mark is, by its code. */
const MARK = new Map<number, number>([
  ...'«»“”()"'.split('').map((mark) => [mark.charCodeAt(0), MARKS.pair] as const),
  [','.charCodeAt(0), MARKS.comma],
  ['/'.charCodeAt(0), MARKS.slash],
]);
const STOPS = '.،؛؟!';

/** What stands in a text from `start` to `end`, where no word stands. */
function marksIn(text: string, start: number, end: number): number {
  if (end - start === 1 && text.charCodeAt(start) === 0x20) return 0;
  let marks = 0;
  for (let at = start; at < end; at += 1) {
    marks |= MARK.get(text.charCodeAt(at)) ?? 0;
    if (STOPS.includes(text.charAt(at)) && at > 0 && (classAt(text, at - 1) & SPACE) !== 0)
      marks |= MARKS.spaced;
  }
  return marks;
}

/** A text with its words; `list` are its tokens, whose offsets count from `from`. */
export function partOf(text: string, list: readonly Token[] = tokens(text), from = 0): Part {
  const words = wordsFrom(list, from);
  let is = 0;
  let marks = 0;
  let end = 0;
  for (const word of words) {
    is |= word.is;
    marks |= marksIn(text, end, word.start);
    end = word.end;
  }
  return { text, words, is, marks: marks | marksIn(text, end, text.length) };
}

/**
 * Reads the sentences of a text, asked for in order, out of the tokens of the whole: topics and stories have asked for
 * those already. What is no sentence of the text is read by itself.
 */
export function partsWithin(text: string): (sentence: string) => Part {
  const all = tokens(text);
  let next = 0;
  let offset = 0;
  return (sentence) => {
    while ((classAt(text, offset) & SPACE) !== 0) offset += 1;
    if (!text.startsWith(sentence, offset)) return partOf(sentence);
    const from = offset;
    const to = from + sentence.length;
    // No sentence begins or ends inside a token.
    while ((all[next]?.start ?? to) < from) next += 1;
    const first = next;
    while ((all[next]?.start ?? to) < to) next += 1;
    offset = to;
    return partOf(sentence, all.slice(first, next), from);
  };
}
