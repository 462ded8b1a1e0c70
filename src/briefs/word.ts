/** The words of a sentence, and what each can be by itself. */
import { isGivenName } from '../arabic/names.ts';
import { numbersIn } from '../arabic/numbers.ts';
import { factOf, type Known } from '../arabic/remember.ts';
import { lexeme, type Token, tokens } from '../arabic/words.ts';
import { stateOf } from '../stories/states.ts';
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
  /** Which consonants it has: `consonantsOf`. */
  readonly consonants: number;
  /** What else is known of it wherever it stands. */
  readonly known: Known;
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
  /** Points at something: هذا، بذلك. */
  points: 1 << 10,
  /** Ends in a pronoun: قيادتها، لهم. */
  bears: 1 << 11,
  /** After what was told: خلالها، عندها. */
  since: 1 << 12,
  /** Beside what was told: أيضا. */
  besides: 1 << 13,
  /** Beside those told: أخرى، آخرون. */
  other: 1 << 14,
  /** A style without whose it is: سموه. */
  styled: 1 << 15,
  /** The head of an office that one person holds: الرئيس، وزير. */
  head: 1 << 16,
  /** A state by any of its names. */
  place: 1 << 17,
  /** May begin or end what honours somebody: معالي، الله. */
  honour: 1 << 18,
  /** May introduce who passed the news on: بحسب، نقلا. */
  credit: 1 << 19,
  /** May address those who hear it: يا، أيها. */
  address: 1 << 20,
  /** May lead back to before the news: سابق، قد. */
  before: 1 << 21,
  /** A month's name that not all countries use: شباط، جوان. */
  month: 1 << 22,
  /** Denies something: نفى، ينفي. */
  denies: 1 << 23,
  /** Says that there is a number: عدد، الضحايا. */
  numbered: 1 << 24,
  /** Two people in one word: شخصين. */
  two: 1 << 25,
  /** May begin a phrase that joins a sentence to the one before it: من جهته، لكن، يذكر. */
  joins: 1 << 26,
} as const;

/** Whatever a word can be: of words that were not looked at. */
export const ANYTHING = -1;

/** What a word must tell to be a name: a commoner one that follows a name is an office. */
export const NAME_TELLS = 4.5;

/** Words that say by themselves what they can be, folded: as they are, behind و or ف, or behind ال and the clitics before it. */
const ALONE = meanings([
  [IS.yesterday, 'امس غدا غد الغد البارحه اليوم'],
  [IS.since, 'خلالها خلاله بعدها بعده قبلها قبله حينها عندها اثرها عقبها عقبه اثره'],
  [IS.besides, 'ايضا كذلك'],
  [IS.other, 'اخر اخري اخرون اخرين اخران'],
  [IS.credit, 'حسبما بحسب حسب وفق وفقا نقل نقلا ما'],
  [IS.address, 'يا ايها ايتها انتم وانتم فانتم حضرات'],
  [IS.before, 'سابق قد'],
  [
    IS.month,
    `كانون تشرين شباط اذار نيسان ايار حزيران تموز ايلول جانفي فيفري افريل جوان جويليه اوت يوليوز غشت شتنبر نونبر
    دجنبر`,
  ],
]);
const JOINED = meanings([
  [
    IS.future,
    `سوف غدا المقبل المقبله القادم القادمه يعتزم تعتزم المقرر المتوقع المنتظر المرتقب المرتقبه قبيل يلتقي
    تلتقي يستعد تستعد يتوجه تتوجه يصل تصل يزور تزور يبدا تبدا يعقد تعقد`,
  ],
  [IS.denies, 'نفي نفت ينفي تنفي نفوا ينفيان تنفيان نافيا نافيه'],
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

/** What every word holds that is a number by itself. */
const HOLDS_NUMBER =
  /[0-9]|اثن|ثلاث|اربع|خمس|ست|سبع|ثمان|تسع|عشر|ميه|مايه|ما?يت|الف|لاف|ملي|ملاي|بلي|بلاي|تري|ترل/u;

/** «سموه», «معاليه»: of whom, the sentence before has said. */
const STYLED = /^[وفبل]?(?:سموه|سموهما|معاليه|سعادته|فضيلته|فخامته|جلالته|سماحته|دولته)$/u;
/** Heads of an office that one person holds, before the adjective of the state. */
const HEAD = /^(?:[وفبل](?=ال[رم]))?(?:الرييس|رييس|الملك|وزير|وزيره|المستشار|المستشاره)$/u;
const NUMBERED = /^[وفبل]{0,2}(?:ال)?(?:عدد|اعداد|حصيله|ضحايا|قتلي|جرحي|مصابين)$/u;
const TWO = /^[وفبل]{0,2}(?:شخص|قتيل|شهيد|جريح|جندي|طفل|رجل)(?:ين|ان)$/u;
/** What honours hold, as it is written: `plain.ts`. */
const HONOUR = /الله|سمو|معالي|سعادة|فخامة|فضيلة|سماحة|جلالة|دولة/u;

/** What the word looks like, whatever the tables say. */
function shaped(raw: string, folded: string): number {
  return (
    (openers.DEMONSTRATIVE.test(folded) ? IS.points : 0) |
    (openers.PRONOUN_BEHIND.test(folded) && !openers.NO_PRONOUN.has(folded) ? IS.bears : 0) |
    (STYLED.test(folded) ? IS.styled : 0) |
    (HEAD.test(folded) ? IS.head : 0) |
    (NUMBERED.test(folded) ? IS.numbered : 0) |
    (folded.endsWith('ن') && TWO.test(folded) ? IS.two : 0) |
    (HONOUR.test(raw) ? IS.honour : 0) |
    (folded.startsWith('سيداتي') ? IS.address : 0)
  );
}

/** Consonants that the spellings of one name never exchange; those of a row they do. */
const CONSONANTS = new Map(
  ['تطثدذزظسصشجغ', 'كق', ...'بحخرضعفلمن'.split('')].flatMap((row, bit) =>
    row.split('').map((letter) => [letter.charCodeAt(0), 1 << bit] as const),
  ),
);

/** The consonants of a folded word as bits; words under one skeleton (`skeleton` in `arabic/names.ts`) have the same. */
export function consonantsOf(folded: string): number {
  let bits = 0;
  for (let at = 0; at < folded.length; at += 1) bits |= CONSONANTS.get(folded.charCodeAt(at)) ?? 0;
  return bits;
}

const meant = factOf((raw, known): Pick<Word, 'folded' | 'term' | 'is' | 'consonants'> => {
  const { folded, term } = lexeme(known);
  const is =
    (isGivenName(folded) && !PREPOSITION.test(raw) ? IS.given : 0) |
    listed(folded) |
    (inSet(openers.SAYING, folded) ? IS.source : 0) |
    (inSet(openers.CONTINUING, folded) ? IS.continuing : 0) |
    (HOLDS_NUMBER.test(folded) && numbersIn(raw).length > 0 ? IS.number : 0) |
    (opensLabel(folded) ? IS.label : 0) |
    (openers.mayJoin(folded) ? IS.joins : 0) |
    (stateOf(term) !== undefined ? IS.place : 0) |
    shaped(raw, folded);
  return { folded, term, is, consonants: consonantsOf(folded) };
});

/** The words of a text, folded and stemmed. */
export function wordsOf(text: string): Word[] {
  return wordsFrom(tokens(text), 0);
}

/** The words that tokens are, with their offsets counted from `from`. */
export function wordsFrom(list: readonly Token[], from: number): Word[] {
  const out: Word[] = [];
  for (const { start, end, known } of list) {
    const { folded, term, is, consonants } = meant(known);
    out.push({ start: start - from, end: end - from, folded, term, is, consonants, known });
  }
  return out;
}

/** What stands between a word and the one before it. */
export function gapBefore(
  { text, words }: { readonly text: string; readonly words: readonly Word[] },
  index: number,
): string {
  return text.slice(words[index - 1]?.end ?? 0, words[index]?.start ?? text.length);
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
