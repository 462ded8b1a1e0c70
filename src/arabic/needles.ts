/**
 * Which of many patterns can match a text at all. A pattern like `/(?:قناتنا|صفحتنا) على/u` needs one of a few words; one
 * pass over a text finds the words that all patterns need, and only those whose word is there are worth trying.
 */

/** Letters that a needle and a text may write for one another here: a needle found too often costs a try, no more. */
const ALIKE: Readonly<Record<string, string>> = {
  أ: 'ا',
  إ: 'ا',
  آ: 'ا',
  ى: 'ي',
  ة: 'ه',
  // What the flag `i` takes for one letter.
  ſ: 's',
  '\u212a': 'k',
};

function plain(character: string): string {
  return ALIKE[character] ?? character.toLowerCase();
}

/** Whether the flag `i` may take this for letters that `plain` does not: half an emoji, ß, ς. */
function isCased(character: string): boolean {
  const half = character >= '\ud800' && character <= '\udfff';
  return half || (character > '\u007f' && character.toLowerCase() !== character.toUpperCase());
}

/** Strings of which each match holds one; undefined where nothing is known. */
type Needles = readonly string[] | undefined;

/** Longer needles are cut: so many characters tell enough. */
const LONGEST = 6;

/** How seldom the commonest of these stands in a text, roughly: by its letters. */
function rarity(needles: readonly string[]): number {
  return Math.min(...needles.map((needle) => needle.slice(0, LONGEST).replaceAll(' ', '').length));
}

function rarer(one: Needles, other: Needles): Needles {
  if (one === undefined || other === undefined) return one ?? other;
  const gain = rarity(one) - rarity(other);
  return gain > 0 || (gain === 0 && one.length <= other.length) ? one : other;
}

/** A part of a pattern: one character, something of whose matches needles are known, or nothing known. */
type Part = { readonly character: string } | { readonly needles: Needles };
const UNKNOWN: Part = { needles: undefined };

/** The end of the set that begins at `[`. */
function setEnd(source: string, at: number): number {
  let end = at + 1;
  while (source[end] !== ']') end += source[end] === '\\' ? 2 : 1;
  return end + 1;
}

/** Reads the source of a pattern; knows what the patterns of this repository are written with, and of the rest nothing. */
function needlesOf({ source, ignoreCase }: RegExp): Needles {
  let at = 0;

  function characterPart(character: string): Part {
    return ignoreCase && isCased(character) ? UNKNOWN : { character: plain(character) };
  }

  /** A set whose members are all alike is as good as a character. */
  function setPart(members: string): Part {
    const first = members.charAt(0);
    const simple = first !== '' && !/[\\^-]/u.test(members);
    return simple && members.split('').every((one) => plain(one) === plain(first))
      ? characterPart(first)
      : UNKNOWN;
  }

  function alternatives(): Needles {
    let all: string[] | undefined = [];
    for (;;) {
      const needles = sequence();
      all = needles === undefined ? undefined : all && [...all, ...needles];
      if (source[at] !== '|') return all;
      at += 1;
    }
  }

  function sequence(): Needles {
    let best: Needles;
    let run = '';
    const close = () => {
      if (run.trim() !== '') best = rarer(best, [run]);
      run = '';
    };
    while (at < source.length && source[at] !== '|' && source[at] !== ')') {
      const one = part();
      const times = quantifier();
      if (one === undefined) continue;
      if (times === 'maybe') close();
      else if ('character' in one) {
        run += one.character;
        if (times === 'often') close();
      } else {
        close();
        best = rarer(best, one.needles);
      }
    }
    close();
    return best;
  }

  /** undefined for what has no width. */
  function part(): Part | undefined {
    const character = source[at] ?? '';
    if (character === '^' || character === '$') {
      at += 1;
      return undefined;
    }
    if (character === '.') {
      at += 1;
      return UNKNOWN;
    }
    if (character === '[') {
      const from = at;
      at = setEnd(source, at);
      return setPart(source.slice(from + 1, at - 1));
    }
    if (character === '(') return group();
    if (character === '\\') return escaped();
    at += 1;
    return characterPart(character);
  }

  function group(): Part | undefined {
    const opening = /^\((?:\?(?:[:=!]|<[=!]|<\w+>))?/u.exec(source.slice(at))?.[0] ?? '(';
    at += opening.length;
    const needles = alternatives();
    at += 1;
    return /[=!]/u.test(opening) ? undefined : { needles };
  }

  function escaped(): Part {
    const found = /^\\(?:[pP]\{[^}]*\}|u[\da-f]{4}|.)/iu.exec(source.slice(at))?.[0] ?? '\\';
    at += found.length;
    if (/^\\u[\da-f]{4}$/iu.test(found))
      return characterPart(String.fromCharCode(Number.parseInt(found.slice(2), 16)));
    return /^\\[^\p{L}\p{N}]$/u.test(found) ? characterPart(found.slice(1)) : UNKNOWN;
  }

  function quantifier(): 'once' | 'often' | 'maybe' {
    const found = /^(?:[?*+]|\{\d+(?:,\d*)?\})\??/u.exec(source.slice(at))?.[0] ?? '';
    at += found.length;
    if (found === '') return 'once';
    return /^(?:[?*]|\{0)/u.test(found) ? 'maybe' : 'often';
  }

  return alternatives();
}

/** A machine that reads a text letter by letter and knows at each which needles end there (Aho and Corasick, 1975). */
type Machine = {
  /** For each UTF-16 code its column; 0 for all that stand in no needle. */
  readonly columns: Uint8Array;
  /** A row for each state, with a power of two of columns: the state that follows. */
  readonly next: Uint16Array;
  readonly shift: number;
  /** For each state the bits of the patterns whose needles end there. */
  readonly found: Int32Array;
};

function machineOf(needles: readonly (readonly [needle: string, bit: number])[]): Machine {
  const letters = [...new Set(needles.flatMap(([needle]) => needle.split('')))];
  const column = new Map(letters.map((letter, index) => [letter, index + 1]));
  const columns = new Uint8Array(0x10000);
  for (const letter of [...letters, ...letters.map((one) => one.toUpperCase()), ...Object.keys(ALIKE)])
    if (letter.length === 1) columns[letter.charCodeAt(0)] = column.get(plain(letter)) ?? 0;
  const shift = Math.ceil(Math.log2(letters.length + 1));
  const rows: number[][] = [[]];
  const bits = [0];
  for (const [needle, bit] of needles) {
    let state = 0;
    for (const letter of needle.split('')) {
      const row = rows[state] ?? [];
      const to = column.get(letter) ?? 0;
      state = row[to] ?? rows.push([]) - 1;
      row[to] = state;
    }
    bits[state] = (bits[state] ?? 0) | bit;
  }
  const next = new Uint16Array(rows.length << shift);
  const found = new Int32Array(rows.length);
  // Breadth first: where a needle breaks off, its longest end that begins another goes on.
  const queue: (readonly [state: number, end: number])[] = [[0, 0]];
  for (const [state, end] of queue) {
    found[state] = (bits[state] ?? 0) | (found[end] ?? 0);
    for (let to = 1; to <= letters.length; to += 1) {
      const below = rows[state]?.[to];
      const other = state === 0 ? 0 : (next[(end << shift) | to] ?? 0);
      next[(state << shift) | to] = below ?? other;
      if (below !== undefined) queue.push([below, other]);
    }
  }
  return { columns, next, shift, found };
}

/**
 * Tells of a text which of these patterns may match it, as bits in the patterns' order, the first the lowest: never no of
 * one that does match, seldom yes of others. At most 31 patterns, with the flags `i`, `u`, `g` and `y` at most; one of
 * which no needle is known always may. Linear in the text, whatever it holds.
 */
export function mayMatch(patterns: readonly RegExp[]): (text: string) => number {
  let always = 0;
  const all: (readonly [string, number])[] = [];
  for (const [index, pattern] of patterns.entries()) {
    const needles = needlesOf(pattern);
    if (needles === undefined) always |= 1 << index;
    else for (const needle of needles) all.push([needle.slice(0, LONGEST), 1 << index]);
  }
  const { columns, next, shift, found } = machineOf(all);
  return (text) => {
    let bits = always;
    let state = 0;
    for (let at = 0; at < text.length; at += 1) {
      state = next[(state << shift) | (columns[text.charCodeAt(at)] ?? 0)] ?? 0;
      bits |= found[state] ?? 0;
    }
    return bits;
  };
}
