/** Foldings of Arabic text for matching. What readers see is never folded. */
import { classAt, isPair, MARK, UNSEEN } from './characters.ts';

/** Line and page breaks of every kind become line feeds. */
const BREAKS = /\r\n?|[\v\f\u0085\u2028\u2029]/gu;

/**
 * What is not seen but changes what is: bidi controls, zero-width characters, soft hyphen, BOM, lone surrogates, private
 * use, controls other than tab and line feed (all of \p{C}); and fillers that are letters, marks or symbols only by name.
 */
const INVISIBLE = /[^\P{C}\t\n]|[\u034f\u17b4\u17b5]|\u115f|\u1160|[\u2800\u3164\uffa0]/gu;

/** More than four marks on one letter are no language but a smear over the neighbouring lines. */
const PILED_MARKS = /(\p{M}{4})\p{M}+/gu;

/** Whether any of the three above stands in a text. */
function needsStripping(text: string): boolean {
  let marks = 0;
  for (let at = 0; at < text.length; at += 1) {
    const is = classAt(text, at);
    if ((is & UNSEEN) !== 0) return true;
    marks = (is & MARK) === 0 ? 0 : marks + 1;
    if (marks > 4) return true;
    if (isPair(text, at)) at += 1;
  }
  return false;
}

/** Incoming text without characters that are not seen but change what is. Line ends become line feeds. */
export function stripInvisible(text: string): string {
  if (!needsStripping(text)) return text;
  return text.replace(BREAKS, '\n').replace(INVISIBLE, '').replace(PILED_MARKS, '$1');
}

/**
 * Dropped before NFKC, which would open them into a space and a mark inside a word (U+FE70…, U+FC5E…), or into the words
 * of a blessing that most outlets leave out (ﷺ ﷻ).
 */
const OPENS_BADLY = /[\ufc5e-\ufc63\ufdfa\ufdfb\ufe70-\ufe7f]/gu;

/** Letter by letter, the light folding: the left ones become the right one. */
const LIGHT: readonly (readonly [string, string])[] = [
  ['أإآٱٲٳٵ', 'ا'],
  // Persian, Kurdish, Urdu and Maghrebi letters, which keyboards and translations leave in Arabic texts.
  ['یېۍێےۓ', 'ي'],
  ['کڪگڭݣڬ', 'ك'],
  ['ہھەۀۂۿ', 'ه'],
  ['ۃ', 'ة'],
  ['ڤڥڢ', 'ف'],
  ['پٻ', 'ب'],
  ['چڄ', 'ج'],
  ['ژڗ', 'ز'],
  ['ڨ', 'ق'],
  ['ٹټ', 'ت'],
  ['ڈډ', 'د'],
  ['ڑڕړ', 'ر'],
  ['ڵ', 'ل'],
  ['ںڼ', 'ن'],
  ['ۆۇۈۋۊۅ', 'و'],
  ['٫', '.'],
  ['٬', ','],
  ['٪', '%'],
];

/** The full folding's further letters. */
const FULL: readonly (readonly [string, string])[] = [
  ['ى', 'ي'],
  ['ة', 'ه'],
  ['ؤ', 'و'],
  ['ئ', 'ي'],
  ['ء', ''],
];

/** Tashkeel, Quranic marks, hamza and madda as marks of their own, superscript alef, high hamza, tatweel. */
const MARKS =
  /[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u08d3-\u08e1\u08e3-\u08ff]|[\u0640\u0674]/u;

/** The Arabic block, where every folding happens; beyond it NFKC and lower case are enough. */
const FIRST = 0x0600;
const LAST = 0x08ff;

type Letters = readonly (string | undefined)[];

function table(...foldings: readonly (readonly [string, string])[]): Letters {
  const out: (string | undefined)[] = new Array(LAST - FIRST + 1).fill(undefined);
  for (let code = FIRST; code <= LAST; code += 1) {
    if (MARKS.test(String.fromCharCode(code))) out[code - FIRST] = '';
  }
  for (let digit = 0; digit < 10; digit += 1) {
    out[0x0660 + digit - FIRST] = String(digit);
    out[0x06f0 + digit - FIRST] = String(digit);
  }
  for (const [letters, to] of foldings) {
    for (const letter of letters) out[letter.charCodeAt(0) - FIRST] = to;
  }
  return out;
}

/** Any text folded. */
function foldAny(letters: Letters, text: string): string {
  const composed = text.replace(OPENS_BADLY, '').normalize('NFKC');
  let out = '';
  let done = 0;
  for (let at = 0; at < composed.length; at += 1) {
    const to = letters[composed.charCodeAt(at) - FIRST];
    if (to === undefined) continue;
    out += composed.slice(done, at) + to;
    done = at + 1;
  }
  return (done === 0 ? composed : out + composed.slice(done)).toLowerCase();
}

/** Marks that make another letter of the one before them: NFKC puts the two together. */
const COMPOSES = /[\u0653-\u0655]/u;
/** The characters that fill Arabic prose; but for those that compose they fold alike whatever stands around them. */
const PROSE = /[\0-\u007f\u00a0\u00ab\u00bb\u0600-\u08ff\u2010-\u2027]/u;
const PROSE_END = 0x2028;

/** What folding does to a character: nothing, the same everywhere, or what its neighbours say. */
const KEPT = 0;
const CHANGED = 1;
const UNSURE = 2;

type Folding = {
  readonly letters: Letters;
  /** For every code below `PROSE_END`: what is done to it, and what it becomes. */
  readonly fate: Uint8Array;
  readonly becomes: readonly string[];
};

function folding(...foldings: readonly (readonly [string, string])[]): Folding {
  const letters = table(...foldings);
  const fate = new Uint8Array(PROSE_END).fill(UNSURE);
  const becomes: string[] = new Array(PROSE_END).fill('');
  for (let code = 0; code < PROSE_END; code += 1) {
    const character = String.fromCharCode(code);
    if (!PROSE.test(character) || COMPOSES.test(character)) continue;
    const folded = foldAny(letters, character);
    fate[code] = folded === character ? KEPT : CHANGED;
    becomes[code] = folded;
  }
  return { letters, fate, becomes };
}

const LIGHTLY = folding(...LIGHT);
const FULLY = folding(...LIGHT, ...FULL);

/** In one pass as long as every character is sure of its fate. */
function foldBy({ letters, fate, becomes }: Folding, text: string): string {
  let out = '';
  let done = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const is = fate[code] ?? UNSURE;
    if (is === KEPT) continue;
    if (is === UNSURE) return foldAny(letters, text);
    if (at > done) out += text.slice(done, at);
    out += becomes[code] ?? '';
    done = at + 1;
  }
  return done === 0 ? text : out + text.slice(done);
}

/**
 * A light folding that keeps ى/ي, ة/ه and hamza on its seats apart: alef forms, letters of Persian keyboards, marks,
 * tatweel, compatibility forms and digits. For place names, where the full folding makes other words.
 */
export function foldLight(text: string): string {
  return foldBy(LIGHTLY, text);
}

/** The full folding: the light one, and ى→ي, ة→ه, ؤ→و, ئ→ي, ء dropped. */
export function fold(text: string): string {
  return foldBy(FULLY, text);
}
