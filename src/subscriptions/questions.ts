/** What the bot asked last in a private chat: not everybody answers by a reply. */

/** A question, with what a reply to it would tell. */
export type Question = {
  /** Which one it is, as the bot's sentences are called. */
  readonly name: string;
  /** The row id of the channel that is asked about; undefined where it is the private chat itself. */
  readonly channelId: number | undefined;
  /** Payloads of the links into the bot that stand in it. */
  readonly links: readonly string[];
};

/** One that was asked; its number is never another's. */
type AskedQuestion = Question & { readonly id: number };

/** Chats by Telegram's number: many who are asked something are known for nothing else. */
export interface QuestionStore {
  /** Keep it in place of what was asked there before, for a day. `now` is epoch ms. */
  put(telegramId: number, question: Question, now: number): Promise<void>;
  /** What was asked there last, within a day of `now`. */
  last(telegramId: number, now: number): Promise<AskedQuestion | undefined>;
  /** Let go of one that was answered, or that nothing answers any more; one that was asked since stays. */
  drop(id: number): Promise<void>;
  /** Let go of what was asked there. */
  forget(telegramId: number): Promise<void>;
}
