/** Stories by a reader's own words, in any of their forms: clitics and endings off, names in other spellings, one slip mended. */
import { sameName, skeleton } from '../arabic/names.ts';
import { fold } from '../arabic/normalize.ts';
import { terms, tokens } from '../arabic/words.ts';
import { oneSlip } from '../topics/slip.ts';
import { queryTerms, readQuery, writeQuery } from './query.ts';
import type { IndexedTerm, Story, StoryStore } from './story.ts';

/** How many different words are searched for; of a longer line the rest is not read. */
const MOST_TERMS = 12;

type SearchStore = Pick<StoryStore, 'search' | 'termsLike' | 'countTerms'>;

/** What a search found. */
export type Found =
  /** Nothing that could be searched for. */
  | { readonly kind: 'vague' }
  | { readonly kind: 'found'; readonly stories: readonly Story[] }
  /** Nothing holds the words as they are; with one letter of one word mended, these do. */
  | { readonly kind: 'mended'; readonly words: string; readonly stories: readonly Story[] }
  | { readonly kind: 'none' };

/** Stories that hold all of the words and none that is taken out (see query.ts), newest first, at most `limit`. */
export async function findStories(store: SearchStore, words: string, limit: number): Promise<Found> {
  const { wanted, groups, without } = await spelt(store, words);
  if (wanted.length === 0) return { kind: 'vague' };
  const stories = await store.search(groups, limit, without);
  if (stories.length > 0) return { kind: 'found', stories };
  const query = readQuery(words);
  const asked = query.wanted.join(' ');
  const found = await mended(store, { asked, wanted, groups, without, limit });
  if (found === undefined) return { kind: 'none' };
  return { ...found, words: writeQuery({ ...query, wanted: [found.words] }) };
}

/** A query's terms with their spellings. */
export type Spelt = {
  readonly wanted: readonly string[];
  /** Of each of these the spellings. */
  readonly groups: readonly (readonly string[])[];
  readonly without: readonly string[];
};

/** The terms of a reader's words as the index has them, each with its spellings there. */
export async function spelt(store: Pick<StoryStore, 'termsLike'>, words: string): Promise<Spelt> {
  const { all, none } = queryTerms(readQuery(words));
  const wanted = all.slice(0, MOST_TERMS);
  const of = (terms: readonly string[]) => Promise.all(terms.map((term) => spellings(store, term)));
  return { wanted, groups: await of(wanted), without: (await of(none.slice(0, MOST_TERMS))).flat() };
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
  if (term.includes(' ') || skeleton(term).length < CONSONANTS) return [term];
  const starts = firstLetters(term).map((first) => first + term.charAt(1));
  const alike = await store.termsLike(starts);
  return [term, ...alike.filter((other) => other !== term && sameName(term, other))];
}

/** Words one slip away that are looked for at all, and in how many of the newest stories that hold one. */
const MOST_POSSIBLE = 60;
const NEWEST = 30;
/** Mended words tried before nothing is found. */
const MOST_TRIED = 8;
/** A word alone has to be longer: with others beside it, they vouch for it. */
const SHORTEST_ALONE = 5;
const SHORTEST = 4;

async function mended(
  store: SearchStore,
  { asked, wanted, groups, without, limit }: Spelt & { readonly asked: string; readonly limit: number },
): Promise<Extract<Found, { kind: 'mended' }> | undefined> {
  for (const [index, term] of wanted.entries()) {
    const word = tokens(asked).find((token) => terms(token.text)[0] === term);
    if (word === undefined || word.text.length < (wanted.length === 1 ? SHORTEST_ALONE : SHORTEST)) continue;
    if ((await store.search([[term]], 1)).length > 0) continue;
    const possible = nearTerms(term, await store.termsLike(firstLetters(term))).slice(0, MOST_POSSIBLE);
    if (possible.length === 0) continue;
    // One search for all of them: counting each, and searching for each, reads long lists where most lead to nothing.
    const any = await store.search(groups.with(index, possible), NEWEST);
    const seen = [...surfaces(any, word.text).keys()].filter((near) => possible.includes(near));
    for (const near of commonest(await store.countTerms(seen))) {
      const stories = await store.search(groups.with(index, [near]), limit, without);
      const shown = surfaces(stories, word.text).get(near);
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

/** Words of the stories that are one slip from what was asked, as the first of them writes each, by their terms. */
function surfaces(stories: readonly Story[], asked: string): ReadonlyMap<string, string> {
  const key = fold(asked);
  const found = new Map<string, string>();
  for (const story of stories) {
    const texts = [story.headline, ...story.sentences.map(({ text }) => text)];
    for (const text of [...texts, ...story.articles.map(({ title }) => title ?? '')])
      for (const token of tokens(text)) {
        if (!oneSlip(fold(token.text), key) && !sameName(token.text, asked)) continue;
        const [term] = terms(token.text);
        if (term !== undefined && !found.has(term)) found.set(term, token.text);
      }
  }
  return found;
}
