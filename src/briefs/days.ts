/** «أمس», «الجمعة»: which day it was, in brackets behind the word, for those who read it on another. */
import { MONTHS, WEEKDAYS } from '../arabic/calendar.ts';
import { once } from '../arabic/kept.ts';
import { fold } from '../arabic/normalize.ts';
import { DAY } from '../durations.ts';
import { feedDate } from '../news/feed-date.ts';
import * as openers from './openers.ts';
import { ANYTHING, IS, inSet, quotedWords, type Word } from './word.ts';

/** Sunday 0, as Date counts. */
const WEEKDAY = new Map(WEEKDAYS.map((name, index) => [fold(name), index] as const));

type Months = readonly string[];
/** Sets of names that other countries use, told by words that only they have; both side by side are the common ones glossed. */
const ELSEWHERE: readonly (readonly [told: RegExp, months: Months])[] = [
  [oneOf('كانون تشرين شباط آذار نيسان أيار حزيران تموز أيلول'), MONTHS.levant],
  [oneOf('جانفي فيفري أفريل جوان جويلية أوت'), MONTHS.maghreb],
  [oneOf('يوليوز غشت شتنبر نونبر دجنبر'), MONTHS.morocco],
];
const ONLY_COMMON = oneOf('يناير فبراير أبريل مايو يونيو يوليو أغسطس نوفمبر ديسمبر');

/** One of these words by itself. Engines find a letter to begin with sooner than what must not stand before it. */
function oneOf(words: string): RegExp {
  return new RegExp(
    words
      .split(' ')
      .map((word) => `(?<!\\p{L})${word}(?!\\p{L})`)
      .join('|'),
    'u',
  );
}

function monthsOf(text: string, is: number): Months {
  if ((is & IS.month) === 0) return MONTHS.gregorian;
  const others = ELSEWHERE.find(([told]) => told.test(text));
  return others === undefined || ONLY_COMMON.test(text) ? MONTHS.gregorian : others[1];
}

/** Days from the publication that each word means, folded. */
const RELATIVE = new Map([
  ['امس', -1],
  ['اليوم', 0],
  ['غدا', 1],
  ['غد', 1],
  ['الغد', 1],
]);

/** Such a word and the day's name beside it, as outlets often write: by them the day is known that the writer stood in. */
const SAID_TWICE =
  /(?<!\p{L})(?<word>اليوم|[أا]مس(?<before> ال[أا]ول)?|غد(?:ا|ً|ٍ){0,2})\s{1,2}[(،]?(?<day>الأحد|الاحد|الاثنين|الإثنين|الثلاثاء|الأربعاء|الاربعاء|الخميس|الجمعة|السبت)(?!\p{L})/gu;

/** The day that an article stands in, as a count of days since 1970. */
export type Dating = {
  /** undefined where it may be either of two. */
  readonly day: number | undefined;
  /** The last day that it can be. */
  readonly latest: number;
  /** Days that the text itself names twice, by the weekday: «اليوم الخميس». */
  readonly said: ReadonlyMap<number, number>;
  /** How the text calls the months; asked for seldom. */
  readonly months: () => Months;
};

function weekdayOf(day: number): number {
  return new Date(day * DAY).getUTCDay();
}

/** After this hour of Greenwich it is tomorrow already where Arab outlets write. */
const LATE_GMT = 20;

/** Characters of a text that are looked at: an article says by then which day it stands in. */
const READ_AT_MOST = 20_000;

/** Days that the text's own «أمس الأحد» may lie from the day that the time of publication gives. */
const APART = [0, -1, 1];

/** A date and time as most outlets give it, on a day that every month has: as it stands in ISO 8601. */
const PLAIN_DATE =
  /^[12]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3])(?::[0-5]\d){2}(?:\.\d{1,9})?(?:Z|[+-](?:0[1-9]|1[0-3]):[0-5]\d)$/u;

/**
 * The day an article stands in: that of its `published` (ISO 8601 with the outlet's own offset), moved where its `text`
 * names the weekday of its own «أمس» otherwise. undefined without a date. `is` are the bits of `IS` of what any of the
 * text's words can be: what none of them is, is not looked for.
 */
export function datingOf(published: string | undefined, text: string, is = ANYTHING): Dating | undefined {
  const iso = published !== undefined && PLAIN_DATE.test(published) ? published : feedDate(published);
  if (iso === undefined) return undefined;
  const given = Date.parse(`${iso.slice(0, 10)}T00:00:00Z`) / DAY;
  const late = iso.endsWith('Z') && Number(iso.slice(11, 13)) >= LATE_GMT;
  const told = new Set<number>();
  const said = new Map<number, number>();
  const start = text.slice(0, READ_AT_MOST);
  const relative = (is & IS.yesterday) > 0 ? start.matchAll(SAID_TWICE) : [];
  for (const { groups } of relative) {
    const shift = groups?.before !== undefined ? -2 : (RELATIVE.get(fold(groups?.word ?? '')) ?? 0);
    const weekday = WEEKDAY.get(fold(groups?.day ?? ''));
    const apart = APART.find((days) => weekdayOf(given + days + shift) === weekday);
    if (apart === undefined || weekday === undefined) continue;
    told.add(given + apart);
    said.set(weekday, given + apart + shift);
  }
  const [own, ...others] = told;
  const day = own !== undefined ? (others.length === 0 ? own : undefined) : late ? undefined : given;
  return {
    day,
    latest: day ?? given + 1,
    said,
    months: once(() => monthsOf(start, is)),
  };
}

/** The date that a day's name stands for, to be added behind it. */
export type DayNote = {
  /** Where in the text it goes: right behind the day's word. */
  readonly at: number;
  /** « (الأربعاء 5 نوفمبر)» */
  readonly note: string;
  /** Days since 1970. */
  readonly day: number;
};

/** Days that are meant at large, or the name of something: صلاة الجمعة، كل خميس، صحيفة اليوم. */
const NOT_THAT_DAY =
  /^(?:كل|ايام|صلاه|خطبه|سوق|صحيفه|جريده|عيد|ليالي|بين|كلا|كلي|ان|احد|هولا|هذا|هذه|ذلك|نفس|منتصف|حتي|بحلول|منذ|عالم|العالم|شباب|سوي|بخلاف|باستثنا|جمعه|ملحق|قناه|من)$/u;
/** What follows a day's name when it is not that day's. */
const NOT_ALONE =
  /^(?:الموافق|الاول|الثاني|الثالث|الرابع|الخامس|السادس|السابع|الثامن|التاسع|العاشر|الاخير|الاخيره|التالي|التاليه|السابق|الوطني|العالمي|الدولي|الدراسي|الواحد|المفتوح|الختامي|الافتتاحي|نفسه|ذاته|العظيمه|السودا|البيضا|الدامي|الدامس|الاسود|وحتي|او|اول)$/u;
const PAST = /^(?:الماضي|الماضيه|الفايت|الفايته|المنصرم|المنصرمه)$/u;
const NEXT = /^(?:المقبل|المقبله|القادم|القادمه)$/u;
/** Parts of a day, behind which «اليوم» and «أمس» are those of the news. */
const PART_OF_DAY = /^[وف]?(?:صباح|مسا|ظهر|فجر|عصر|ليل|ليله|ضحي|مغرب|نهار|يوم)$/u;
/** Verbs in the present that tell what is planned, by themselves or before a day's name. */
const PLANS =
  /^[وف]?(?:[يت](?:نظم|عقد|بدا|ستضيف|نطلق|قام|زور|غادر|سافر|لعب|لتقي|صل|فتتح|حتضن|واجه|خوض|توجه|ستعد|نعقد|جتمع|شارك|بحث|ناقش|ستانف|نتظر)|المقرر|المقرره|المزمع|المرتقب|المرتقبه|المنتظر|المنتظره)$/u;

/** A date of any calendar, or brackets, right behind a day's name. */
const DATE_BEHIND =
  /^\s?[،,]?\s?(?:\(|الموافق|[\d\u0660-\u0669]{1,2}\s?(?:[/.-]|(?:من )?(?:يناير|فبراير|مارس|[أاإ]بريل|مايو|يونيو|يوليو|[أا]غسطس|سبتمبر|[أا]كتوبر|نوفمبر|ديسمبر|كانون|شباط|[آا]ذار|نيسان|[أا]يار|حزيران|تموز|[آا]ب|[أا]يلول|تشرين|جانفي|فيفري|[أا]فريل|ماي|جوان|جويلية|[أا]وت|غشت|شتنبر|نونبر|دجنبر|محرم|صفر|ربيع|جمادى|رجب|شعبان|رمضان|شوال|ذو|ذي|الجاري|الماضي)))/u;

/** When what a day's name belongs to happens, by the last verb before it that says so; undefined when none is sure. */
function tenseBefore(words: readonly Word[], place: number): 'past' | 'future' | undefined {
  for (let at = place - 1; at >= 0; at -= 1) {
    const folded = words[at]?.folded ?? '';
    if (PLANS.test(folded)) return 'future';
    if (((words[at]?.is ?? 0) & IS.future) > 0 && !NEXT.test(folded)) return 'future';
    if (inSet(openers.SAYING, folded) && !/^[وف]?[يت]/u.test(folded)) return 'past';
  }
  const first = words[0]?.folded ?? '';
  // A sentence that begins with a verb in the present, or with what may be one.
  return /^[وف]?[يت]/u.test(first) && !PAST_ALL_THE_SAME.test(first) ? undefined : 'past';
}

/** What begins with ي or ت and is no verb of the present: تمكنت، يوم. */
const PAST_ALL_THE_SAME =
  /^[وف]?(?:يوم|يوما|تمكن|تمكنت|تعرضت|توفي|توفيت|تراجع|تراجعت|تسلمت|تلقي|تلقت|تقدمت|تحطم|تحطمت|تسببت|توصل|توصلت|تصدت|توعدت|تظاهر|تبني|تبنت|تعادل|تغلب|تغلبت|توجت|تجاوزت|تخطت|تواصلت|تجددت|تصاعدت|تداولت|تعهدت|تحدثت|توقعت|توقفت|تاجل|تاجلت|تعطلت|تضررت|تدهورت|تحولت|تفشي|تجمعت|تشكلت|تحركت|تنازل|تخلي|تخلت|تاكد|تاكدت|تسربت|تصدر|تصدرت|تفقدت|تزامن|تزامنت|تصدي)$/u;
/** These are a past as often: in the news they are that, beside «اليوم». */
const PAST_AS_OFTEN = /^[وف]?(?:تفقد|تسلم|تقدم|تعرض|تسبب|توج|تجاوز|تحدث|تعهد|توقف|تراس|تداول)$/u;

type Named = { readonly text: string; readonly words: readonly Word[] };

/** The day that a weekday's name means in this place, or undefined when nothing settles it. */
function weekdayMeant(weekday: number, place: number, { words }: Named, dating: Dating): number | undefined {
  const next = words[place + 1]?.folded ?? '';
  const { latest, day } = dating;
  if (PAST.test(next) || NEXT.test(next)) {
    if (day === undefined) return undefined;
    const step = NEXT.test(next) ? 1 : -1;
    let meant = day + step;
    while (weekdayOf(meant) !== weekday) meant += step;
    return meant;
  }
  const said = dating.said.get(weekday);
  if (said !== undefined && day !== undefined) return said;
  const tense = tenseBefore(words, place);
  if (tense === undefined || (tense === 'future' && day === undefined)) return undefined;
  const step = tense === 'future' ? 1 : -1;
  let meant = tense === 'future' ? (day ?? latest) : latest;
  while (weekdayOf(meant) !== weekday) meant += step;
  // Six days back is as likely tomorrow, of an outlet whose clock is ahead of its date.
  return tense === 'past' && latest - meant >= 6 ? undefined : meant;
}

/** Words of a sentence among which «اليوم» by itself is the day of the news, not our times. */
const NEWS_OPENS_WITHIN = 40;

/** Right before «اليوم» these make it our times, or part of something: «يعد اليوم», «هو اليوم», «في اليوم …». */
const IN_OUR_TIMES = /^(?:في|الي|[يت].{2,}|هو|هي|وهو|وهي)$/u;
/** So near before it: what has become of something. */
const BECAME = /^[وف]?(?:اصبح|اصبحت|اضحي|اضحت|بات|باتت|صار|صارت|غدت)$/u;
const NEAR = 4;

/** The day that «أمس» and the like mean in this place. */
function relativeMeant(shift: number, place: number, { words }: Named, dating: Dating): number | undefined {
  const next = words[place + 1]?.folded ?? '';
  const before = words[place - 1]?.folded ?? '';
  if (dating.day === undefined) return undefined;
  // «في عصر اليوم» is the age we live in.
  if (before === 'عصر' && /^(?:في|بعصر|من)$/u.test(words[place - 2]?.folded ?? '')) return undefined;
  if (shift === -1 && next === 'الاول') return dating.day - 2;
  if (shift === 1 && before === 'بعد') return undefined;
  if (shift === 0 && !PART_OF_DAY.test(before)) {
    const told = tenseBefore(words, place) !== undefined || PAST_AS_OFTEN.test(words[0]?.folded ?? '');
    if (place > NEWS_OPENS_WITHIN || !told || IN_OUR_TIMES.test(before)) return undefined;
    if (words.slice(Math.max(0, place - NEAR), place).some((word) => BECAME.test(word.folded)))
      return undefined;
  }
  return dating.day + shift;
}

/**
 * The days of a sentence that readers of another day would not know, each with the date to put in brackets behind its
 * word: relative words with the day's name, weekdays with the date alone. None in quotations, none where a date stands
 * beside it or where the day is not settled beyond doubt.
 */
export function dayNotes(sentence: Named, dating: Dating): DayNote[] {
  const { text, words } = sentence;
  const out: DayNote[] = [];
  let quoted: ReadonlySet<number> | undefined;
  for (const [place, word] of words.entries()) {
    if ((word.is & (IS.day | IS.yesterday)) === 0) continue;
    const shift = RELATIVE.get(word.folded);
    const weekday = WEEKDAY.get(word.folded);
    if (shift === undefined && weekday === undefined) continue;
    quoted ??= quotedWords(text, words);
    if (quoted.has(place)) continue;
    const before = words[place - 1];
    const named = before !== undefined && (before.is & IS.given) > 0 && !PART_OF_DAY.test(before.folded);
    const next = words[place + 1]?.folded ?? '';
    const everyWeek = next === 'من' && words[place + 2]?.folded === 'كل';
    if (named || everyWeek || NOT_THAT_DAY.test(before?.folded ?? '')) continue;
    const two = shift === -1 && next === 'الاول';
    if (NOT_ALONE.test(next) && !two) continue;
    const modified = weekday !== undefined && (PAST.test(next) || NEXT.test(next));
    const end = words[two || modified ? place + 1 : place]?.end ?? word.end;
    if (DATE_BEHIND.test(text.slice(end, end + 24))) continue;
    const day =
      shift === undefined
        ? weekdayMeant(weekday ?? 0, place, sentence, dating)
        : relativeMeant(shift, place, sentence, dating);
    if (day === undefined) continue;
    const at = new Date(day * DAY);
    const date = `${at.getUTCDate()} ${dating.months()[at.getUTCMonth()] ?? ''}`;
    const name = shift === undefined ? '' : `${WEEKDAYS[at.getUTCDay()] ?? ''} `;
    // «اليوم (الاثنين)» has the brackets already.
    const bracketed = text[word.start - 1] === '(' && text[end] === ')';
    out.push({ at: end, note: bracketed ? ` ${date}` : ` (${name}${date})`, day });
  }
  return out;
}
