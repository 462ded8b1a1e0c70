/** How a sentence opens: who speaks in it, and whether it leans on the one before. */
import { stem } from '../arabic/words.ts';
import { stateOf } from '../stories/states.ts';
import { telling } from '../stories/terms.ts';
import * as openers from './openers.ts';
import { IS, inSet, type Word } from './word.ts';

/** Whether a word is a state, which speaks as an institution does. */
export function isPlace(word: Word | undefined): boolean {
  return word !== undefined && stateOf(word.term) !== undefined;
}

/** Institutions and people without a name that speak: no surname, though they be a single word. */
export const SPEAKS_UNNAMED = new Set(
  'الكرملين البنتاغون البنتاجون الجيش الشرطه الحكومه البرلمان الكونغرس الكونجرس الفاتيكان اليونيسف الاونروا الناتو النيابه المعارضه القضاء القضا الخارجيه الداخليه الدفاع الامم مصادر مصدر مسوول مسوولون شهود خبراء خبرا محللون مراقبون دبلوماسيون باحثون علما اطبا متحدث ناطق نشطا ناشطون صحيفه وساىل وسايل تقارير سكان اهالي'.split(
    ' ',
  ),
);

/** «المصابون»: those of whom the sentence before has told; a people or a party («الحوثيون») is known by its name. */
const THOSE = /^ال.*[^ي](?:ون|ين)$/u;
/** «شدد فلان خلالها»: during what, the sentence before has said. */
export const THEN = /^(?:خلالها|خلاله|بعدها|بعده|قبلها|قبله|حينها|عندها|اثرها|عقبها|عقبه|اثره)$/u;

type Speaker =
  | { readonly kind: 'nobody' }
  /** Named, perhaps by a surname before more: «السيستاني رئيس …». */
  | { readonly kind: 'named'; readonly name?: string }
  | { readonly kind: 'surname'; readonly name: string };

/** Who speaks after a verb of saying that stands before `at`. */
function speaker(text: string, words: readonly Word[], at: number): Speaker {
  const gap = (index: number) => text.slice(words[index - 1]?.end ?? 0, words[index]?.start ?? text.length);
  // What is said begins at once: nobody is named.
  if (at > 0 && /[:"«“]/u.test(gap(at))) return { kind: 'nobody' };
  let end = at;
  while (end < words.length && end < at + 9) {
    const word = words[end];
    if (word === undefined || (openers.AFTER_NOBODY.has(word.folded) && word.folded !== 'في')) break;
    if (word.folded === 'في' && end - at < 2) break;
    if (end > at && /[،:؛"«“(]/u.test(gap(end))) break;
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

/** «سموه», «معاليه»: of whom, the sentence before has said. */
const HIS_HIGHNESS = /^[وفبل]?(?:سموه|سموهما|معاليه|سعادته|فضيلته|فخامته|جلالته|سماحته|دولته)$/u;
/** «حادثة أخرى», «30 آخرون»: besides those told before. */
const OTHER = /^(?:اخر|اخري|اخرون|اخرين|اخران|اخرين)$/u;

function isAnaphoric(words: readonly string[]): boolean {
  const [first = '', second = ''] = words;
  const noun = first === 'عن' ? second : first.replace(/^لل/u, 'ال');
  return openers.ANAPHORIC.has(noun) && !isOfOffice(noun === first ? second : '');
}

/** «المتحدث باسم …» and the like name their office themselves, as does a noun with an adjective of its own. */
function isOfOffice(next: string): boolean {
  return openers.OF_OFFICE.has(next) || /^ال/u.test(next);
}

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

/** How the sentence opens. */
export function opening(text: string, words: readonly Word[]): Opening {
  const folded = words.slice(0, 14).map((word) => word.folded);
  const first = folded[0] ?? '';
  const joined = (first.startsWith('و') || first.startsWith('ف')) && first.length > 2;
  const bare = joined ? [first.slice(1), ...folded.slice(1)] : folded;
  let at = 0;
  let drop = 0;
  for (const form of joined ? [folded, bare] : [folded]) {
    const connective = openers.connectiveAt(form, 0);
    // كما أن, كما لم and the like are no كما that may go.
    if (connective > 0 && openers.leaningAt(form, 0) <= connective) {
      drop = connective;
      at = connective;
    } else if (openers.leaningAt(form, 0) > 0) {
      return {
        drop: 0,
        leans: true,
        speakerless: false,
        background: openers.backgroundAt(form, 0) > 0,
        surname: undefined,
      };
    }
    if (at > 0) break;
  }
  // قد or a negation before the verb changes nothing in who does it.
  if (drop === 0 && /^(?:(?:و|ف|ل)?قد|[وف]?(?:لم|لا|لن))$/u.test(first)) at = 1;
  const background = openers.backgroundAt(folded, 0) > 0 || openers.backgroundAt(bare, 0) > 0;
  const verb = folded[at] ?? '';
  const leans = { drop: 0, leans: true, speakerless: false, background, surname: undefined };
  for (let near = 0; near < 3 + at; near += 1) {
    const word = folded[near];
    if (word === undefined) break;
    if (openers.DEMONSTRATIVE.test(word) && near >= at && !openers.TIMES.has(folded[near + 1] ?? ''))
      return leans;
  }
  const [opener] = words;
  if (LIKEWISE.test(text.slice(-40)) || LATER.test(folded.slice(0, 6).join(' '))) return leans;
  if (opener !== undefined && therefore(opener)) return leans;
  if (folded.slice(at, at + 4).some((word) => HIS_HIGHNESS.test(word))) return leans;
  if (folded.slice(at, at + 4).some((word, near) => near > 0 && OTHER.test(word))) return leans;
  const raw = text.slice(words[at]?.start, words[at]?.end);
  if (!openers.NO_PRONOUN.has(verb) && (openers.PRONOUN_BEHIND.test(verb) || openers.HIS.test(raw)))
    return leans;
  const after = folded[at + 1] ?? '';
  if (BEFORE_NOUN.test(verb) && openers.PRONOUN_BEHIND.test(after) && !openers.NO_PRONOUN.has(after))
    return leans;
  if (openers.ABOUT_IT.has(after)) return leans;
  if (folded.slice(at + 2, at + 5).some((word) => THEN.test(word))) return leans;
  const continuing = inSet(openers.CONTINUING, verb);
  if (continuing || inSet(openers.SAYING, verb)) {
    const who = speaker(text, words, at + 1);
    if (who.kind === 'nobody') return { ...leans, speakerless: true };
    if (who.kind === 'surname') {
      return { drop, leans: continuing, speakerless: continuing, background, surname: who.name };
    }
    return { drop, leans: continuing, speakerless: false, background, surname: who.name };
  }
  const whose = text.slice(words[at + 1]?.start, words[at + 1]?.end);
  const his = openers.HIS.test(whose) || /^(?:قوله|قولها|قولهم|رايه|رايها)$/u.test(after);
  if (ACCORDING.test(verb) && (his || isAnaphoric(folded.slice(at + 1, at + 3)))) return leans;
  if (inSet(openers.SUBJECTLESS, verb) && (openers.AFTER_NOBODY.has(after) || /^[0-9]/u.test(after)))
    return leans;
  if (/^(?:[وف])?(?:كان|كانت|كانوا)$/u.test(verb) && /^(?:قد|[يت].{3,}|من|في|على|علي)$/u.test(after))
    return leans;
  // A connective before anything but a verb of saying with its speaker is not ours to drop.
  return {
    drop: 0,
    speakerless: false,
    leans: drop > 0 && verb !== '' && !isPlace(words[at]),
    background,
    surname: undefined,
  };
}
