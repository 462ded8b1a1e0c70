/** The bot's sentences by language. News and the lines around them are Arabic in all of them. */
import type { ChatSettings } from '../subscriptions/chat.ts';
import { arabicDates, type Dates } from './dates.ts';
import { englishDates } from './dates-en.ts';
import { rtlLines } from './html.ts';
import { labels, menu, messages } from './messages.ts';
import * as inEnglish from './messages-en.ts';
import { arabicNames, englishNames, type Names } from './names.ts';

/** A language's sentences: the same names, each taking the same words, as in Arabic. */
type Like<Sentences> = Sentences extends (...words: infer Words) => string
  ? (...words: Words) => string
  : Sentences extends string
    ? string
    : { readonly [Name in keyof Sentences]: Like<Sentences[Name]> };

/** How lines run. */
export type Direction = 'rtl' | 'ltr';

/** All that depends on a chat's language. */
export type Texts = {
  readonly messages: Like<typeof messages>;
  readonly labels: Like<typeof labels>;
  /** Beside each command in Telegram's menu. */
  readonly menu: Like<typeof menu>;
  readonly dates: Dates;
  readonly names: Names;
  /** How its lines run, and rows of buttons with them. */
  readonly direction: Direction;
  /** A message's lines (HTML) as they are laid out: in Arabic each reads right to left whatever it starts with, in English as its first letter. */
  readonly lines: (html: string) => string;
};

const arabic: Texts = {
  messages,
  labels,
  menu,
  dates: arabicDates,
  names: arabicNames,
  direction: 'rtl',
  lines: rtlLines,
};
const english: Texts = {
  ...inEnglish,
  dates: englishDates,
  names: englishNames,
  direction: 'ltr',
  lines: (html) => html,
};

/** The languages that the bot speaks, in the order they are offered. */
export const languages: readonly ChatSettings['language'][] = ['ar', 'en'];

/** What the bot says in a language; Arabic for a chat that chose none. */
export function textsOf(language: ChatSettings['language'] | undefined): Texts {
  return language === 'en' ? english : arabic;
}
