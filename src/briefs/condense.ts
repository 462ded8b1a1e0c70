/** What a brief of a few dozen words leaves out of a sentence: when and where its reader knows it without. */
import { countWords } from '../arabic/words.ts';
import { stateOf } from '../stories/states.ts';
import { SAYING } from './openers.ts';
import type { Sentence } from './sentence.ts';
import { IS, inSet, type Word, wordsOf } from './word.ts';

const NAME = '(?:السبت|ال[أا]حد|ال[إا]ثنين|الثلاثاء|ال[أا]ربعاء|الخميس|الجمعة)';
const DAY = `${NAME}(?![\\p{L}\\p{M}])(?: (?:الماضي|الفائت|المنصرم))?`;
const TIME = '(?:صباح|مساء|فجر|ظهر|يوم)';
/** Not one of two days, no day to come, and no beginning of a span, of a date or of an hour. */
const AND_NO_MORE = `(?! ?(?:و|(?:إلى|الى|حتى) ${NAME}|المقبل|القادم|بتوقيت|بالتوقيت|[\\d(]))`;

/** A day between commas: «، الثلاثاء،». */
const IN_COMMAS = new RegExp(` ?[،,] ?(?:${TIME} ){0,2}${DAY} ?[،,](?= )`, 'gu');
/** A day behind two words, or behind one. */
const WHEN = new RegExp(
  `(?<=(?<before>(?:[\\p{L}\\p{M}]+ )?[\\p{L}\\p{M}]{2,}) )(?<time>${TIME} ){0,2}${DAY}(?: |(?=[.،]))${AND_NO_MORE}`,
  'gu',
);
/** «تشرين الثاني» behind «نوفمبر/» and the like: the month once more, for another country. */
const MONTH_AGAIN =
  /(?<=\p{L}{4}) ?\/ ?(?:كانون|تشرين|شباط|[آا]ذار|نيسان|[أا]يار|حزيران|تموز|[آا]ب|[أا]يلول)(?! ?\/)(?: (?:الأول|الاول|الثاني))?(?!\p{L})/gu;
/** قد before what has happened only affirms it; before what may happen it is the doubt itself. */
const AFFIRMS = /(?<=\s)قد (?=(?![يتن])\p{L}{3})/gu;
/** «العاصمة الأردنية عمان»: the city's name says it. */
const CAPITAL =
  /(?<=\s)العاصمة (?:ال\p{L}{3,}(?:ية|يه) )?(?=(?:طهران|بيروت|دمشق|بغداد|عم[ّ]?ان|القاهرة|الخرطوم|طرابلس|الجزائر|الرباط|نواكشوط|صنعاء|الرياض|أبوظبي|الدوحة|المنامة|مسقط|مقديشو|[أا]نقرة|موسكو|كييف|واشنطن|بكين|نيودلهي|كاب[وـ]?ل|[إا]سلام|طوكيو|باريس|لندن|برلين|روما|مدريد|جاكرتا|سيول|[أا]ثينا)(?!\p{L}))/gu;

/** Prepositions and nouns behind which a day must stay. */
const NEEDS_ITS_DAY =
  /^(?:و?(?:منذ|في|من|حتي|الي|قبل|بعد|عن|علي|خلال|ليله|يومي|ايام|بين|كل|نهار|هو|هي|ان|عصر|حلول|مطلع)|(?!و?ال).*ه)$/u;
/** Verbs of what happens, behind which a day says when. */
const HAPPENS =
  /^[وف]?(?:وقع|جرى|جري|صدر|عقد|بدا|انطلق|قتل|اصيب|وصل|التقي|سلم|استقبل|افتتح|انتخب|اعتقل|حكم|قرر|هاجم)(?:ت|ا|وا)?$/u;

/** Whether a day right behind these words says when, and belongs to no noun. */
function mayLose(words: readonly Word[], hasTime: boolean): boolean {
  const word = words.at(-1);
  if (word === undefined || NEEDS_ITS_DAY.test(word.folded)) return false;
  if (hasTime || inSet(SAYING, word.folded) || HAPPENS.test(word.folded)) return true;
  // Names and what bears the article or a plural own no day.
  const surname = words.length > 1 && ((words[0]?.is ?? 0) & IS.given) > 0;
  return surname || stateOf(word.term) !== undefined || /^(?:و?ال.{3,}|.{3,}(?:ون|ين))$/u.test(word.folded);
}

/** Characters before a day in which its verb stands. */
const VERB_WITHIN = 60;

/** Whether what is told before this place of the text is yet to come: then its day is news. */
function isToCome(text: string, at: number): boolean {
  return wordsOf(text.slice(Math.max(0, at - VERB_WITHIN), at)).some((word) => (word.is & IS.future) > 0);
}

/**
 * The sentence without its weekday, the second name of a month, «capital» before the city, and the قد of what has
 * happened; words are only left out.
 */
export function condensed(sentence: Sentence): Sentence {
  const text = sentence.text
    .replace(IN_COMMAS, (whole, at: number, all: string) => (isToCome(all, at) ? whole : ''))
    .replace(WHEN, (whole, before: string, time: string | undefined, at: number, all: string) =>
      !isToCome(all, at) && mayLose(wordsOf(before), time !== undefined) ? '' : whole,
    )
    .replace(/ (?=[.،])/gu, '')
    .replace(MONTH_AGAIN, '')
    .replace(AFFIRMS, '')
    .replace(CAPITAL, '');
  return text === sentence.text ? sentence : { ...sentence, text, length: countWords(text) };
}
