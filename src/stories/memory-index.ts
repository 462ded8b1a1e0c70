/** A joining index in memory, for one run over texts that are not stored. */
import type { Article } from '../news/article.ts';
import { articleTime, joinTerms } from './join.ts';
import type { Candidate, JoinIndex } from './story.ts';

/** Postings read for one question at most, rarest terms first: what keeps a long stream linear. */
const MAX_POSTINGS_READ = 4_000;

type Entry = Candidate & { readonly time: number };

/** An empty index; `add` puts an article with the story it was joined to. Holds everything it is given. */
export function createMemoryIndex(): JoinIndex & { add(article: Article, storyId: number): void } {
  const entries: Entry[] = [];
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
          return entry === undefined ? [] : [{ article: entry.article, storyId: entry.storyId }];
        }),
      );
    },
  };
}
