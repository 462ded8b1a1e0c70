/** A joining index in memory, for one run over texts that are not stored. */
import type { Article } from '../news/article.ts';
import { articleTime, chooseStory } from './join.ts';
import type { Model } from './likeness.ts';
import { joinTerms } from './reads.ts';
import type { Candidate, JoinIndex } from './story.ts';

/** Postings read for one question at most, rarest terms first: what keeps a long stream linear. */
const MAX_POSTINGS_READ = 2_000;

type MemoryIndex = JoinIndex & {
  /** Put an article with the story it was joined to. */
  add(article: Article, storyId: number): void;
  /** Make these stories one with an older one. */
  merge(storyIds: readonly number[], into: number): void;
  /** The story that this one has become part of; itself while it stands. */
  storyOf(storyId: number): number;
};

/** Whether the first of two places comes before the second: by score, of equal ones the earlier. */
function precedes(scores: Float64Array, a: number, b: number): boolean {
  const [x, y] = [scores[a] ?? 0, scores[b] ?? 0];
  return x > y || (x === y && a < b);
}

/** The best of these by score, none below `least`, of equal ones the earlier, best first. */
function bestOf(
  touched: Int32Array,
  scores: Float64Array,
  { least, limit }: { readonly least: number; readonly limit: number },
): number[] {
  const best: number[] = [];
  for (const at of touched) {
    if ((scores[at] ?? 0) < least) continue;
    if (best.length < limit) best.push(at);
    else if (!precedes(scores, at, best[limit - 1] ?? at)) continue;
    let to = best.length - 1;
    for (; to > 0 && precedes(scores, at, best[to - 1] ?? at); to -= 1) best[to] = best[to - 1] ?? at;
    best[to] = at;
  }
  return best;
}

/** An empty index, which holds everything it is given. */
export function createMemoryIndex(): MemoryIndex {
  const entries: Candidate[] = [];
  const merged = new Map<number, number>();
  const storyOf = (storyId: number): number => {
    let found = storyId;
    for (let into = merged.get(found); into !== undefined; into = merged.get(found)) found = into;
    return found;
  };
  const postings = new Map<string, number[]>();
  /** The terms that were asked for last, with their postings: each article's are asked for twice, and then added to. */
  let lately: { readonly terms: readonly string[]; readonly lists: (number[] | undefined)[] } = {
    terms: [],
    lists: [],
  };
  const listsOf = (terms: readonly string[]): (number[] | undefined)[] => {
    if (lately.terms !== terms) lately = { terms, lists: terms.map((term) => postings.get(term)) };
    return lately.lists;
  };
  const worthOf = (articles: number) => Math.log(1 + entries.length / articles);
  /** Of each entry, while one question is answered; zero between two. */
  let scores = new Float64Array(1_024);
  let times = new Float64Array(1_024);
  /** The entries that a question met. */
  const touched = new Int32Array(MAX_POSTINGS_READ);
  return {
    add(article, storyId) {
      const at = entries.push({ article, storyId }) - 1;
      if (at >= scores.length) {
        scores = new Float64Array(scores.length * 2);
        const longer = new Float64Array(scores.length);
        longer.set(times);
        times = longer;
      }
      times[at] = articleTime(article);
      const terms = joinTerms(article);
      const lists = listsOf(terms);
      for (let index = 0; index < terms.length; index += 1) {
        const list = lists[index];
        if (list === undefined) postings.set(terms[index] ?? '', [at]);
        else list.push(at);
      }
      lately = { terms: [], lists: [] };
    },
    merge(storyIds, into) {
      for (const storyId of storyIds) merged.set(storyId, into);
    },
    storyOf,
    frequencies(terms) {
      const lists = listsOf(terms);
      return Promise.resolve({
        articles: entries.length,
        of: new Map(terms.map((term, index) => [term, lists[index]?.length ?? 0])),
      });
    },
    candidates(terms, { from, to, least, limit }) {
      const lists: number[][] = [];
      /** What all the terms count for; one that is new here counts as if in one text. */
      let all = 0;
      for (const list of listsOf(terms)) {
        all += worthOf(list?.length ?? 1);
        if (list !== undefined) lists.push(list);
      }
      lists.sort((a, b) => a.length - b.length);
      let met = 0;
      const [scored, timed] = [scores, times];
      let left = MAX_POSTINGS_READ;
      for (const list of lists) {
        if (left <= 0) break;
        const value = worthOf(list.length);
        // The newest first: they are the likeliest to be asked for.
        const oldest = Math.max(0, list.length - left);
        left -= list.length - oldest;
        for (let index = list.length - 1; index >= oldest; index -= 1) {
          const at = list[index] ?? 0;
          const time = timed[at] ?? Number.NaN;
          if (time >= from && time <= to) {
            const score = scored[at] ?? 0;
            if (score === 0) {
              touched[met] = at;
              met += 1;
            }
            scored[at] = score + value;
          }
        }
      }
      const found = touched.subarray(0, met);
      const best = bestOf(found, scores, { least: least * all, limit });
      for (const at of found) scores[at] = 0;
      return Promise.resolve(
        best.flatMap((at) => {
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
  { opens, now, model }: { readonly opens: number; readonly now: number; readonly model?: Model | undefined },
): Promise<number> {
  const { storyId = opens, merges } = await chooseStory(article, index, now, model);
  index.merge(merges, storyId);
  index.add(article, storyId);
  return storyId;
}
