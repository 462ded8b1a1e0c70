/** Who is written to, what they want, and when. */

export type ChatKind = 'private' | 'group' | 'channel';

/** A place messages go to: a chat of Telegram's, or one forum thread of a group. */
export type ChatAddress = {
  readonly telegramId: number;
  /** 0 outside forum threads. */
  readonly threadId: number;
};

export type Chat = ChatAddress & {
  readonly id: number;
  readonly kind: ChatKind;
  readonly title: string | undefined;
  /** IANA zone; undefined stands for DEFAULT_TIMEZONE. */
  readonly zone: string | undefined;
  /** Local times HH:MM, ascending; empty stands for the default two. */
  readonly times: readonly string[];
  /** Topic slugs, in the order they were chosen; empty stands for `top`. */
  readonly topics: readonly string[];
  /** Why nothing is sent: the reader's /stop, or Telegram's refusal. */
  readonly paused: 'reader' | 'blocked' | 'gone' | undefined;
  /** Epoch ms at which the chat was first known, by a setting it asked for: digests look back 24 h from here at most. */
  readonly since: number;
  /** Epoch ms of the next moment a digest may be due; undefined while paused. */
  readonly nextDigestAt: number | undefined;
};

/** A moment in a chat's own calendar; with the chat it is the key of a digest. */
export type Moment = {
  /** Epoch ms. */
  readonly at: number;
  /** YYYY-MM-DD in the chat's zone. */
  readonly localDate: string;
  /** HH:MM as the chat asked for it. */
  readonly localTime: string;
};

/** A chat's next moment depends on zone, times and pause: whoever changes one passes the new moment along. */
export interface ChatStore {
  /** The chat at this address; made (with no topics, default times) when it is not known yet. */
  open(
    address: ChatAddress,
    about: { readonly kind: ChatKind; readonly title: string | undefined },
    now: number,
  ): Promise<Chat>;
  find(address: ChatAddress): Promise<Chat | undefined>;
  byId(id: number): Promise<Chat | undefined>;
  /** All chats of one Telegram number: a group with its forum threads. */
  ofTelegram(telegramId: number): Promise<readonly Chat[]>;
  /** False when it was already so. */
  subscribe(chatId: number, topic: string, now: number): Promise<boolean>;
  unsubscribe(chatId: number, topic: string): Promise<boolean>;
  setSchedule(
    chatId: number,
    schedule: {
      readonly zone: string | undefined;
      readonly times: readonly string[];
      readonly nextDigestAt: number | undefined;
    },
  ): Promise<void>;
  /** The keys (see due.ts) of moments from this local date (YYYY-MM-DD) on that had their digest: they have no other one. */
  usedMoments(chatId: number, fromDate: string): Promise<ReadonlySet<string>>;
  /** Pausing also cancels the parts that wait for the chat: their stories are untold again. */
  setPaused(chatId: number, paused: Chat['paused'], nextDigestAt: number | undefined): Promise<void>;
  /** Telegram turned a group into a supergroup: the chat keeps its subscriptions and history under its new id. */
  migrate(fromTelegramId: number, toTelegramId: number): Promise<void>;
  /** Chats that are not paused and whose moment has come, longest waiting first; then those whose moment lies more than
   * 26 h ahead, which only a clock set back explains (times come daily). */
  due(now: number, limit: number): Promise<readonly Chat[]>;
  /** Whether this update of Telegram's was recorded as answered. */
  handled(updateId: number): Promise<boolean>;
  /** Record an update as answered, after answering it: one that comes twice is answered once, and one whose answering was
   * cut short is answered when it comes again. True once per update. */
  firstTime(updateId: number, now: number): Promise<boolean>;
}
