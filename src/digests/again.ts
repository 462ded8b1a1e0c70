/** A part of a digest that was sent, to be shown again. */
import type { Story, StoryStore } from '../stories/story.ts';
import type { Chat, Moment } from '../subscriptions/chat.ts';
import { nextMoment, scheduleOf } from '../subscriptions/due.ts';
import type { Digest, DigestStore, Unconfirmed } from './digest.ts';
import { openQuestion } from './ramadan.ts';

/** Names a part of a chat's digests. */
export type PartKey = Pick<Moment, 'localDate' | 'localTime'> & {
  /** From 1. */
  readonly part: number;
};

/** What is kept of it: the stories of the whole digest, and this part's reminders. */
export type SentPart = {
  /** Epoch ms of its moment. */
  readonly momentAt: number;
  /** Of how many parts. */
  readonly parts: number;
  /** In their order; `number` is what they were numbered with. */
  readonly items: readonly {
    readonly storyId: number;
    readonly topic: string;
    readonly number: number;
    readonly part: number;
  }[];
  readonly reminders: readonly Unconfirmed[];
};

/** The part with its stories as they are now: those that are gone are left out. */
export type DigestAgain = {
  readonly digest: Digest;
  /** By story. */
  readonly numbers: ReadonlyMap<number, number>;
  /** The stories of this part. */
  readonly storyIds: ReadonlySet<number>;
  readonly part: number;
  readonly parts: number;
};

/** The part that a chat was sent under this key; undefined where it was sent none, or nothing is left of it. */
export async function digestAgain(
  deps: {
    readonly stories: Pick<StoryStore, 'byIds'>;
    readonly digests: Pick<DigestStore, 'part'>;
    readonly defaultZone: string;
  },
  chat: Chat,
  key: PartKey,
): Promise<DigestAgain | undefined> {
  const sent = await deps.digests.part(chat.id, key);
  if (sent === undefined) return undefined;
  const ids = [...sent.items, ...sent.reminders].map(({ storyId }) => storyId);
  const found = new Map((await deps.stories.byIds(ids)).map((story) => [story.id, story]));
  const withStory = <Row extends { readonly storyId: number }>(
    row: Row,
  ): (Row & { readonly story: Story })[] => {
    const story = found.get(row.storyId);
    return story === undefined ? [] : [{ ...row, story }];
  };
  const items = sent.items.flatMap(withStory);
  const reminders = sent.reminders.flatMap(withStory);
  if (items.length + reminders.length === 0) return undefined;
  const schedule = scheduleOf(chat, deps.defaultZone);
  const { localDate, localTime, part } = key;
  return {
    digest: {
      chat,
      zone: schedule.zone,
      moment: { at: sent.momentAt, localDate, localTime },
      items: items.map(({ story, topic }) => ({ story, topic })),
      reminders: reminders.map(({ story, localDate: date, localTime: time, kind }) => ({
        story,
        digest: { localDate: date, localTime: time, ...(kind === undefined ? {} : { kind }) },
      })),
      next: nextMoment(schedule, sent.momentAt),
      question: openQuestion(chat, localDate),
    },
    numbers: new Map(items.map(({ storyId, number }) => [storyId, number])),
    storyIds: new Set(items.filter((item) => item.part === part).map(({ storyId }) => storyId)),
    part,
    parts: sent.parts,
  };
}
