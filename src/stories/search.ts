/** Stories by a reader's own words, in any of their forms: clitics and endings off, names in other spellings, one slip mended. */
import { sameName, skeleton } from '../arabic/names.ts';
import { fold } from '../arabic/normalize.ts';
import { terms, tokens } from '../arabic/words.ts';
import { oneSlip } from '../topics/slip.ts';
import type { IndexedTerm, Story, StoryStore } from './story.ts';

/** How many different words are searched for; of a longer line the rest is not read. */
const MOST_TERMS = 12;
const LONGEST = 300;

type SearchStore = Pick<StoryStore, 'search' | 'termsLike' | 'countTerms'>;

export type Found =
  /** Nothing that could be searched for. */
  | { readonly kind: 'vague' }
  | { readonly kind: 'found'; readonly stories: readonly Story[] }
  /** Nothing holds the words as they are; with one letter of one word mended, these do. */
  | { readonly kind: 'mended'; readonly words: string; readonly stories: readonly Story[] }
  | { readonly kind: 'none' };

/** Stories that hold all of the words, newest first, at most `limit`. */
export async function findStories(store: SearchStore, words: string, limit: number): Promise<Found> {
  const asked = words.slice(0, LONGEST);
  const wanted = [...new Set(terms(asked))].slice(0, MOST_TERMS);
  if (wanted.length === 0) return { kind: 'vague' };
  const groups = await Promise.all(wanted.map((term) => spellings(store, term)));
  const stories = await store.search(groups, limit);
  if (stories.length > 0) return { kind: 'found', stories };
  return (await mended(store, { asked, wanted, groups, limit })) ?? { kind: 'none' };
}

/** Letters that transcribe one sound, at the start of a name: غوتيريش، جوتيريش. */
const ONE_SOUND = ['غج', 'شسص', 'تثط', 'دذ', 'زظ'];

function firstLetters(term: string): readonly string[] {
  const first = term.charAt(0);
  return (ONE_SOUND.find((letters) => letters.includes(first)) ?? first).split('');
}

/** Fewer consonants make many words that are no spellings of one another. */
const CONSONANTS = 4;

/** The term and, for a long name, its other spellings in the index. */
async function spellings(store: Pick<StoryStore, 'termsLike'>, term: string): Promise<readonly string[]> {
  if (skeleton(term).length < CONSONANTS) return [term];
  const starts = firstLetters(term).map((first) => first + term.charAt(1));
  const alike = await store.termsLike(starts);
  return [term, ...alike.filter((other) => other !== term && sameName(term, other))];
}

/** Mended words tried before nothing is found. */
const MOST_TRIED = 8;
/** A word alone has to be longer: with others beside it, they vouch for it. */
const SHORTEST_ALONE = 5;
const SHORTEST = 4;

async function mended(
  store: SearchStore,
  {
    asked,
    wanted,
    groups,
    limit,
  }: {
    readonly asked: string;
    readonly wanted: readonly string[];
    readonly groups: readonly (readonly string[])[];
    readonly limit: number;
  },
): Promise<Found | undefined> {
  for (const [index, term] of wanted.entries()) {
    const word = tokens(asked).find((token) => terms(token.text)[0] === term);
    if (word === undefined || word.text.length < (wanted.length === 1 ? SHORTEST_ALONE : SHORTEST)) continue;
    if ((await store.countTerms([term])).length > 0) continue;
    const possible = nearTerms(term, await store.termsLike(firstLetters(term)));
    for (const near of commonest(await store.countTerms(possible))) {
      const stories = await store.search(groups.with(index, [near]), limit);
      const shown = surface(stories, near, word.text);
      if (shown === undefined) continue;
      const words = asked.slice(0, word.start) + shown + asked.slice(word.end);
      return { kind: 'mended', words: words.trim(), stories };
    }
  }
  return undefined;
}

/** What a stem may have lost that the slip kept on the word: عبدان is no dual, عبادان looks like one. */
const ENDINGS = ['', 'ان', 'ون', 'ين', 'ات', 'ه', 'ي', 'يه'];

/** Terms that may be meant. */
function nearTerms(term: string, terms: readonly string[]): readonly string[] {
  return terms.filter(
    (other) => ENDINGS.some((ending) => oneSlip(term, other + ending)) || sameName(term, other),
  );
}

function commonest(counted: readonly IndexedTerm[]): readonly string[] {
  return [...counted]
    .sort((a, b) => b.articles - a.articles)
    .slice(0, MOST_TRIED)
    .map(({ term }) => term);
}

/** The word with this term as the stories write it, when it is one slip from what was asked. */
function surface(stories: readonly Story[], term: string, asked: string): string | undefined {
  const key = fold(asked);
  for (const story of stories) {
    const texts = [story.headline, ...story.sentences.map(({ text }) => text)];
    for (const text of [...texts, ...story.articles.map(({ title }) => title ?? '')])
      for (const token of tokens(text)) {
        const near = oneSlip(fold(token.text), key) || sameName(token.text, asked);
        if (near && terms(token.text)[0] === term) return token.text;
      }
  }
  return undefined;
}
