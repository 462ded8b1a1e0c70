/** A memory of fixed size for what words come to: news repeats its words, and no flood of new ones makes it grow. */

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
 * word alone.
 */
export function factOf<Value extends NonNullable<unknown>>(
  make: (word: string) => Value,
): (known: Known) => Value {
  const place = finders;
  finders += 1;
  return (known) => {
    const found = known.facts[place] as Value | undefined;
    if (found !== undefined) return found;
    const made = make(known.text);
    known.facts[place] = made;
    return made;
  };
}

function newWord(text: string): Known {
  return { text, facts: new Array<unknown>(finders).fill(undefined) };
}

/** Two words to a slot: the one met last stays, so that a rare word never drives out a common one. */
const WAYS = 2;
const NOTHING: Known = { text: '', facts: [] };
/** A slot for each hash, and in each which of its words was met last. */
type Table = { readonly words: Known[]; readonly last: Uint8Array };

function newTable(slots: number): Table {
  return { words: new Array<Known>(slots * WAYS).fill(NOTHING), last: new Uint8Array(slots) };
}

/** The longest word that is told from others by numbers alone: nearly all are of so few letters, and of one block. */
const LONGEST_PACKED = 14;
/** Numbers that such a word is packed into. */
const NUMBERS = 4;

const packed = newTable(SLOTS);
/** Beside `packed`: each word's letters, eight bits a letter, its length and its block. */
const keys = new Int32Array(SLOTS * WAYS * NUMBERS);

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
  const slot = slotOf(text, start, end) & (OTHER_SLOTS - 1);
  const last = others.last[slot] ?? 0;
  for (const way of [last, 1 - last]) {
    const known = others.words[slot * WAYS + way];
    if (known === undefined || !isAt(text, start, known, length)) continue;
    others.last[slot] = way;
    return known;
  }
  const made = newWord(cutOut(text, start, end));
  others.words[slot * WAYS + 1 - last] = made;
  others.last[slot] = 1 - last;
  return made;
}

/**
 * The piece of a text from `start` to `end`. A word met before is the same string as then: it costs no memory, and maps
 * find it without hashing it anew. It is found by its letters packed into numbers, which stand close together, where
 * comparing strings would wait for memory at each.
 */
export function wordAt(text: string, start: number, end: number): Known {
  const length = end - start;
  if (length > LONGEST_PACKED || length === 0) return otherWordAt(text, start, end);
  const block = text.charCodeAt(start) >> 8;
  let [a, b, c, d] = [0, 0, 0, 0];
  for (let at = start; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (code >> 8 !== block) return otherWordAt(text, start, end);
    d = (d << 8) | (c >>> 24);
    c = (c << 8) | (b >>> 24);
    b = (b << 8) | (a >>> 24);
    a = (a << 8) | (code & 0xff);
  }
  d |= (block << 24) | (length << 16);
  const mixed = Math.imul(Math.imul(Math.imul(a, 0x85ebca6b) ^ b, 0xc2b2ae35) ^ c, 0x27d4eb2f) ^ d;
  const slot = Math.imul(mixed ^ (mixed >>> 15), 0x9e3779b1) >>> 16;
  const last = packed.last[slot] ?? 0;
  let place = slot * WAYS + last;
  for (let way = 0; way < WAYS; way += 1) {
    const at = place * NUMBERS;
    if (keys[at] === a && keys[at + 1] === b && keys[at + 2] === c && keys[at + 3] === d) {
      packed.last[slot] = place & 1;
      return packed.words[place] ?? NOTHING;
    }
    place ^= 1;
  }
  place ^= 1;
  const made = newWord(cutOut(text, start, end));
  packed.words[place] = made;
  packed.last[slot] = place & 1;
  keys.set([a, b, c, d], place * NUMBERS);
  return made;
}
