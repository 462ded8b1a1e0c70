/** A memory of fixed size for what words come to: news repeats its words, and no flood of new ones makes it grow. */

/** A power of two: a word’s slot is the low bits of its hash. */
const SLOTS = 1 << 16;
/** Longer runs of letters are no words, and are not kept. */
const LONGEST = 40;
/** From this length on an engine may keep a piece of a text as a view that holds the whole of it. */
const VIEWS_FROM = 13;

/** The slot of the piece of a text from `start` to `end`, by its hash. */
function slotOf(text: string, start: number, end: number): number {
  let hash = 0;
  for (let at = start; at < end; at += 1) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
  return Math.imul(hash, 0x9e3779b1) >>> 16;
}

/** A piece of a text by itself, that lets the text go. */
function cutOut(text: string, start: number, end: number): string {
  const piece = text.slice(start, end);
  return piece.length < VIEWS_FROM ? piece : piece.split('').join('');
}

/** `make` with a memory: of two words that fall into one slot the later is kept. It must depend on the word alone. */
export function remember<Value>(make: (word: string) => Value): (word: string) => Value {
  const slots: ({ readonly word: string; readonly value: Value } | undefined)[] = new Array(SLOTS).fill(
    undefined,
  );
  return (word) => {
    if (word.length > LONGEST) return make(word);
    const slot = slotOf(word, 0, word.length);
    const known = slots[slot];
    if (known?.word === word) return known.value;
    const value = make(word);
    slots[slot] = { word: cutOut(word, 0, word.length), value };
    return value;
  };
}

/** A word as written, and what has been found out about it. */
export type Known = {
  readonly text: string;
  /** By the number of who found it out; empty until somebody asks. */
  readonly facts: unknown[];
};

let finders = 0;

/**
 * `make` with a memory beside each word that tokens share: what it makes goes when the word does. It must depend on the
 * word alone, or on other facts of it.
 */
export function factOf<Value extends NonNullable<unknown>>(
  make: (word: string, known: Known) => Value,
): (known: Known) => Value {
  const place = finders;
  finders += 1;
  return (known) => {
    const found = known.facts[place] as Value | undefined;
    if (found !== undefined) return found;
    const made = make(known.text, known);
    known.facts[place] = made;
    return made;
  };
}

function newWord(text: string): Known {
  return { text, facts: new Array<unknown>(finders).fill(undefined) };
}

/** Two words to a slot, the one met last first: a rare word never drives out a common one. */
const WAYS = 2;
const NOTHING: Known = { text: '', facts: [] };

function newTable(slots: number): Known[] {
  return new Array<Known>(slots * WAYS).fill(NOTHING);
}

/** The longest word that is told from others by numbers alone: nearly all are of so few letters, and of one block. */
const LONGEST_PACKED = 14;
/** Numbers that such a word is packed into: eight bits a letter, its length and its block. */
const NUMBERS = 4;
const SLOT_NUMBERS = WAYS * NUMBERS;

const packed = newTable(SLOTS);
/** Beside `packed`: what each word is packed into. */
const keys = new Int32Array(SLOTS * SLOT_NUMBERS);

const OTHER_SLOTS = 1 << 13;
const others = newTable(OTHER_SLOTS);

function isAt(text: string, start: number, known: Known | undefined, length: number): boolean {
  if (known === undefined || known.text.length !== length) return false;
  let same = 0;
  while (same < length && known.text.charCodeAt(same) === text.charCodeAt(start + same)) same += 1;
  return same === length;
}

/** A word that is long or mixes blocks. */
function otherWordAt(text: string, start: number, end: number): Known {
  const length = end - start;
  if (length > LONGEST) return newWord(cutOut(text, start, end));
  const place = (slotOf(text, start, end) & (OTHER_SLOTS - 1)) * WAYS;
  const first = others[place] ?? NOTHING;
  if (isAt(text, start, first, length)) return first;
  const second = others[place + 1];
  const known =
    second !== undefined && isAt(text, start, second, length) ? second : newWord(cutOut(text, start, end));
  others[place] = known;
  others[place + 1] = first;
  return known;
}

/** How many words are looked up together. */
export const BATCH = 256;
/** Where the words of a batch are packed: so many numbers a word, and its slot; -1 for one that is not packed. */
const batch = new Int32Array((BATCH + 1) * NUMBERS);
const slots = new Int32Array(BATCH + 1);
const found = new Array<Known>(BATCH).fill(NOTHING);
/** The place for a word that comes alone. */
const ALONE = BATCH;

/** Pack the word between two offsets of a text into a place of the batch. */
function pack(text: string, start: number, end: number, into: number): void {
  slots[into] = -1;
  const length = end - start;
  if (length > LONGEST_PACKED || length === 0) return;
  const block = text.charCodeAt(start) >> 8;
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  for (let at = start; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (code >> 8 !== block) return;
    d = (d << 8) | (c >>> 24);
    c = (c << 8) | (b >>> 24);
    b = (b << 8) | (a >>> 24);
    a = (a << 8) | (code & 0xff);
  }
  d |= (block << 24) | (length << 16);
  const mixed = Math.imul(Math.imul(Math.imul(a, 0x85ebca6b) ^ b, 0xc2b2ae35) ^ c, 0x27d4eb2f) ^ d;
  const at = into * NUMBERS;
  batch[at] = a;
  batch[at + 1] = b;
  batch[at + 2] = c;
  batch[at + 3] = d;
  slots[into] = Math.imul(mixed ^ (mixed >>> 15), 0x9e3779b1) >>> 16;
}

/** Whether the word packed at `from` in the batch is the one whose numbers begin at `key`. */
function isKey(from: number, key: number): boolean {
  return (
    keys[key] === batch[from] &&
    keys[key + 1] === batch[from + 1] &&
    keys[key + 2] === batch[from + 2] &&
    keys[key + 3] === batch[from + 3]
  );
}

/** The word of a text that was packed into a place of the batch; it is the first of its slot from now on. */
function packedWord(text: string, start: number, end: number, into: number): Known {
  const slot = slots[into] ?? -1;
  if (slot < 0) return otherWordAt(text, start, end);
  const from = into * NUMBERS;
  const key = slot * SLOT_NUMBERS;
  const place = slot * WAYS;
  const first = packed[place] ?? NOTHING;
  if (isKey(from, key)) return first;
  const known = isKey(from, key + NUMBERS)
    ? (packed[place + 1] ?? NOTHING)
    : newWord(cutOut(text, start, end));
  packed[place] = known;
  packed[place + 1] = first;
  keys.copyWithin(key + NUMBERS, key, key + NUMBERS);
  for (let at = 0; at < NUMBERS; at += 1) keys[key + at] = batch[from + at] ?? 0;
  return known;
}

/**
 * The piece of a text from `start` to `end`. A word met before is the same string as then: it costs no memory, and maps
 * find it without hashing it anew. It is found by its letters packed into numbers, which stand close together, where
 * comparing strings would wait for memory at each.
 */
export function wordAt(text: string, start: number, end: number): Known {
  pack(text, start, end, ALONE);
  return packedWord(text, start, end, ALONE);
}

/**
 * `wordAt` for the first `count` words, at most `BATCH`, whose offsets stand in `bounds` in pairs. Most of the time goes in
 * waiting for memory: where one short step is taken for all words and then the next, the machine waits for several at once.
 * The list is used again at the next call.
 */
export function wordsAt(text: string, bounds: Int32Array, count: number): readonly Known[] {
  for (let at = 0; at < count; at += 1) pack(text, bounds[at * 2] ?? 0, bounds[at * 2 + 1] ?? 0, at);
  for (let at = 0; at < count; at += 1) {
    const slot = slots[at] ?? -1;
    const isFirst = slot >= 0 && isKey(at * NUMBERS, slot * SLOT_NUMBERS);
    found[at] = isFirst ? (packed[slot * WAYS] ?? NOTHING) : NOTHING;
  }
  for (let at = 0; at < count; at += 1) {
    if (found[at] === NOTHING) found[at] = packedWord(text, bounds[at * 2] ?? 0, bounds[at * 2 + 1] ?? 0, at);
  }
  return found;
}
