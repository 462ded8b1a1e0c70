/** A noisy text as lines, and what each line is by its form. */
import { isSpace } from '../arabic/characters.ts';
import { sentences } from '../arabic/sentences.ts';
import { type Cue, cueAt, keyOf, MOJIBAKE, SIGNS, signsOf } from './furniture.ts';

/** A line of a text, with what the rules of cleaning ask of it. */
export type Line = {
  readonly text: string;
  readonly words: number;
  /** Whether it ends as a sentence does. */
  readonly ends: boolean;
  /** Whether it is running text by its length and end. */
  readonly prose: boolean;
  /** Whether an empty line stood before it. */
  readonly gap: boolean;
  /** Whether it goes on in the paragraph of the line before it. */
  readonly joined: boolean;
  readonly cue: Cue | undefined;
  /** Of `SIGNS`, those that it may hold. */
  readonly signs: number;
};

const STOPS = '.؟!…';
const CLOSERS = '»”"’)]';
/** Marks that may close a quotation after the last stop. */
const MOST_CLOSERS = 3;
/** A paragraph longer than this is read sentence by sentence: its furniture may stand in its midst. */
const LONG_WORDS = 12;
/** Runs of spaces where a page's blocks met, in texts whose line ends were lost. */
const WIDE = /[ \t\u00a0]{4,}/u;
/** Characters of a line that its key is made of: the first words tell what kind of line it is. */
const KEY_LENGTH = 100;
const NO_WORDS = /^[^\p{L}\p{N}]*$/u;

/** Where a line's last stop stands before the marks that close its quotations; -1 where it ends with none. */
function lastStop(text: string): number {
  let at = text.length - 1;
  while (at >= text.length - MOST_CLOSERS && CLOSERS.includes(text[at] ?? ' ')) at -= 1;
  return at >= 0 && STOPS.includes(text[at] ?? ' ') ? at : -1;
}

/** Whether a full stop, and no other mark nor an ellipsis, stands there. */
function isFullStop(text: string, at: number): boolean {
  const before = text[at - 1] === ' ' ? text[at - 2] : text[at - 1];
  return text[at] === '.' && before !== undefined && before !== '.';
}

/** Whether a text's white space is single spaces between its words. */
function isTidy(text: string): boolean {
  let spaced = true;
  for (let at = 0; at < text.length; at += 1) {
    if (!isSpace(text, at)) spaced = false;
    else if (spaced || text.charCodeAt(at) !== 0x20) return false;
    else spaced = true;
  }
  return text === '' || !spaced;
}

/** The text with single spaces and none around it. */
export function tidy(raw: string): string {
  return isTidy(raw) ? raw : raw.replace(/\s+/gu, ' ').trim();
}

/** How many spaces a text holds; counted no further than `most`. */
function countSpaces(text: string, most = Number.POSITIVE_INFINITY): number {
  let count = 0;
  for (let at = text.indexOf(' '); at !== -1 && count < most; at = text.indexOf(' ', at + 1)) count += 1;
  return count;
}

const keys = new WeakMap<Line, string>();

/** The first words of a line folded, without marks. */
export function keyOfLine(line: Line): string {
  const known = keys.get(line);
  if (known !== undefined) return known;
  const key = keyOf(line.text.slice(0, KEY_LENGTH));
  keys.set(line, key);
  return key;
}

/** A line of a text whose spaces are tidy. */
function lineOf(text: string, gap: boolean, joined: boolean): Line {
  const words = countSpaces(text) + 1;
  const stop = lastStop(text);
  const ends = stop >= 0;
  const prose = (words >= 5 && ends && isFullStop(text, stop)) || (ends && words >= 16) || words >= 24;
  const cue = cueAt(text);
  return { text, words, ends, prose, gap, joined, cue, signs: signsOf(text) };
}

/** A line of any text; undefined for none. */
export function makeLine(raw: string, gap: boolean, joined: boolean): Line | undefined {
  const text = tidy(raw);
  return text === '' ? undefined : lineOf(text, gap, joined);
}

/** A text cut by hand or by a mail program at a fixed width has at least this many lines, none longer than this. */
const WRAPPED_LINES = 5;
const WRAP_WIDTH = 140;

/**
 * A text that was cut at a fixed width, with its lines put together again: most lines are nearly as long as the
 * longest, and few end as a sentence does. Any other text as it is.
 */
export function unwrap(text: string): string {
  const lines = text.split('\n').map((line) => line.trim());
  const full = lines.filter((line) => line !== '');
  if (full.length < WRAPPED_LINES) return text;
  let width = 0;
  for (const line of full) width = Math.max(width, line.length);
  if (width > WRAP_WIDTH || width < 40) return text;
  const near = full.filter((line) => line.length >= width * 0.75).length;
  const ended = full.filter((line) => lastStop(line) >= 0).length;
  if (near < full.length * 0.6 || ended > full.length * 0.5) return text;
  let out = '';
  lines.forEach((line, index) => {
    const above = lines[index - 1] ?? '';
    const goesOn = line !== '' && above.length >= width * 0.7 && lastStop(above) < 0;
    out += index === 0 ? line : `${goesOn ? ' ' : '\n'}${line}`;
  });
  return out;
}

/** One line, tidy or not, or the blocks and list items that lost their line ends in it. */
function cutWhereBlocksMet(raw: string, isTidy: boolean): readonly string[] {
  if (raw.length <= 120) return [raw];
  if (!isTidy && raw.length > 200 && WIDE.test(raw)) return raw.split(/[ \t\u00a0]{3,}/u);
  if (!raw.includes('•') && !raw.includes('|')) return [raw];
  const items = raw.split(/\s[•|]\s/u);
  return items.length >= 4 ? items : [raw];
}

/** The lines of a text; long paragraphs are cut into their sentences, which stay joined. */
export function toLines(text: string): Line[] {
  const lines: Line[] = [];
  let gap = false;
  for (const raw of text.split('\n')) {
    if (!opensInArabic(raw) && NO_WORDS.test(raw)) {
      gap = true;
      continue;
    }
    const isWhole = isTidy(raw);
    const pieces = cutWhereBlocksMet(raw, isWhole);
    for (const piece of pieces) {
      const whole = isWhole ? piece : tidy(piece);
      if (whole === '') continue;
      const parts = countSpaces(whole, LONG_WORDS) >= LONG_WORDS ? sentences(whole) : [whole];
      for (const [index, part] of parts.entries()) lines.push(lineOf(part, gap && index === 0, index > 0));
      gap = pieces.length > 1;
    }
    gap = false;
  }
  return lines;
}

/** The text of lines: paragraphs joined by a line feed, sentences of one paragraph by a space. */
export function joinLines(lines: readonly Line[]): string {
  let text = '';
  for (const line of lines) {
    if (line.text === '') continue;
    text += text === '' ? line.text : `${line.joined ? ' ' : '\n'}${line.text}`;
  }
  return text;
}

/** A table has so many cells at least, none longer than so many words, and numbers alone in this part of them. */
const TABLE_CELLS = 8;
const CELL_WORDS = 3;
const TABLE_NUMBERS = 1 / 3;
const TATWEEL = 0x0640;
const NO_LETTERS = /^\P{L}*$/u;

/** The cells of tables whose rows were lost: names without their numbers, and numbers without names, tell nothing. */
export function tableLines(lines: readonly Line[]): ReadonlySet<Line> {
  const cells = new Set<Line>();
  let run: Line[] = [];
  let numbers = 0;
  const close = () => {
    if (run.length >= TABLE_CELLS && numbers >= run.length * TABLE_NUMBERS)
      for (const cell of run) cells.add(cell);
    run = [];
    numbers = 0;
  };
  for (const line of lines) {
    if (line.ends || line.joined || line.words > CELL_WORDS) {
      close();
      continue;
    }
    run.push(line);
    if (NO_LETTERS.test(line.text)) numbers += 1;
  }
  close();
  return cells;
}

const NO_LINES: ReadonlySet<Line> = new Set();
/** Sentences of another script at a text's end are its translation; one by itself may be quoted. */
const TRANSLATED = 2;

/** The lines at the end of an Arabic text that tell it in another script. */
export function translatedLines(lines: readonly Line[]): ReadonlySet<Line> {
  let from = lines.length;
  while (from > 0 && !/\p{Script=Arabic}/u.test(lines[from - 1]?.text ?? '')) from -= 1;
  const rest = lines.slice(from);
  const told = lines.slice(0, from).filter(({ prose }) => prose).length;
  return told > 0 && rest.filter(({ prose }) => prose).length >= TRANSLATED ? new Set(rest) : NO_LINES;
}

/** Whether the first character is an Arabic letter, as it is of most lines. */
function opensInArabic(text: string): boolean {
  const code = text.charCodeAt(0);
  return code >= 0x0621 && code <= 0x064a && code !== TATWEEL;
}

/** What a line is by its form alone, whatever its words say; undefined for a line that may be news. */
export function formOf({ text, words, ends, prose, joined, signs }: Line): string | undefined {
  if (text.includes('=') && /=["'][^"'<>]{0,2000}["']\s{0,3}\/?>/u.test(text)) return 'markup';
  if (!prose && /["']\s{0,3}\/?>|<\/?[a-z]+[\s>]|[{};]$|^(?:var|function|window\.|document\.)/u.test(text))
    return 'markup';
  const arabic = opensInArabic(text);
  if (!arabic && !/\p{L}/u.test(text)) return joined && /\p{N}/u.test(text) ? undefined : 'no letters';
  if ((signs & SIGNS.mojibake) !== 0 && MOJIBAKE.test(text)) return 'mojibake';
  if (text.startsWith('©') && words <= 12) return 'rights';
  if (
    !arabic &&
    !joined &&
    !/\p{Script=Arabic}/u.test(text) &&
    (words <= 4 || !ends || /©|all rights reserved/iu.test(text))
  )
    return 'no Arabic';
  if (arabic) return undefined;
  if (!ends && /^(?:[◄►▶◀❯➤➡⬅]|>>)/u.test(text)) return 'pointer';
  if (/^(?:https?:\/\/|www\.)\S+$/u.test(text)) return 'link';
  if (/^#[\p{L}\p{N}_]+(?:[\s،,|]+#[\p{L}\p{N}_]+)*$/u.test(text)) return 'hashtags';
  return undefined;
}
