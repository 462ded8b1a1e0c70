/** The words of a sentence, and what each can be by itself. */
import { isGivenName, skeleton } from '../arabic/names.ts';
import { fold } from '../arabic/normalize.ts';
import { numbersIn } from '../arabic/numbers.ts';
import { factOf } from '../arabic/remember.ts';
import { isStopWord, stem, tokens } from '../arabic/words.ts';
import { telling } from '../stories/terms.ts';
import { opensLabel } from './labels.ts';
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
  /** Under which the spellings of one name meet; '' for a word that is too common to be a name. */
  readonly bones: string;
};

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
  /** The first word of a party's label, a slur or praise. */
  label: 512,
} as const;

/** What a word must tell to be a name: a commoner one that follows a name is an office. */
export const NAME_TELLS = 4.5;

/** Words that say by themselves what they can be, folded: as they are, behind و or ف, or behind ال and the clitics before it. */
const ALONE = meanings([[IS.yesterday, 'امس غدا غد الغد البارحه اليوم']]);
const JOINED = meanings([
  [
    IS.future,
    `سوف غدا المقبل المقبله القادم القادمه يعتزم تعتزم المقرر المتوقع المنتظر المرتقب المرتقبه قبيل يلتقي
    تلتقي يستعد تستعد يتوجه تتوجه يصل تصل يزور تزور يبدا تبدا يعقد تعقد`,
  ],
  [IS.source, 'بحسب حسب حسبما وفق وفقا نقلا قايلا موكدا مضيفا مشيرا بيان تصريح تصريحات'],
]);
const PREFIXED = meanings([
  [
    IS.day,
    `سبت احد اثنين ثلاثا اربعا خميس جمعه يناير فبراير مارس ابريل مايو يونيو يوليو اغسطس سبتمبر اكتوبر نوفمبر
    ديسمبر كانون شباط اذار نيسان ايار حزيران تموز ايلول تشرين`,
  ],
  // The outlet speaking of itself.
  [IS.ourselves, 'مراسلنا مراسلتنا مراسلونا موفدنا موفدتنا موقعنا قناتنا جريدتنا صحيفتنا'],
  // Offices and callings, which follow a name as a surname does: «سامر البدري وزير النقل».
  [
    IS.office,
    `رييس رييسه وزير وزيره مدير مديره نايب نايبه عضو امين قايد زعيم مرشد مفتي ملك امير ولي سفير سفيره مستشار
    مستشاره مساعد مساعده وكيل محافظ عمده حاكم مفوض مفوضه ممثل ممثله مندوب مبعوث سكرتير متحدث متحدثه ناطق
    ناطقه قيادي قياديه باحث باحثه خبير خبيره استاذ استاذه محلل محلله كاتب كاتبه مراسل مراسله محرر محامي
    محاميه قاضي مدرب لاعب حارس مهاجم مدافع نجم نجمه بطل بطله فنان فنانه مطرب مخرج موسس صاحب صاحبه والد والده
    نجل شقيق شقيقه زوجه عميد عقيد لوا رايد فريق جنرال خطيب امام نقيب منسق منسقه مشرف مشرفه مسوول مسووله طبيب
    طبيبه مهندس دكتور شيخ عالم داعيه ناشط ناشطه معارض سابق راحل حالي جديد`,
  ],
]);

function meanings(rows: readonly (readonly [is: number, words: string])[]): ReadonlyMap<string, number> {
  const out = new Map<string, number>();
  for (const [is, words] of rows) {
    for (const word of words.split(/\s+/u)) out.set(word, (out.get(word) ?? 0) | is);
  }
  return out;
}

const WILL = /^[وف]?س[يتن].{3,}$/u;
/** Words of which the س is part: سياسة، ستوكهولم، سنوات. */
const NO_FUTURE = /^[وف]?(?:سيا|سيد|سين|سيط|ستي|ستا|ستوك|ستود|سنو|سنه)/u;

/** Whether a folded word is a verb behind the س of the future: سيلتقي, never سياسة. */
export function isFutureVerb(folded: string): boolean {
  return WILL.test(folded) && !NO_FUTURE.test(folded);
}

/** What the word means by the tables. */
function listed(folded: string): number {
  let is = (ALONE.get(folded) ?? 0) | (JOINED.get(folded) ?? 0) | (PREFIXED.get(folded) ?? 0);
  const first = folded.charAt(0);
  const rest = folded.slice(1);
  if (first === 'و' || first === 'ف') is |= JOINED.get(rest) ?? 0;
  if ('وفبل'.includes(first)) {
    // «لاثنين» is for two.
    is |= (PREFIXED.get(rest) ?? 0) & (first === 'ل' ? ~IS.day : -1);
    if (rest.startsWith('ال') || folded.startsWith('لل'))
      is |= PREFIXED.get(folded.slice(first === 'ل' && rest.startsWith('ل') ? 2 : 3)) ?? 0;
  }
  if (folded.startsWith('ال')) is |= PREFIXED.get(folded.slice(2)) ?? 0;
  return isFutureVerb(folded) ? is | IS.future : is;
}

/** «على» folds into the name علي. */
const PREPOSITION = /على$/u;

type Known = Omit<Word, 'start' | 'end'>;

const knownWord = factOf((raw): Known => {
  const folded = fold(raw);
  const term = folded.length > 1 && !isStopWord(folded) ? stem(folded) : '';
  const is =
    (isGivenName(folded) && !PREPOSITION.test(raw) ? IS.given : 0) |
    listed(folded) |
    (inSet(openers.SAYING, folded) ? IS.source : 0) |
    (inSet(openers.CONTINUING, folded) ? IS.continuing : 0) |
    (numbersIn(raw).length > 0 ? IS.number : 0) |
    (opensLabel(folded) ? IS.label : 0);
  return { folded, term, is, bones: term !== '' && telling(term) >= NAME_TELLS ? skeleton(folded) : '' };
});

/** The words of a text, folded and stemmed. */
export function wordsOf(text: string): Word[] {
  const out: Word[] = [];
  for (const token of tokens(text)) {
    const { folded, term, is, bones } = knownWord(token.known);
    out.push({ start: token.start, end: token.end, folded, term, is, bones });
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
