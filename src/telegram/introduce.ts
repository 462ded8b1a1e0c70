/** The first words with Telegram, however updates come: who the bot is, and its command menu. */
import { setTimeout as pause } from 'node:timers/promises';
import { type Bot, GrammyError } from 'grammy';
import type { BotCommand } from 'grammy/types';
import type { Log } from '../log.ts';
import type { ChatSettings } from '../subscriptions/chat.ts';
import { whyFailed } from './connection.ts';
import { languages, type Texts, textsOf } from './languages.ts';
import { BotRefused } from './refused.ts';
import { waitAsked } from './retry-after.ts';

/** Everything else Telegram has is neither asked for nor looked at. */
export const allowedUpdates = [
  'message',
  'channel_post',
  'callback_query',
  'inline_query',
  'my_chat_member',
] as const;

/** Resolves after so many ms, or as soon as the signal aborts. */
export type Wait = (ms: number, signal: AbortSignal) => Promise<void>;

/** By the machine's clock. */
export const waitByClock: Wait = async (ms, signal) => {
  try {
    await pause(ms, undefined, { signal });
  } catch {
    // Aborted: whoever waits looks at the signal.
  }
};

/** The signal as grammY's types want it: those of the polyfill that it uses where a platform has none. */
export function ofGrammy(signal: AbortSignal): Parameters<Bot['api']['getMe']>[0] {
  return signal as unknown as Parameters<Bot['api']['getMe']>[0];
}

/** How calls are made over and over. */
export type Trying = { readonly signal: AbortSignal; readonly wait: Wait };

/** ms */
const FIRST_WAIT = 50;
const LONGEST_WAIT = 30_000;

/** Whether Telegram says that it knows no such token. */
export function isAboutToken(error: unknown): boolean {
  return error instanceof GrammyError && (error.error_code === 401 || error.error_code === 404);
}

/** How long to wait after this failure, the `failures`th in a row from 0, in ms: what Telegram asks for, else twice as long each time, 30 s at most. */
export function waitAfter(error: unknown, failures: number): number {
  if (error instanceof GrammyError && error.error_code === 429)
    return waitAsked(error.parameters.retry_after);
  return Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.min(failures, 20));
}

/**
 * What the call gives once Telegram answers it: failures of the network, 5xx and 429 are waited out. Rejects with BotRefused of kind
 * `token` when Telegram does not know the token, with GrammyError at other refusals, and with the last failure when the signal aborts.
 */
export async function untilAnswered<T>(call: () => Promise<T>, { signal, wait }: Trying): Promise<T> {
  for (let failures = 0; ; failures += 1) {
    try {
      return await call();
    } catch (error) {
      if (isAboutToken(error)) throw new BotRefused('token', whyFailed(error));
      const refused = error instanceof GrammyError && error.error_code < 500 && error.error_code !== 429;
      if (refused || signal.aborted) throw error;
      await wait(waitAfter(error, failures), signal);
      if (signal.aborted) throw error;
    }
  }
}

type MenuName = keyof Texts['menu'];

/** What members of a group ask for; its settings are for administrators. */
const FOR_MEMBERS: readonly MenuName[] = [
  'latest',
  'topic',
  'topics',
  'search',
  'subscriptions',
  'why',
  'sources',
  'help',
];
/** What concerns one person. */
const PRIVATE: readonly MenuName[] = ['channels', 'export'];

/** Whom a menu of commands is for, as Telegram calls them. */
export type MenuScope = 'default' | 'all_group_chats' | 'all_chat_administrators';

/** Who sees which commands; the narrowest scope counts. */
const MENUS: Readonly<Record<MenuScope, (name: MenuName) => boolean>> = {
  default: () => true,
  all_group_chats: (name) => FOR_MEMBERS.includes(name),
  all_chat_administrators: (name) => !PRIVATE.includes(name),
};

const SCOPES: readonly MenuScope[] = ['default', 'all_group_chats', 'all_chat_administrators'];

/** The commands that a scope's menu shows, with what stands beside each. */
export function menuOf(language: ChatSettings['language'], scope: MenuScope): BotCommand[] {
  const { menu } = textsOf(language);
  return namesOf(menu)
    .filter(MENUS[scope])
    .map((command) => ({ command, description: menu[command] }));
}

/** Registers the menus: in Arabic for everybody, in English beside it for those whose Telegram is in English. */
async function registerMenus(bot: Bot, signal: AbortSignal): Promise<void> {
  const registered = languages.flatMap((language) =>
    SCOPES.map((type) => {
      const other = { scope: { type }, ...(language === 'ar' ? {} : { language_code: language }) };
      return bot.api.setMyCommands(menuOf(language, type), other, ofGrammy(signal));
    }),
  );
  await Promise.all(registered);
}

function namesOf(menu: Texts['menu']): readonly MenuName[] {
  return Object.keys(menu).filter((name): name is MenuName => name in menu);
}

/** Learns who the bot is and registers its command menus. Returns its username. Rejects as untilAnswered does. */
export async function introduce(bot: Bot, options: Trying & { readonly log: Log }): Promise<string> {
  if (!bot.isInited())
    bot.botInfo = await untilAnswered(() => bot.api.getMe(ofGrammy(options.signal)), options);
  try {
    await registerMenus(bot, options.signal);
  } catch (error) {
    if (!options.signal.aborted)
      options.log.warn('a command menu was not registered', { reason: whyFailed(error) });
  }
  return bot.botInfo.username;
}
