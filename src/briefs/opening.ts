/** How a sentence opens: who speaks in it, and whether it leans on the one before. */
import { stem } from '../arabic/words.ts';
import { telling } from '../stories/terms.ts';
import * as openers from './openers.ts';
import type { Part } from './parts.ts';
import { gapBefore, IS, inSet, type Word } from './word.ts';

/** Whether a word is a state, which speaks as an institution does. */
export function isPlace(word: Word | undefined): boolean {
  return word !== undefined && (word.is & IS.place) > 0;
}

/** Institutions and people without a name that speak: no surname, though they be a single word. */
export const SPEAKS_UNNAMED = new Set(
  'الكرملين البنتاغون البنتاجون الجيش الشرطه الحكومه البرلمان الكونغرس الكونجرس الفاتيكان اليونيسف الاونروا الناتو النيابه المعارضه القضاء القضا الخارجيه الداخليه الدفاع الامم مصادر مصدر مسوول مسوولون شهود خبراء خبرا محللون مراقبون دبلوماسيون باحثون علما اطبا متحدث ناطق نشطا ناشطون صحيفه وساىل وسايل تقارير سكان اهالي'.split(
    ' ',
  ),
);

/** «المصابون»: those of whom the sentence before has told; a people or a party («الحوثيون») is known by its name. */
const THOSE = /^ال.*[^ي](?:ون|ين)$/u;

type Speaker =
  | { readonly kind: 'nobody' }
  /** Named, perhaps by a surname before more: «السيستاني رئيس …». */
  | { readonly kind: 'named'; readonly name?: string }
  | { readonly kind: 'surname'; readonly name: string };

/** Who speaks after a verb of saying that stands before `at`. */
function speaker(head: Pick<Part, 'text' | 'words'>, at: number): Speaker {
  const { words } = head;
  // What is said begins at once: nobody is named.
  if (at > 0 && /[:"«“]/u.test(gapBefore(head, at))) return { kind: 'nobody' };
  let end = at;
  while (end < words.length && end < at + 9) {
    const word = words[end];
    if (word === undefined || (openers.AFTER_NOBODY.has(word.folded) && word.folded !== 'في')) break;
    if (word.folded === 'في' && end - at < 2) break;
    if (end > at && /[،:؛"«“(]/u.test(gapBefore(head, end))) break;
    end += 1;
  }
  const named = words.slice(at, end);
  const first = named[0];
  if (first === undefined) return { kind: 'nobody' };
  if (named.some((word, index) => (word.is & IS.given) > 0 && index + 1 < named.length))
    return { kind: 'named' };
  if (openers.ANAPHORIC.has(first.folded)) {
    const of = named.some((word) => openers.OF_OFFICE.has(word.folded));
    const state = /^(?:الرييس|الملك|الزعيم)$/u.test(first.folded) && isPlace(named[1]);
    // A name after the office in commas: الوزير المعني، فلان الفلاني، …
    const next = words[end];
    const after = next !== undefined && (next.is & IS.given) > 0;
    return { kind: of || state || after || named.length >= 5 ? 'named' : 'nobody' };
  }
  if (named.length > 1) return first.term === '' ? { kind: 'named' } : { kind: 'named', name: first.term };
  if (SPEAKS_UNNAMED.has(first.folded) || isPlace(first)) return { kind: 'named' };
  if (THOSE.test(first.folded)) return { kind: 'nobody' };
  if (/(?:ون|ين|ات)$/u.test(first.folded)) return { kind: 'named' };
  // «قال لفلان» names who is spoken to.
  const spokenTo = /^[لب]/u.test(first.folded) && !first.term.startsWith(first.folded.charAt(0));
  if (first.term === '' || spokenTo) return { kind: 'nobody' };
  return /^[a-z]/u.test(first.term) ? { kind: 'named' } : { kind: 'surname', name: first.term };
}

/** «بحسب المصادر»، «وفقا للبيان»: whose, the sentence before has said. */
const ACCORDING = /^[وف]?(?:بحسب|حسب|وفق|وفقا|نقلا|طبقا|بموجب)$/u;
/** «فالسوق», «فقد», «فبعد»: a reason for what stood before. */
const THEREFORE =
  /^ف(?:ال.{3,}|لل.{3,}|ان|انه|انها|انهم|اننا|هو|هي|هم|هناك|ليس|ليست|من|ما|هذا|هذه|ذلك|تلك|قبل|بعد|لم|لا|لن|لو|اذا|عندما|بينما|خلال|حتي|علي|الي|في|كلا|قد|داخل|حين|كان|كانت|جات|جا|يري|تري|يقول|تقول|لكل|كل|بعض|نحن|عبر|بحسب|وفق|منذ|مع|لدي|رغم|برغم|ثمه|عند)$/u;
/** A word of the language behind the ف has at most so much to tell; one that only begins with ف is no such word. */
const COMMON = 5;

/** Whether a first word is ف and a word: «فترتيبات», never «فعاليات». */
function therefore({ folded, term }: Word): boolean {
  if (!folded.startsWith('ف')) return false;
  if (THEREFORE.test(folded)) return true;
  if (folded.length < 5) return false;
  const rest = stem(folded.slice(1));
  return telling(term) > telling(rest) && telling(rest) < COMMON && folded.length - 1 >= rest.length;
}

/** «…، حسب المصدر.» at the end: which one, the sentence before has said. */
const LIKEWISE =
  /[،,]\s(?:ب?حسب|وفقا?ً?ا? ل|وفق) ?ا?ل(?:مصدر|مصادر|مسؤول|بيان|تقرير|صحيفة|وكالة|موقع|قناة|متحدث|ناطق)[.؟!]?$/u;

/** «بعد نحو ساعتين»: from when, the sentence before has said. */
const LATER =
  /^[وف]?بعد (?:(?:نحو|حوالي|اقل من|اكثر من) )?(?:ساعات|ساعه|ساعتين|دقايق|لحظات|قليل|ايام|يومين)(?! من| علي| ونصف من)/u;

function isAnaphoric(first: string, second: string): boolean {
  const noun = first === 'عن' ? second : first.replace(/^لل/u, 'ال');
  return openers.ANAPHORIC.has(noun) && !isOfOffice(noun === first ? second : '');
}

/** «المتحدث باسم …» and the like name their office themselves, as does a noun with an adjective of its own. */
function isOfOffice(next: string): boolean {
  return openers.OF_OFFICE.has(next) || /^ال/u.test(next);
}

/** How a sentence begins, and whether it can stand alone. */
export type Opening = {
  /** How many words of connectives may go. */
  readonly drop: number;
  readonly leans: boolean;
  /** A verb of saying without a speaker. */
  readonly speakerless: boolean;
  readonly background: boolean;
  readonly surname: string | undefined;
};

/** Prepositions whose noun may bear the pronoun: أثناء عبورها. */
const BEFORE_NOUN = /^[وف]?(?:اثنا|خلال|بعد|قبل|منذ|مع|في|عند|عقب|لدي|رغم|بسبب|حول|اثر|علي|الي|من|عن)$/u;

/** A sentence, and which of its words stands behind the connective that it begins with. */
type Head = { readonly text: string; readonly words: readonly Word[]; readonly at: number };

function isLater(words: readonly Word[]): boolean {
  if (words[0]?.folded.endsWith('بعد') !== true) return false;
  const opens = words.slice(0, 6).map(({ folded }) => folded);
  return LATER.test(opens.join(' '));
}

/** What points back, wherever near the beginning it stands. */
const POINTS = IS.points | IS.bears | IS.since | IS.other | IS.styled;

/** Whether a sentence points near its beginning at what stood before: «هذا», «سموه», «بعد ساعتين», «تصريحاته». */
function pointsBack({ text, words, at }: Head, is: number): boolean {
  const verb = words[at]?.folded ?? '';
  const after = words[at + 1]?.folded ?? '';
  const [opener] = words;
  if (
    ((is & IS.credit) > 0 && LIKEWISE.test(text.slice(-40))) ||
    isLater(words) ||
    (opener !== undefined && therefore(opener)) ||
    openers.ABOUT_IT.has(after)
  ) {
    return true;
  }
  const raw = text.slice(words[at]?.start, words[at]?.end);
  if (raw.endsWith('ه') && openers.HIS.test(raw) && !openers.NO_PRONOUN.has(verb)) return true;
  if ((is & POINTS) === 0) return false;
  for (let place = 0; place < 3; place += 1) {
    if ((can(words[at + place]) & IS.points) > 0 && !openers.TIMES.has(words[at + place + 1]?.folded ?? ''))
      return true;
  }
  const next = can(words[at + 1]);
  const later = can(words[at + 2]) | can(words[at + 3]);
  return (
    ((can(words[at]) | next | later) & IS.styled) > 0 ||
    ((next | later) & IS.other) > 0 ||
    (can(words[at]) & IS.bears) > 0 ||
    ((next & IS.bears) > 0 && BEFORE_NOUN.test(verb)) ||
    ((later | can(words[at + 4])) & IS.since) > 0
  );
}

/** What a word can be by itself: bits of `IS`. */
function can(word: Word | undefined): number {
  return word?.is ?? 0;
}

/** Whether a first verb, or whose word it is by, is left to the sentence before: «بحسب المصادر», «حصل على». */
function leavesSubject({ text, words, at }: Head): boolean {
  const verb = words[at]?.folded ?? '';
  const after = words[at + 1]?.folded ?? '';
  if (ACCORDING.test(verb)) {
    const whose = text.slice(words[at + 1]?.start, words[at + 1]?.end);
    const his = openers.HIS.test(whose) || /^(?:قوله|قولها|قولهم|رايه|رايها)$/u.test(after);
    if (his || isAnaphoric(after, words[at + 2]?.folded ?? '')) return true;
  }
  if (inSet(openers.SUBJECTLESS, verb) && (openers.AFTER_NOBODY.has(after) || /^[0-9]/u.test(after)))
    return true;
  return /^[وف]?(?:كان|كانت|كانوا)$/u.test(verb) && /^(?:قد|[يت].{3,}|من|في|على|علي)$/u.test(after);
}

/** Words of a sentence's beginning that are looked at for a phrase. */
const HEAD_WORDS = 8;

type Phrase = Pick<Opening, 'drop' | 'leans' | 'background'>;

const NO_PHRASE: Phrase = { drop: 0, leans: false, background: false };

/** The phrase that joins a sentence to the one before it, if it begins with one, behind و or ف or by itself. */
function phraseOf(words: readonly Word[]): Phrase {
  if ((can(words[0]) & IS.joins) === 0) return NO_PHRASE;
  const folded = words.slice(0, HEAD_WORDS).map((word) => word.folded);
  const first = folded[0] ?? '';
  const joined = (first.startsWith('و') || first.startsWith('ف')) && first.length > 2;
  const bare = joined ? [first.slice(1), ...folded.slice(1)] : folded;
  const background = openers.backgroundAt(folded, 0) > 0 || openers.backgroundAt(bare, 0) > 0;
  for (const form of joined ? [folded, bare] : [folded]) {
    const drop = openers.connectiveAt(form, 0);
    // كما أن, كما لم and the like are no كما that may go.
    if (openers.leaningAt(form, 0) > drop)
      return { drop: 0, leans: true, background: openers.backgroundAt(form, 0) > 0 };
    if (drop > 0) return { drop, leans: false, background };
  }
  return { drop: 0, leans: false, background };
}

/** How the sentence opens. */
export function opening({ text, words, is }: Pick<Part, 'text' | 'words' | 'is'>): Opening {
  const { drop, leans: leansAtOnce, background } = phraseOf(words);
  const leaning = { drop: 0, leans: true, speakerless: false, background, surname: undefined };
  if (leansAtOnce) return leaning;
  // قد or a negation before the verb changes nothing in who does it.
  const at = drop === 0 && AUXILIARY.test(words[0]?.folded ?? '') ? 1 : drop;
  const head = { text, words, at };
  if (pointsBack(head, is)) return leaning;
  const verb = words[at];
  const continuing = (can(verb) & IS.continuing) > 0;
  if (continuing || ((can(verb) & IS.source) > 0 && inSet(openers.SAYING, verb?.folded ?? ''))) {
    const who = speaker(head, at + 1);
    if (who.kind === 'nobody') return { ...leaning, speakerless: true };
    const speakerless = who.kind === 'surname' && continuing;
    return { drop, leans: continuing, speakerless, background, surname: who.name };
  }
  if (leavesSubject(head)) return leaning;
  // A connective before anything but a verb of saying with its speaker is not ours to drop.
  return { ...leaning, leans: drop > 0 && verb !== undefined && !isPlace(verb) };
}

const AUXILIARY = /^(?:(?:و|ف|ل)?قد|[وف]?(?:لم|لا|لن))$/u;
