/** One chat's digest: what is stored that bears on it, what is chosen for it, and its parts as the outbox takes them. */
import type { Story, StoryStore } from '../stories/story.ts';
import type { Chat, Moment } from '../subscriptions/chat.ts';
import type { Schedule } from '../subscriptions/due.ts';
import { isSilent, quietAhead } from '../subscriptions/quiet.ts';
import type { Wishes, WishStore } from '../subscriptions/wishes.ts';
import {
  type Candidates,
  type Choice,
  chooseStories,
  digestSizes,
  rankCandidates,
  storyLifetime,
} from './choose.ts';
import type { Digest, DigestStore, OutboxPart, Reminder, Unconfirmed } from './digest.ts';
import { writtenFacts } from './facts.ts';
import { lookUpWords } from './own-words.ts';

/** What choosing a digest works with. */
export type MakeDeps = {
  readonly stories: Pick<StoryStore, 'recent' | 'byIds' | 'articlesHolding' | 'termsLike'>;
  readonly digests: Pick<DigestStore, 'told' | 'unconfirmed'>;
  readonly wishes: Pick<WishStore, 'of'>;
  /** IANA zone of chats that chose none. */
  readonly defaultZone: string;
};

/** The stories that any digest of `now` (epoch ms) may tell. */
export async function candidatesFor(deps: MakeDeps, now: number): Promise<Candidates> {
  return rankCandidates(await deps.stories.recent(now - storyLifetime), now);
}

/** What is stored about these chats and bears on their digests. */
export type Stored = {
  readonly candidates: Candidates;
  readonly told: ReadonlyMap<number, ReadonlySet<number>>;
  readonly unconfirmed: ReadonlyMap<number, readonly Unconfirmed[]>;
  readonly wishes: ReadonlyMap<number, Wishes>;
  /** The stories of `unconfirmed`. */
  readonly stories: ReadonlyMap<number, Story>;
};

/** That of these chats; `candidates` learns what the chats' own words find. */
export async function storedOf(
  deps: MakeDeps,
  chats: readonly Chat[],
  candidates: Candidates,
): Promise<Stored> {
  await lookUpWords(deps.stories, candidates, chats);
  const ids = chats.map(({ id }) => id);
  const oldest = candidates.ranked.reduce((least, { story }) => Math.min(least, story.id), Infinity);
  const told = oldest === Infinity ? new Map() : await deps.digests.told(ids, oldest);
  const unconfirmed = await deps.digests.unconfirmed(ids);
  const wanted = new Set([...unconfirmed.values()].flatMap((list) => list.map(({ storyId }) => storyId)));
  const stories = wanted.size === 0 ? [] : await deps.stories.byIds([...wanted]);
  const wishes = await deps.wishes.of(ids);
  return {
    candidates,
    told,
    unconfirmed,
    wishes,
    stories: new Map(stories.map((story) => [story.id, story])),
  };
}

/** Parts with what the outbox wants to know of them; `now` is epoch ms. */
export function forOutbox(
  parts: readonly OutboxPart[],
  {
    chat,
    schedule,
    stories,
    now,
  }: {
    readonly chat: Chat;
    readonly schedule: Schedule;
    readonly stories: readonly Story[];
    readonly now: number;
  },
): readonly OutboxPart[] {
  const silent = isSilent(chat.settings.silent, schedule.zone, now);
  const quiet = quietAhead(schedule, now);
  const facts = new Map(stories.map((story) => [story.id, writtenFacts(story)]));
  return parts.map((part) => ({ ...part, silent, quiet, facts }));
}

/** The stories that it tells, reminders apart; none where there is no digest. */
export function storiesOf(digest: Digest | undefined): readonly Story[] {
  return digest?.items.map(({ story }) => story) ?? [];
}

/** Whose digest, and of which moment. */
type When = {
  readonly chat: Chat;
  readonly schedule: Schedule;
  readonly moment: Moment;
  readonly next: Moment | undefined;
};

/**
 * The digest of this moment, chosen at `now` (epoch ms); undefined where there is nothing to tell. `passedOver` counts the stories
 * that will be too old for the one after it.
 */
export function digestFor(
  { chat, schedule, moment, next }: When,
  { candidates, told, unconfirmed, wishes, stories }: Stored,
  now: number,
): Pick<Choice, 'passedOver'> & { readonly digest: Digest | undefined } {
  const { items, passedOver } = chooseStories({
    chat,
    told: told.get(chat.id) ?? new Set(),
    candidates,
    now,
    nextAt: next?.at,
    size: digestSizes[chat.settings.preset],
    wishes: wishes.get(chat.id),
  });
  const reminders = (unconfirmed.get(chat.id) ?? []).flatMap(({ storyId, ...digest }): Reminder[] => {
    const story = stories.get(storyId);
    return story === undefined ? [] : [{ story, digest }];
  });
  if (items.length === 0 && reminders.length === 0) return { passedOver, digest: undefined };
  return { passedOver, digest: { chat, zone: schedule.zone, moment, items, reminders, next } };
}
