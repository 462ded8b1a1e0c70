/** What people can do in the local Telegram: write, press buttons, join, block. */
import type { InlineAnswer, InlineCard, InlineQuestion } from './inline.ts';
import type { ChatMessage } from './view.ts';
import type { MemberStatus } from './world.ts';

/** What a tap was answered with; `url` opens where the tap was, a link into the bot. */
export type CallbackAnswer = { readonly text: string; readonly alert: boolean; readonly url?: string };

/** What a person may send beside words. */
export type Attachment = 'photo' | 'voice' | 'sticker' | 'location' | 'document';

type Say = {
  readonly chatId: number;
  /** Who writes; absent in a channel, and for an administrator who writes as the group. */
  readonly from?: number;
  /** The caption, beside an attachment that can have one. */
  readonly text?: string;
  readonly threadId?: number;
  readonly replyTo?: number;
  readonly attach?: Attachment;
  /** The group's linked channel, whose post appears here by itself. */
  readonly postOf?: number;
};

type Correction = { readonly chatId: number; readonly messageId: number; readonly text: string };

type Press = {
  readonly chatId: number;
  readonly from: number;
  readonly messageId: number;
  /** The button's data, or its words; marks of direction, which nobody sees, do not count. */
  readonly button: string;
};

type GroupOptions = {
  readonly title: string;
  readonly id?: number;
  /** A group with a large memory, threads and numbers of its own; a plain group when absent. */
  readonly supergroup?: boolean;
  readonly forum?: boolean;
  readonly members?: readonly number[];
  readonly administrators?: readonly number[];
  readonly username?: string;
  /** What the bot is there; a member when absent. */
  readonly bot?: MemberStatus;
};

type ChannelOptions = {
  readonly title: string;
  readonly id?: number;
  readonly username?: string;
  readonly administrators?: readonly number[];
  /** What the bot is there; an administrator when absent. */
  readonly bot?: MemberStatus;
};

type PersonOptions = {
  readonly id?: number;
  readonly firstName?: string;
  readonly username?: string;
  readonly languageCode?: string;
  /** Has already talked with the bot. */
  readonly started?: boolean;
};

type CardChoice = {
  readonly from: number;
  readonly chatId: number;
  readonly threadId?: number;
  readonly card: InlineCard;
};

/** What a test, or the web chat, can do in the local Telegram. Ids are Telegram's: a private chat has its person's id. */
export type People = {
  readonly addUser: (person?: PersonOptions) => number;
  readonly addGroup: (group: GroupOptions) => number;
  readonly addChannel: (channel: ChannelOptions) => number;
  /** Opens a thread of a forum; under this id, or the next. */
  readonly addThread: (chatId: number, name: string, id?: number) => number;
  readonly setThreadClosed: (chatId: number, threadId: number, closed: boolean) => void;
  readonly deleteThread: (chatId: number, threadId: number) => void;
  /** Writes a message; returns its id. */
  readonly say: (message: Say) => number;
  /** A person corrects what they wrote. */
  readonly correct: (correction: Correction) => void;
  /** Presses a button of a message; resolves with what the bot shows for it. */
  readonly press: (press: Press) => Promise<CallbackAnswer>;
  /** Types the bot's name and words in some chat; resolves with the cards it offers, never when it answers late or not at all. */
  readonly askInline: (question: InlineQuestion) => Promise<InlineAnswer>;
  /** Sends a card of an answer into a chat; returns the message's id. */
  readonly sendCard: (choice: CardChoice) => number;
  /** Changes what a person, or the bot, is in a group or channel, with the updates that follow. */
  readonly setMember: (chatId: number, userId: number, status: MemberStatus, by?: number) => void;
  /** Puts a person, or the bot, there or away without anybody being told. */
  readonly place: (chatId: number, userId: number, status: MemberStatus) => void;
  /** Gives and takes rights of an administrator by their names in the Bot API: { can_post_messages: false }. */
  readonly setRights: (chatId: number, userId: number, rights: Readonly<Record<string, boolean>>) => void;
  readonly block: (userId: number) => void;
  readonly unblock: (userId: number) => void;
  readonly deactivate: (userId: number) => void;
  /** Whether members may write in a group. */
  readonly setCanWrite: (chatId: number, canWrite: boolean) => void;
  readonly deleteGroup: (chatId: number) => void;
  /** A group becomes a supergroup; returns its new id. */
  readonly upgrade: (chatId: number) => number;
  /** Messages of a chat (or one thread of it), oldest first. */
  readonly messages: (chatId: number, threadId?: number) => readonly ChatMessage[];
};
