/** What words of readers' own find among the stories that digests may tell now. */
import { setImmediate } from 'node:timers/promises';
import { keptFor } from '../arabic/kept.ts';
import { fold } from '../arabic/normalize.ts';
import { HOUR } from '../durations.ts';
import { wordsOfKey } from '../stories/query.ts';
import { type Spelt, spelt } from '../stories/search.ts';
import type { StoryStore } from '../stories/story.ts';
import type { Chat } from '../subscriptions/chat.ts';
import { type Candidates, isService } from './choose.ts';

type WordStore = Pick<StoryStore, 'articlesHolding' | 'termsLike'>;
type Ranked = Candidates['ranked'][number];

/** Looked up without a pause: a few milliseconds' work. */
const AT_A_TIME = 10;
/** The spellings of words are looked for among all that was ever written: they are kept so long, in ms, of so many words. */
const SPELLINGS_KEPT_MS = 6 * HOUR;
const MOST_KEPT = 50_000;

/**
 * Puts into `candidates.byWords` what the words of these chats find, as a search for them would, best first. What is there already
 * is not looked up again.
 */
export async function lookUpWords(
  store: WordStore,
  candidates: Candidates,
  chats: readonly Pick<Chat, 'topics' | 'muted'>[],
): Promise<void> {
  const { byWords } = candidates;
  const topics = chats.flatMap((chat) => chat.topics.filter((topic) => !chat.muted.includes(topic)));
  const asked = [...new Set(topics)].filter((key) => wordsOfKey(key) !== undefined && !byWords.has(key));
  for (const [index, key] of asked.entries()) {
    if (index % AT_A_TIME === AT_A_TIME - 1) await setImmediate();
    const all = await found(store, candidates, await spellingsOf(store, key, candidates.at));
    byWords.set(key, asksForService(key) ? all : all.filter(({ story }) => !isService(story)));
  }
}

/** Words that name a daily service: who follows «طقس الرياض» wants it. */
const SERVICES = /(?<!\p{L})(?:ال)?(?:طقس|سعر|اسعار)(?!\p{L})/u;

function asksForService(key: string): boolean {
  return SERVICES.test(fold(wordsOfKey(key) ?? ''));
}

/** The stories with an article that holds all the words, and none that holds what is taken out. */
async function found(
  store: WordStore,
  candidates: Candidates,
  { groups, without }: Spelt,
): Promise<readonly Ranked[]> {
  if (groups.length === 0) return [];
  const { of, first } = byArticle(candidates);
  const holding = async (terms: Spelt['groups']) =>
    (await store.articlesHolding(terms, first)).flatMap((id) => of.get(id) ?? []);
  const held = new Set(await holding(groups));
  if (held.size > 0 && without.length > 0) for (const one of await holding([without])) held.delete(one);
  return [...held].sort((one, other) => one.rank - other.rank);
}

/** The stories by the ids of their articles, and the least of those. */
const byArticle = keptFor(({ ranked }: Candidates) => {
  const of = new Map<number, Ranked>();
  let first = Number.MAX_SAFE_INTEGER;
  for (const one of ranked)
    for (const { id } of one.story.articles) {
      of.set(id, one);
      first = Math.min(first, id);
    }
  return { of, first };
});

const kept = keptFor<WordStore, Map<string, Spelt & { readonly at: number }>>(() => new Map());

async function spellingsOf(store: WordStore, key: string, now: number): Promise<Spelt> {
  const all = kept(store);
  const known = all.get(key);
  if (known !== undefined && Math.abs(now - known.at) < SPELLINGS_KEPT_MS) return known;
  const fresh = { ...(await spelt(store, wordsOfKey(key) ?? '')), at: now };
  all.delete(key);
  all.set(key, fresh);
  if (all.size > MOST_KEPT) for (const oldest of all.keys()) if (all.delete(oldest)) break;
  return fresh;
}
