/** When two sentences, or a sentence and a headline, say the same. */
import { countWords } from '../arabic/words.ts';
import type { Sentence } from './sentence.ts';

/** From this share of its words in common, of two sentences one says what the other says. */
const SAME = 0.6;
const SAME_WITH_NUMBERS = 0.4;
const SAME_TOLLS = 0.3;
/** Two outlets' leads of one story tell one happening, in words that differ more. */
export const SAME_LEADS = 0.45;

/** The share of the smaller set's terms that the larger one has too, from 0 to 1. */
export function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  let shared = 0;
  for (const term of small) if (large.has(term)) shared += 1;
  return small.size === 0 ? 0 : shared / small.size;
}

/** Whether what one of them tells is told by the other. */
export function saysTheSame(a: Sentence, b: Sentence): boolean {
  const shared = overlap(a.terms, b.terms);
  if (shared >= SAME) return true;
  const leads = a.article !== b.article && a.index === 0 && b.index === 0;
  if (leads && shared >= SAME_LEADS) return true;
  // Two outlets' other numbers for one happening are a toll told twice, each denying the other.
  if (shared < (leads ? SAME_TOLLS : SAME_WITH_NUMBERS)) return false;
  const [one, other] = [a.numbers(), b.numbers()];
  const [few, many] = one.size <= other.size ? [one, other] : [other, one];
  if (few.size === 0) return false;
  return leads || [...few].every((number) => many.has(number));
}

/** Whether a sentence tells nothing that the headline does not: fewer than three words more. */
function repeatsHeadline(sentence: Sentence, headline: ReadonlySet<string>): boolean {
  let more = 0;
  for (const term of sentence.terms) if (!headline.has(term)) more += 1;
  return headline.size > 0 && more < 3 && overlap(sentence.terms, headline) >= SAME;
}

export type Headline = { readonly text: string; readonly terms: ReadonlySet<string> };

/** From this share of the lead in a headline made of it, the brief had better begin with something else. */
const TOLD_BY_HEADLINE = 0.6;

/** Whether the headline already says what this sentence would open with. */
export function isToldBy(headline: Headline, sentence: Sentence): boolean {
  if (repeatsHeadline(sentence, headline.terms)) return true;
  const made = sentence.text.startsWith(headline.text) || sentence.text.slice(1).startsWith(headline.text);
  return headline.text !== '' && made && countWords(headline.text) >= sentence.length * TOLD_BY_HEADLINE;
}
