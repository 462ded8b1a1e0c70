/** The bot's sentences by language. News and the lines around them are Arabic in all of them. */
import type { ChatSettings } from '../subscriptions/chat.ts';
import { labels, menu, messages } from './messages.ts';

/** A language's sentences: the same names, each taking the same words, as in Arabic. */
type Like<Sentences> = {
  readonly [Name in keyof Sentences]: Sentences[Name] extends (...words: infer Words) => string
    ? (...words: Words) => string
    : string;
};

export type Texts = {
  readonly messages: Like<typeof messages>;
  readonly labels: Like<typeof labels>;
  /** Beside each command in Telegram's menu. */
  readonly menu: Like<typeof menu>;
};

const arabic: Texts = { messages, labels, menu };

export const languages: readonly ChatSettings['language'][] = ['ar', 'en'];

/** What the bot says in a language; Arabic for a chat that chose none. */
export function textsOf(language: ChatSettings['language'] | undefined): Texts {
  switch (language) {
    default:
      return arabic;
  }
}
