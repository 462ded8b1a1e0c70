/** Who is written to, what they want, and when. */

/** As readers would call it; a channel is only written to. */
export type ChatKind = 'private' | 'group' | 'channel';

/** A place messages go to: a chat of Telegram's, or one forum thread of a group. */
export type ChatAddress = {
  readonly telegramId: number;
  /** 0 outside forum threads. */
  readonly threadId: number;
};

/** When a chat's digests come. */
export type ChatSchedule = {
  /** IANA zone; undefined stands for DEFAULT_TIMEZONE. */
  readonly zone: string | undefined;
  /** Local times HH:MM, ascending; empty stands for the default two. */
  readonly times: readonly string[];
  /** Days of the week on which they come, ascending from 0 for Sunday; empty: none come (a chat may want breaking news alone). */
  readonly days: readonly number[];
  /** On the days off of the zone's country: as on other days, not before ten, or none. */
  readonly weekend: 'same' | 'late' | 'none';
  /** Local times HH:MM from which and until which nothing is sent unasked; may span midnight. */
  readonly quiet: { readonly from: string; readonly to: string } | undefined;
  /** Epoch ms until which the reader rests from digests; they go on by themselves. */
  readonly restingUntil: number | undefined;
  /** The times before Ramadan moved them, until the chat has times of its choice again. */
  readonly timesBeforeRamadan: readonly string[] | undefined;
};

/** What a chat's messages are like. */
export type ChatSettings = {
  /** Of what the bot says; news are Arabic. */
  readonly language: 'ar' | 'en';
  /** flash: headlines; short: one sentence each; full: the briefs. */
  readonly preset: 'flash' | 'short' | 'full';
  /** The bot's own numbers; outlets' are never changed. */
  readonly digits: 'latn' | 'arab';
  /** The Hijri date in a digest's header. */
  readonly hijri: boolean;
  /** When messages that were not asked for come without a sound. */
  readonly silent: 'never' | 'night' | 'always';
  /** Breaking news at once: none, at most two a day, or all. */
  readonly breaking: 'off' | 'two' | 'all';
  /** Telegram's rich messages in place of HTML. */
  readonly rich: boolean;
  /** Under each digest of a channel. */
  readonly footer: string | undefined;
  /** In channels, a hashtag at each topic's heading, or under a digest of one. */
  readonly hashtags: boolean;
  /** The Hijri year whose Ramadan times were offered. */
  readonly ramadanOffered: number | undefined;
  /** The same of the Ramadan after which it was asked whether to have the former times back, or before which it left them as they were. */
  readonly ramadanReturned: number | undefined;
};

/** Days by their number; 0 is Sunday. */
export const wholeWeek: readonly number[] = [0, 1, 2, 3, 4, 5, 6];

/** Of a chat that chose nothing. */
export const defaultSettings: ChatSettings = {
  language: 'ar',
  preset: 'short',
  digits: 'latn',
  hijri: false,
  silent: 'never',
  breaking: 'off',
  rich: false,
  footer: undefined,
  hashtags: true,
  ramadanOffered: undefined,
  ramadanReturned: undefined,
};

/** Where digests go, and what is known of it. */
export type Chat = ChatAddress &
  ChatSchedule & {
    readonly id: number;
    readonly kind: ChatKind;
    readonly title: string | undefined;
    readonly settings: ChatSettings;
    /** Topic slugs and keys of words of its own (see stories/query.ts), in the order they were chosen; empty stands for `top`. */
    readonly topics: readonly string[];
    /** Those of its topics that bring nothing for now. */
    readonly muted: readonly string[];
    /** What its own words are called, by their keys. */
    readonly names: ReadonlyMap<string, string>;
    /** Why nothing is sent: the reader's /stop, or Telegram's refusal. */
    readonly paused: 'reader' | 'blocked' | 'gone' | undefined;
    /** Epoch ms at which the chat was first known, by a setting it asked for: digests look back 24 h from here at most. */
    readonly since: number;
    /** Epoch ms of the next moment a digest may be due; undefined while paused, and where the schedule has none left. */
    readonly nextDigestAt: number | undefined;
  };

/** One of the topics of a chat. */
export type Subscription = {
  /** Never another's, though this one be gone. */
  readonly id: number;
  /** As in `Chat.topics`. */
  readonly topic: string;
  /** Of words of its own, as they were written. */
  readonly words: string | undefined;
  readonly muted: boolean;
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

/** A chat's next moment depends on schedule and pause: whoever changes one passes the new moment along, and when it was planned (`now`). */
export interface ChatStore {
  /** The chat at this address; made (with no topics, default times; a channel silent at night) when it is not known yet. */
  open(
    address: ChatAddress,
    about: { readonly kind: ChatKind; readonly title: string | undefined },
    now: number,
  ): Promise<Chat>;
  find(address: ChatAddress): Promise<Chat | undefined>;
  byId(id: number): Promise<Chat | undefined>;
  /** Ascending by id; unknown ids are left out. */
  byIds(ids: readonly number[]): Promise<readonly Chat[]>;
  /** Chats that are not paused and want breaking news: ids above `after`, ascending. */
  wantingBreaking(after: number, limit: number): Promise<readonly Chat[]>;
  /** All chats of one Telegram number: a group with its forum threads. */
  ofTelegram(telegramId: number): Promise<readonly Chat[]>;
  /** False when it was already so. `own`: words of the chat's own, as they were written and as they are called. */
  subscribe(
    chatId: number,
    topic: string,
    now: number,
    own?: { readonly words: string; readonly name: string },
  ): Promise<boolean>;
  unsubscribe(chatId: number, topic: string): Promise<boolean>;
  /** In the order of `Chat.topics`. */
  subscriptions(chatId: number): Promise<readonly Subscription[]>;
  /** What `change` leaves out stays as it is. False when the chat has no such topic. */
  changeSubscription(
    chatId: number,
    topic: string,
    change: { readonly muted?: boolean; readonly name?: string },
  ): Promise<boolean>;
  /** A person sets this channel up from their private chat; `told` once they know of it, and then for good. */
  keep(chatId: number, personId: number, told: boolean): Promise<void>;
  /** They do no more. */
  unkeep(chatId: number, personId: number): Promise<void>;
  /** The channels a person sets up, the newest first. */
  keptBy(personId: number): Promise<readonly { readonly chat: Chat; readonly told: boolean }[]>;
  /** What `schedule` leaves out stays as it is. */
  setSchedule(
    chatId: number,
    schedule: Partial<ChatSchedule> & { readonly nextDigestAt: number | undefined },
    now: number,
  ): Promise<void>;
  /** What `change` leaves out stays as it is. */
  setSettings(chatId: number, change: Partial<ChatSettings>): Promise<void>;
  /** The keys (see due.ts) of moments from this local date (YYYY-MM-DD) on that had their digest: they have no other one. */
  usedMoments(chatId: number, fromDate: string): Promise<ReadonlySet<string>>;
  /** Pausing also cancels the parts that wait for the chat: their stories are untold again. A chat that goes on has a plan. */
  setPaused(
    chatId: number,
    paused: Chat['paused'],
    plan: { readonly nextDigestAt: number | undefined; readonly now: number } | undefined,
  ): Promise<void>;
  /** Telegram turned a group into a supergroup: the chat keeps its subscriptions and history under its new id. */
  migrate(fromTelegramId: number, toTelegramId: number): Promise<void>;
  /** The new id of a group that had this one before it became a supergroup; undefined for any other. */
  movedTo(telegramId: number): Promise<number | undefined>;
  /** Chats that are not paused and whose moment has come, longest waiting first; then those whose moment was planned more than
   * ten minutes after `now`: by a clock that was set back since. */
  due(now: number, limit: number): Promise<readonly Chat[]>;
  /** Whether this update of Telegram's was recorded as answered. */
  handled(updateId: number): Promise<boolean>;
  /** Record an update as answered, after answering it: one that comes twice is answered once, and one whose answering was
   * cut short is answered when it comes again. True once per update. */
  firstTime(updateId: number, now: number): Promise<boolean>;
}
