/** Who wrote an article and where it is from, as lines and metadata put it. */
import type { Line } from './lines.ts';

/** Titles before a name: letters with a mark after them, or whole words. */
const TITLES =
  /^(?:(?:أ\s?\.?\s?د|د|م|أ|ا)\s?[./ـ]\s?|(?:ال)?(?:دكتورة?|مهندسة?|أستاذة?|كاتبة?|صحفية?|صحافية?|إعلامية?|زميلة?|محررة?)\s+)+/u;
const WRITTEN =
  /^(?:كتب|كتبت|كتبه|كتبها|بقلم|إعداد|اعداد|أعده|أعدته|تقرير|حوار|حاوره|حاورها|أجرى الحوار|متابعة|مراسل|مراسلة|by)(?:\s?[:：/ـ–-]\s?|\s)(.{3,60})$/iu;
/** Beginnings that can only be a byline; the others open headlines too. */
const CLEAR =
  /^(?:بقلم(?=[\s:/])|(?:كتبت?ه?ا?|إعداد|اعداد|أعده|تقرير|متابعة|حوار|مراسلة?)\s?[:：/ـ–-]|كتبت?\s+(?:أ\s?\.?\s?د|د|م|أ|ا)\s?[./]|by\s)/iu;
/** Others who worked on it: their line goes, and they are no authors. */
const CREDIT =
  /^(?:تحرير|ترجمة|ترجمها|تصوير|إشراف|مونتاج|مراجعة|تدقيق|إخراج|محرر الخبر|كاتب المقال)\s?[:：/-]\s?.{3,60}$/u;
/** How an agency's Arabic desk signs, at any length. */
const DESK =
  /^[([]?(?:إعداد|اعداد|تغطية|شارك|ترجمة|كتب)\P{N}{3,100}(?:للنشرة العربية|[-–] ?تحرير \P{N}{3,40})/u;
/** Who helped, each with a colon: «شارك في التغطية: … تحرير: …» */
const HELPERS =
  /^(?:شارك|شاركت|ساهم|ساهمت|أسهم|أسهمت) في (?:التغطية|الإعداد|التقرير|إعداد التقرير|كتابة التقرير|إعداد هذا التقرير)\s?:[^\n]{3,100}$/u;
/** Words that stand in the author's field and name nobody. */
const NOBODY =
  /^(?:admin|administrator|editor|author|user|محرر|المحرر|إدارة الموقع|الإدارة|مدير الموقع|null|undefined|root|webmaster|غرفة الأخبار|غير محدد)$/iu;

/** When it was written, glued behind who wrote it: «هالة منصور الأحد 5 مايو 2025». */
const DAY_BEHIND =
  /[\s،,|–-]*(?:(?:في|بتاريخ|يوم)\s)?(?:(?:ال)?(?:سبت|أحد|[إا]ثنين|ثلاثاء|[أا]ربعاء|خميس|جمعة)[\s،,]+)?\p{Nd}{1,4}(?:\s\p{L}{3,}|\s?[/.-]\s?\p{Nd}{1,2}).{0,60}$/u;

/** A name without titles, the words around it and what follows a bar; undefined when it is no name. */
export function cleanAuthor(name: string | undefined): string | undefined {
  const bare = (name ?? '')
    .slice(0, 200)
    .replace(/\s?\([^\s()@]+@[^\s()@]+\)/gu, '')
    .replace(/^\s*(?:بقلم|كتبت?|إعداد|اعداد|تحرير|by)(?:\s?[:/ـ–-]\s?|\s)/iu, '')
    .replace(DAY_BEHIND, '')
    .replace(/\s?[|].*$|[،,] (?:مراسلة?|محررة?|صحفية?|صحافية?|كاتبة?|موفدة?|باحثة?) .*$/u, '')
    .replace(/^[\s:،,|–-]+|[\s:،,|–-]+$/gu, '')
    .replace(TITLES, '')
    .trim();
  return bare.length > 60 || bare.includes('@') || NOBODY.test(bare) || !/\p{L}{2}/u.test(bare)
    ? undefined
    : bare;
}

/**
 * The author that a line of its own names («كتب د / …», «بقلم: …»), '' for the line of another hand, undefined for any
 * other line.
 */
export function authorOf(line: Line): string | undefined {
  if (line.words > 20) return undefined;
  if (
    line.words <= 12 &&
    !line.joined &&
    /:/u.test(line.text) &&
    HELPERS.test(line.text) &&
    !/[،؟!«"]/u.test(line.text)
  )
    return '';
  if (line.ends) return undefined;
  if (DESK.test(line.text)) return '';
  if (line.joined || line.words > 9) return undefined;
  if (CREDIT.test(line.text)) return '';
  const match = WRITTEN.exec(line.text);
  // «كتب: «…»» tells what was written.
  if (match === null || /[«»"“”؟!]/u.test(line.text)) return undefined;
  // «تقرير: …» announces a report as often as its author.
  if (/^(?:تقرير|متابعة|حوار)/u.test(line.text) && (line.words > 4 || line.words < 3)) return undefined;
  return CLEAR.test(line.text) ? cleanAuthor(match[1]) : undefined;
}

/** Without a mark after it, «المصدر» is as often the subject of a sentence: a name has three words at most. */
const SOURCE = /^(?:المصدر|مصدر الخبر|نقلا عن|نقلاً عن)(?:\s?[:：–-]\s?(.{0,60})|((?:\s\S{1,20}){0,3}))$/u;

/** What stands for a source and names none. */
const NO_SOURCE =
  /^(?:ال)?(?:وكالات|متابعات|مواقع|صحف|إنترنت|مواقع التواصل(?: الاجتماعي)?|خاص|وسائل إعلام)(?:\s?[+،/و-]\s?\S+)?$/u;

/** The publisher that a line like «المصدر: X» states; '' when it names none; undefined for any other line. */
export function sourceOf(line: Line): string | undefined {
  if (line.ends || line.words > 8) return undefined;
  const match = SOURCE.exec(line.text);
  if (match === null) return undefined;
  const stated = (match[1] ?? match[2] ?? '').replace(/^[\s«"“:]+|[\s».”"،]+$/gu, '');
  return NO_SOURCE.test(stated) ? '' : stated;
}
