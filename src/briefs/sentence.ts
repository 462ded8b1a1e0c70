/** One sentence of an article, and all that decides whether and where it may stand in a brief. */
import { once } from '../arabic/kept.ts';
import { numbersIn } from '../arabic/numbers.ts';
import { sentences } from '../arabic/sentences.ts';
import { countWords } from '../arabic/words.ts';
import { type Labels, labelsIn } from './labels.ts';
import * as openers from './openers.ts';
import { opening } from './opening.ts';
import { MARKS, type Part, partOf, partsWithin } from './parts.ts';
import { balanced, type Own, ownOf, parted, plain } from './plain.ts';
import { ANYTHING, IS, quotedWords, speaksFor, type Word } from './word.ts';

/** A sentence of an article as the steps of a brief look at it. */
export type Sentence = {
  /** Which of the story's articles it stands in, and where among its sentences. */
  readonly article: number;
  readonly index: number;
  /** As it may be shown: word for word, perhaps without a connective before it. */
  readonly text: string;
  /** How many words readers count in it. */
  readonly length: number;
  readonly words: readonly Word[];
  /** What any of its words can be by itself: bits of `IS`. */
  readonly is: number;
  /** Its matter: the terms of its words, each once. Read only when asked for, as the numbers are. */
  readonly terms: () => ReadonlySet<string>;
  readonly numbers: () => ReadonlySet<number>;
  /** Where it may stand: never (a subheading, a cut quotation), right after its own predecessor alone, or anywhere. */
  readonly stands: 'never' | 'after' | 'alone';
  /** Whether it names who says something, and whether it goes on with what somebody says who is not named in it. */
  readonly says: boolean;
  readonly goesOn: boolean;
  /** Background, which may not come first. */
  readonly background: boolean;
  /** A surname by itself whose owner is named in full in another sentence of the article. */
  readonly surname: string | undefined;
  /** Surnames of the people whom it names in full. */
  readonly fullNames: ReadonlySet<string>;
  /** Party labels, praise and the outlet's talk of itself; a slur makes it stand never. */
  readonly labels: number;
  readonly question: boolean;
  /** Ends with a stop, as what a broken line cut short does not. */
  readonly ended: boolean;
  /** Whether it tells that something is yet to happen. */
  readonly future: boolean;
  /** Goes back to before the news: «في وقت سابق», «كان قد». */
  readonly earlier: boolean;
  /** Says who says it or when it was. */
  readonly reported: boolean;
  /** Reported, counted or quoted: what filler lacks. */
  readonly event: boolean;
  /** أمس, غدا without the day's name. */
  readonly relativeDay: boolean;
  /** Points at something said before: «بهذه المناسبة». */
  readonly refers: boolean;
  /** Begins with a و that only joins it to what came before, and a verb after it. */
  readonly joined: boolean;
  /** What readers lack who read it by itself; its length has room for it. */
  readonly mends: readonly Mend[];
};

/** Something from the closed list of what may be added to an outlet's words. */
export type Mend = {
  /** Where in the text it goes, with its own spaces. */
  readonly at: number;
  readonly text: string;
  readonly words: number;
  /** A speaker whom the sentence leaves to the one before, what stands before a surname in full, who holds an office, or a day's date. */
  readonly kind: 'speaker' | 'name' | 'office' | 'day';
  /** The surname or the office, folded, or the day: readers need each once. */
  readonly of: string;
};

const CLOSERS = '»”"’\')]';

/** The last character of a text but for the marks that close what it stands in; '' when there is none. */
function lastIn(text: string): string {
  let at = text.length - 1;
  while (at >= 0 && CLOSERS.includes(text.charAt(at))) at -= 1;
  return text.charAt(at);
}

/** Whether the last character is one of these. */
function endsWith(last: string, marks: string): boolean {
  return last !== '' && marks.includes(last);
}

const STOPS = '.!؟?…';
/** How a link to another article ends. */
const LINK_END = /(?:\.\.|…)$/u;
const LINK_WORDS = 8;
/** A line without a stop that is no longer than this is a subheading or a caption, not a sentence. */
const HEADING_WORDS = 15;
/** Sentences of fewer words are fragments. */
const FRAGMENT = 4;

/** No word is so long; what is, is no prose. */
const NO_WORD = /\S{120}/u;
const LONGEST_WORD = 120;

function holdsNoWord(text: string): boolean {
  for (let from = 0; from + LONGEST_WORD <= text.length; ) {
    const space = text.lastIndexOf(' ', from + LONGEST_WORD - 1);
    if (space < from) return NO_WORD.test(text);
    from = space + 1;
  }
  return false;
}

/** The rest of a sentence whose line was broken: no Arabic sentence begins with أنّ. */
const FRAGMENT_START = /^(?:و?بين ما|و?بأن|أنه|أنها|أنهم|أن|إلى أن|الى ان|الى أن)\s/u;

/** Said to those who hear it, as in a speech printed without its marks: no news. */
const ADDRESSES =
  /(?:^|[\s،:])(?:يا (?:خادم|سيدي|صاحب|رعاكم|أيها)|أيها ال|أيتها ال|[وف]?أنتم\s|حضرات ال|سيداتي)/u;

/** Words of somebody whom the sentence does not name. */
function isBareQuotation(text: string, quoted: number, all: number): boolean {
  return /^[-–—\s]*[«“"]/u.test(text) && quoted >= all - 1;
}

const FURNITURE =
  /^(?:[-•*–—]\s*)?(?:اقرأ|إقرأ|شاهد|المصدر|للمزيد|تابعونا|تابعنا|المزيد|صورة|الصورة|فيديو|كتب|تحرير|إعداد|ترجمة|تصوير|أرشيف|اشترك)(?=[\s:/]|$)/u;

/** Opens what is always so: no event, though it hold a number. */
const DEFINES = /^(?:و?[يت](?:عد|عتبر|مثل|تمتع|شتهر|تميز)|(?:\S+ ){1,4}(?:هو|هي)) /u;

type Context = {
  readonly article: number;
  readonly index: number;
  /** The line it stands in ends no sentence. */
  readonly unended: boolean;
  /** A quotation opened before it is still open. */
  readonly insideQuote: boolean;
  readonly own: Own;
};

const UNLABELLED: Labels = { party: 0, slur: 0, praise: 0 };
const NOBODY: ReadonlySet<string> = new Set();

/** The matter of words: their terms, each once. */
export function termsOf(words: readonly Word[]): Set<string> {
  const terms = new Set<string>();
  for (const { term } of words) if (term !== '') terms.add(term);
  return terms;
}

/** `termsOf`, at the first question. */
export function matterOf(words: readonly Word[]): () => ReadonlySet<string> {
  return once(() => termsOf(words));
}

/** Surnames of the people whom a sentence names in full. */
function fullNamesIn(text: string, words: readonly Word[]): Set<string> {
  const out = new Set<string>();
  for (const [at, word] of words.entries()) {
    const next = words[at + 1];
    if ((word.is & IS.given) === 0 || next === undefined || next.term === '' || speaksFor(words, at))
      continue;
    if (!/^\s*$/u.test(text.slice(word.end, next.start))) continue;
    for (const name of words.slice(at + 1, at + 4)) {
      if ((name.is & IS.office) > 0) break;
      if (name.term !== '') out.add(name.term);
    }
  }
  return out;
}

function continues(word: Word | undefined): boolean {
  return word !== undefined && (word.is & IS.continuing) > 0;
}

/** Everything about one sentence of an article. */
function describe(part: Part, context: Context): Sentence {
  const shown = plain(part, context.own);
  const given = shown === part.text ? part : partOf(shown);
  const { marks } = given;
  let { text, words, is } = given;
  const open = opening(given);
  const kept = words[open.drop];
  if (open.drop > 0 && kept !== undefined) {
    text = text.slice(kept.start);
    words = words
      .slice(open.drop)
      .map((word) => ({ ...word, start: word.start - kept.start, end: word.end - kept.start }));
    is = 0;
    for (const word of words) is |= word.is;
  }
  const quotes = (marks & MARKS.pair) === 0 ? NONE : quotedWords(text, words);
  const length = countWords(text);
  const last = lastIn(text);
  const labels = (is & IS.label) === 0 ? UNLABELLED : labelsOf(words, quotes);
  const dated = (is & IS.day) > 0;
  const says = (is & IS.source) > 0 || continues(words[0]) || continues(words[1]);
  const leans =
    context.index > 0 &&
    (open.leans || /^[-–—•*]/u.test(text) || ((is & IS.besides) > 0 && adds(words, quotes)));
  const headed = context.unended && length <= HEADING_WORDS;
  const never =
    headed ||
    FRAGMENT_START.test(text) ||
    holdsNoWord(text) ||
    (length <= LINK_WORDS && LINK_END.test(text)) ||
    context.insideQuote ||
    length < FRAGMENT ||
    labels.slur > 0 ||
    endsWith(last, ':،,؛') ||
    FURNITURE.test(text) ||
    ((is & IS.address) > 0 && quotes.size === 0 && ADDRESSES.test(text)) ||
    ((marks & MARKS.pair) > 0 &&
      (/^و?\(/u.test(text) ||
        (context.index > 0 && isBareQuotation(text, quotes.size, words.length)) ||
        !balanced(text)));
  return {
    article: context.article,
    index: context.index,
    text,
    length,
    words,
    is,
    terms: matterOf(words),
    numbers: numbersOf(text),
    stands: never ? 'never' : leans ? 'after' : 'alone',
    says: says && !open.speakerless,
    goesOn: open.speakerless,
    background: open.background,
    surname: open.surname,
    fullNames: (is & IS.given) === 0 ? NOBODY : fullNamesIn(text, words),
    labels: labels.party + labels.praise + ((is & IS.ourselves) > 0 ? 1 : 0),
    question: endsWith(last, '؟?'),
    ended: endsWith(last, STOPS),
    future: (is & IS.future) > 0,
    earlier: (is & IS.before) > 0 && EARLIER.test(text),
    reported: dated || says,
    event: dated || says || (((is & IS.number) > 0 || quotes.size > 0) && !defines(words)),
    refers: (is & IS.points) > 0 && refers(words),
    joined: joinedByWaw(words[0]),
    relativeDay: !dated && (is & IS.yesterday) > 0,
    mends: [],
  };
}

const NONE: ReadonlySet<number> = new Set();

function labelsOf(words: readonly Word[], quotes: ReadonlySet<number>): Labels {
  return labelsIn(
    words.map(({ folded }) => folded),
    (index) => quotes.has(index),
  );
}

const EARLIER = /(?:في وقت سابق|كان(?:ت|وا)? قد)(?=\s)/u;

function defines(words: readonly Word[]): boolean {
  const opens = words.slice(0, 5).map(({ folded }) => folded);
  return DEFINES.test(`${opens.join(' ')} `);
}

/** Whether it points near its beginning at something said before. */
function refers(words: readonly Word[]): boolean {
  return words
    .slice(0, REFERS_WITHIN)
    .some(({ is }, at) => (is & IS.points) > 0 && !openers.TIMES.has(words[at + 1]?.folded ?? ''));
}
/** Words: what points back further inside points at the sentence itself. */
const REFERS_WITHIN = 10;

/** Whether it says near its beginning that it tells something besides: «أيضا». */
function adds(words: readonly Word[], quotes: ReadonlySet<number>): boolean {
  return words.slice(0, BESIDES_WITHIN).some(({ is }, at) => (is & IS.besides) > 0 && !quotes.has(at));
}
/** Words, likewise. */
const BESIDES_WITHIN = 14;

/** Prepositions behind a و that only joins. */
const WITH_WAW = /^و(?:في|علي|من|عن|الي|بعد|خلال|منذ|مع|قبل|بحسب|وفقا|عقب|عند|لدي|ضمن)$/u;
/** و before the article, a present or a feminine past, where the rest is the word: والملكة، وتنظم، وتمكنت. */
const WAW_AND_WORD = /^و(?:ال.{3,}|[يت].{3,}|.{3,}ت)$/u;
/** و before a verb that helps another one, or a future: وكان، ولم، وسيلتقي. */
const WAW_AND_HELP =
  /^و(?:كانت?|كانوا|لم|لن|سوف|سبق|شهدت?|سجلت?|جري|جرت|س[يت](?!لت?(?:ه|ها|ين|ان|ات)$|ط|م).{2,})$/u;
/** و before a past that no word of its own looks like: وعثر، ووصل، واستغرق، واقترح. */
const WAW_AND_PAST =
  /^و(?:عثر|عرض|ظهر|خرج|دخل|غادر|سقط|قتل|جرح|اصيب|لقي|طلب|منح|عاد|نشر|قرر|خصص|شكل|حضر|فاز|خسر|تلقي|تنص|نص|ضم|عبر|ناقش|بحث|قام|عقد|صدر|وجه|وقع|وصل|وافق|ا(?:ست|[نقعحشرجمكخ]ت).{2,})$/u;
/** «ورد في التقرير»: more often this than «و» and «رد». */
const CAME = /^وردت?$/u;
/** Words of which the و is part: والد، وتيرة. */
const WAW_OF_ITS_OWN = /^و(?:الد|الي$|تير|تر|يل|ثب|فيات|لاي|حد|جب|سيل|زار|كال)/u;

/** Whether a first word is و, which only joins, and a word that may begin a sentence: وأعلن, never وزير. */
export function joinedByWaw(first: Word | undefined): boolean {
  if (first === undefined || !first.folded.startsWith('و')) return false;
  const { folded, term } = first;
  if (CAME.test(folded)) return false;
  const verb = folded.slice(1);
  if (openers.SAYING.has(verb) || openers.CONTINUING.has(verb) || openers.SUBJECTLESS.has(verb)) return true;
  if (WITH_WAW.test(folded) || WAW_AND_HELP.test(folded) || WAW_AND_PAST.test(folded)) return true;
  return term !== '' && !term.startsWith('و') && WAW_AND_WORD.test(folded) && !WAW_OF_ITS_OWN.test(folded);
}

/** The numbers of a text, read at the first question. */
export function numbersOf(text: string): () => ReadonlySet<number> {
  return once(() => new Set(numbersIn(text).map((number) => number.value)));
}

/** Whether a sentence that leans may stand right behind this one. */
export function mayFollow(sentence: Sentence, before: Sentence | undefined): boolean {
  return (
    before !== undefined &&
    before.article === sentence.article &&
    before.index === sentence.index - 1 &&
    (!sentence.goesOn || before.says || before.goesOn)
  );
}

/** Sentences looked at in one article; a longer text has said its news by then. */
const MOST_SENTENCES = 300;
/** A quotation open for longer than this many sentences was never closed. */
const OPEN_AT_MOST = 6;

/** A text cut into its sentences. */
export type ReadText = {
  readonly sentences: readonly Sentence[];
  /** What any word of the text as it is written can be by itself: bits of `IS`. */
  readonly is: number;
};

/** The sentences of a text of this publisher in order, each with what it may do in a brief; `article` is its place in the story. */
export function sentencesOf(text: string, article: number, publisher?: string): readonly Sentence[] {
  return readText(text, article, publisher).sentences;
}

/** `sentencesOf`, and what the words of the whole text can be. */
export function readText(text: string, article: number, publisher: string | undefined): ReadText {
  const out: Sentence[] = [];
  let is = 0;
  const own = ownOf(publisher);
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const ended = lines.filter((line) => endsWith(lastIn(line.trimEnd()), STOPS)).length;
  // An outlet that ends no paragraph with a stop has no subheadings that we could know by that.
  const stopsMatter = ended * 2 >= lines.length || lines.length === 1;
  const partWithin = partsWithin(text);
  let openFor = 0;
  for (const line of lines) {
    // One more than are looked at, so that the last of these is not taken for its line's last.
    const parts = partsOf(line, partWithin, MOST_SENTENCES - out.length + 1);
    for (const [place, part] of parts.entries()) {
      // What the rest holds, nobody has looked at.
      if (out.length >= MOST_SENTENCES) return { sentences: out, is: ANYTHING };
      is |= part.is;
      const last = place === parts.length - 1;
      out.push(
        describe(part, {
          article,
          index: out.length,
          unended:
            last &&
            (!endsWith(lastIn(part.text), STOPS) || LINK_END.test(part.text)) &&
            (stopsMatter || countWords(part.text) < 7),
          insideQuote: openFor > 0,
          own,
        }),
      );
      const opens = (part.marks & MARKS.pair) === 0 ? 0 : opened(part.text);
      if (openFor > 0) openFor = opens < 0 || openFor >= OPEN_AT_MOST ? 0 : openFor + 1;
      else if (opens > 0) openFor = 1;
    }
  }
  return { sentences: out, is };
}

/** The sentences of a line, too long ones in parts; once there are `most`, no more are read. */
function partsOf(line: string, partWithin: (sentence: string) => Part, most: number): readonly Part[] {
  const out: Part[] = [];
  for (const sentence of sentences(line)) {
    if (out.length >= most) break;
    const part = partWithin(sentence);
    const pieces = parted(sentence);
    if (pieces.length === 1) out.push(part);
    else for (const piece of pieces) out.push(partOf(piece));
  }
  return out;
}

/** How many quotations a text opens more than it closes. */
function opened(text: string): number {
  return (text.match(/[«“]/gu)?.length ?? 0) - (text.match(/[»”]/gu)?.length ?? 0);
}
