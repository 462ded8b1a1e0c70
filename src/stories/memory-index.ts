/** A joining index in memory, for one run over texts that are not stored. */
import type { Article } from '../news/article.ts';
import { articleTime, chooseStory, joinTerms } from './join.ts';
import type { Candidate, JoinIndex } from './story.ts';

/** Postings read for one question at most, rarest terms first: what keeps a long stream linear. */
const MAX_POSTINGS_READ = 4_000;

type Entry = Candidate & { readonly time: number };

type MemoryIndex = JoinIndex & {
  /** Put an article with the story it was joined to. */
  add(article: Article, storyId: number): void;
  /** Make these stories one with an older one. */
  merge(storyIds: readonly number[], into: number): void;
  /** The story that this one has become part of; itself while it stands. */
  storyOf(storyId: number): number;
};

/** An empty index, which holds everything it is given. */
export function createMemoryIndex(): MemoryIndex {
  const entries: Entry[] = [];
  const merged = new Map<number, number>();
  const storyOf = (storyId: number): number => {
    let found = storyId;
    for (let into = merged.get(found); into !== undefined; into = merged.get(found)) found = into;
    return found;
  };
  const postings = new Map<string, number[]>();
  return {
    add(article, storyId) {
      const at = entries.push({ article, storyId, time: articleTime(article) }) - 1;
      for (const term of joinTerms(article)) {
        const list = postings.get(term);
        if (list === undefined) postings.set(term, [at]);
        else list.push(at);
      }
    },
    merge(storyIds, into) {
      for (const storyId of storyIds) merged.set(storyId, into);
    },
    storyOf,
    frequencies(terms) {
      return Promise.resolve({
        articles: entries.length,
        of: new Map(terms.map((term) => [term, postings.get(term)?.length ?? 0])),
      });
    },
    candidates(terms, { from, to, limit }) {
      const lists = [...new Set(terms)]
        .map((term) => postings.get(term) ?? [])
        .sort((a, b) => a.length - b.length);
      const scores = new Map<number, number>();
      let left = MAX_POSTINGS_READ;
      for (const list of lists) {
        const value = Math.log(1 + entries.length / list.length);
        // The newest first: they are the likeliest to be asked for.
        for (let index = list.length - 1; index >= 0 && left > 0; index -= 1, left -= 1) {
          const at = list[index];
          const time = at === undefined ? undefined : entries[at]?.time;
          if (at !== undefined && time !== undefined && time >= from && time <= to) {
            scores.set(at, (scores.get(at) ?? 0) + value);
          }
        }
      }
      const best = [...scores].sort(([a, x], [b, y]) => y - x || a - b).slice(0, limit);
      return Promise.resolve(
        best.flatMap(([at]) => {
          const entry = entries[at];
          return entry === undefined ? [] : [{ article: entry.article, storyId: storyOf(entry.storyId) }];
        }),
      );
    },
  };
}

/** Put an article into the story it reports, or into one of its own numbered `opens`, merging what it shows to be one. */
export async function joinInMemory(
  article: Article,
  index: MemoryIndex,
  { opens, now }: { readonly opens: number; readonly now: number },
): Promise<number> {
  const { storyId = opens, merges } = await chooseStory(article, index, now);
  index.merge(merges, storyId);
  index.add(article, storyId);
  return storyId;
}
