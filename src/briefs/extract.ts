/** The extract of one text within a budget of words. */
import { overlap } from './alike.ts';
import { mayFollow, type Sentence } from './sentence.ts';
import { clauseWithin } from './trim.ts';

/**
 * What an extract passes over. Human extracts follow a text from its beginning and skip little; that little is what
 * these say. `node --import tsx eval/fit-briefs.ts` fits them anew.
 */
export type Passing = {
  /** Sentences of fewer words tell little for the room they take. */
  readonly short: number;
  /** A sentence that shares so much of its matter with one chosen tells it again. */
  readonly same: number;
  /** Whether additions («كما …») are passed over. */
  readonly additions: boolean;
};
export const PASSING: Passing = { short: 11, same: 0.6, additions: true };

const ADDITION = /^و?(?:كما|كذلك)(?=\s)/u;

function passesOver(sentence: Sentence, chosen: readonly Sentence[], passing: Passing): boolean {
  return (
    sentence.length < passing.short ||
    (passing.additions && ADDITION.test(sentence.text)) ||
    chosen.some((other) => overlap(sentence.terms, other.terms) >= passing.same)
  );
}

/** Room for fewer words is left empty rather than filled with the beginning of a sentence. */
const WORTH_CUTTING = 8;

/**
 * A text told in its order from its beginning in at most `maxWords` words, but for what an extract passes over, unless
 * the next sentence leans on it. Where the next does not fit it ends at a clause of it, with «…».
 */
export function extract(text: readonly Sentence[], maxWords: number, passing = PASSING): Sentence[] {
  const told = text.filter(({ stands }) => stands !== 'never');
  if (told.reduce((sum, { length }) => sum + length, 0) <= maxWords) return told;
  const chosen: Sentence[] = [];
  let room = maxWords;
  for (const [place, sentence] of told.entries()) {
    if (sentence.stands === 'after' && !mayFollow(sentence, chosen.at(-1))) continue;
    const next = told[place + 1];
    const needed =
      next?.stands === 'after' && mayFollow(next, sentence) && !passesOver(next, chosen, passing);
    if (chosen.length > 0 && !needed && passesOver(sentence, chosen, passing)) continue;
    if (sentence.length > room) {
      const part =
        room < WORTH_CUTTING ? undefined : clauseWithin(sentence, { least: WORTH_CUTTING, most: room });
      if (part !== undefined) chosen.push({ ...sentence, text: `${part}…` });
      break;
    }
    chosen.push(sentence);
    room -= sentence.length;
  }
  return chosen;
}

/**
 * What a text tells of its headline in a few dozen words: its first sentence, then in the text's order those that tell
 * what the headline says and the brief does not yet, or once nothing of it is missing the next; none that points back.
 */
export function extractUnder(
  headline: ReadonlySet<string>,
  text: readonly Sentence[],
  maxWords: number,
): Sentence[] {
  const missing = new Set(headline);
  const chosen: Sentence[] = [];
  let room = maxWords;
  for (const sentence of text) {
    if (sentence.stands === 'never') continue;
    if (sentence.stands === 'after' && !mayFollow(sentence, chosen.at(-1))) continue;
    const adds = missing.size === 0 || [...sentence.terms].some((term) => missing.has(term));
    if (chosen.length > 0 && (sentence.refers || !adds)) continue;
    if (sentence.length > room) break;
    chosen.push(sentence);
    room -= sentence.length;
    for (const term of sentence.terms) missing.delete(term);
  }
  return chosen;
}
