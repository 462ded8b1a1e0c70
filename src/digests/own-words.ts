/** What words of readers' own find among the stories that digests may tell now. */
import { setImmediate } from 'node:timers/promises';
import { wordsOfKey } from '../stories/query.ts';
import { idsHolding } from '../stories/search.ts';
import type { StoryStore } from '../stories/story.ts';
import type { Chat } from '../subscriptions/chat.ts';
import type { Candidates } from './choose.ts';

/** Looked up without a pause: a few milliseconds' work. */
const AT_A_TIME = 10;

/**
 * Puts into `candidates.byWords` what the words of these chats find, as a search for them would, best first. What is there already
 * is not looked up again.
 */
export async function lookUpWords(
  store: Pick<StoryStore, 'holding' | 'termsLike'>,
  candidates: Candidates,
  chats: readonly Pick<Chat, 'topics' | 'muted'>[],
): Promise<void> {
  const { byId, byWords } = candidates;
  const topics = chats.flatMap((chat) => chat.topics.filter((topic) => !chat.muted.includes(topic)));
  const asked = [...new Set(topics)].flatMap((key) => {
    const words = byWords.has(key) ? undefined : wordsOfKey(key);
    return words === undefined ? [] : [{ key, words }];
  });
  if (asked.length === 0) return;
  const fromArticle = firstArticleOf(candidates);
  for (const [index, { key, words }] of asked.entries()) {
    if (index % AT_A_TIME === AT_A_TIME - 1) await setImmediate();
    const ids = await idsHolding(store, words, fromArticle);
    const found = ids.flatMap((id) => byId.get(id) ?? []);
    byWords.set(
      key,
      found.sort((one, other) => one.rank - other.rank),
    );
  }
}

function firstArticleOf({ ranked }: Candidates): number {
  let first = Number.MAX_SAFE_INTEGER;
  for (const { story } of ranked) for (const { id } of story.articles) first = Math.min(first, id);
  return first;
}
