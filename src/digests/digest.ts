/** The briefs sent to one chat for one moment. */
import type { Story } from '../stories/story.ts';
import type { Chat, Moment } from '../subscriptions/chat.ts';
import type { Span } from '../subscriptions/quiet.ts';
import type { PartKey, SentPart } from './again.ts';
import type { NoticeEntry, NoticeWritten, Push, Telling } from './notice.ts';
import type { RamadanQuestion } from './ramadan.ts';

/** A story chosen for a digest, under the one topic it stands for. */
export type DigestItem = { readonly story: Story; readonly topic: string };

/** A digest of its moment, or one message that is sent at once. */
export type DigestKind = 'digest' | 'breaking' | 'update' | 'denial';

/** Told again as a bare headline, because nobody knows whether its part arrived. */
export type Reminder = { readonly story: Story; readonly digest: Omit<Unconfirmed, 'storyId'> };

/** What one chat is told at one moment, before it is rendered. */
export type Digest = {
  readonly chat: Chat;
  readonly zone: string;
  readonly moment: Moment;
  /** In the order they are told. */
  readonly items: readonly DigestItem[];
  readonly reminders: readonly Reminder[];
  /** When the following one comes. */
  readonly next: Moment | undefined;
  /** Asked under it. */
  readonly question?: RamadanQuestion | undefined;
};

/** What a message is like beside its words, when it is not like most. */
type Manner = {
  /** Telegram's id of the message in the same chat that it answers. */
  readonly replyTo?: number | undefined;
  /** It comes without a sound. */
  readonly silent?: boolean;
  /** As a rich message of Telegram's, where it takes one. */
  readonly rich?: boolean;
  /** Its rows of buttons are read from left to right. */
  readonly leftToRight?: boolean;
};

/** A message on its way to a chat. */
export type Message = Pick<DigestPart, 'html' | 'buttons'> & Manner;

/** A part as it goes to the outbox. */
export type OutboxPart = DigestPart &
  Manner & {
    /** Epoch ms after which it is given up; what expires goes before what may wait. */
    readonly expiresAt?: number;
    /** It is not sent within (epoch ms). */
    readonly quiet?: Span | undefined;
    /** What is told of each of its stories, as facts.ts writes it. */
    readonly facts?: ReadonlyMap<number, string>;
  };

/** One message. Rows of buttons stand as a reader reads them, in Arabic the first one rightmost. */
export type DigestPart = {
  readonly html: string;
  readonly buttons: readonly (readonly DigestButton[])[];
  /** What this message tells: stories with their briefs, and stories as bare headlines. */
  readonly storyIds: readonly number[];
  /** What each of `storyIds` stands under; none of them under anything where it is missing. */
  readonly topics?: readonly string[];
  readonly reminderIds: readonly number[];
};

/** A button under a message: one that is tapped, or a link. */
export type DigestButton =
  | { readonly text: string; readonly data: string }
  | { readonly text: string; readonly url: string };

/** Turns a digest into messages; given to the composer from outside. Never empty for a digest that holds something. */
export type RenderDigest = (digest: Digest) => readonly DigestPart[];

/** A story of an uncertain part, with the moment it was meant for; `kind` is missing for a digest's. */
export type Unconfirmed = { readonly storyId: number; readonly kind?: DigestKind } & Pick<
  Moment,
  'localDate' | 'localTime'
>;

/** What composing made of one chat that was due. */
export type DigestEntry = {
  readonly chatId: number;
  /** The chat's `nextDigestAt` as it was read: a chat that changed since (new hours, paused) is left alone. */
  readonly dueAt: number | undefined;
  /** undefined when no moment fires (all missed ones are too old): the chat only moves on. */
  readonly moment: Moment | undefined;
  /** Empty when there was nothing to tell: the moment alone is stored. */
  readonly parts: readonly OutboxPart[];
  /** Stories that were new to the chat but too old to compete again. */
  readonly passedOver: number;
  /** undefined where the schedule has no moment left. */
  readonly nextDigestAt: number | undefined;
  /** What the digest asks: asked then, and not again. */
  readonly question?: RamadanQuestion | undefined;
};

/**
 * `stored`: the digest and its parts are in the outbox. `repeated`: the chat had a digest for this local date and
 * time before, and only moved on. `moved`: no moment fired. `changed`: the chat was changed meanwhile, or a story of it
 * lost an article since `now`; nothing was done, and the chat stays due.
 */
export type DigestWritten = 'stored' | 'repeated' | 'moved' | 'changed';

/** The digest that a chat was told last. */
type LastDigest = {
  readonly moment: Moment;
  /** Epoch ms. */
  readonly createdAt: number;
  /** In the order they were told, each with the topic it stood under ('' where nobody knows any more); those that merged into
   * another by that one. */
  readonly items: readonly { readonly storyId: number; readonly topic: string }[];
  /** What the chat was told before it, in the same way. */
  readonly toldBefore: ReadonlySet<number>;
};

export interface DigestStore {
  /** The chat's last digest that was sent, is being sent or waits; undefined when there is none. */
  last(chatId: number): Promise<LastDigest | undefined>;
  /** How the chat was told a story, or one that merged into it, the first time: by what, and under which topic ('' where nobody
   * knows any more). undefined when it was not told it. */
  toldAs(
    chatId: number,
    storyId: number,
  ): Promise<{ readonly kind: DigestKind; readonly topic: string } | undefined>;
  /** For each of these chats the stories it need not be told: those of its parts that are pending, sending, sent or
   * uncertain (as items, not as reminders), and those that one of them merged into. Only ids from `fromStoryId` on; chats without any are left out. */
  told(chatIds: readonly number[], fromStoryId: number): Promise<ReadonlyMap<number, ReadonlySet<number>>>;
  /** For each of these chats the items of its uncertain parts that stand as a reminder in none of its parts that are pending,
   * sending, sent or uncertain (a cancelled or refused reminder comes back), oldest moment first; chats without any are left out. */
  unconfirmed(chatIds: readonly number[]): Promise<ReadonlyMap<number, readonly Unconfirmed[]>>;
  /** Chats that are not paused, want breaking news and have no digest planned before `alone`, with an uncertain part of a moment from `from`
   * to `until` (all epoch ms, both included): ids above `after`, ascending. */
  uncertainAlone(
    span: { readonly from: number; readonly until: number; readonly alone: number },
    after: number,
    limit: number,
  ): Promise<readonly number[]>;
  /** The last telling of each of these stories, or of one that merged into it, to each of these chats; chats without any are left out. */
  tellings(
    chatIds: readonly number[],
    storyIds: readonly number[],
  ): Promise<ReadonlyMap<number, readonly Telling[]>>;
  /** Chats that were told a story, or one that merged into it: ids above `after`, ascending. */
  toldOf(storyId: number, after: number, limit: number): Promise<readonly number[]>;
  /** What each of these chats got at once for moments from `since` (epoch ms) on, and was not cancelled or refused. */
  pushes(chatIds: readonly number[], since: number): Promise<ReadonlyMap<number, readonly Push[]>>;
  /** In one transaction for all: store each notice as a waiting delivery. Returns what became of each, in order. */
  announce(notices: readonly NoticeEntry[], now: number): Promise<readonly NoticeWritten[]>;
  /** What a part of the chat's digests was made of; undefined where it had none under this key. */
  part(chatId: number, key: PartKey): Promise<SentPart | undefined>;
  /** In one transaction for all: store each digest with its parts as waiting deliveries and move its chat to its next
   * moment. Returns what became of each, in order. */
  create(entries: readonly DigestEntry[], now: number): Promise<readonly DigestWritten[]>;
}
