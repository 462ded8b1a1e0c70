/** Words, light stems and the terms that search, topics and likeness share. */
import { fold } from './normalize.ts';

/** Words of a text as readers count them: runs of non-spaces that hold a letter or a digit. */
export function countWords(text: string): number {
  return text.match(/\S*[\p{L}\p{N}]\S*/gu)?.length ?? 0;
}

export type Token = {
  /** As written. */
  readonly text: string;
  /** UTF-16 offsets into the text. */
  readonly start: number;
  readonly end: number;
};

/** Letters and digits with their marks, in order; punctuation is left out. Numbers keep their inner . and ,. */
export function tokens(text: string): Token[] {
  const out: Token[] = [];
  for (const match of text.matchAll(/\p{N}+(?:[.,٫٬]\p{N}+)*|[\p{L}\p{M}\u0640]+/gu)) {
    out.push({ text: match[0], start: match.index, end: match.index + match[0].length });
  }
  return out;
}

const CLITICS = /^(?:[وف]?(?:[بكل]?ال|لل)|[وف](?=[بل]?.{3})|[بل](?=.{4}))/u;
const ENDINGS = /(?:يون|يين|يات|يه|ون|ين|ات|ان|تان|تين|ها|هم|ه|ي|ا)$/u;
const stems = new Map<string, string>();

/** A light stem of one folded word: clitics and common endings off, never below three letters. */
export function stem(folded: string): string {
  const known = stems.get(folded);
  if (known !== undefined) return known;
  let word = folded.replace(CLITICS, '');
  if (word.length < 3) word = folded;
  const bare = word.replace(ENDINGS, '');
  if (bare.length >= 3) word = bare;
  if (stems.size > 50_000) stems.clear();
  stems.set(folded, word);
  return word;
}

const STOP_WORDS = new Set(
  'من في على الى عن مع هذا هذه ذلك تلك التي الذي الذين ان او ثم قد لا ما لم لن هو هي كان كانت كما بعد قبل بين حتى خلال عند غير كل بعض اي ايضا وقد وكان فيها فيه به بها له لها عليه عليها منه منها انه انها الا اذا حيث لدي'.split(
    ' ',
  ),
);

/** Whether a folded word carries no matter of its own (particles, pronouns). */
export function isStopWord(folded: string): boolean {
  return STOP_WORDS.has(folded);
}

/** The content words of a text, folded and stemmed, in order with repeats. */
export function terms(text: string): string[] {
  const out: string[] = [];
  for (const token of tokens(text)) {
    const folded = fold(token.text);
    if (folded.length > 1 && !isStopWord(folded)) out.push(stem(folded));
  }
  return out;
}
