/** When two sentences, or a sentence and a headline, say the same. */
import { countWords } from '../arabic/words.ts';
import { actOf } from '../stories/acts.ts';
import { stateOf } from '../stories/states.ts';
import type { Sentence } from './sentence.ts';
import { IS, quotedWords } from './word.ts';

/** From this share of its words in common, of two sentences one says what the other says. */
const SAME = 0.6;
/** Less will do where both tell the same numbers, and least between the leads of two outlets, which tell one toll in two numbers. */
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

/** Whether a sentence denies something. */
export function denies({ words, is }: Sentence): boolean {
  return (is & IS.denies) > 0 && words.some((word) => (word.is & IS.denies) > 0);
}

/** Whether what one of them tells is told by the other; a denial is never what it denies. */
export function saysTheSame(a: Sentence, b: Sentence): boolean {
  if (denies(a) !== denies(b)) return false;
  const shared = overlap(a.terms(), b.terms());
  if (shared >= SAME) return true;
  if (a.article !== b.article && (isOneQuotation(a, b) || (shared >= SAME_ACT && isOneAct(a, b))))
    return true;
  const leads = a.article !== b.article && a.index === 0 && b.index === 0;
  if (leads && shared >= SAME_LEADS) return true;
  // Two outlets' other numbers for one happening are a toll told twice, each denying the other.
  if (shared < (leads ? SAME_TOLLS : SAME_WITH_NUMBERS)) return false;
  const [one, other] = [a.numbers(), b.numbers()];
  const [few, many] = one.size <= other.size ? [one, other] : [other, one];
  if (few.size === 0) return false;
  return leads || [...few].every((number) => many.has(number));
}

/** Two outlets' sentences tell one act of the same states with so much in common. */
const SAME_ACT = 0.4;

/** Whether both name one kind of act and one state. */
function isOneAct(a: Sentence, b: Sentence): boolean {
  let acts = 0;
  const states = new Set<string>();
  const theirs = b.terms();
  for (const term of a.terms()) {
    if (!theirs.has(term)) continue;
    if (actOf(term) !== undefined) acts += 1;
    const state = stateOf(term);
    if (state !== undefined) states.add(state);
  }
  return acts > 0 && states.size > 0;
}

/** A quotation of fewer words may be a name that two outlets quote for two facts. */
const QUOTED_WORDS = 4;
/** Two translations of one quotation share so many of its words. */
const SAME_QUOTATION = 0.5;

/** The words between quotation marks. */
function quotation({ text, words }: Sentence): ReadonlySet<string> {
  const terms = [...quotedWords(text, words)].map((at) => words[at]?.term ?? '');
  return new Set(terms.filter((term) => term !== ''));
}

/** Whether two outlets quote the same words of somebody, perhaps in two translations. */
function isOneQuotation(a: Sentence, b: Sentence): boolean {
  const one = quotation(a);
  if (one.size < QUOTED_WORDS) return false;
  const other = quotation(b);
  return other.size >= QUOTED_WORDS && overlap(one, other) >= SAME_QUOTATION;
}

/** Whether a sentence tells nothing that the headline does not: fewer than so many words more. */
const MORE = 3;
function repeatsHeadline(sentence: Sentence, headline: ReadonlySet<string>): boolean {
  if (headline.size === 0) return false;
  const more = new Set<string>();
  for (const { term } of sentence.words) {
    if (term === '' || headline.has(term)) continue;
    more.add(term);
    // Most sentences tell more within their first words.
    if (more.size >= MORE) return false;
  }
  return overlap(sentence.terms(), headline) >= SAME;
}

/** What of a headline is compared with sentences. */
export type Headline = { readonly text: string; readonly terms: ReadonlySet<string> };

/** From this share of the lead in a headline made of it, the brief had better begin with something else. */
const TOLD_BY_HEADLINE = 0.6;

/** Whether the headline already says what this sentence would open with. */
export function isToldBy(headline: Headline, sentence: Sentence): boolean {
  if (repeatsHeadline(sentence, headline.terms)) return true;
  const made = sentence.text.startsWith(headline.text) || sentence.text.slice(1).startsWith(headline.text);
  return headline.text !== '' && made && countWords(headline.text) >= sentence.length * TOLD_BY_HEADLINE;
}
