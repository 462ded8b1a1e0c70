/** One sentence of an article, and all that decides whether and where it may stand in a brief. */
import { isGivenName } from '../arabic/names.ts';
import { fold } from '../arabic/normalize.ts';
import { numbersIn } from '../arabic/numbers.ts';
import { sentences } from '../arabic/sentences.ts';
import { countWords, isStopWord, stem, tokens } from '../arabic/words.ts';
import { stateOf } from '../stories/states.ts';
import { labelsIn } from './labels.ts';
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
};

export type Sentence = {
  /** Which of the story's articles it stands in, and where among its sentences. */
  readonly article: number;
  readonly index: number;
  /** As it may be shown: word for word, perhaps without a connective before it. */
  readonly text: string;
  /** How many words readers count in it. */
  readonly length: number;
  readonly words: readonly Word[];
  readonly terms: ReadonlySet<string>;
  /** Read only when asked for. */
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
};

/** What a word can be by itself, as bits. */
const IS = {
  given: 1,
  day: 2,
  yesterday: 4,
  future: 8,
  source: 16,
  continuing: 32,
  number: 64,
  ourselves: 128,
} as const;

type Known = { readonly folded: string; readonly term: string; readonly is: number };
const known = new Map<string, Known>();
const REMEMBERED = 20_000;

function knownWord(raw: string): Known {
  const found = known.get(raw);
  if (found !== undefined) return found;
  const folded = fold(raw);
  const is =
    (isGivenName(folded) ? IS.given : 0) |
    (DAYS.test(folded) ? IS.day : 0) |
    (YESTERDAY.test(folded) ? IS.yesterday : 0) |
    (MEANS_FUTURE.test(folded) && !NO_FUTURE.test(folded) ? IS.future : 0) |
    (SOURCES.test(folded) || inSet(openers.SAYING, folded) ? IS.source : 0) |
    (inSet(openers.CONTINUING, folded) ? IS.continuing : 0) |
    (numbersIn(raw).length > 0 ? IS.number : 0) |
    (OURSELVES.test(folded) ? IS.ourselves : 0);
  const made = { folded, term: folded.length > 1 && !isStopWord(folded) ? stem(folded) : '', is };
  if (known.size >= REMEMBERED) known.clear();
  known.set(raw, made);
  return made;
}

/** The words of a text, folded and stemmed. */
export function wordsOf(text: string): Word[] {
  const out: Word[] = [];
  for (const token of tokens(text)) {
    const { folded, term, is } = knownWord(token.text);
    out.push({ start: token.start, end: token.end, folded, term, is });
  }
  return out;
}

/** Without the و or ف that joins it, if what remains is in the set; else as it is. */
function inSet(set: ReadonlySet<string>, word: string): boolean {
  return set.has(word) || ((word.startsWith('و') || word.startsWith('ف')) && set.has(word.slice(1)));
}

function isPlace(word: Word | undefined): boolean {
  return word !== undefined && stateOf(word.term) !== undefined;
}

const INSTITUTIONS = new Set(
  'الكرملين البنتاغون البنتاجون الجيش الشرطه الحكومه البرلمان الكونغرس الكونجرس الفاتيكان اليونيسف الاونروا الناتو النيابه المعارضه القضاء القضا الخارجيه الداخليه الدفاع الامم مصادر مصدر مسوول مسوولون شهود خبراء خبرا محللون مراقبون دبلوماسيون باحثون علما اطبا متحدث ناطق نشطا ناشطون صحيفه وساىل وسايل تقارير سكان اهالي'.split(
    ' ',
  ),
);

type Speaker = { readonly kind: 'named' | 'nobody' } | { readonly kind: 'surname'; readonly name: string };

/** Who speaks after a verb of saying that stands before `at`. */
function speaker(words: readonly Word[], at: number, gap: (index: number) => string): Speaker {
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
  if (named.length > 1) return { kind: 'named' };
  if (INSTITUTIONS.has(first.folded) || isPlace(first) || /(?:ون|ين|ات)$/u.test(first.folded))
    return { kind: 'named' };
  // «قال لفلان» names who is spoken to.
  const spokenTo = /^[لب]/u.test(first.folded) && !first.term.startsWith(first.folded.charAt(0));
  if (first.term === '' || spokenTo) return { kind: 'nobody' };
  return /^[a-z]/u.test(first.term) ? { kind: 'named' } : { kind: 'surname', name: first.term };
}

type Opening = {
  /** How many words of connectives may go. */
  readonly drop: number;
  readonly leans: boolean;
  /** A verb of saying without a speaker. */
  readonly speakerless: boolean;
  readonly background: boolean;
  readonly surname: string | undefined;
};

/** How the sentence opens; `gap(index)` is what stands between a word and the one before it. */
function opening(text: string, words: readonly Word[], gap: (index: number) => string): Opening {
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
  // قد before the verb changes nothing in who does it.
  if (drop === 0 && /^(?:و|ف|ل)?قد$/u.test(first)) at = 1;
  const background = openers.backgroundAt(folded, 0) > 0 || openers.backgroundAt(bare, 0) > 0;
  const verb = folded[at] ?? '';
  const leans = { drop: 0, leans: true, speakerless: false, background, surname: undefined };
  for (let near = 0; near < 3 + at; near += 1) {
    const word = folded[near];
    if (word === undefined) break;
    if (openers.DEMONSTRATIVE.test(word) && near >= at && !openers.TIMES.has(folded[near + 1] ?? ''))
      return leans;
  }
  const raw = text.slice(words[at]?.start, words[at]?.end);
  if (!openers.NO_PRONOUN.has(verb) && (openers.PRONOUN_BEHIND.test(verb) || openers.HIS.test(raw)))
    return leans;
  const after = folded[at + 1] ?? '';
  if (openers.ABOUT_IT.has(after)) return leans;
  const continuing = inSet(openers.CONTINUING, verb);
  if (continuing || inSet(openers.SAYING, verb)) {
    const who = speaker(words, at + 1, gap);
    if (who.kind === 'nobody') return { ...leans, speakerless: true };
    if (who.kind === 'surname') {
      return { drop, leans: continuing, speakerless: continuing, background, surname: who.name };
    }
    return { drop, leans: false, speakerless: false, background, surname: undefined };
  }
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

const MEANS_FUTURE =
  /^(?:[وف])?(?:س[يتن].{3,}|سوف|غدا|المقبل|المقبله|القادم|القادمه|يعتزم|تعتزم|المقرر|المتوقع|المنتظر|المرتقب|المرتقبه|قبيل|يلتقي|تلتقي|يستعد|تستعد|يتوجه|تتوجه|يصل|تصل|يزور|تزور|يبدا|تبدا|يعقد|تعقد)$/u;
const NO_FUTURE = /^(?:[وف])?(?:سيا|سيد|سين|سيط|سيني|ستي|ستا|ستو|سنو|سنه)/u;
const DAYS =
  /^(?:[وفب]|لل)?(?:ال)?(?:سبت|احد|اثنين|ثلاثا|اربعا|خميس|جمعه|يناير|فبراير|مارس|ابريل|مايو|يونيو|يوليو|اغسطس|سبتمبر|اكتوبر|نوفمبر|ديسمبر|كانون|شباط|اذار|نيسان|ايار|حزيران|تموز|ايلول|تشرين)$/u;
const YESTERDAY = /^(?:امس|غدا|البارحه|اليوم)$/u;
const SOURCES = /^(?:[وف])?(?:بحسب|حسب|حسبما|وفق|وفقا|نقلا|قايلا|موكدا|مضيفا|مشيرا|بيان|تصريح|تصريحات)$/u;

/** Marks that come in pairs, and whether the text closes each that it opens. */
function balanced(text: string): boolean {
  let straight = 0;
  const open: string[] = [];
  for (const mark of text.match(/[«»“”()"]/gu) ?? []) {
    if (mark === '"') straight += 1;
    else if (mark === '«' || mark === '“' || mark === '(') open.push(mark);
    else if (open.pop() !== { '»': '«', '”': '“', ')': '(' }[mark]) return false;
  }
  return straight % 2 === 0 && open.length === 0;
}

/** Blessings in dashes or parentheses, and styles before the title that says it already; never behind a preposition. */
const BLESSING =
  /\s{0,3}(?:[-–—ـ]\s?|\()(?:يحفظه|حفظه|أيده|رعاه|سلمه|نصره|حفظهما|حفظهم|أعزه) الله(?: ورعاه| تعالى)?(?:\s?[-–—ـ]|\))\s{0,3}/gu;
const STYLE = /(?<=^|\s)صاحب السمو(?: الملكي)? (?=الأمير|الشيخ)/gu;

/** A sentence without its honours, which would be praise in our voice; words are only left out. */
function withoutHonours(text: string): string {
  if (!/الله|السمو/u.test(text)) return text;
  const plain = text.replace(BLESSING, ' ');
  return (plain === text ? text : plain.replace(/ (?=[،؛.؟!])/gu, '')).replace(STYLE, '');
}

/** A closing mark at the end that nothing opened, with the stop that may stand behind it. */
const STRAY_AT_END = /^(?<kept>.*?)["”»](?<stop>[.؟!…]*)$/su;

/** A sentence without a stray closing mark at its end: an outlet's slip, not a quotation cut in two. */
function withoutStray(text: string): string {
  if (balanced(text)) return text;
  const { kept, stop } = STRAY_AT_END.exec(text)?.groups ?? {};
  const repaired = kept === undefined ? text : `${kept}${stop ?? ''}`;
  return balanced(repaired) ? repaired : text;
}

const SENTENCE_END = /[.!؟?…][»”"’')\]]*$/u;
/** How a link to another article ends. */
const LINK_END = /(?:\.\.|…)$/u;
/** A line without a stop that is no longer than this is a subheading or a caption, not a sentence. */
const HEADING_WORDS = 15;
/** Sentences of fewer words are fragments. */
const FRAGMENT = 4;

/** No word is so long; what is, is no prose. */
const NO_WORD = /\S{120}/u;

/** The rest of a sentence whose line was broken: no Arabic sentence begins with أنّ. */
const FRAGMENT_START = /^(?:و?بأن|أنه|أنها|أنهم|أن|إلى أن|الى ان|الى أن)\s/u;

/** Words of somebody whom the sentence does not name. */
function isBareQuotation(text: string, quoted: number, all: number): boolean {
  return /^[-–—\s]*[«“"]/u.test(text) && quoted >= all - 1;
}

/** The outlet speaking of itself. */
const OURSELVES = /^(?:و|ل|ب)?(?:مراسلنا|مراسلتنا|مراسلونا|موفدنا|موفدتنا|موقعنا|قناتنا|جريدتنا|صحيفتنا)$/u;

const FURNITURE =
  /^(?:[-•*–—]\s*)?(?:اقرأ|إقرأ|شاهد|المصدر|للمزيد|تابعونا|تابعنا|المزيد|صورة|الصورة|فيديو|كتب|تحرير|إعداد|ترجمة|تصوير|أرشيف|اشترك)(?=[\s:/]|$)/u;

type Context = {
  readonly article: number;
  readonly index: number;
  /** The line it stands in ends no sentence. */
  readonly unended: boolean;
  /** A quotation opened before it is still open. */
  readonly insideQuote: boolean;
};

/** Everything about one sentence of an article. */
function describe(raw: string, context: Context): Sentence {
  const given = withoutHonours(withoutStray(raw));
  let words = wordsOf(given);
  const gapIn = (text: string, list: readonly Word[]) => (index: number) =>
    text.slice(list[index - 1]?.end ?? 0, list[index]?.start ?? text.length);
  const open = opening(given, words, gapIn(given, words));
  let text = given;
  const kept = words[open.drop];
  if (open.drop > 0 && kept !== undefined) {
    text = given.slice(kept.start);
    words = wordsOf(text);
  }
  const folded = words.map((word) => word.folded);
  const quotes = quotedWords(text, words);
  const labels = labelsIn(folded, (index) => quotes.has(index));
  const fullNames = new Set<string>();
  words.forEach((word, at) => {
    const next = words[at + 1];
    if (
      next !== undefined &&
      next.term !== '' &&
      (word.is & IS.given) > 0 &&
      /^\s*$/u.test(gapIn(text, words)(at + 1))
    ) {
      for (const name of words.slice(at + 1, at + 4)) if (name.term !== '') fullNames.add(name.term);
    }
  });
  const length = countWords(text);
  let is = 0;
  for (const word of words) is |= word.is & ~IS.continuing;
  const dated = (is & IS.day) > 0;
  const says = (is & IS.source) > 0 || words.slice(0, 2).some((word) => (word.is & IS.continuing) > 0);
  const headed = context.unended && length <= HEADING_WORDS;
  const never =
    headed ||
    FRAGMENT_START.test(text) ||
    NO_WORD.test(text) ||
    (context.index > 0 && isBareQuotation(text, quotes.size, words.length)) ||
    context.insideQuote ||
    length < FRAGMENT ||
    labels.slur > 0 ||
    /[:،,؛][»”"’')\]]*$/u.test(text) ||
    FURNITURE.test(text) ||
    !balanced(text);
  return {
    article: context.article,
    index: context.index,
    text,
    length,
    words,
    terms: new Set(words.map((word) => word.term).filter((term) => term !== '')),
    numbers: numbersOf(text),
    stands: never ? 'never' : open.leans && context.index > 0 ? 'after' : 'alone',
    says: says && !open.speakerless,
    goesOn: open.speakerless,
    background: open.background,
    surname: open.surname,
    fullNames,
    labels: labels.party + labels.praise + ((is & IS.ourselves) > 0 ? 1 : 0),
    question: /[؟?][»”"’')\]]*$/u.test(text),
    future: (is & IS.future) > 0,
    earlier: /(?:في وقت سابق|كان(?:ت|وا)? قد)(?=\s)/u.test(text),
    reported: dated || says,
    event: (is & IS.number) > 0 || dated || says || quotes.size > 0,
    refers: folded
      .slice(0, 10)
      .some((word, at) => openers.DEMONSTRATIVE.test(word) && !openers.TIMES.has(folded[at + 1] ?? '')),
    joined: joinedByWaw(folded[0] ?? ''),
    relativeDay: !dated && (is & IS.yesterday) > 0,
  };
}

/** Whether a first word is و and a verb that we know: وأعلن, never وزير. */
function joinedByWaw(first: string): boolean {
  const verb = first.slice(1);
  return (
    first.startsWith('و') &&
    (openers.SAYING.has(verb) || openers.CONTINUING.has(verb) || openers.SUBJECTLESS.has(verb))
  );
}

/** The numbers of a text, read at the first question. */
function numbersOf(text: string): () => ReadonlySet<number> {
  let numbers: ReadonlySet<number> | undefined;
  return () => {
    numbers ??= new Set(numbersIn(text).map((number) => number.value));
    return numbers;
  };
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

/** Sentences looked at in one article; a longer text has said its news by then. */
const MOST_SENTENCES = 300;
/** A quotation open for longer than this many sentences was never closed. */
const OPEN_AT_MOST = 6;

/** The sentences of an article's text in order, each with what it may do in a brief. */
export function sentencesOf(text: string, article: number): Sentence[] {
  const out: Sentence[] = [];
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const ended = lines.filter((line) => SENTENCE_END.test(line.trimEnd())).length;
  // An outlet that ends no paragraph with a stop has no subheadings that we could know by that.
  const stopsMatter = ended * 2 >= lines.length || lines.length === 1;
  let openFor = 0;
  for (const line of lines) {
    const parts = sentences(line);
    for (const [place, part] of parts.entries()) {
      if (out.length >= MOST_SENTENCES) return out;
      const last = place === parts.length - 1;
      const opens = (part.match(/[«“]/gu)?.length ?? 0) - (part.match(/[»”]/gu)?.length ?? 0);
      out.push(
        describe(part, {
          article,
          index: out.length,
          unended:
            last &&
            (!SENTENCE_END.test(part) || LINK_END.test(part)) &&
            (stopsMatter || countWords(part) < 7),
          insideQuote: openFor > 0,
        }),
      );
      if (openFor > 0) openFor = opens < 0 || openFor >= OPEN_AT_MOST ? 0 : openFor + 1;
      else if (opens > 0) openFor = 1;
    }
  }
  return out;
}
