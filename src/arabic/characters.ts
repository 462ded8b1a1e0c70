/** What characters are, from a table: a look-up where a pattern would be matched. */

/** White space, as \s has it. */
export const SPACE = 1;
/** A letter or a digit of any script. */
export const LETTER_OR_DIGIT = 2;
/** A digit or number sign of any script. */
export const NUMBER = 4;
/** A letter or mark that words of Arabic letters hold. */
export const ARABIC = 8;
/** A letter or mark that words of other scripts hold. */
export const FOREIGN = 16;
/** What is not seen but changes what is, a line feed and a tab apart. */
export const UNSEEN = 32;
/** A mark on the letter before it. */
export const MARK = 64;
/** In the table alone: the character has not been met yet, or has two codes (an emoji, a rare script). */
const UNKNOWN = 128;

const IS_SPACE = /^\s$/u;
const IS_LETTER_OR_DIGIT = /^[\p{L}\p{N}]$/u;
const IS_NUMBER = /^\p{N}$/u;
const IS_ARABIC =
  /^[\u0610-\u061a\u0620-\u065f\u066e-\u06d3\u06d5-\u06dc\u06df-\u06e8\u06ea-\u06ef\u06fa-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdfb\ufe70-\ufefc]$/u;
const IS_FOREIGN = /^(?!\p{Script=Arabic}|\u0640)[\p{L}\p{M}]$/u;
/**
 * Bidi controls, zero-width characters, soft hyphen, BOM, lone surrogates, private use, controls (all of \p{C}), line and
 * paragraph separators; and fillers that are letters, marks or symbols only by name.
 */
const IS_UNSEEN =
  /^(?:[^\P{C}\t\n]|[\u2028\u2029]|[\u034f\u17b4\u17b5]|\u115f|\u1160|[\u2800\u3164\uffa0])$/u;
const IS_MARK = /^\p{M}$/u;

const classes = new Uint8Array(0x10000).fill(UNKNOWN);

function classify(code: number): number {
  const character = String.fromCodePoint(code);
  const is =
    (IS_SPACE.test(character) ? SPACE : 0) |
    (IS_LETTER_OR_DIGIT.test(character) ? LETTER_OR_DIGIT : 0) |
    (IS_NUMBER.test(character) ? NUMBER : 0) |
    (IS_ARABIC.test(character) ? ARABIC : 0) |
    (IS_FOREIGN.test(character) ? FOREIGN : 0) |
    (IS_UNSEEN.test(character) ? UNSEEN : 0) |
    (IS_MARK.test(character) ? MARK : 0);
  if (code < 0xd800 || (code > 0xdfff && code <= 0xffff)) classes[code] = is;
  return is;
}

/** What the character at a UTF-16 offset of a text is, as bits; 0 past the end. The second code of a character is no letter. */
export function classAt(text: string, at: number): number {
  if (at >= text.length) return 0;
  const is = classes[text.charCodeAt(at)] ?? 0;
  return is === UNKNOWN ? classify(text.codePointAt(at) ?? 0) : is;
}

/** Whether the character at a UTF-16 offset has two codes. */
export function isPair(text: string, at: number): boolean {
  // Nearly no character is the first half of a pair, and this look costs little.
  return (text.charCodeAt(at) & 0xfc00) === 0xd800 && (text.codePointAt(at) ?? 0) > 0xffff;
}

/** Whether white space stands at a UTF-16 offset of a text. */
export function isSpace(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  // Between these stand most letters, and one space.
  if (code > 0x20 && code < 0x1680) return code === 0xa0;
  return (classAt(text, at) & SPACE) !== 0;
}

/** Where the run of characters of one class that began at `from` ends. */
export function runEnd(text: string, from: number, kind: number): number {
  let at = from;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    let is = classes[code] ?? 0;
    if (is === UNKNOWN) is = classify(text.codePointAt(at) ?? 0);
    if ((is & kind) === 0) break;
    at += code >= 0xd800 && code <= 0xdbff ? 2 : 1;
  }
  return at;
}
