/** The first words with Telegram, however updates come: who the bot is, and its command menu. */
import { setTimeout as pause } from 'node:timers/promises';
import { type Bot, GrammyError } from 'grammy';
import type { Log } from '../log.ts';
import { whyFailed } from './connection.ts';
import { menu } from './messages.ts';
import { waitAsked } from './retry-after.ts';

/** Everything else Telegram has is neither asked for nor looked at. */
export const allowedUpdates = ['message', 'channel_post', 'callback_query', 'my_chat_member'] as const;

/**
 * Why updates do not come: `token`: Telegram does not know it; `poller`: another process takes the updates; `webhook`: Telegram refuses the
 * webhook.
 */
export class BotRefused extends Error {
  override readonly name = 'BotRefused';
  readonly kind: 'token' | 'poller' | 'webhook';
  constructor(kind: BotRefused['kind'], message: string) {
    super(message);
    this.kind = kind;
  }
}

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

/** Learns who the bot is and registers its command menu. Returns its username. Rejects as untilAnswered does. */
export async function introduce(bot: Bot, options: Trying & { readonly log: Log }): Promise<string> {
  if (!bot.isInited())
    bot.botInfo = await untilAnswered(() => bot.api.getMe(ofGrammy(options.signal)), options);
  try {
    await bot.api.setMyCommands(
      Object.entries(menu).map(([command, description]) => ({ command, description })),
      {},
      ofGrammy(options.signal),
    );
  } catch (error) {
    if (!options.signal.aborted)
      options.log.warn('the command menu was not registered', { reason: whyFailed(error) });
  }
  return bot.botInfo.username;
}
