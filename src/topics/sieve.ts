/** A quick look whether a word can be read as one of many forms: most words can be read as none. */

/** Bits of the sieve, as a power of two: a word that fits no form falls on a set one seldom. */
const BITS = 19;
/** The letters that clitics and the article are made of: see `readings`. */
const CLITICS = 'وفبكلسا';
/** Clitics and the article take no more letters: وبال, ولل. */
const MOST_OFF = 4;

function mix(hash: number): number {
  return Math.imul(hash, 0x9e3779b1) >>> (32 - BITS);
}

/** The hash of a word from its last letter to its first, so that one pass gives that of each of its endings. */
function before(letter: number, hash: number): number {
  return (Math.imul(hash, 31) + letter) | 0;
}

function hashOf(word: string, from: number): number {
  let hash = 0;
  for (let at = word.length - 1; at >= from; at -= 1) hash = before(word.charCodeAt(at), hash);
  return hash;
}

const ALEF = 'ا'.charCodeAt(0);
const LAM = 'ل'.charCodeAt(0);

/**
 * Tells of a key whether one of its `readings` may be among the forms: never no where one is, seldom yes where none is.
 */
export function sieveOf(forms: Iterable<string>): (key: string) => boolean {
  const bits = new Uint8Array(1 << (BITS - 3));
  for (const form of forms) {
    const bit = mix(hashOf(form, 0));
    bits[bit >> 3] = (bits[bit >> 3] ?? 0) | (1 << (bit & 7));
  }
  const has = (hash: number) => {
    const bit = mix(hash);
    return ((bits[bit >> 3] ?? 0) & (1 << (bit & 7))) !== 0;
  };
  return (key) => {
    let off = 0;
    while (off < MOST_OFF && off < key.length && CLITICS.includes(key.charAt(off))) off += 1;
    let hash = hashOf(key, off);
    for (;;) {
      if (has(hash)) return true;
      // لل is ل and ال, whose first letter is not written.
      if (off >= 2 && key.charCodeAt(off - 1) === LAM && key.charCodeAt(off - 2) === LAM) {
        if (has(before(ALEF, before(LAM, hash)))) return true;
      }
      if (off === 0) return false;
      off -= 1;
      hash = before(key.charCodeAt(off), hash);
    }
  };
}
