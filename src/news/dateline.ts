/** The mark before the first sentence that says where and by whom it was written. */
import { fold } from '../arabic/normalize.ts';
import { findDate } from './dates.ts';
import { AGENCIES, keyOf } from './furniture.ts';
import type { Line } from './lines.ts';

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
const QUOTED = /^[^.؟!:«»()]{2,40}\s?[:–—-]\s?«([^»]{2,40})»\s{0,2}(?:[-–—:]\s{0,2})?/u;
/** الرياض 3 رمضان 1446 هـ الموافق 3 مارس 2025 م واس (the Hijri day beside the other says that it is none of the news') */
const TWO_CALENDARS =
  /^[^\d.؟!:]{2,30}\d{1,2} \S{2,8}(?: \S{4,8})? \d{4}\s?هـ? الموافق \d{1,2} \S{2,9}(?: \S{4,6})? \d{4}\s?م?(?: (\S{2,7}))?\s{1,2}/u;
/** الرياض، المملكة العربية السعودية – 3 مارس 2025: (a city, its country, a dash, the whole date and a colon or dash) */
const PLACE_AND_DATE =
  /^([^\d.؟!:«»()–—،-]{2,20})(?:،[^\d.؟!:«»()–—،-]{2,40})?[–—-]\s?(?:في )?(?:\p{L}{4,8}[،,]? )?\d{1,2}[ /]\p{L}{3,9}(?:[ /]{1,3}\p{L}{3,9}(?: \p{L}{3,5})?)?[،,]? \d{4}\s?م?\s{0,2}[:：–—-]{1,2}\s{0,2}/u;
/** السرو في 5 فبراير / سنا / (as the agencies of the Gulf sign, whoever they are) */
const DAY_AND_SLASHES =
  /^[^\d.؟!:«»()/–—]{2,30}\s(?:في\s)?\p{Nd}{1,2}\s\p{L}{3,9}(?:\s\p{Nd}{4})?\s?[/]\s?\p{L}{2,10}\s?[/]\s{0,2}/u;
/** رام الله 3-3-2025 وفا- */
const CITY_DATE_AGENCY =
  /^([^\d.؟!:«»()–—،-]{2,20}) \d{1,2}[-/]\d{1,2}[-/]\d{4} (\S{2,12}?)\s?[-–—:]{1,2}\s{0,2}/u;
/** بغداد (واع) · (واس) */
const CITY_BRACKETS = /^([^\d.؟!:«»()–—،-]{2,20}\s)?\(([^()]{2,12})\)\s/u;
const URGENT = /^(?:خبر )?عاجل\s?[:：|.-]{1,3}\s?/u;
const SEPARATOR = /\s{0,2}(?:[-–—:|/ـ،,]+)\s{0,2}/gu;
/** Characters of a text within which its dateline ends. */
const START = 160;

const wordsIn = (part: string) => part.trim().split(/\s+/u).length;

/** Whether a part of a dateline names who reports: an agency, the outlet itself, or any that calls itself one. */
function reports(part: string, own: ReadonlySet<string>): boolean {
  const key = keyOf(part);
  return (
    AGENCIES.has(key) || own.has(key) || /^(?:وكاله|صحيفه|جريده|قناه|موقع|شبكه) \S+(?: \S+){0,3}$/u.test(key)
  );
}

/** «reporter - outlet - place: » · «outlet- place: » */
const DASHED =
  /^[^\s:.،؟!–—-]+(?: [^\s:.،؟!–—-]+){0,2}\s?[-–—]\s?(?:[^\s:.،؟!–—-]+(?: [^\s:.،؟!–—-]+){0,2}\s?[-–—]\s?){0,2}[^\s:.،؟!–—-]+(?: [^\s:.،؟!–—-]+){0,2}\s?:\s+/u;

/** What desks sign with that names nobody. */
const DESK =
  /^(?:متابعات|متابعه(?: \S+){0,2}|خاص(?: \S+){0,2}|مراسلنا|مراسلتنا|مراسلونا|مكتب \S+|قسم \S+|غرفه الاخبار)$/u;
/** What stands between two dashes inside a sentence, not in a dateline. */
const ASIDE =
  /^(?:و(?:هو|هي|هم|ك[أا]ن|كانت?|لا|لم|لو|ربما|قد|[إا]ن|في|من|على|مع|ليس)|في |على |مع |عن |منذ |خلال |[بو]?حسب |وفق |كما |التي |الذي |حيث |رغم |بعد |مثل |[أا]و )/u;

/** The length of «place – agency – » or «agency: » or «city – » at the start; 0 when there is none. */
function signedLength(start: string, own: ReadonlySet<string>): number {
  let from = 0;
  let parts = 0;
  /** How far it surely reaches. */
  let signed = 0;
  for (const match of start.matchAll(SEPARATOR)) {
    const part = start.slice(from, match.index).replace(/^[«"“]|[»"”]$/gu, '');
    const mark = match[0].trim();
    from = match.index + match[0].length;
    parts += 1;
    if (parts > 5 || part === '' || wordsIn(part) > 6) break;
    if (/^[،,]+$/u.test(mark)) {
      if (signed > 0) break;
      continue;
    }
    // A hyphen inside a word is none.
    if (mark === '-' && match[0].length === 1) break;
    const key = keyOf(part);
    if (reports(part, own) || DESK.test(key)) signed = from;
    else if (CITIES.has(key)) {
      if (signed > 0) signed = from;
      else if (parts === 1 && /^[-–—]+$/u.test(mark)) {
        const next = start.slice(from).split(SEPARATOR, 1)[0] ?? '';
        const after = start.slice(from + next.length);
        if (ASIDE.test(next) && /^\s?[-–—]/u.test(after)) break;
        // «city – name of the reporter:»
        if (/^\s?:/u.test(after) && wordsIn(next) <= 3 && !reports(next, own) && !DESK.test(keyOf(next)))
          return wordsIn(next) >= 2 ? from + next.length + (after.match(/^[\s:]+/u)?.[0].length ?? 0) : 0;
        signed = from;
      }
    } else if (signed > 0) {
      // A date, a city that no table holds, a reporter.
      const short = wordsIn(part) <= (mark.includes(':') ? 3 : 2) && !ASIDE.test(part);
      if (findDate(part) === undefined && !short) break;
      signed = from;
    }
  }
  return signed;
}

/**
 * The length of «reporter - outlet - place: » or «outlet- place: », whoever they are. «الجزائر - المغرب: …» names two
 * countries: after a great city one word more is no dateline.
 */
function dashedLength(start: string): number {
  const dashed = DASHED.exec(start)?.[0] ?? '';
  const [first = '', second = '', third = ''] = dashed.split(/[-–—:]/u).map(keyOf);
  return third === '' && CITIES.has(first) && !second.includes(' ') ? 0 : dashed.length;
}

/** «city/ agency» with nothing after them. */
const CITY_AGENCY = /^([^-–—/:.،()]{2,20}?)\s?[-–—/:]\s?([^\s:،]+(?: [^\s:،]+){0,2})/u;

function cityAndAgency(start: string, own: ReadonlySet<string>): number {
  const match = CITY_AGENCY.exec(start);
  if (match === null || !CITIES.has(keyOf(match[1] ?? ''))) return 0;
  let name = match[2] ?? '';
  for (let end = match[0].length; name !== ''; ) {
    const key = keyOf(name);
    if (AGENCIES.has(key) || own.has(key)) return end;
    const shorter = name.replace(/\s?\S+$/u, '');
    end -= name.length - shorter.length;
    name = shorter;
  }
  return 0;
}

/** When it was published, glued before the first sentence. */
const STAMP =
  /^(?:نشرت?|تم النشر|تم نشره|[آأا]خر تحديث|تاريخ النشر|تاريخ الخبر|التاريخ|تاريخ|كتبت?|[أا]ضيفت?|حدث|صدر)(?: (?:في|فى|يوم|بتاريخ))?\s?[:：]?\s{0,2}/u;
const STAMP_CLOCK =
  /^[\s،,|–-]{0,3}(?:الساعة )?\d{1,2}:\d{2}(?::\d{2})?(?:\s?(?:ص|م|صباحا|صباحًا|مساء|مساءً|am|pm|gmt|بتوقيت \S+)(?![\p{L}]))?[\s|–-]{0,4}/iu;

/**
 * The publishing date that a text starts with: its length in characters and the day. A sentence that begins with a date
 * has none.
 */
export function stripStamp(
  text: string,
): { readonly length: number; readonly published: string } | undefined {
  const stamp = STAMP.exec(text)?.[0].length;
  if (stamp === undefined) return undefined;
  const start = text.slice(0, stamp + 60);
  const found = findDate(start);
  // Its offsets count folded characters.
  if (found === undefined || fold(start.slice(0, found.end)).length !== found.end) return undefined;
  if (!/^(?:\p{L}+[\s،,]{1,2})?$/u.test(start.slice(stamp, found.start))) return undefined;
  const clock = STAMP_CLOCK.exec(text.slice(found.end));
  const rest = text.slice(found.end + (clock?.[0].length ?? 0));
  // «نشر في 3 مارس 2021 قانون» is news: without a colon or a clock nothing says that the date ends there.
  if (clock === null && !/[:：]/u.test(text.slice(0, stamp))) return undefined;
  return { length: text.length - rest.length, published: found.iso };
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
  // Most texts hold no mark of most forms, and their patterns need not be tried.
  const bracketed = start.includes('(');
  const numbered = /\d/u.test(start);
  const match = bracketed ? PARENTHESES.exec(start) : null;
  if (match !== null && wordsIn(match[0]) <= 14) {
    return { length: match[0].length, published: findDate(match[0])?.iso };
  }
  const dated = numbered ? TWO_CALENDARS.exec(start) : null;
  if (dated !== null) {
    const signed = dated[1] === undefined || reports(dated[1], own);
    const length = signed ? dated[0].length : dated[0].trimEnd().length - (dated[1] ?? '').length;
    return { length, published: findDate(dated[0])?.iso };
  }
  const released = numbered ? PLACE_AND_DATE.exec(start) : null;
  if (released !== null && CITIES.has(keyOf(released[1] ?? '')))
    return { length: released[0].length, published: findDate(released[0])?.iso };
  const slashed = start.includes('/') ? DAY_AND_SLASHES.exec(start) : null;
  if (slashed !== null) return { length: slashed[0].length, published: findDate(slashed[0])?.iso };
  const signed =
    (numbered ? CITY_DATE_AGENCY.exec(start) : null) ?? (bracketed ? CITY_BRACKETS.exec(start) : null);
  if (signed !== null) {
    const [marks, place = '', agency = ''] = signed;
    if (reports(agency, own) && (place === '' || CITIES.has(keyOf(place))))
      return { length: marks.length, published: findDate(marks)?.iso };
  }
  const urgent = start.includes('عاجل') ? URGENT.exec(start) : null;
  if (urgent !== null) return { length: urgent[0].length, published: undefined };
  const quoted = start.includes('«') ? QUOTED.exec(start) : null;
  if (quoted !== null && reports(quoted[1] ?? '', own) && wordsIn(quoted[0]) <= 8) {
    return { length: quoted[0].length, published: undefined };
  }
  const length = signedLength(start, own) || dashedLength(start) || cityAndAgency(start, own);
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
  // «city – reporter» · «outlet – city» · «outlet – reporter – city»
  if (parts.length < 2 || parts.length > 3 || !/[-–—]/u.test(line)) return false;
  const ends = [parts[0] ?? '', parts.at(-1) ?? ''];
  const names = parts.every((part) => CITIES.has(part) || wordsIn(part) <= 3);
  const named = parts.length === 2 || parts.some((part) => part.includes(' '));
  return names && named && ends.some((part) => CITIES.has(part));
}

/** Whether the line is a date and little more, and which. */
export function dateOf(line: Line): string | undefined {
  if (line.ends || line.words > 18) return undefined;
  const found = findDate(line.text);
  if (found === undefined) return undefined;
  const hijri = /\d{1,2} \S+(?: \S+)? \d{4}\s?هـ? (?:الموافق)?/u.exec(line.text)?.[0].length ?? 0;
  return line.text.length - (found.end - found.start) - hijri <= 45 ? found.iso : undefined;
}
