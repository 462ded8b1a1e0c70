/** Sentences of Arabic prose. */
import { classAt, isSpace, NUMBER } from './characters.ts';

const STOPS = '.!؟?…';
const CLOSERS = '»”"’\')]';

/** What a character is to sentences, from a table; 0 for most. */
const STOP = 1;
const BREAK = 2;
const QUOTE = 4;
const marks = new Uint8Array(0x2030);
for (const [is, characters] of [
  [STOP, STOPS],
  [BREAK, '\n'],
  [QUOTE, '«»“”‘’()[]"\''],
] as const)
  for (const character of characters) marks[character.charCodeAt(0)] = is;

function markAt(text: string, at: number): number {
  return marks[text.charCodeAt(at)] ?? 0;
}

/** Where such marks stand in a text, in order. */
function placesOfMarks(text: string): number[] {
  const out: number[] = [];
  for (let at = 0; at < text.length; at += 1) if (markAt(text, at) !== 0) out.push(at);
  return out;
}

/** A quotation longer than this is taken for a mark that was never closed. */
const LONGEST_QUOTATION = 1500;

/** What each closing mark closes. */
const OPENER: Readonly<Record<string, string>> = { '»': '«', '”': '“', '’': '‘', ')': '(', ']': '[' };

type Opened = { readonly mark: string; readonly at: number };
type Span = readonly [from: number, to: number];

/** Close the last of these that is of a mark, and all opened after it. */
function close(open: Opened[], mark: string, at: number): Span | undefined {
  for (let top = open.length - 1; top >= 0 && top >= open.length - 4; top -= 1) {
    const opened = open[top];
    if (opened?.mark !== mark) continue;
    open.length = top;
    return at - opened.at <= LONGEST_QUOTATION ? [opened.at, at] : undefined;
  }
  return undefined;
}

/**
 * For every position inside a quotation or parenthesis that closes in this paragraph, where it closes; marks without
 * their partner count for nothing. `places`: of all marks.
 */
function quotations(paragraph: string, places: readonly number[]): readonly Span[] {
  const spans: Span[] = [];
  const open: Opened[] = [];
  for (const at of places) {
    if (markAt(paragraph, at) !== QUOTE) continue;
    const mark = paragraph.charAt(at);
    const opener = OPENER[mark];
    let span: Span | undefined;
    if (opener !== undefined) span = close(open, opener, at);
    else if (mark !== '"' && mark !== "'") open.push({ mark, at });
    else {
      const before = SPACE.test(paragraph[at - 1] ?? ' ');
      const after = SPACE.test(paragraph[at + 1] ?? ' ');
      // An apostrophe stands between two letters.
      if (mark === "'" && !before && LETTER.test(paragraph[at + 1] ?? ' ')) continue;
      // The mark itself says which it is where a space stands on one side alone; else they alternate.
      const inside = open.slice(-4).some((opened) => opened.mark === mark);
      if (inside && (!before || after)) span = close(open, mark, at);
      else if (!after) open.push({ mark, at });
    }
    if (span !== undefined) spans.push(span);
  }
  return spans.length < 2 ? spans : spans.sort((a, b) => a[0] - b[0]);
}

const ARABIC_LETTER = /[\u0621-\u064a\u066e-\u06d3]/u;
const LETTER = /\p{L}/u;
const DIGIT = /\p{N}/u;
const SPACE = /\s/u;
/** A word that ends in its own stop: a title, an initial, an agency's letters (أ.ف.ب), a foreign title. */
const ABBREVIATION =
  /(?:^|[\s«“"(/])[وفبكل]?(?:[أ-ي]ـ?|[A-Za-z]|Mr|Mrs|Ms|Dr|St|Sr|Jr|Prof|Gen|Col|Capt|Sgt|Lt|Sen|Rep|Gov|Rev|Mt|vs|No|Inc|Ltd|Co|Corp)$/u;
const LETTER_CHAIN =
  /(?:^|[^\p{L}])(?:[أ-ي]|[A-Za-z]|[بتجدسفك]ي|إ[تسفلمن]|آر|يو|أو|آي)(?:\.(?:[أ-ي]ـ?|[A-Za-z]|[بتجدسفك]ي|إ[تسفلمن]|آر|يو|أو|آي))+$/u;
/** After a number these letters are an era or a unit, and their stop is a sentence's: 1770 م. 30 كم. */
const UNIT = /\p{N}\s*(?:هـ?|[مصتغل]|[كسم]م|كلم|[كج]غ|كجم)$/u;
/** و and a number go on counting: بين 1200 هـ. و1250 هـ. */
const AND_A_NUMBER = /^و\p{N}/u;
const ONLY_A_NUMBER = /^\s*[\p{N}.]+$/u;

/** What may stand before a stop that no space follows: a word, or a number that is no item of a list. */
const BEFORE_UNSPACED = /(?:[\u0621-\u064a\u066e-\u06d3]{3}|\s\p{N}{2,})[»”"’')\]]*\s?$/u;

/** Half a line of a verse has as many words as the other half, or nearly. */
const HALF_LINE = /^\S+(?:\s+\S+){2,7}$/u;

/** Whether an ellipsis parts the two halves of a verse's line. */
function isVerse(first: string, rest: string): boolean {
  const second = /^[^\n.!؟?…،]{0,120}/u.exec(rest)?.[0] ?? '';
  if (second.length < rest.length && rest[second.length] !== '\n') return false;
  const [one, other] = [first.trim(), second.trim()];
  return (
    HALF_LINE.test(one) &&
    HALF_LINE.test(other) &&
    Math.abs(one.split(/\s+/u).length - other.split(/\s+/u).length) <= 1
  );
}

/** How much of the text before a stop, and of the sentence's beginning, the rules may need to see. */
const LOOK_BACK = 16;
const LOOK_AHEAD = 120;

function wordsOf(opening: string): number {
  return opening.split(/\s+/u).length;
}

function mayBeNumber(opening: string): boolean {
  return opening.startsWith('.') || (classAt(opening, 0) & NUMBER) !== 0;
}

/** Four letters are more than an abbreviation or a unit has. */
const FEWEST_OF_A_WORD = 4;

/** Whether the last letters before a stop are those of a longer word: most are, and no pattern need be tried. */
function endsInWord(before: string): boolean {
  if (before.length < FEWEST_OF_A_WORD) return false;
  for (let at = before.length - FEWEST_OF_A_WORD; at < before.length; at += 1) {
    const code = before.charCodeAt(at);
    if (code < 0x0621 || code > 0x064a) return false;
  }
  return true;
}

/** Whether the stops at `from`…`to` (its closers included) of the sentence that began at `start` end it. */
function ends(paragraph: string, start: number, from: number, stopEnd: number, to: number): boolean {
  const stops = paragraph.slice(from, stopEnd);
  const next = paragraph[to];
  if (next === undefined) return true;
  const spaced = isSpace(paragraph, to);
  const before = paragraph.slice(Math.max(start, from - LOOK_BACK), from);
  if (!spaced) {
    // No space after the stop: a sentence's end only between two Arabic words, never in أ.ف.ب, 1.5 or a link.
    if (stops.length > 1 && /^\.+$/u.test(stops)) return false;
    if (!BEFORE_UNSPACED.test(before) && stopEnd === to) return false;
    if (ONLY_A_NUMBER.test(paragraph.slice(start, Math.min(from, start + LOOK_AHEAD)))) return false;
    return (
      ARABIC_LETTER.test(next) && ARABIC_LETTER.test(paragraph[to + 1] ?? '') && paragraph[to + 2] !== '.'
    );
  }
  const opening = paragraph.slice(start, Math.min(from, start + LOOK_AHEAD)).trimStart();
  let after = to;
  while (after < paragraph.length && isSpace(paragraph, after)) after += 1;
  const conjunction = paragraph[after] === 'و';
  if (stops !== '.' && /^(?:\.{2,}|…+)$/u.test(stops)) {
    // Two stops or an ellipsis are a pause as often as an end: an end where enough stands before it.
    return (
      wordsOf(opening) >= 5 &&
      !/[،؛:]/u.test(paragraph[after] ?? '') &&
      !isVerse(opening, paragraph.slice(after))
    );
  }
  if (stops !== '.' && /^[!؟?]+$/u.test(stops) && to > stopEnd && !conjunction && wordsOf(opening) < 12) {
    // The question belongs to the quotation, and the sentence may go on after it.
    return false;
  }
  if (stops !== '.') return true;
  if (mayBeNumber(opening) && ONLY_A_NUMBER.test(opening)) return false;
  const whole = endsInWord(before);
  if (!whole && LETTER_CHAIN.test(before))
    return conjunction && !AND_A_NUMBER.test(paragraph.slice(after, after + 3));
  if (paragraph[stopEnd] === ')') return conjunction || opening.startsWith('(');
  if (stopEnd !== to) return true;
  if (whole) return true;
  if (UNIT.test(before)) return !AND_A_NUMBER.test(paragraph.slice(after, after + 3));
  return !ABBREVIATION.test(start > from - LOOK_BACK ? ` ${before}` : before);
}

/** Sentences longer than this that hold no stop at all are pages of commas. */
const PAGE_OF_COMMAS = 80;
const CLAUSE =
  /(?<=؛)\s+|(?<=،)\s+(?=و(?:قال|أضاف|اضاف|أكد|اكد|أوضح|اوضح|أشار|اشار|ذكر|أعلن|اعلن|تابع|شدد|بين|كشف|لفت|نقل|رأى|اعتبر|دعا)ت?\s)/u;

function clauses(sentence: string): readonly string[] {
  return sentence.length < 2 * PAGE_OF_COMMAS || countGaps(sentence) < PAGE_OF_COMMAS
    ? [sentence]
    : sentence.split(CLAUSE);
}

/** How many runs of white space a text holds. */
function countGaps(text: string): number {
  let gaps = 0;
  let spaced = false;
  for (let at = 0; at < text.length; at += 1) {
    const is = isSpace(text, at);
    if (spaced && !is) gaps += 1;
    spaced = is;
  }
  return spaced ? gaps + 1 : gaps;
}

/**
 * The sentences of one paragraph, trimmed, in order; together they hold every character but the space between. Titles,
 * initials, decimals and links do not end a sentence, nor does a stop inside a quotation that closes later. A text of
 * more than 80 words without a stop is parted at its semicolons and before its verbs of saying.
 */
export function sentences(paragraph: string): string[] {
  const out: string[] = [];
  const places = placesOfMarks(paragraph);
  const spans = quotations(paragraph, places);
  let span = 0;
  let closesAt = -1;
  let start = 0;
  let read = 0;
  for (const at of places) {
    if (at < read || markAt(paragraph, at) === QUOTE) continue;
    for (let next = spans[span]; next !== undefined && next[0] < at; next = spans[span]) {
      closesAt = Math.max(closesAt, next[1]);
      span += 1;
    }
    if (paragraph.charAt(at) === '\n') {
      addClauses(out, paragraph.slice(start, at));
      start = at + 1;
      continue;
    }
    let stopEnd = at + 1;
    while (stopEnd < paragraph.length && STOPS.includes(paragraph[stopEnd] ?? ' ')) stopEnd += 1;
    let to = stopEnd;
    while (to < paragraph.length && closes(paragraph, to)) to += 1;
    if (closesAt < to && ends(paragraph, start, at, stopEnd, to)) {
      addClauses(out, paragraph.slice(start, to));
      start = to;
    }
    read = to;
  }
  addClauses(out, paragraph.slice(start));
  return out;
}

function addClauses(out: string[], sentence: string): void {
  for (const clause of clauses(sentence.trim())) if (clause !== '') out.push(clause);
}

/** Whether the mark here closes what stands before it; a straight quotation mark before a letter opens. */
function closes(paragraph: string, at: number): boolean {
  const mark = paragraph[at] ?? ' ';
  if (!CLOSERS.includes(mark)) return false;
  const next = paragraph[at + 1] ?? ' ';
  return mark !== '"' || !(LETTER.test(next) || DIGIT.test(next));
}

/** Whether a line ends as a sentence does. */
export function endsSentence(line: string): boolean {
  let at = line.trimEnd().length - 1;
  while (at >= 0 && CLOSERS.includes(line.charAt(at))) at -= 1;
  return at >= 0 && (line.charAt(at) === ':' || STOPS.includes(line.charAt(at)));
}
