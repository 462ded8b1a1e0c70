/** Lists of phrases as they are written, and finding one of them in a text by whole words. */
import { fold } from '../arabic/normalize.ts';
import { tokens } from '../arabic/words.ts';

/** What may be written onto a phrase's first word; its article, where it has one, stands in the list. */
const CLITICS = ['', 'و', 'ف', 'ب', 'ل', 'ك'];

/** Units of a text that are looked at: a headline or a sentence has fewer. */
const LOOKED_AT = 1_000;

/** A text's words, folded. */
export function foldedWords(text: string): readonly string[] {
  return tokens(text.slice(0, LOOKED_AT)).map((token) => fold(token.text));
}

/** Where (counted in words) the first of the phrases begins; undefined where none stands. */
export type Phrases = {
  readonly in: (text: string) => number | undefined;
  /** The same of a text's folded words, for those who look for several lists. */
  readonly among: (words: readonly string[]) => number | undefined;
};

/** `list`: phrases parted by «،» or line feeds. */
export function phrases(list: string): Phrases {
  const byFirst = new Map<string, (readonly string[])[]>();
  for (const phrase of list.split(/[،\n]/u)) {
    const [first, ...rest] = foldedWords(phrase);
    if (first === undefined) continue;
    for (const clitic of CLITICS) {
      const known = byFirst.get(clitic + first);
      if (known) known.push(rest);
      else byFirst.set(clitic + first, [rest]);
    }
  }
  const among = (words: readonly string[]): number | undefined => {
    const at = words.findIndex((word, index) =>
      byFirst.get(word)?.some((rest) => rest.every((part, next) => words[index + 1 + next] === part)),
    );
    return at < 0 ? undefined : at;
  };
  return { in: (text) => among(foldedWords(text)), among };
}
