/** Shortening a sentence from its end, at a place where it may end. */
import { isRooted } from '../arabic/rooted.ts';
import { countWords } from '../arabic/words.ts';
import { SAYING } from './openers.ts';
import { matterOf, numbersOf, type Sentence } from './sentence.ts';
import { IS, type Word } from './word.ts';

/** Words that begin a part which the sentence stands without. */
const BEGINS_PART =
  /^(?:و?بعد|حيث|فيما|بينما|وذلك|و?خلال|بحضور|برعايه|مشيرا|مشيره|موكدا|موكده|لافتا|معتبرا|موضحا|مضيفا|مبينا|قايلا|داعيا|محذرا|وسط|عقب|اثر|اثنا|ضمن|كما|تضمنت|شملت|قبيل|تزامنا|بهدف|كجز|وفق|وفقا|بحسب|حسبما|نقلا|رغم|لمناقشه|لبحث|علي_هامش|في_ظل|في_حين|في_وقت|في_اطار|من_اجل)$/u;
/** Words that nothing may end with. */
const HANGING =
  /^[وف]?(?:و|ان|انه|انها|بان|الذي|التي|الذين|ما|لا|لم|لن|قد|هو|هي|من|في|علي|الي|عن|مع|بين|او|ثم|كل|غير|عدم|اي|هذا|هذه|ذلك|تلك|كان|كانت|اكثر|نحو|حوالي|قال|قالت|اكد|اكدت|اعلن|اعلنت|بعد|قبل|خلال|رييس|وزير|ضد|لدي|عند|حول|منذ|حتي|يوم|عام|سنه|شهر|فيما|حيث|بينما|الدكتور|الدكتوره|السيد|السيده|الشيخ|الامير|الاميره|الاستاذ|الاستاذه|المهندس|المهندسه|العميد|العقيد)$/u;
/** A claim that needs its claimant in the same sentence. */
const CLAIM =
  /^(?:[وبف]?(?:ال)?)(?:مقتل|قتلي|قتيل|قتيلا|قتل|ضحايا|اصابه|اصيب|جرحي|مصرع|اتهام|اتهم|مسووليه|تورط|فساد|ارهاب)/u;
const CLAIMANT =
  /^(?:و?(?:وفق|وفقا|بحسب|حسب|حسبما|نقلا)|(?:و)?(?:قال|قالت|اعلن|اعلنت|افاد|افادت|ذكر|ذكرت|اكد|اكدت|مصدر|مصادر|مسوول|مسوولون))$/u;

/** Whether every quotation mark and parenthesis that opens before `end` closes before it. */
function closed(text: string, end: number): boolean {
  const kept = text.slice(0, end);
  const count = (marks: RegExp): number => kept.match(marks)?.length ?? 0;
  return (
    count(/[«“(]/gu) === count(/[»”)]/gu) &&
    count(/"/gu) % 2 === 0 &&
    !/\s[-–—][^-–—\d][^-–—]*$/u.test(kept.slice(-60))
  );
}

/** Whether what would be cut away holds the claimant of what would be kept. */
function losesClaimant(words: readonly Word[], kept: number): boolean {
  const claims = words.slice(0, kept).some((word) => CLAIM.test(word.folded));
  if (!claims || words.slice(0, kept).some((word) => CLAIMANT.test(word.folded))) return false;
  return words.slice(kept).some((word) => CLAIMANT.test(word.folded));
}

/** How many words a shortened sentence is to have. */
export type Room = { readonly least: number; readonly most: number };

/** Whether the words cut away hold what the verb of saying at the sentence's head says: «أن …». */
function losesSpeech(words: readonly Word[], kept: number): boolean {
  const verb = words[0]?.folded.replace(/^و(?=.{3})/u, '') ?? '';
  if (!SAYING.has(verb)) return false;
  const speech = words.findIndex(
    (word, at) =>
      at > 0 &&
      SPEECH.test(word.folded) &&
      !words.slice(Math.max(0, at - 3), at).some(({ folded }) => SAYS_MORE.test(folded)),
  );
  return speech >= 0 && speech < SPEECH_WITHIN && kept < speech + 4;
}
/** Further from its verb an أن is another's. */
const SPEECH_WITHIN = 45;
/** Begins what somebody says. */
export const SPEECH = /^ب?ان(?:ه|ها|هم|هما|ني|نا)?$/u;

/**
 * The longest beginning of a sentence of `least` to `most` words that ends where a clause ends, without the mark at its
 * end; undefined when it has none. Quotations stay whole, a claim keeps who makes it, a verb of saying what is said. With
 * `sure` only where what follows cannot belong to the part before it.
 */
export function clauseWithin(
  sentence: Sentence,
  room: Room,
  how: 'sure' | 'any' = 'any',
): string | undefined {
  return cutWithin(sentence, room, true) ?? (how === 'any' ? cutWithin(sentence, room, false) : undefined);
}

/** Words that begin what completes the part before them, after a relative clause in commas: there the part may not end. */
const RELATIVE = /^(?:الذي|التي|الذين|اللذين|اللذان|اللتين)$/u;

/** `clauseWithin` at places that are surely the end of a clause (`firm`), or at any comma. */
function cutWithin(sentence: Sentence, room: Room, firm: boolean): string | undefined {
  // A token is at most a word, and few words are more than two tokens.
  for (let kept = Math.min(sentence.words.length - 1, room.most * 2); kept > 0; kept -= 1) {
    const end = clauseEnd(sentence, kept, firm);
    if (end === undefined) continue;
    const part = sentence.text.slice(0, end);
    const length = countWords(part);
    if (length < room.least) return undefined;
    if (length <= room.most) return part;
  }
  return undefined;
}

/** Words behind a comma after which a clause has hardly begun. */
const BEGUN = 6;

/** Whether a text ends in a clause behind a comma that is too short to be whole without what follows. */
function isBegun(text: string): boolean {
  const comma = Math.max(text.lastIndexOf('،'), text.lastIndexOf('؛'));
  return comma > 0 && countWords(text.slice(comma + 1)) < BEGUN;
}

/** Words that say when. */
const TIME =
  /^(?:صباح|مسا|ظهر|فجر|عصر|يوم|اليوم|امس|السبت|الاحد|الاثنين|الثلاثا|الاربعا|الخميس|الجمعه|الماضي|الجاري)$/u;

/**
 * Whether one of the commas round a time stands behind the first `kept` words, and the sentence goes on behind the other:
 * «رعى الأمير، مساء الأحد، حفل …».
 */
function isBesideTime({ text, words }: Pick<Sentence, 'text' | 'words'>, kept: number): boolean {
  const isTime = (at: number): boolean => TIME.test(words[at]?.folded ?? '');
  const behindComma = (at: number): boolean =>
    /[،,]/u.test(text.slice(words[at - 1]?.end ?? 0, words[at]?.start ?? text.length));
  let from = kept;
  while (from > 0 && isTime(from - 1)) from -= 1;
  let to = from;
  while (isTime(to)) to += 1;
  const next = words[to];
  if (to === from || next === undefined || !behindComma(from) || !behindComma(to)) return false;
  return !/^و.{3}/u.test(next.folded) && !BEGINS_PART.test(next.folded);
}

/** Where a clause ends behind the first `kept` words, as an offset into the sentence; undefined where none does. */
function clauseEnd({ text, words }: Sentence, kept: number, firm: boolean): number | undefined {
  const last = words[kept - 1];
  const next = words[kept];
  if (last === undefined || next === undefined || HANGING.test(last.folded)) return undefined;
  const gap = text.slice(last.end, next.start);
  const pair = `${next.folded}_${words[kept + 1]?.folded ?? ''}`;
  const opens = /\s/u.test(gap) && (BEGINS_PART.test(next.folded) || BEGINS_PART.test(pair));
  const comma = /^[»”")]*\s*[،؛]/u.test(gap);
  if (!opens && !comma) return undefined;
  if (!comma && isBegun(text.slice(0, last.end))) return undefined;
  if (comma && isBesideTime({ text, words }, kept)) return undefined;
  const ends = opens || /^و.{3}/u.test(next.folded);
  if (firm && (!ends || endsRelative(words, kept))) return undefined;
  const end = last.end + (/^[»”")]*/u.exec(gap)?.[0].length ?? 0);
  return closed(text, end) && !losesClaimant(words, kept) && !losesSpeech(words, kept) ? end : undefined;
}

/** A sentence of more words that has no commas joins its parts with و. */
const RUN_ON = 40;
/** A و before the article joins two nouns rather than two parts. */
const JOINT = /^و(?!ال).{3}/u;

/** Whether a و joins this word to those before it, and is not its own letter as in وزير and وداد. */
function isJoint({ folded, is }: Word): boolean {
  return JOINT.test(folded) && !isRooted(folded) && (is & IS.given) === 0;
}

/** Whether a part may end with this word; behind a number a و goes on with it: 2 ونصف. */
function mayEnd({ folded }: Word): boolean {
  return !HANGING.test(folded) && !/^[0-9]/u.test(folded);
}

/** Where a sentence may be cut, from its beginning: so many of its words, which are so many for readers. */
export type Cut = { readonly kept: number; readonly length: number; readonly text: string };

/** All places from `least` words on where a clause ends, or in a sentence that runs on where a و joins the next part. */
export function cutsOf(sentence: Sentence, least: number): Cut[] {
  const { text, words } = sentence;
  const out: Cut[] = [];
  for (let kept = Math.ceil(least / 2); kept < words.length; kept += 1) {
    const last = words[kept - 1];
    const next = words[kept];
    const joint = sentence.length > RUN_ON && next !== undefined && isJoint(next);
    const end =
      clauseEnd(sentence, kept, false) ??
      (joint && last !== undefined && mayEnd(last) && closed(text, last.end) ? last.end : undefined);
    if (end === undefined) continue;
    const part = text.slice(0, end);
    const length = countWords(part);
    if (length >= least && length < sentence.length) out.push({ kept, length, text: part });
  }
  return out;
}

/** Whether a relative clause opened near the end of the kept words, so that their verb may still lack its object. */
function endsRelative(words: readonly Word[], kept: number): boolean {
  const from = words.slice(0, Math.min(kept, 8)).findIndex((word) => RELATIVE.test(word.folded));
  return from >= 0 && from < 6 && kept - from < 12;
}

/** Of these a speaker's further words begin: the أن behind them is theirs. */
export const SAYS_MORE =
  /^(?:و?(?:مشير|موكد|لافت|معتبر|موضح|مضيف|مبين|منوه|مشدد|محذر|متوقع|معرب|مشيد|مثمن|مطالب)(?:ا|ه|ين)|و?(?:داعي[اه]|داعين|متمني[اه]|متمنين)|و(?:اشار|اوضح|اكد|اضاف|لفت|بين|شدد|نوه|اعرب)ت?)$/u;
/** Behind a comma these begin what an editor cuts first: the occasion, who else was there, what it leads to. */
const BEGINS_TAIL =
  /^(?:وذلك|فيما|حيث|بينما|علما|بحضور|برعايه|وسط|ضمن|الامر_الذي|وهو_ما|وهي_ما|في_حين|في_وقت|في_ظل|في_اطار|علي_هامش|في_خطوه)$/u;

/** From a sentence of more words much has gone. */
const MUCH = 60;

/**
 * The sentence without its tail, of `least` to `most` words: cut where a comma and a word that begins a tail stand, and
 * ended with a stop, or with … where so much went that readers should see it. undefined when it has no such tail.
 * Quotations, claimants and what a speaker says stay whole.
 */
export function withoutTail(sentence: Sentence, { least, most }: Room): Sentence | undefined {
  const { words } = sentence;
  for (let kept = Math.min(words.length - 1, most * 2); kept > 0; kept -= 1) {
    const last = words[kept - 1];
    const next = words[kept];
    if (last === undefined || next === undefined || HANGING.test(last.folded)) continue;
    const gap = sentence.text.slice(last.end, next.start);
    if (!/^[»”")]*\s*[،,؛]/u.test(gap)) continue;
    const pair = `${next.folded}_${words[kept + 1]?.folded ?? ''}`;
    const saysMore = SAYS_MORE.test(next.folded);
    if (!saysMore && !BEGINS_TAIL.test(next.folded) && !BEGINS_TAIL.test(pair)) continue;
    const end = last.end + (/^[»”")]*/u.exec(gap)?.[0].length ?? 0);
    if (!closed(sentence.text, end) || losesClaimant(words, kept)) continue;
    if (!saysMore && losesSpeech(words, kept)) continue;
    const text = `${sentence.text.slice(0, end)}${sentence.length > MUCH ? '…' : '.'}`;
    const mends = sentence.mends.filter(({ at }) => at <= end);
    const length = mends.reduce((sum, mend) => sum + mend.words, countWords(text));
    if (length < least) return undefined;
    if (length > most) continue;
    const own = words.slice(0, kept);
    return { ...sentence, text, length, words: own, terms: matterOf(own), mends, numbers: numbersOf(text) };
  }
  return undefined;
}

/** The first words of a sentence, at most `most`, not ending in a word that hangs: for where no clause ends in time. */
export function wordsWithin(sentence: Sentence, most: number): string {
  const runs = [...sentence.text.matchAll(/\S+/gu)];
  let end = 0;
  let counted = 0;
  for (const run of runs) {
    const words = countWords(run[0]);
    if (counted + words > most) break;
    counted += words;
    end = run.index + run[0].length;
  }
  let kept = sentence.words.filter((word) => word.end <= end).length;
  const hangs = (folded: string): boolean => HANGING.test(folded) || BEGINS_PART.test(folded);
  while (kept > 1 && hangs(sentence.words[kept - 1]?.folded ?? '')) kept -= 1;
  const last = sentence.words[kept - 1];
  return last === undefined ? '' : sentence.text.slice(0, last.end);
}
