/** The words of a sentence, and what each can be by itself. */
import { isGivenName } from '../arabic/names.ts';
import { numbersIn } from '../arabic/numbers.ts';
import { factOf, type Known } from '../arabic/remember.ts';
import { lexeme, type Token, tokens } from '../arabic/words.ts';
import { stateOf } from '../stories/states.ts';
import { LABEL_OPENERS } from './labels.ts';
import * as openers from './openers.ts';

/** A word where it stands in a sentence, with what is known of it. */
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

/** Each of these words behind each of these beginnings. */
function behind(beginnings: readonly string[], words: readonly string[]): readonly string[] {
  return beginnings.flatMap((beginning) => words.map((word) => beginning + word));
}

const CLITICS = ['', ...'وفبل'.split('')];
/** Up to two of them. */
const TWO_CLITICS = behind(CLITICS, CLITICS);
/** «سموه», «معاليه»: of whom, the sentence before has said. */
const STYLES = 'سموه سموهما معاليه سعادته فضيلته فخامته جلالته سماحته دولته'.split(' ');
/** Heads of an office that one person holds, before the adjective of the state. */
const HEADS = 'الرييس الملك المستشار المستشاره'.split(' ');
const COUNTED = 'عدد اعداد حصيله ضحايا قتلي جرحي مصابين'.split(' ');
const TWO_PEOPLE = behind('شخص قتيل شهيد جريح جندي طفل رجل'.split(' '), ['ين', 'ان']);

/** Words that say by themselves what they can be, folded: as they are, behind و or ف, or behind ال and the clitics before it. */
const ALONE: Rows = [
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
  [IS.label, LABEL_OPENERS],
  [IS.points, behind(['', ...'وفبلك'.split(''), 'كل', 'مع'], openers.DEMONSTRATIVES)],
  [IS.styled, behind(CLITICS, STYLES)],
  [IS.head, [...behind(CLITICS, HEADS), 'رييس', 'وزير', 'وزيره']],
  [IS.numbered, behind(behind(TWO_CLITICS, ['', 'ال']), COUNTED)],
  [IS.two, behind(TWO_CLITICS, TWO_PEOPLE)],
];
const JOINED: Rows = [
  [
    IS.future,
    `سوف غدا المقبل المقبله القادم القادمه يعتزم تعتزم المقرر المتوقع المنتظر المرتقب المرتقبه قبيل يلتقي
    تلتقي يستعد تستعد يتوجه تتوجه يصل تصل يزور تزور يبدا تبدا يعقد تعقد`,
  ],
  [IS.denies, 'نفي نفت ينفي تنفي نفوا ينفيان تنفيان نافيا نافيه'],
  [IS.source, 'بحسب حسب حسبما وفق وفقا نقلا قايلا موكدا مضيفا مشيرا بيان تصريح تصريحات'],
  [IS.source, [...openers.SAYING]],
  [IS.continuing, [...openers.CONTINUING]],
  [IS.joins, openers.JOINING],
];
const PREFIXED: Rows = [
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
];

type Rows = readonly (readonly [is: number, words: string | readonly string[]])[];
/** What a word means as it is, behind و or ف, and behind ال and the clitics before it. */
type Listed = { alone: number; joined: number; prefixed: number };

/** The three lists as one, so that a word is looked up once for each of its readings. */
const LISTED = new Map<string, Listed>();
for (const [how, rows] of [
  ['alone', ALONE],
  ['joined', JOINED],
  ['prefixed', PREFIXED],
] as const) {
  for (const [is, words] of rows) {
    for (const word of typeof words === 'string' ? words.split(/\s+/u) : words) {
      const listed = LISTED.get(word) ?? { alone: 0, joined: 0, prefixed: 0 };
      listed[how] |= is;
      LISTED.set(word, listed);
    }
  }
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
  const whole = LISTED.get(folded);
  let is = whole === undefined ? 0 : whole.alone | whole.joined | whole.prefixed;
  const first = folded.charAt(0);
  if ('وفبل'.includes(first)) {
    const rest = folded.slice(1);
    const behindOne = LISTED.get(rest);
    if (behindOne !== undefined) {
      if (first === 'و' || first === 'ف') is |= behindOne.joined;
      // «لاثنين» is for two.
      is |= behindOne.prefixed & (first === 'ل' ? ~IS.day : -1);
    }
    if (rest.startsWith('ال') || folded.startsWith('لل'))
      is |= LISTED.get(folded.slice(first === 'ل' && rest.startsWith('ل') ? 2 : 3))?.prefixed ?? 0;
  }
  if (first === 'ا' && folded.startsWith('ال')) is |= LISTED.get(folded.slice(2))?.prefixed ?? 0;
  return isFutureVerb(folded) ? is | IS.future : is;
}

/** «على» folds into the name علي. */
const PREPOSITION = /على$/u;

/** What every word holds that is a number by itself. */
const HOLDS_NUMBER =
  /[0-9]|اثن|ثلاث|اربع|خمس|ست|سبع|ثمان|تسع|عشر|ميه|مايه|ما?يت|الف|لاف|ملي|ملاي|بلي|بلاي|تري|ترل/u;

/** What honours hold, as it is written: `plain.ts`. */
const HONOUR = /الله|سمو|معالي|سعادة|فخامة|فضيلة|سماحة|جلالة|دولة/u;

/** What the word looks like, whatever the tables say. */
function shaped(raw: string, folded: string): number {
  return (
    (openers.PRONOUN_BEHIND.test(folded) && !openers.NO_PRONOUN.has(folded) ? IS.bears : 0) |
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
    (HOLDS_NUMBER.test(folded) && numbersIn(raw).length > 0 ? IS.number : 0) |
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

/** Who speaks: «المتحدث باسم …», «تحدث باسم …». */
const SPEAKER = /^[وفبل]*(?:ال)?(?:متحدث|ناطق|تحدث|يتحدث|تكلم|يتكلم)(?:ه|ا|ين|ون|ان|ت|وا)?$/u;

/** Whether «باسم» at this word is no first name but «in the name of»: behind who speaks, and before an institution's «الـ… الـ…». */
export function speaksFor(words: readonly Word[], at: number): boolean {
  if (words[at]?.folded !== 'باسم') return false;
  const named = [words[at + 1], words[at + 2]];
  return (
    SPEAKER.test(words[at - 1]?.folded ?? '') || named.every((word) => word?.folded.startsWith('ال') === true)
  );
}
