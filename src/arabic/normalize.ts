/** Foldings of Arabic text for matching. What readers see is never folded. */

/** Bidi controls, zero-width characters, soft hyphen, BOM and every control character other than tab and line feed. */
const INVISIBLE = /[^\P{C}\t\n]/gu;

/** Incoming text without characters that are not seen but change what is. Line ends become line feeds. */
export function stripInvisible(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(INVISIBLE, '');
}

/** Tashkeel, Quranic marks, superscript alef and tatweel. */
const MARKS =
  /[\u0610-\u061a\u0640\u064b-\u0652\u0656-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed]/gu;

const LETTERS: Readonly<Record<string, string>> = {
  أ: 'ا',
  إ: 'ا',
  آ: 'ا',
  ٱ: 'ا',
  ٲ: 'ا',
  ٳ: 'ا',
  ی: 'ي',
  ې: 'ي',
  ک: 'ك',
  ڪ: 'ك',
  ہ: 'ه',
  ھ: 'ه',
  ە: 'ه',
  ۀ: 'ه',
  ڤ: 'ف',
  پ: 'ب',
  چ: 'ج',
  گ: 'ك',
  ژ: 'ز',
};

/**
 * A light folding that keeps ى/ي, ة/ه and hamza on its seats apart: alef forms, letters of Persian keyboards, marks,
 * tatweel, compatibility forms and digits. For place names, where the full folding makes other words.
 */
export function foldLight(text: string): string {
  let out = '';
  for (const character of text
    .normalize('NFKC')
    .replace(/[\u0653-\u0655]/gu, '')
    .replace(MARKS, '')) {
    const code = character.codePointAt(0) ?? 0;
    if (code >= 0x660 && code <= 0x669) out += String(code - 0x660);
    else if (code >= 0x6f0 && code <= 0x6f9) out += String(code - 0x6f0);
    else out += LETTERS[character] ?? character;
  }
  return out.toLowerCase();
}

const SEATS: Readonly<Record<string, string>> = { ى: 'ي', ة: 'ه', ؤ: 'و', ئ: 'ي', ء: '' };

/** The full folding: the light one, and ى→ي, ة→ه, ؤ→و, ئ→ي, ء dropped. */
export function fold(text: string): string {
  return foldLight(text).replace(/[ىةؤئء]/gu, (letter) => SEATS[letter] ?? letter);
}
