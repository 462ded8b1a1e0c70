/** One spelling of a name in one brief: two of them side by side look like our own slip. */
import { sameName, skeleton } from '../arabic/names.ts';
import { telling } from '../stories/terms.ts';
import { NAME_TELLS, type Reading } from './candidate.ts';
import type { Sentence } from './sentence.ts';
import { IS, quotedWords, wordsOf } from './word.ts';

/** A spelling must be so many times as frequent as another to take its place. */
const FAR_MORE = 2;

/** A text of one of the readings in the story's spelling. */
export type Speller = (text: string, reading: Reading) => string;

type Spelling = { readonly written: string; readonly count: number };

const skeletons = new Map<string, string>();
const REMEMBERED = 20_000;

function bones(folded: string): string {
  const known = skeletons.get(folded) ?? skeleton(folded);
  if (skeletons.size >= REMEMBERED) skeletons.clear();
  skeletons.set(folded, known);
  return known;
}

/** How often the story writes each word that may be a name, by what it is when folded. */
function spellings(readings: readonly Reading[]): Map<string, Spelling> {
  const out = new Map<string, Spelling>();
  for (const { sentences } of readings) {
    for (const { text, words } of sentences) {
      for (const { folded, term, start, end } of words) {
        if (term === '' || telling(term) < NAME_TELLS) continue;
        const known = out.get(folded);
        out.set(folded, {
          written: known?.written ?? text.slice(start, end),
          count: (known?.count ?? 0) + 1,
        });
      }
    }
  }
  return out;
}

/** Words right behind a first name, folded. */
function surnames(sentences: readonly Sentence[]): Set<string> {
  const out = new Set<string>();
  for (const { text, words } of sentences) {
    for (const [place, word] of words.entries()) {
      const next = words[place + 1];
      if ((word.is & IS.given) > 0 && next !== undefined && text.slice(word.end, next.start) === ' ') {
        out.add(next.folded);
      }
    }
  }
  return out;
}

/**
 * What to write in a sentence's text instead of it: each surname that the story spells in two ways as the story spells it
 * far more often, if that sentence's own article does so too; never between quotation marks.
 */
export function oneSpelling(readings: readonly Reading[]): Speller {
  const counts = spellings(readings);
  const instead = new Map<string, string>();
  const bySkeleton = new Map<string, string[]>();
  for (const folded of counts.keys()) {
    const key = bones(folded);
    bySkeleton.set(key, [...(bySkeleton.get(key) ?? []), folded]);
  }
  const named = new Set(readings.flatMap(({ sentences }) => [...surnames(sentences)]));
  for (const forms of bySkeleton.values()) {
    if (forms.length < 2 || !forms.some((form) => named.has(form))) continue;
    const [main, ...rest] = forms.sort((a, b) => (counts.get(b)?.count ?? 0) - (counts.get(a)?.count ?? 0));
    if (main === undefined) continue;
    for (const form of rest) {
      const often = (counts.get(main)?.count ?? 0) >= (counts.get(form)?.count ?? 0) * FAR_MORE;
      if (often && sameName(main, form)) instead.set(form, main);
    }
  }
  if (instead.size === 0) return (text) => text;
  return (text, reading) => {
    const words = wordsOf(text);
    const quoted = quotedWords(text, words);
    let out = '';
    let from = 0;
    for (const [place, word] of words.entries()) {
      const main = instead.get(word.folded);
      if (main === undefined || quoted.has(place)) continue;
      const own = reading.sentences.some((sentence) => sentence.words.some(({ folded }) => folded === main));
      if (!own) continue;
      out += text.slice(from, word.start) + (counts.get(main)?.written ?? '');
      from = word.end;
    }
    return out + text.slice(from);
  };
}
