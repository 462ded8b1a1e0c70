/** The briefs sent to one chat for one moment. */
import type { Story } from '../stories/story.ts';
import type { Chat } from '../subscriptions/chat.ts';

/** A moment in a chat's own calendar; with the chat it is the digest's key. */
export type Moment = {
  /** Epoch ms. */
  readonly at: number;
  /** YYYY-MM-DD in the chat's zone. */
  readonly localDate: string;
  /** HH:MM as the chat asked for it. */
  readonly localTime: string;
};

/** A story chosen for a digest, under the one topic it stands for. */
export type DigestItem = { readonly story: Story; readonly topic: string };

/** Told again as a bare headline, because nobody knows whether its part arrived. */
export type Reminder = { readonly story: Story; readonly digest: Pick<Moment, 'localDate' | 'localTime'> };

export type Digest = {
  readonly chat: Chat;
  readonly zone: string;
  readonly moment: Moment;
  /** In the order they are told. */
  readonly items: readonly DigestItem[];
  readonly reminders: readonly Reminder[];
  /** When the following one comes. */
  readonly next: Moment | undefined;
};

/** One message. Buttons are laid out as a reader sees them, first one rightmost in a row. */
export type DigestPart = {
  readonly html: string;
  readonly buttons: readonly (readonly DigestButton[])[];
  /** What this message tells: stories with their briefs, and stories as bare headlines. */
  readonly storyIds: readonly number[];
  readonly reminderIds: readonly number[];
};

export type DigestButton =
  | { readonly text: string; readonly data: string }
  | { readonly text: string; readonly url: string };

/** Turns a digest into messages; given to the composer from outside. Never empty for a digest that holds something. */
export type RenderDigest = (digest: Digest) => readonly DigestPart[];

export interface DigestStore {
  /** Stories this chat need not be told: those of its parts that are waiting, being sent, sent or uncertain. */
  told(chatId: number): Promise<ReadonlySet<number>>;
  /** Stories of uncertain parts that were not yet told again as a headline, with the moment they were meant for. */
  unconfirmed(
    chatId: number,
  ): Promise<readonly { readonly storyId: number; readonly localDate: string; readonly localTime: string }[]>;
  /** In one transaction: store the digest with its parts as waiting deliveries (an empty list of parts stores
   * the moment alone) and move the chat to its next moment. False, and only the move, when the chat had a
   * digest for this local date and time before. */
  create(
    entry: {
      readonly chatId: number;
      readonly moment: Moment;
      readonly parts: readonly DigestPart[];
      /** Stories that were new to the chat but too old to compete again. */
      readonly passedOver: number;
      readonly nextDigestAt: number | undefined;
    },
    now: number,
  ): Promise<boolean>;
}
