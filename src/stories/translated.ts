/** Debris that machine translation leaves in Arabic, which no editor lets stand. */
import { lastAsked } from '../arabic/kept.ts';
import { isGivenName } from '../arabic/names.ts';
import { fold } from '../arabic/normalize.ts';
import { sentences } from '../arabic/sentences.ts';
import { tokens } from '../arabic/words.ts';
import { meaning } from './terms.ts';

/** Only so much of a text is looked at. */
const MAX_CHARACTERS = 6_000;
/** So many kinds of debris make a text one of a machine's: each alone is a slip of the pen, the commonest found in every
 * twentieth edited text, and two together in one of 766. */
const ENOUGH = 2;

/** Words that need another after them. */
const NEVER_LAST = new Set(
  'في من على إلى عن أن إن التي الذي الذين مع حتى بين لدى كي لكي ولكن لكن كما عند منذ خلال أو ثم بسبب بشأن حول ضد'
    .split(' ')
    .map(fold),
);
/** First names that alone name nobody in the news. */
const FIRST_NAMES = new Set(
  'محمد احمد علي حسن حسين خالد عبدالله ابراهيم يوسف محمود سلمان فيصل سعود جو'.split(' '),
);
/** A word that tells less is no name. */
const A_NAME_TELLS = 4.2;
const STUB = /^\p{Script=Arabic}[\p{Script=Arabic}\p{M}]*(?: [\p{Script=Arabic}\p{M}]+)?\.$/u;
/** A text of fewer sentences may be of headlines. */
const LEAST_SENTENCES = 4;

/** «بوتين ومحمد التعاون»: a first name joined to a name before it, and no more of it. */
function namesNobody(words: readonly string[], at: number): boolean {
  const [before = '', word = '', next = ''] = words.slice(at - 1, at + 2);
  return (
    at > 0 &&
    word.startsWith('و') &&
    FIRST_NAMES.has(word.slice(1)) &&
    before.length > 3 &&
    !isGivenName(before) &&
    next.startsWith('ال') &&
    tokens(next).every((token) => meaning(token).tells < A_NAME_TELLS)
  );
}

/** A word said twice, other than for emphasis (رويدا رويدا), as a name (عبدالله عبدالله) or as an office (ولي ولي العهد). */
function stammers(words: readonly string[], at: number): boolean {
  const word = words[at] ?? '';
  return word.length > 3 && word === words[at + 1] && !word.endsWith('ا') && !isGivenName(word);
}

/** A story's articles are asked about anew with each that joins it. */
const known = lastAsked<string, boolean>(256);

/**
 * Whether a text reads as translated by a machine and edited by nobody: two of a first name that names nobody, a word said
 * twice, a sentence that ends before its last word, a noun that stands for a sentence. Its cost is bounded.
 */
export function readsTranslated(text: string): boolean {
  return known(
    text,
    () => true,
    () => judge(text),
  );
}

function judge(text: string): boolean {
  const all = text.slice(0, MAX_CHARACTERS).split('\n').flatMap(sentences);
  const found = new Set<string>();
  for (const sentence of all) {
    const words = tokens(sentence).map((token) => fold(token.text));
    if (all.length >= LEAST_SENTENCES && STUB.test(sentence)) found.add('stub');
    if (words.length > 3 && /[^.]\.$/u.test(sentence) && NEVER_LAST.has(words.at(-1) ?? '')) found.add('end');
    for (const at of words.keys()) {
      if (namesNobody(words, at)) found.add('name');
      if (stammers(words, at)) found.add('twice');
    }
    if (found.size >= ENOUGH) return true;
  }
  return false;
}
