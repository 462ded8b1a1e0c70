/** The words of a sentence, and what each can be by itself. */
import { isGivenName } from '../arabic/names.ts';
import { fold } from '../arabic/normalize.ts';
import { numbersIn } from '../arabic/numbers.ts';
import { remember } from '../arabic/remember.ts';
import { isStopWord, stem, tokens } from '../arabic/words.ts';
import * as openers from './openers.ts';

export type Word = {
  /** UTF-16 offsets into the sentence. */
  readonly start: number;
  readonly end: number;
  readonly folded: string;
  /** '' for a word without matter of its own. */
  readonly term: string;
  /** What it can be by itself: bits of `IS`. */
  readonly is: number;
};

const MEANS_FUTURE =
  /^(?:[وف])?(?:س[يتن].{3,}|سوف|غدا|المقبل|المقبله|القادم|القادمه|يعتزم|تعتزم|المقرر|المتوقع|المنتظر|المرتقب|المرتقبه|قبيل|يلتقي|تلتقي|يستعد|تستعد|يتوجه|تتوجه|يصل|تصل|يزور|تزور|يبدا|تبدا|يعقد|تعقد)$/u;
const NO_FUTURE = /^(?:[وف])?(?:سيا|سيد|سين|سيط|سيني|ستي|ستا|ستو|سنو|سنه)/u;
const DAYS =
  /^(?:[وفب]|لل)?(?:ال)?(?:سبت|احد|اثنين|ثلاثا|اربعا|خميس|جمعه|يناير|فبراير|مارس|ابريل|مايو|يونيو|يوليو|اغسطس|سبتمبر|اكتوبر|نوفمبر|ديسمبر|كانون|شباط|اذار|نيسان|ايار|حزيران|تموز|ايلول|تشرين)$/u;
const YESTERDAY = /^(?:امس|غدا|غد|الغد|البارحه|اليوم)$/u;
const SOURCES = /^(?:[وف])?(?:بحسب|حسب|حسبما|وفق|وفقا|نقلا|قايلا|موكدا|مضيفا|مشيرا|بيان|تصريح|تصريحات)$/u;

/** The outlet speaking of itself. */
const OURSELVES = /^(?:و|ل|ب)?(?:مراسلنا|مراسلتنا|مراسلونا|موفدنا|موفدتنا|موقعنا|قناتنا|جريدتنا|صحيفتنا)$/u;

/** What a word can be by itself, as bits. */
export const IS = {
  given: 1,
  day: 2,
  yesterday: 4,
  future: 8,
  source: 16,
  continuing: 32,
  number: 64,
  ourselves: 128,
  office: 256,
} as const;

/** Offices and callings, which follow a name as a surname does: «سامر البدري وزير النقل». */
const OFFICE =
  /^[وفبل]?(?:ال)?(?:رييس|رييسه|وزير|وزيره|مدير|مديره|نايب|نايبه|عضو|امين|قايد|زعيم|مرشد|مفتي|ملك|امير|ولي|سفير|سفيره|مستشار|مستشاره|مساعد|مساعده|وكيل|محافظ|عمده|حاكم|مفوض|مفوضه|ممثل|ممثله|مندوب|مبعوث|سكرتير|متحدث|متحدثه|ناطق|ناطقه|قيادي|قياديه|باحث|باحثه|خبير|خبيره|استاذ|استاذه|محلل|محلله|كاتب|كاتبه|مراسل|مراسله|محرر|محامي|محاميه|قاضي|مدرب|لاعب|حارس|مهاجم|مدافع|نجم|نجمه|بطل|بطله|فنان|فنانه|مطرب|مخرج|موسس|صاحب|صاحبه|والد|والده|نجل|شقيق|شقيقه|زوجه|عميد|عقيد|لوا|رايد|فريق|جنرال|خطيب|امام|نقيب|منسق|منسقه|مشرف|مشرفه|مسوول|مسووله|طبيب|طبيبه|مهندس|دكتور|شيخ|عالم|داعيه|ناشط|ناشطه|معارض|سابق|راحل|حالي|جديد)$/u;

/** «على» folds into the name علي. */
const PREPOSITION = /على$/u;

type Known = { readonly folded: string; readonly term: string; readonly is: number };

const knownWord = remember((raw): Known => {
  const folded = fold(raw);
  const is =
    (isGivenName(folded) && !PREPOSITION.test(raw) ? IS.given : 0) |
    (DAYS.test(folded) ? IS.day : 0) |
    (YESTERDAY.test(folded) ? IS.yesterday : 0) |
    (MEANS_FUTURE.test(folded) && !NO_FUTURE.test(folded) ? IS.future : 0) |
    (SOURCES.test(folded) || inSet(openers.SAYING, folded) ? IS.source : 0) |
    (inSet(openers.CONTINUING, folded) ? IS.continuing : 0) |
    (numbersIn(raw).length > 0 ? IS.number : 0) |
    (OURSELVES.test(folded) ? IS.ourselves : 0) |
    (OFFICE.test(folded) ? IS.office : 0);
  return { folded, term: folded.length > 1 && !isStopWord(folded) ? stem(folded) : '', is };
});

/** The words of a text, folded and stemmed. */
export function wordsOf(text: string): Word[] {
  const out: Word[] = [];
  for (const token of tokens(text)) {
    const { folded, term, is } = knownWord(token.text);
    out.push({ start: token.start, end: token.end, folded, term, is });
  }
  return out;
}

/** Without the و or ف that joins it, if what remains is in the set; else as it is. */
export function inSet(set: ReadonlySet<string>, word: string): boolean {
  return set.has(word) || ((word.startsWith('و') || word.startsWith('ف')) && set.has(word.slice(1)));
}

/** The indices of words between quotation marks. */
export function quotedWords(text: string, words: readonly Word[]): ReadonlySet<number> {
  const out = new Set<number>();
  if (!/[«“"]/u.test(text)) return out;
  let inside = false;
  let straight = false;
  let at = 0;
  words.forEach((word, index) => {
    for (; at < word.start; at += 1) {
      const mark = text[at];
      if (mark === '«' || mark === '“') inside = true;
      else if (mark === '»' || mark === '”') inside = false;
      else if (mark === '"') straight = !straight;
    }
    if (inside || straight) out.add(index);
  });
  return out;
}
