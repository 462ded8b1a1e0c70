/** What an editor leaves out of any sentence, however short: honours, the outlet's talk of itself, credits, stray marks. */
import { once } from '../arabic/kept.ts';
import { countWords } from '../arabic/words.ts';
import { spellingsOf } from '../news/publishers.ts';
import { MARKS, type Part } from './parts.ts';
import { IS } from './word.ts';

/** What an outlet's sentences are read with; its patterns take longer to compile than many articles to read, and few ask for them. */
export type Own = {
  /** The first words of each of its names: a text without them names it nowhere. */
  readonly begins: readonly string[];
  /** «في حديث لـ» and the outlet's name, before what was said. */
  readonly told: () => RegExp;
  /** «قال وزير المياه لـ» and its name. */
  readonly toldTo: () => RegExp;
  /** «قال لـ» and its name, before who says it. */
  readonly toldAtOnce: () => RegExp;
  /** The same before the colon of a headline: «خبراء لـ«الأفق»: …». */
  readonly toldTitle: () => RegExp;
};

const OCCASION = 'تصريح|تصريحات|حديث|مقابلة|حوار|لقاء|اتصال|مداخلة';
const SAID = 'قالت?|[أا]كدت?|[أا]وضحت?|[أا]ضافت?|كشفت?|[أا]فادت?|بينت?|ذكرت?|صرحت?|[أا]علنت?|نفى|نفت';
const KIND = 'خاص|خاصة|هاتفي|هاتفية|حصري|حصرية|صحفي|صحفية';

/** The outlet as its own sentences name it, by its name as readers see it; a single common letter or two is none. */
export function ownOf(publisher: string | undefined): Own {
  if (publisher === undefined) return NOBODY;
  const known = owns.get(publisher);
  if (known !== undefined) return known;
  const names = spellingsOf(publisher)
    .filter((name) => name.length >= 3 && name.length <= 40)
    .sort((a, b) => b.length - a.length);
  const shapes = names.map((one) => one.replace(/[^\p{L}\p{N}]+/gu, '[^\\p{L}\\p{N}]{1,3}'));
  const name = `["«“]?(?:(?:قناة|صحيفة|موقع|وكالة|شبكة|راديو|إذاعة|تلفزيون) )?(?:${shapes.join('|')})(?: (?:العربية|عربي|بالعربية|نيوز|4))?["»”]?`;
  const made = {
    begins: names.map((one) => /^[\p{L}\p{N}]+(?: [\p{L}\p{N}]+)?/u.exec(one)?.[0] ?? ''),
    told: compiled(
      `(?<before>[،,]?)\\s(?:(?:في|خلال) (?:${OCCASION})(?: (?:${KIND})){0,2} (?:مع |إلى |الى |لـ?\\s?)|(?:أرسل|ارسل)(?:ت?ه)? (?:إلى|الى) )${name}(?<after>[،,]?)(?=\\s(?:[أإا]ن(?:ه|ها|هم|نا|ني)?|عن|على|في|إلى|الى|خلال)\\s|\\s?:|[،,.])`,
    ),
    toldTo: compiled(
      `^(?<said>[وف]?(?:${SAID})(?:\\s[\\p{L}\\p{M}.]+){0,9})\\sلـ?\\s?${name}(?=\\s(?:[أإا]ن(?:ه|ها|هم|نا|ني)?)\\s|\\s?:)`,
    ),
    toldAtOnce: compiled(`^(?<said>[وف]?\\p{L}{2,7})\\sلـ?\\s?${name}(?=\\s[\\p{L}«"])`),
    toldTitle: compiled(`\\s(?:لـ|ل|لـ\\s)${name}(?=\\s?:)`),
  };
  if (owns.size >= REMEMBERED) owns.clear();
  owns.set(publisher, made);
  return made;
}
/** The pattern, compiled at its first use. */
function compiled(source: string): () => RegExp {
  return once(() => new RegExp(source, 'u'));
}

const NEVER = compiled('(?!)');
const NOBODY: Own = { begins: [], told: NEVER, toldTo: NEVER, toldAtOnce: NEVER, toldTitle: NEVER };
const owns = new Map<string, Own>();
/** Outlets whose patterns are kept compiled; then all are made anew. */
const REMEMBERED = 500;

/** What each of an outlet's patterns begins with, whoever the outlet is. */
const MAY_BE_TOLD = new RegExp(`(?:في|خلال) (?:${OCCASION})|[أا]رسل`, 'u');
const MAY_BE_TOLD_TO = new RegExp(`^[وف]?(?:${SAID})(?=\\s).*\\sل`, 'su');
const MAY_BE_TOLD_AT_ONCE = /^[وف]?\p{L}{2,7}\sل/u;

/** A sentence that was not said to the outlet alone needs no word of that. */
function withoutOwn(sentence: string, { begins, told, toldTo, toldAtOnce }: Own): string {
  if (!begins.some((letters) => sentence.includes(letters))) return sentence;
  let out = sentence;
  const match = MAY_BE_TOLD.test(sentence) ? told().exec(sentence) : null;
  if (match !== null) {
    const { before = '', after = '' } = match.groups ?? {};
    const comma = before === '' && after !== '' ? after : '';
    out = sentence.slice(0, match.index) + comma + sentence.slice(match.index + match[0].length);
  }
  if (MAY_BE_TOLD_TO.test(out)) out = out.replace(toldTo(), '$<said>');
  return MAY_BE_TOLD_AT_ONCE.test(out) ? out.replace(toldAtOnce(), '$<said>') : out;
}

/** Blessings on rulers, in dashes, in parentheses or bare. */
const BLESSING =
  /\s{0,3}(?:[-–—ـ]\s?|\()(?:يحفظه|حفظه|حفظها|أيده|رعاه|سلمه|نصره|حفظهما|حفظهم|أعزه|وفقه|وفقها|وفقهم) الله(?: ورعاه| تعالى)?(?:\s?[-–—ـ]|\))\s{0,3}|\s{0,3}[-–—ـ]\s?بحفظ الله\s?[-–—ـ]\s{0,3}/gu;
const BARE_BLESSING =
  /(?<=\p{L}) (?:يحفظه|حفظه|أيده|رعاه|حفظهما|حفظهم) الله(?: ورعاه| تعالى)?(?=\s?[،,.]|\s\p{L}{2,}|$)(?! من )/gu;
/** Styles before the title that says it already; never behind an attached preposition. */
const STYLE = /(?<=^|\s)صاحب السمو(?: الملكي)? (?=الأمير|الشيخ)/gu;
const TITLE =
  /(?<=^|\s)(?:معالي|سعادة|فخامة|سمو|فضيلة|سماحة|جلالة|دولة(?= رئيس (?:مجلس |ال(?:وزراء|حكومة))))\s(?=وزير|رئيس|ال(?:مستشار|أمير|شيخ|دكتور|مهندس|أستاذ|ملك|رئيس|سفير|نائب|أمين|لواء|فريق)|أمير|ولي |نائب|مدير|محافظ|سفير|مفتي|وكيل|أمين|مستشار|قائد)/gu;
const SLASHED = /(?<=^|\s)الأستاذة?\s?\/\s?(?=\p{L})/gu;

/** Honours would be praise in our voice. */
function withoutHonours(text: string): string {
  let out = text;
  if (out.includes('الله')) {
    const blessed = out.replace(BLESSING, ' ').replace(BARE_BLESSING, '');
    if (blessed !== out) out = blessed.replace(/ (?=[،؛.؟!,])/gu, '');
  }
  if (/السمو|معالي|سعادة|فخامة|سمو|فضيلة|سماحة|جلالة|دولة رئيس|\//u.test(out)) {
    out = out.replace(STYLE, '').replace(TITLE, '').replace(SLASHED, '');
  }
  return out;
}

/** By whose grace something happens, in front of what happens. */
const BY_GRACE =
  /^و?(?:[إا]نفاذ(?:ا|ً){0,2}|تنفيذ(?:ا|ً){0,2}|تحت رعاية|برعاية|بتوجيه|بتوجيهات|بناءً? على توجيه|بناءً? على توجيهات|[اإ]نطلاق(?:ا|ً){0,2} من حرص) /u;
/** A verb, mostly behind a comma: what happens. */
const THEN = /(?<!\p{L})(?<before>\p{L}{1,30})[»”")]?[،,]?\s{1,3}(?=(?<verb>\p{L}{1,20})\s)/gu;
/** Behind these a verb tells of whom they are, not what happens. */
const WHO = /^(?:الذي|التي|الذين|و?من|ما|كما|أن|إن|قد|لم|لن|لا)$/u;
const HAPPENS =
  /^(?:وصلت?|انطلقت?|افتتحت?|دشنت?|نظمت?|أقامت?|عقدت?|أطلقت?|بدأت?|سيرت?|وزعت?|قدمت?|اختتمت?|شهدت?|احتفلت?|استقبلت?|رعى|نفذت?|[يت]عقد|[يت]نطلق|[يت]نظم|[يت]قام|[يت]بدأ|[يت]فتتح|[يت]ختتم|[يت]شهد|أعلنت?|وقعت?|تسلمت?|غادرت?)$/u;
/** Characters of thanks that are looked through for what happens. */
const GRACE_AT_MOST = 600;
/** A sentence of fewer words keeps who ordered it. */
const HAPPENS_IN_LEAST = 8;

function withoutGrace(text: string): string {
  if (!BY_GRACE.test(text)) return text;
  for (const { index, 0: before, groups } of text.matchAll(THEN)) {
    if (index > GRACE_AT_MOST) break;
    const rest = text.slice(index + before.length);
    if (!HAPPENS.test(groups?.verb ?? '') || WHO.test(groups?.before ?? '')) continue;
    if (/[«»“”"]/u.test(text.slice(0, index + before.length))) continue;
    return countWords(rest) >= HAPPENS_IN_LEAST ? rest : text;
  }
  return text;
}

/** Who passed the news on, behind a sentence that says who gave it: «، حسبما نقلت وكالة …». */
const CREDIT =
  /[،,]?\s(?:(?:حسبما|بحسب ما|حسب ما|وفق ما|وفقا?ً?ا? لما|على ما) (?:ذكر|أفاد|افاد|أورد|اورد|نقل|نشر)(?:ت|ته|ه)? |(?:بحسب|حسب|وفقا?ً?ا? ل?|نقلا?ً?ا? عن) ?)(?:ل?وكال(?:ة|ات) |صحيفة |موقع |قناة |شبكة |ل?وسائل |["«“]?(?:رويترز|فرانس برس|الأناضول|أ\.?\s?ف\.?\s?ب|د\.?\s?ب\.?\s?أ|يونهاب|اسوشييتد|أسوشيتد|نوفوستي|سبوتنيك|واس|تاس|إرنا|شينخوا))[^.؟!،:]{0,50}(?<stop>[.]?)$/u;
const GIVES =
  /(?:^|\s)[وف]?(?:قال|أعلن|اعلن|أكد|اكد|أوضح|اوضح|ذكر|كشف|صرح|أشار|اشار|أفاد|افاد|نفى|حذر|اتهم)ت?\s+\p{L}/u;

/** A source behind the one that passed it on, or a day. */
const TELLS_MORE =
  /عن (?:مصدر|مسؤول|شهود)|(?<!\p{L})(?:السبت|ال[أا]حد|ال[إا]ثنين|الثلاثاء|ال[أا]ربعاء|الخميس|الجمعة|[أا]مس|اليوم)(?!\p{L})/u;

function withoutCredit(text: string): string {
  const match = CREDIT.exec(text);
  if (match === null || TELLS_MORE.test(match[0])) return text;
  const kept = text.slice(0, match.index);
  return GIVES.test(kept) && balanced(kept) ? `${kept}${match.groups?.stop ?? ''}` : text;
}

/** اليوم or أمس before the day's name says again, for that day's readers alone, what the name says to all. */
const SAID_BY_NAME =
  /(?<=^|\s)(?:اليوم|[أا]مس(?: ال[أا]ول)?|(?:بعد )?غد(?:ا|ً|ٍ){0,2})\s{1,2}(?=(?:السبت|ال[أا]حد|ال[إا]ثنين|الثلاثاء|ال[أا]ربعاء|الخميس|الجمعة)(?:[\s،,.؛:)]|$))/gu;
/** «وقد وافقت»: the verb alone says it; before a verb in the present قد is another word. */
const THEN_IT_HAS = /^وقد\s+(?=[^\sيتنس]\p{L}{2,})/u;
/** A و or ف that a slip has parted from its word. */
const DETACHED = /^[وف]\s+(?=\p{L})/u;

/** A closing mark at the end that nothing opened, with the stop that may stand behind it. */
const STRAY_AT_END = /^(?<kept>.*?)["”»](?<stop>[.؟!…]*)$/su;

/** A sentence without a stray closing mark at its end: an outlet's slip, not a quotation cut in two. */
function withoutStray(text: string): string {
  if (balanced(text)) return text;
  const { kept, stop } = STRAY_AT_END.exec(text)?.groups ?? {};
  const repaired = kept === undefined ? text : `${kept}${stop ?? ''}`;
  return balanced(repaired) ? repaired : text;
}

/** Spaces where Arabic print has none: before a stop, inside quotation marks; a Latin comma between Arabic words. */
export function tidy(text: string): string {
  let out = text;
  if (out.includes(',') || /\s[.،؛؟!]/.test(out)) {
    out = out
      .replace(/(?<=[\p{L}\p{M}»”")])\s{0,3},\s{0,3}(?=[\p{Script=Arabic}(«"“])/gu, '، ')
      .replace(/(?<=[\p{L}\p{M}\p{N}»”")])\s{1,3}(?=[،؛](?:\s|$)|[.؟!]+$)/gu, '')
      .replace(/(?<=[\p{L}\p{M}\p{N}»”")])\s{1,3}([،؛])(?=[\p{L}(«"“])/gu, '$1 ');
  }
  if (/[«“(]\s|\s[»”)]/u.test(out)) out = out.replace(/(?<=[«“(])\s+|\s+(?=[»”)])/gu, '');
  if (/"\s/u.test(out)) out = out.replace(/"\s{0,3}([^"]*?)\s{0,3}"/gu, '"$1"');
  return out;
}

/** From so many words on, a sentence that goes on with «، وقال …» is two. */
const TOO_LONG = 45;
/** Neither part has fewer words. */
const PART = 10;
const GOES_ON =
  /[،,]\s+(?=و(?:قالت?|[أا]ضافت?|[أا]كدت?|[أا]وضحت?|[أا]شارت?|ذكرت?|[أا]علنت?|تابعت?|شددت?|كشفت?|لفتت?|ر[أا]ت|ر[أا]ى|[اأ]عتبرت?|دعت|دعا|نفت|نفى|حذرت?|طالبت?|[أا]فادت?|توقعت?|[اأ]تهمت?|رفضت?)\s)/gu;

/** The sentences in a sentence that is too long to be read at a glance; itself where it has no such place. */
export function parted(sentence: string): readonly string[] {
  if (sentence.length < TOO_LONG * 3 || countWords(sentence) <= TOO_LONG) return [sentence];
  const out: string[] = [];
  let from = 0;
  for (const { index, 0: mark } of sentence.matchAll(GOES_ON)) {
    const [part, rest] = [sentence.slice(from, index), sentence.slice(index + mark.length)];
    if (countWords(part) < PART || countWords(rest) < PART || !balanced(part)) continue;
    out.push(`${part}.`);
    from = index + mark.length;
  }
  return [...out, sentence.slice(from)];
}

/** Marks that come in pairs, and whether the text closes each that it opens. */
export function balanced(text: string): boolean {
  let straight = 0;
  const open: string[] = [];
  for (const mark of text.match(/[«»“”()"]/gu) ?? []) {
    if (mark === '"') straight += 1;
    else if (mark === '«' || mark === '“' || mark === '(') open.push(mark);
    else if (open.pop() !== { '»': '«', '”': '“', ')': '(' }[mark]) return false;
  }
  return straight % 2 === 0 && open.length === 0;
}

/**
 * A sentence as it may be shown: words are only left out, marks and spaces put right. `own` is the outlet it is from. What
 * none of its words and marks calls for is not looked for.
 */
export function plain({ text, is, marks }: Part, own: Own): string {
  let out = text;
  if ((marks & MARKS.pair) > 0) out = withoutStray(out);
  if ((marks & (MARKS.pair | MARKS.comma | MARKS.spaced)) > 0) out = tidy(out);
  if ((is & IS.honour) > 0 || (marks & MARKS.slash) > 0) out = withoutHonours(out);
  out = withoutGrace(out);
  if ((is & IS.yesterday) > 0) out = out.replace(SAID_BY_NAME, '');
  out = withoutOwn(out.replace(DETACHED, '').replace(THEN_IT_HAS, ''), own);
  return (is & IS.credit) > 0 ? withoutCredit(out) : out;
}
