/** The job between ingest and the readers: topics, story and brief of every article that waits. */
import { setImmediate } from 'node:timers/promises';
import { terms } from '../arabic/words.ts';
import { type Log, reason } from '../log.ts';
import { type Article, voice } from '../news/article.ts';
import { articleTime, chooseStory } from '../stories/join.ts';
import { joinTerms } from '../stories/reads.ts';
import { leavers } from '../stories/split.ts';
import type { Brief, StoryStore } from '../stories/story.ts';
import { readsTranslated } from '../stories/translated.ts';
import { type HolderStore, holdersNamed } from '../topics/holders.ts';
import { matchTopics, storyTopics } from '../topics/match.ts';
import { writeBrief } from './brief.ts';

/** What readers are promised: a brief of at most 60 words and three sentences. */
export const READERS_BUDGET = { maxWords: 60, maxSentences: 3 } as const;

/** Articles taken from the store in one go. */
const BATCH = 50;
/** Articles a brief is written from: a story of a hundred copies says no more than its first and its newest. */
const BRIEFED_AT_MOST = 24;

/** The articles a story's brief is written from: those that people wrote, where there are any, or of very many the earliest
 * and the newest. */
function told(members: readonly Article[]): readonly Article[] {
  const edited = members.length > 1 ? members.filter(({ text }) => !readsTranslated(text)) : members;
  const tellers = edited.length > 0 ? edited : members;
  if (tellers.length <= BRIEFED_AT_MOST) return tellers;
  return [...tellers.slice(0, BRIEFED_AT_MOST / 2), ...tellers.slice(-BRIEFED_AT_MOST / 2)];
}

/** What stands for a brief where an article holds no word to write one from. */
function bare(article: Article): Brief {
  return {
    headline: article.title ?? article.url ?? article.key,
    headlineArticleId: article.id,
    sentences: [],
    before: [],
    differences: [],
  };
}

type Stores = { readonly stories: StoryStore; readonly holders: HolderStore };

async function summarize(article: Article, { stories, holders }: Stores, now: number): Promise<void> {
  const { storyId, merges } = await chooseStory(article, stories, now);
  const joined = storyId === undefined ? [] : [storyId, ...merges];
  const others = (await Promise.all(joined.map((id) => stories.articlesOf(id)))).flat();
  const all = [...others.filter((other) => other.id !== article.id), article].sort(
    (a, b) => articleTime(a) - articleTime(b) || Number(a.key > b.key) - Number(a.key < b.key),
  );
  const splits = leavers(all);
  const members = all.filter((one) => !splits.some((group) => group.includes(one)));
  const introducer = { article: article.id, voice: voice(article), at: articleTime(article) };
  const articleTopics = matchTopics(article, await holders.learn(introducer, holdersNamed(article)));
  const stored = await stories.topicsOf(members.map((member) => member.id));
  stored.set(article.id, articleTopics);
  await stories.write(
    {
      articleId: article.id,
      articleTopics,
      joinTerms: joinTerms(article),
      searchTerms: [...new Set(terms(`${article.title ?? ''}\n${article.text}`))],
      storyId,
      merges,
      splits: splits.map((group) => group.map(({ id }) => id)),
      brief: writeBrief(told(members), READERS_BUDGET) ?? bare(article),
      topics: storyTopics(members.map((member) => stored.get(member.id) ?? { main: [], side: [] })),
    },
    now,
  );
}

/**
 * Summarise every waiting article, oldest first, until none waits or `signal` aborts (the one in hand is finished).
 * `now` is epoch ms. An article that cannot be summarised is told to the operator, stays waiting, and stops no other.
 */
export async function summarizePending(
  deps: Stores & {
    readonly log: Log;
    /** What was told to the operator in earlier runs, so that one article is no news every minute. */
    readonly told?: Set<string>;
  },
  now: number,
  signal?: AbortSignal,
): Promise<{ readonly summarized: number; readonly failed: number }> {
  const failed = new Set<number>();
  const stopped = () => signal?.aborted === true;
  let summarized = 0;
  while (!stopped()) {
    const batch = (await deps.stories.pending(BATCH + failed.size)).filter(
      (article) => !failed.has(article.id),
    );
    if (batch.length === 0) break;
    for (const article of batch) {
      if (stopped()) break;
      try {
        await summarize(article, deps, now);
        summarized++;
      } catch (error) {
        // A full disk or a locked file concerns every article, not this one.
        if (error instanceof Error && error.name === 'StorageError') throw error;
        failed.add(article.id);
        const complaint = `article ${article.id} cannot be summarised: ${reason(error)}`;
        if (deps.told?.has(complaint) !== true) deps.log.error(complaint, { url: article.url });
        deps.told?.add(complaint);
      }
      // What waits for the processor meanwhile has its turn: readers, what is being sent, the word to stop.
      await setImmediate();
    }
  }
  return { summarized, failed: failed.size };
}
