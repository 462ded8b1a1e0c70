/** The mark before the first sentence that says where and by whom it was written. */
import { findDate } from './dates.ts';
import { AGENCIES, keyOf } from './furniture.ts';

const agencies = new Set(AGENCIES.map(keyOf));
/** Capitals and great cities, which open a report before a dash even without an agency. */
const CITIES = new Set(
  (
    'القاهرة الإسكندرية الرياض جدة مكة مكة_المكرمة المدينة_المنورة الدمام الخبر الطائف أبها تبوك جازان نجران حائل القطيف الأحساء بريدة دبي أبوظبي الشارقة الدوحة الكويت المنامة مسقط صنعاء عدن بغداد البصرة أربيل الموصل دمشق حلب بيروت طرابلس عمان القدس رام_الله غزة ' +
    'الخرطوم تونس الجزائر الرباط الدار_البيضاء نواكشوط بنغازي مقديشو جيبوتي أنقرة إسطنبول طهران واشنطن نيويورك لندن باريس برلين روما مدريد موسكو كييف بروكسل جنيف فيينا ' +
    'بكين طوكيو سول نيودلهي إسلام_آباد كابول تل_أبيب أديس_أبابا نيروبي لاهاي أثينا نيقوسيا الأمم_المتحدة عواصم'
  )
    .split(' ')
    .map((name) => keyOf(name.replaceAll('_', ' '))),
);

/** (CNN)-- · دبي، الإمارات (CNN) -- · أنقرة (الأناضول) – */
const PARENTHESES = /^[^.؟!:«»"“”()[\]–—]{0,60}\(([^()]{2,40})\)\s{0,2}(?:--|[-–—:ـ])[-–—:ـ\s]{0,3}/u;
/** لندن: «الشرق الأوسط» (the paper in quotes ends the line of place) */
const QUOTED = /^[^.؟!:«»()]{2,40}:\s?«([^»]{2,40})»\s{0,2}(?:[-–—:]\s{0,2})?/u;
const SEPARATOR = /\s{0,2}(?:[-–—:|/ـ،,]+)\s{0,2}/gu;
const START = 160;

const wordsIn = (part: string) => part.trim().split(/\s+/u).length;

/** Whether a part of a dateline names who reports: an agency, the outlet itself, or any that calls itself one. */
function reports(part: string, own: ReadonlySet<string>): boolean {
  const key = keyOf(part);
  return (
    agencies.has(key) || own.has(key) || /^(?:وكاله|صحيفه|جريده|قناه|موقع|شبكه) \S+(?: \S+){0,3}$/u.test(key)
  );
}

/** «reporter - outlet - place: » · «outlet- place: » */
const DASHED =
  /^[^\s:.،؟!–—-]+(?: [^\s:.،؟!–—-]+){0,2}\s?[-–—]\s?(?:[^\s:.،؟!–—-]+(?: [^\s:.،؟!–—-]+){0,2}\s?[-–—]\s?){0,2}[^\s:.،؟!–—-]+(?: [^\s:.،؟!–—-]+){0,2}\s?:\s+/u;

/** The length of «place – agency – » or «agency: » or «city – » at the start; 0 when there is none. */
function signedLength(start: string, own: ReadonlySet<string>): number {
  let from = 0;
  let parts = 0;
  for (const match of start.matchAll(SEPARATOR)) {
    const part = start.slice(from, match.index).replace(/^[«"“]|[»"”]$/gu, '');
    const mark = match[0].trim();
    from = match.index + match[0].length;
    parts += 1;
    if (parts > 5 || part === '' || wordsIn(part) > 6) return 0;
    if (/^[،,]+$/u.test(mark)) continue;
    // A hyphen inside a word is none.
    if (mark === '-' && match[0].length === 1) return 0;
    if (reports(part, own)) return from;
    if (parts === 1 && /^[-–—]+$/u.test(mark) && CITIES.has(keyOf(part))) {
      const next = start.slice(from).split(SEPARATOR, 1)[0] ?? '';
      const after = start.slice(from + next.length);
      // «city – name of the reporter:»
      if (/^\s?:/u.test(after) && wordsIn(next) <= 3)
        return from + next.length + (after.match(/^[\s:]+/u)?.[0].length ?? 0);
      if (!reports(next, own) || after === '') return from;
    }
  }
  return 0;
}

/**
 * The dateline that a text starts with: its length in characters and the day it names, or undefined. `own` holds
 * the keys of the outlet's own names.
 */
export function stripDateline(
  text: string,
  own: ReadonlySet<string>,
): { readonly length: number; readonly published: string | undefined } | undefined {
  const start = text.slice(0, START);
  const match = PARENTHESES.exec(start);
  if (match !== null && wordsIn(match[0]) <= 14) {
    return { length: match[0].length, published: findDate(match[0])?.iso };
  }
  const quoted = QUOTED.exec(start);
  if (quoted !== null && reports(quoted[1] ?? '', own) && wordsIn(quoted[0]) <= 8) {
    return { length: quoted[0].length, published: undefined };
  }
  const length = signedLength(start, own) || (DASHED.exec(start)?.[0].length ?? 0);
  return length === 0 || length >= text.length
    ? undefined
    : { length, published: findDate(start.slice(0, length))?.iso };
}

/** Whether a line before the news is nothing but a dateline: places, agencies and names round a dash. */
export function isDatelineAlone(line: string, own: ReadonlySet<string>): boolean {
  const parts = line
    .split(/\s?[-–—:/،,|()]\s?/u)
    .map(keyOf)
    .filter((part) => part !== '');
  if (parts.length > 5 || parts.some((part) => part.split(' ').length > 4)) return false;
  if (parts.some((part) => reports(part, own))) return true;
  // «city – reporter» · «outlet – city»
  const [first = '', second = ''] = parts;
  if (parts.length !== 2 || !/[-–—]/u.test(line)) return false;
  return CITIES.has(first) ? wordsIn(second) <= 3 : CITIES.has(second) && wordsIn(first) <= 3;
}

/** Whether a line ends with an agency in parentheses, as captions do. */
export function isCredited(line: string): boolean {
  const agency = /[(]([^()]{2,30})[)]$/u.exec(line)?.[1];
  return agency !== undefined && agencies.has(keyOf(agency));
}
