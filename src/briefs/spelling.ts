/** One spelling of a name in one brief: two of them side by side look like our own slip. */
import { sameName, skeleton } from '../arabic/names.ts';
import { factOf, remember } from '../arabic/remember.ts';
import { telling } from '../stories/terms.ts';
import type { Reading } from './candidate.ts';
import { consonantsOf, IS, NAME_TELLS, quotedWords, wordsOf } from './word.ts';

/** A spelling must be so many times as frequent as another to take its place. */
const FAR_MORE = 2;

/** A text of one of the articles in the story's spelling. */
export type Speller = (text: string) => string;

/** One spelling of a name has at most so many letters more than another. */
const LONGER = 2;

type Spelling = {
  readonly written: string;
  readonly count: number;
  /** Whose articles write it so. */
  readonly voices: ReadonlySet<string>;
};

const bonesOf = remember(skeleton);

/** Under which the spellings of a word meet that may be a name; '' for one that is too common. */
const bonesIn = factOf((raw) => {
  const [word] = wordsOf(raw);
  return word !== undefined && word.term !== '' && telling(word.term) >= NAME_TELLS
    ? skeleton(word.folded)
    : '';
});

/** How often the story writes each word that may be one of these names, by what it is when folded. */
function spellings(readings: readonly Reading[], names: Iterable<string>): Map<string, Spelling> {
  const frames = new Set<string>();
  const consonants = new Set<number>();
  const lengths = new Set<number>();
  for (const name of names) {
    frames.add(bonesOf(name));
    consonants.add(consonantsOf(name));
    for (let length = name.length - LONGER; length <= name.length + LONGER; length += 1) lengths.add(length);
  }
  const out = new Map<string, Spelling>();
  if (frames.size === 0) return out;
  for (const { sentences, voice } of readings) {
    for (const { text, words } of sentences) {
      for (const { folded, consonants: own, known, start, end } of words) {
        // Most words are told from all names by their consonants alone.
        if (!consonants.has(own) || !lengths.has(folded.length) || !frames.has(bonesIn(known))) continue;
        const spelling = out.get(folded);
        out.set(folded, {
          written: spelling?.written ?? text.slice(start, end),
          count: (spelling?.count ?? 0) + 1,
          voices:
            spelling?.voices.has(voice) === true
              ? spelling.voices
              : new Set([...(spelling?.voices ?? []), voice]),
        });
      }
    }
  }
  return out;
}

/** Words right behind a first name, folded, each with the first names that stand before it. */
function surnames(readings: readonly Reading[]): Map<string, Set<string>> {
  const out = new Map<string, Set<string>>();
  for (const { sentences } of readings) {
    for (const { text, words, is } of sentences) {
      if ((is & IS.given) === 0) continue;
      for (const [place, word] of words.entries()) {
        const next = words[place + 1];
        if ((word.is & IS.given) > 0 && next !== undefined && text.slice(word.end, next.start) === ' ') {
          out.set(next.folded, (out.get(next.folded) ?? new Set()).add(word.folded));
        }
      }
    }
  }
  return out;
}

/** Whether `main` may stand for `form`: far more frequent, or written by more outlets behind the same first name. */
function stands(
  main: Spelling,
  form: Spelling,
  given: { readonly main: ReadonlySet<string> | undefined; readonly form: ReadonlySet<string> | undefined },
): boolean {
  if (main.count >= form.count * FAR_MORE) return true;
  const shared = [...(given.form ?? [])].some((name) => given.main?.has(name) === true);
  return shared && main.voices.size > form.voices.size;
}

/**
 * What to write in a sentence's text instead of it: each surname that the story spells in two ways as most of its outlets
 * do, or as it does far more often; never between quotation marks.
 */
export function oneSpelling(readings: readonly Reading[]): Speller {
  const named = surnames(readings);
  const counts = spellings(readings, named.keys());
  const instead = new Map<string, string>();
  const bySkeleton = new Map<string, string[]>();
  for (const folded of counts.keys()) {
    const key = bonesOf(folded);
    bySkeleton.set(key, [...(bySkeleton.get(key) ?? []), folded]);
  }
  for (const forms of bySkeleton.values()) {
    if (forms.length < 2 || !forms.some((form) => named.has(form))) continue;
    const ranked = forms
      .flatMap((folded) => {
        const spelling = counts.get(folded);
        return spelling === undefined ? [] : [{ folded, spelling }];
      })
      .sort((a, b) => b.spelling.voices.size - a.spelling.voices.size || b.spelling.count - a.spelling.count);
    const [main, ...rest] = ranked;
    if (main === undefined) continue;
    for (const form of rest) {
      const given = { main: named.get(main.folded), form: named.get(form.folded) };
      if (stands(main.spelling, form.spelling, given) && sameName(main.folded, form.folded)) {
        instead.set(form.folded, main.spelling.written);
      }
    }
  }
  if (instead.size === 0) return (text) => text;
  return (text) => {
    const words = wordsOf(text);
    const quoted = quotedWords(text, words);
    let out = '';
    let from = 0;
    for (const [place, word] of words.entries()) {
      const main = instead.get(word.folded);
      if (main === undefined || quoted.has(place)) continue;
      out += text.slice(from, word.start) + main;
      from = word.end;
    }
    return out + text.slice(from);
  };
}
