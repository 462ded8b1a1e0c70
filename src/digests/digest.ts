/** The briefs sent to one chat for one moment. */
import type { Story } from '../stories/story.ts';
import type { Chat, Moment } from '../subscriptions/chat.ts';

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

/** A story of an uncertain part, with the moment it was meant for. */
export type Unconfirmed = { readonly storyId: number } & Pick<Moment, 'localDate' | 'localTime'>;

/** What composing made of one chat that was due. */
export type DigestEntry = {
  readonly chatId: number;
  /** The chat's `nextDigestAt` as it was read: a chat that changed since (new hours, paused) is left alone. */
  readonly dueAt: number;
  /** undefined when no moment fires (all missed ones are too old): the chat only moves on. */
  readonly moment: Moment | undefined;
  /** Empty when there was nothing to tell: the moment alone is stored. */
  readonly parts: readonly DigestPart[];
  /** Stories that were new to the chat but too old to compete again. */
  readonly passedOver: number;
  readonly nextDigestAt: number;
};

/**
 * `stored`: the digest and its parts are in the outbox. `repeated`: the chat had a digest for this local date and
 * time before, and only moved on. `moved`: no moment fired. `changed`: the chat was changed meanwhile, or a story of it
 * lost an article since `now`; nothing was done, and the chat stays due.
 */
export type DigestWritten = 'stored' | 'repeated' | 'moved' | 'changed';

export interface DigestStore {
  /** For each of these chats the stories it need not be told: those of its parts that are pending, sending, sent or
   * uncertain (as items, not as reminders), and those that one of them merged into. Only ids from `fromStoryId` on; chats without any are left out. */
  told(chatIds: readonly number[], fromStoryId: number): Promise<ReadonlyMap<number, ReadonlySet<number>>>;
  /** For each of these chats the items of its uncertain parts that stand as a reminder in none of its parts that are pending,
   * sending, sent or uncertain (a cancelled or refused reminder comes back), oldest moment first; chats without any are left out. */
  unconfirmed(chatIds: readonly number[]): Promise<ReadonlyMap<number, readonly Unconfirmed[]>>;
  /** In one transaction for all: store each digest with its parts as waiting deliveries and move its chat to its next
   * moment. Returns what became of each, in order. */
  create(entries: readonly DigestEntry[], now: number): Promise<readonly DigestWritten[]>;
}
