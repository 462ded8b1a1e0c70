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

/** Two words to a slot, the one met last first: a rare word never drives out a common one. */
const first: Known[] = new Array(SLOTS).fill({ text: '', facts: [] });
const second: Known[] = first.slice();

function isAt(text: string, start: number, known: Known | undefined, length: number): boolean {
  if (known === undefined || known.text.length !== length) return false;
  let same = 0;
  while (same < length && known.text.charCodeAt(same) === text.charCodeAt(start + same)) same += 1;
  return same === length;
}

/**
 * The piece of a text from `start` to `end`. A word met before is the same string as then: it costs no memory, and maps
 * find it without hashing it anew.
 */
export function wordAt(text: string, start: number, end: number): Known {
  const length = end - start;
  if (length > LONGEST) return newWord(cutOut(text, start, end));
  const slot = slotOf(text, start, end);
  const last = first[slot];
  if (last !== undefined && isAt(text, start, last, length)) return last;
  const before = second[slot];
  const known =
    before !== undefined && isAt(text, start, before, length) ? before : newWord(cutOut(text, start, end));
  if (last !== undefined) second[slot] = last;
  first[slot] = known;
  return known;
}
