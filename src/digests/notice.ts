/** Messages that are sent at once, outside of digests, and those that answer what was told. */
import type { Story } from '../stories/story.ts';
import type { Chat, Moment } from '../subscriptions/chat.ts';
import type { DigestKind, DigestPart, OutboxPart, Reminder } from './digest.ts';
import type { Turn } from './facts.ts';

/** Of one story. */
export type StoryNotice =
  | { readonly kind: 'breaking'; readonly story: Story }
  /** News of a story that was told. */
  | { readonly kind: 'update'; readonly story: Story; readonly turn: Turn }
  | {
      readonly kind: 'denial';
      /** What tells the denial. */
      readonly story: Story;
      /** The headline of what was told. */
      readonly told: string;
    };

/** What is sent at once. */
export type Notice =
  | StoryNotice
  /** What may not have arrived, for a chat without a digest in which it would be told again. */
  | { readonly kind: 'reminder'; readonly reminders: readonly Reminder[] };

/** Whom a notice goes to, and when (epoch ms). */
export type Addressee = { readonly chat: Chat; readonly zone: string; readonly at: number };

/** Turns a notice into a message; given from outside. */
export type RenderNotice = (notice: Notice, to: Addressee) => DigestPart;

/** A notice on its way to the outbox; with its chat and its moment, whose localTime names the story, it is there once. */
export type NoticeEntry = {
  readonly chatId: number;
  readonly kind: Exclude<DigestKind, 'digest'>;
  readonly moment: Moment;
  readonly part: OutboxPart;
};

/** `stored`: it is in the outbox. `repeated`: it had been there before. `changed`: the chat was paused meanwhile, or a story of it lost an article. */
export type NoticeWritten = 'stored' | 'repeated' | 'changed';

/** A story that was told to a chat, by the last message that is not known to have failed. */
export type Telling = {
  readonly storyId: number;
  readonly kind: DigestKind;
  /** Epoch ms of the moment it was told for. */
  readonly at: number;
  /** Telegram's; undefined while it is not sent, and where nobody knows whether it arrived. */
  readonly messageId: number | undefined;
  /** It waits, or is just being sent. */
  readonly isWaiting: boolean;
  /** What was told, as facts.ts writes it; undefined where nobody knows any more. */
  readonly facts: string | undefined;
};

/** A message that was sent at once, or waits for it. */
export type Push = { readonly kind: DigestKind; readonly at: number; readonly storyIds: readonly number[] };
