/** What a sentence tells at length between its first words and its news: on what occasion, and who was there. Deletion only. */
import { countWords } from '../arabic/words.ts';
import { SAYING } from './openers.ts';
import { balanced } from './plain.ts';
import { matterOf, numbersOf, type Sentence } from './sentence.ts';
import { SAYS_MORE, SPEECH } from './trim.ts';
import { inSet, wordsOf } from './word.ts';

/** What opens an occasion, by itself or with the word behind it. */
const OPENS =
  /^(?:(?:خلال|عقب|لدي|اثنا|بمناسبه)_.*|في_(?:كلم|تصريح|حديث|لقا|ختام|افتتاح|مستهل|موتمر|مقابل|حوار|اتصال|جلس|خطاب|مداخل|ندو).*|علي_هامش)$/u;
/** Within it these would be the source of what is said. */
const SOURCE = /^(?:و?(?:وفق|وفقا|بحسب|حسب|حسبما|نقلا)|ناقل.*)$/u;
/** A verb of saying governs what is said through these: شدد على أن. */
const GOVERNED = /^(?:علي|الي|عن)$/u;
/** An occasion of fewer words is soon read, and what is left of a sentence has at least so many. */
const LEAST_WORDS = 5;
const LEAST_LEFT = 12;
/** What is said begins no later than with this word. */
const SAID_WITHIN = 60;

/**
 * A sentence without what stands at length between its first words and its news: the occasion on which somebody said it
 * («أكد الوزير [خلال كلمته في …] أن …»), or who was there («رعى الأمير[، بحضور …]، مساء الأحد، حفل …»); undefined where
 * there is none.
 */
export function withoutOccasion(sentence: Sentence): Sentence | undefined {
  return withoutSpeech(sentence) ?? withoutGuests(sentence);
}

/** Between commas these begin who else was there. */
const GUESTS = /^و?(?:بحضور|برفقه|بمشاركه|يرافقه|ترافقه|يرافقها)$/u;
/** Behind them these are no guest's office, which would pass to the subject: when it was, or what. */
const NEWS =
  /^(?:(?:صباح|مسا|ظهر|فجر|عصر|يوم|اليوم|امس|السبت|الاحد|الاثنين|الثلاثا|الاربعا|الخميس|الجمعه)|(?:ال)?(?:حفل|احتفال|افتتاح|فعاليات|اعمال|مراسم|توقيع|انطلاق|اجتماع|اجتماعا|جلسه|معرض|مشروع|موتمر|ملتقي|منتدي|ورشه|مهرجان|مباراه))$/u;

function withoutGuests(sentence: Sentence): Sentence | undefined {
  const { text, words } = sentence;
  const behindComma = (at: number) => /،\s*$/u.test(text.slice(words[at - 1]?.end ?? 0, words[at]?.start));
  const opens = words.findIndex(({ folded }, at) => at > 2 && GUESTS.test(folded) && behindComma(at));
  const resumes = words.findIndex(
    ({ folded }, at) => opens !== -1 && at > opens && NEWS.test(folded) && behindComma(at),
  );
  return resumes - opens < LEAST_WORDS ? undefined : without(sentence, { opens, resumes, by: '، ' });
}

function withoutSpeech(sentence: Sentence): Sentence | undefined {
  const folded = sentence.words.map((word) => word.folded);
  if (!inSet(SAYING, (folded[0] ?? '').replace(/^و(?=.{3})/u, ''))) return undefined;
  const said = folded.findIndex((word, at) => at > 2 && at < SAID_WITHIN && SPEECH.test(word));
  const opens = folded.findIndex((word, at) => at > 2 && OPENS.test(`${word}_${folded[at + 1] ?? ''}`));
  if (said === -1 || opens === -1) return undefined;
  const resumes = GOVERNED.test(folded[said - 1] ?? '') ? said - 1 : said;
  const gone = folded.slice(opens, resumes);
  const isOther = gone.some((word) => SOURCE.test(word) || SAYS_MORE.test(word) || inSet(SAYING, word));
  return gone.length < LEAST_WORDS || isOther ? undefined : without(sentence, { opens, resumes, by: ' ' });
}

/** The words from one up to another, and what joins what is left. */
type Cut = { readonly opens: number; readonly resumes: number; readonly by: string };

function without(sentence: Sentence, { opens, resumes, by }: Cut): Sentence | undefined {
  const { text, words } = sentence;
  const from = text.slice(0, words[opens]?.start).replace(/[\s،,]+$/u, '').length;
  const to = words[resumes]?.start ?? text.length;
  if (!balanced(text.slice(from, to)) || sentence.mends.some(({ at }) => at > from && at < to))
    return undefined;
  const shorter = `${text.slice(0, from)}${by}${text.slice(to)}`;
  const moved = from + by.length - to;
  const mends = sentence.mends.map((mend) => (mend.at < to ? mend : { ...mend, at: mend.at + moved }));
  const length = mends.reduce((sum, mend) => sum + mend.words, countWords(shorter));
  if (length < LEAST_LEFT) return undefined;
  const own = wordsOf(shorter);
  return {
    ...sentence,
    text: shorter,
    length,
    words: own,
    terms: matterOf(own),
    mends,
    numbers: numbersOf(shorter),
  };
}
