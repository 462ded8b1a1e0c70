/** The mark before the first sentence that says where and by whom it was written. */
import { fold } from '../arabic/normalize.ts';
import { findDate } from './dates.ts';
import { AGENCIES, keyOf } from './furniture.ts';

const agencies = new Set(AGENCIES.map(keyOf));
const AGENCY = [...AGENCIES]
  .map((name) => fold(name).replace(/[.]/gu, '\\.?').replace(/ /gu, ' ?'))
  .sort((a, b) => b.length - a.length)
  .join('|');
const DASH = '[-–—:ـ]{1,3}';
const PLACE = '[^.؟!:«»"“”()\\[\\]\\-–—]{0,60}';

/** (CNN)-- · دبي، الإمارات (CNN) -- · أنقرة (الأناضول) – */
const PARENTHESES = new RegExp(`^${PLACE}\\(([^()]{2,40})\\)\\s{0,2}(?:--|[-–—:ـ])+\\s{0,2}`, 'u');
/** واس – · القاهرة - أ ش أ: · لندن: «الشرق الأوسط» */
const SIGNED = new RegExp(
  `^(?:${PLACE}?\\s{0,2}[-–—:/ـ،,]\\s{0,2})?[«"“]?(?:${AGENCY})[»"”]?\\s{0,2}${DASH}\\s{0,2}`,
  'u',
);
/** لندن: «الشرق الأوسط» (the paper in quotes ends the line of place) */
const QUOTED = /^[^.؟!:«»()]{2,40}:\s?«([^»]{2,40})»\s{0,2}(?:[-–—:]\s{0,2})?/u;

/**
 * The dateline that a text starts with: its length in characters and the day it names, or undefined. `own` holds
 * the keys of the outlet's own names.
 */
export function stripDateline(
  text: string,
  own: ReadonlySet<string>,
): { readonly length: number; readonly published: string | undefined } | undefined {
  const start = text.slice(0, 160);
  const known = (name: string | undefined) => {
    const key = keyOf(name ?? '');
    return agencies.has(key) || own.has(key);
  };
  const words = (part: string) => part.split(/\s+/u).length;
  const inParentheses = PARENTHESES.exec(start);
  if (inParentheses !== null && words(inParentheses[0]) <= 14) {
    return { length: inParentheses[0].length, published: findDate(inParentheses[0])?.iso };
  }
  const quoted = QUOTED.exec(start);
  if (quoted !== null && known(quoted[1]) && words(quoted[0]) <= 8) {
    return { length: quoted[0].length, published: undefined };
  }
  const folded = fold(start);
  // Offsets of the folded text are those of the text only where folding dropped nothing.
  if (folded.length !== start.length) return undefined;
  const signed = SIGNED.exec(folded);
  if (signed !== null && words(signed[0]) <= 12) {
    return { length: signed[0].length, published: findDate(signed[0])?.iso };
  }
  return undefined;
}

/** Whether a line before the news is nothing but a dateline: places, agencies and names round a dash. */
export function isDatelineAlone(line: string, own: ReadonlySet<string>): boolean {
  const parts = line
    .split(/\s?[-–—:/،,|()]\s?/u)
    .map(keyOf)
    .filter((part) => part !== '');
  if (parts.length > 5 || parts.some((part) => part.split(' ').length > 4)) return false;
  return parts.some((part) => agencies.has(part) || own.has(part));
}
