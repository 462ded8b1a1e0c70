/** A noisy text as lines, and what each line is by its form. */
import { sentences } from '../arabic/sentences.ts';
import { type Cue, cueAt, keyOf } from './furniture.ts';

export type Line = {
  readonly text: string;
  /** The first words folded, without marks. */
  readonly key: string;
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
};

const SENTENCE_END = /[.؟!…][»”"’)\]]{0,3}$/u;
const FULL_STOP = /[^.\s][\s]?\.[»”"’)\]]{0,3}$/u;
/** A paragraph longer than this is read sentence by sentence: its furniture may stand in its midst. */
const LONG_WORDS = 12;
/** Runs of spaces where a page's blocks met, in texts whose line ends were lost. */
const WIDE = /[ \t\u00a0]{4,}/u;
const KEY_LENGTH = 100;
const NO_WORDS = /^[^\p{L}\p{N}]*$/u;

export function makeLine(raw: string, gap: boolean, joined: boolean): Line | undefined {
  const text = raw.replace(/\s+/gu, ' ').trim();
  if (text === '') return undefined;
  let words = 1;
  for (let at = text.indexOf(' '); at !== -1; at = text.indexOf(' ', at + 1)) words += 1;
  let known: string | undefined;
  const key = () => {
    known ??= keyOf(text.slice(0, KEY_LENGTH));
    return known;
  };
  const ends = SENTENCE_END.test(text);
  const prose = (words >= 5 && FULL_STOP.test(text)) || (ends && words >= 16) || words >= 24;
  const cue = cueAt(text, key);
  return {
    text,
    get key() {
      return key();
    },
    words,
    ends,
    prose,
    gap,
    joined,
    cue,
  };
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
  const ended = full.filter((line) => SENTENCE_END.test(line)).length;
  if (near < full.length * 0.6 || ended > full.length * 0.5) return text;
  let out = '';
  lines.forEach((line, index) => {
    const above = lines[index - 1] ?? '';
    const goesOn = line !== '' && above.length >= width * 0.7 && !SENTENCE_END.test(above);
    out += index === 0 ? line : `${goesOn ? ' ' : '\n'}${line}`;
  });
  return out;
}

/** One line, or the blocks and list items that lost their line ends in it. */
function cutWhereBlocksMet(raw: string): string[] {
  if (raw.length <= 120) return [raw];
  if (raw.length > 200 && WIDE.test(raw)) return raw.split(/[ \t\u00a0]{3,}/u);
  const items = raw.split(/\s[•|]\s/u);
  return items.length >= 4 ? items : [raw];
}

/** The lines of a text; long paragraphs are cut into their sentences, which stay joined. */
export function toLines(text: string): Line[] {
  const lines: Line[] = [];
  let gap = false;
  for (const raw of text.split('\n')) {
    if (NO_WORDS.test(raw)) {
      gap = true;
      continue;
    }
    const pieces = cutWhereBlocksMet(raw);
    for (const piece of pieces) {
      const whole = makeLine(piece, gap, false);
      if (whole === undefined) continue;
      gap = pieces.length > 1;
      const parts = whole.words > LONG_WORDS ? sentences(whole.text) : [];
      if (parts.length < 2) lines.push(whole);
      else {
        parts.forEach((part, index) => {
          const line = makeLine(part, whole.gap && index === 0, index > 0);
          if (line !== undefined) lines.push(line);
        });
      }
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

const MOJIBAKE = /[\ufffd]{2}|(?:[ØÙÃÂ][^\s\p{Script=Arabic}]){3}/u;

/** What a line is by its form alone, whatever its words say; undefined for a line that may be news. */
export function formOf({ text, words, ends, prose, joined }: Line): string | undefined {
  if (/=["'][^"'<>]{0,2000}["']\s{0,3}\/?>/u.test(text)) return 'markup';
  if (!prose && /["']\s{0,3}\/?>|<\/?[a-z]+[\s>]|[{};]$|^(?:var|function|window\.|document\.)/u.test(text))
    return 'markup';
  if (!/\p{L}/u.test(text)) return joined && /\p{N}/u.test(text) ? undefined : 'no letters';
  if (MOJIBAKE.test(text)) return 'mojibake';
  if (
    !/\p{Script=Arabic}/u.test(text) &&
    !joined &&
    (words <= 4 || !ends || /©|all rights reserved/iu.test(text))
  )
    return 'no Arabic';
  if (!ends && /^(?:[◄►▶◀❯➤➡⬅]|>>)/u.test(text)) return 'pointer';
  if (/^(?:https?:\/\/|www\.)\S+$/u.test(text)) return 'link';
  if (/^#[\p{L}\p{N}_]+(?:[\s،,|]+#[\p{L}\p{N}_]+)*$/u.test(text)) return 'hashtags';
  return undefined;
}
