/** Breaking news to the chats that want it: what is new to each and on its topics, at an hour that disturbs nobody. */
import type { Story, StoryStore } from '../stories/story.ts';
import type { Chat } from '../subscriptions/chat.ts';
import { scheduleOf } from '../subscriptions/due.ts';
import { heldUntil } from '../subscriptions/quiet.ts';
import { noWishes, type Wishes, type WishStore } from '../subscriptions/wishes.ts';
import {
  type AnnounceDeps,
  type Announced,
  allowance,
  announce,
  isReachable,
  pushesWithin,
} from './announce.ts';
import { breakingAge, isYoung, ORIGINS_FOR_ALL } from './breaking.ts';
import { type Candidates, chooseStories, rankCandidates, storyLifetime, TOP } from './choose.ts';
import type { DigestStore } from './digest.ts';
import type { Hold } from './held.ts';
import { lookUpWords } from './own-words.ts';
import { asWished } from './wished.ts';

/** What telling breaking news works with. */
export type BreakDeps = AnnounceDeps & {
  readonly stories: Pick<StoryStore, 'recent' | 'articlesHolding' | 'termsLike'>;
  readonly digests: Pick<DigestStore, 'told' | 'pushes' | 'announce'>;
  readonly wishes: Pick<WishStore, 'of'>;
  /** IANA zone of chats that chose none. */
  readonly defaultZone: string;
};

/** Stories that break now, as choosing takes them, made once for many chats. */
export type Breaking = {
  readonly candidates: Candidates;
  /** The same for those who do not follow what matters most: of that, only what many origins tell. */
  readonly forAll: Candidates;
  /** Its own words' lists are those of `candidates` too. */
  readonly ranked: Candidates;
  readonly oldestTold: number;
};

/** Whether a story goes to those who follow its topics, or to all who want breaking news. */
export function levelOf({ voices }: Pick<Story, 'voices'>): 'topic' | 'all' {
  return voices >= ORIGINS_FOR_ALL ? 'all' : 'topic';
}

/** The stories, beside all that may be told at `now` (epoch ms): an event that a chat was told by another story is not new to it. */
export async function prepareBreaking(
  { stories }: Pick<BreakDeps, 'stories'>,
  list: readonly Story[],
  now: number,
): Promise<Breaking> {
  const all = rankCandidates(await stories.recent(now - storyLifetime), now);
  const ranked = rankCandidates(list, now);
  const candidates = { ...ranked, byId: all.byId };
  return {
    candidates,
    forAll: { ...candidates, top: ranked.top.filter(({ story }) => levelOf(story) === 'all') },
    ranked,
    oldestTold: Math.min(...[...all.ranked, ...ranked.ranked].map(({ story }) => story.id)),
  };
}

/** Put what breaks into the outbox for these chats; `hold` hears of those that are not to be disturbed before `until` (epoch ms). */
export async function breakTo(
  deps: BreakDeps,
  page: readonly Chat[],
  {
    breaking,
    now,
    total,
    hold,
  }: {
    readonly breaking: Breaking;
    readonly now: number;
    readonly total: Announced;
    readonly hold: Hold;
  },
): Promise<void> {
  const chats = page.filter((chat) => isReachable(chat, now));
  if (chats.length === 0) return;
  const ids = chats.map(({ id }) => id);
  const told = await deps.digests.told(ids, breaking.oldestTold);
  const pushes = await deps.digests.pushes(ids, now - pushesWithin);
  const wishes = await deps.wishes.of(ids);
  await lookUpWords(deps.stories, breaking.ranked, chats);
  const wanted = chats.flatMap((chat) => {
    const schedule = scheduleOf(chat, deps.defaultZone);
    const size = allowance(chat, schedule.zone, { pushes: pushes.get(chat.id) ?? [], now });
    const known = { told: told.get(chat.id), wishes: wishes.get(chat.id) };
    const items = choose(chat, { breaking, ...known, size, now });
    const until = items.length === 0 ? undefined : heldUntil(schedule, now);
    if (until !== undefined) {
      for (const story of items) if (isYoung(story, until, breakingAge.held)) hold(chat.id, until, story.id);
      return [];
    }
    return items.map((story) => ({
      chat,
      schedule,
      notice: { kind: 'breaking', story } as const,
      key: `breaking ${story.id}`,
      replyTo: undefined,
    }));
  });
  await announce(deps, wanted, { total, now });
}

/** What of it is new to the chat and on its topics, and what everybody wants to hear of; nothing that it wants less of. */
function choose(
  chat: Chat,
  {
    breaking,
    told = new Set(),
    wishes = noWishes,
    size,
    now,
  }: {
    readonly breaking: Breaking;
    readonly told: ReadonlySet<number> | undefined;
    readonly wishes: Wishes | undefined;
    readonly size: number;
    readonly now: number;
  },
): readonly Story[] {
  if (size === 0) return [];
  const followed = chat.topics.filter((topic) => !chat.muted.includes(topic));
  const followsTop = chat.topics.length === 0 || followed.includes(TOP);
  const addsTop = !followsTop && followed.length > 0 && !chat.muted.includes(TOP);
  const { items } = chooseStories({
    chat: addsTop ? { ...chat, topics: [...chat.topics, TOP] } : chat,
    told,
    candidates: followsTop ? breaking.candidates : breaking.forAll,
    now,
    nextAt: undefined,
    size,
    wishes,
  });
  return items.map(({ story }) => story).filter((story) => asWished(story, wishes)?.lowered === 0);
}
