/** Updates by long polling: asked for, answered side by side, confirmed once they are answered. */
import { setTimeout as pause } from 'node:timers/promises';
import { type Bot, BotError, GrammyError } from 'grammy';
import type { Update } from 'grammy/types';
import type { Log } from '../log.ts';
import { LeftForLater } from './bot.ts';
import { whyFailed } from './connection.ts';
import {
  allowedUpdates,
  introduce,
  isAboutToken,
  ofGrammy,
  untilAnswered,
  type Wait,
  waitAfter,
  waitByClock,
} from './introduce.ts';
import { BotRefused } from './refused.ts';

/** Seconds: Telegram ends a poll after 50 s. */
const POLL_SECONDS = 45;
/** As many updates Telegram gives at a time, the oldest first. */
const MOST_UPDATES = 100;
/** An answer that takes longer than this keeps no other reader waiting: what came meanwhile is asked for. */
const SLOW_MS = 250;
/** What is in hand at the end may take this long, and telling Telegram of it: the process has 9.5 s. */
const LAST_ANSWERS_MS = 5_000;
const FAREWELL_MS = 3_000;
/** Who polled this long was there first. */
const ESTABLISHED_MS = 10_000;
/** How long to stand aside after each conflict in a row. The first is shorter than ESTABLISHED_MS: a newcomer of our kind is ended by it. */
const ASIDE_MS: readonly number[] = [2_000, 60_000, 300_000];
const LONGEST_ASIDE_MS = 900_000;

/** How polling ends, and by which clock it waits. */
export type PollingOptions = {
  readonly signal: AbortSignal;
  readonly log: Log;
  /** Epoch ms. */
  readonly now: () => number;
  readonly onReady?: (username: string) => void;
  /** By the machine's clock when absent. */
  readonly wait?: Wait;
};

/**
 * Polls until `signal` aborts, then ends what is in hand, confirms what was answered and resolves. Takes a webhook away and registers the
 * command menu first. Network failures are waited out. Of two that poll with one token (409) the newcomer ends, with BotRefused of kind
 * `poller`; who was there first says so once, stands aside for a while, and asks again. Rejects with BotRefused of kind `token` when
 * Telegram does not know the token.
 */
export async function runPolling(bot: Bot, options: PollingOptions): Promise<void> {
  const { signal, log, wait = waitByClock, onReady } = options;
  try {
    const username = await introduce(bot, { signal, log, wait });
    await untilAnswered(() => bot.api.deleteWebhook({}, ofGrammy(signal)), { signal, wait });
    onReady?.(username);
  } catch (error) {
    if (signal.aborted) return;
    throw error;
  }
  const hand = openHand(bot, log);
  const alone = await pollOn(hand.poll, { ...options, wait, bot });
  await Promise.race([hand.ended(), pause(LAST_ANSWERS_MS, undefined, { ref: false })]);
  const offset = hand.confirmed();
  // Another poller would only be disturbed.
  if (alone && offset > 0) await sayFarewell(bot, log, offset);
}

type Hand = {
  /** Asks once, takes in hand what came, and waits for it a moment. */
  readonly poll: (signal: AbortSignal) => Promise<void>;
  /** Resolves when nothing is in hand. */
  readonly ended: () => Promise<unknown>;
  /** All updates below this number are answered; 0 when none ever came. */
  readonly confirmed: () => number;
};

/**
 * What is asked for and being answered. A kill loses nothing: what was not answered was not confirmed. Only where so many are in hand that
 * Telegram would give no newer ones, all of them are confirmed: answers that wait their turn keep nobody else waiting.
 */
function openHand(bot: Bot, log: Log): Hand {
  const inHand = new Map<number, Promise<void>>();
  /** Taken in hand, from the oldest of those on: Telegram tells them again. */
  const taken = new Set<number>();
  const left = new Set<number>();
  let next = 0;
  let crowded = false;
  const confirmed = (): number => Math.min(next, ...left, ...inHand.keys());
  const ended = (): Promise<unknown> => Promise.all(inHand.values());

  async function answer(update: Update): Promise<void> {
    try {
      await bot.handleUpdate(update);
    } catch (error) {
      if (error instanceof BotError && error.error instanceof LeftForLater) left.add(update.update_id);
      else log.error('an update was not settled', { update: update.update_id, reason: whyFailed(error) });
    } finally {
      inHand.delete(update.update_id);
    }
  }

  return {
    ended,
    confirmed,
    async poll(signal) {
      const holding = inHand.size > 0;
      const offset = crowded ? next : confirmed();
      // A bot that is never idle would gather them for ever.
      for (const id of taken) if (!holding || id < offset) taken.delete(id);
      const updates = await bot.api.getUpdates(
        { offset, timeout: holding ? 0 : POLL_SECONDS, allowed_updates: allowedUpdates },
        ofGrammy(signal),
      );
      crowded = updates.length >= MOST_UPDATES && updates.every(({ update_id: id }) => taken.has(id));
      for (const update of updates) {
        if (taken.has(update.update_id)) continue;
        taken.add(update.update_id);
        next = update.update_id + 1;
        inHand.set(update.update_id, answer(update));
      }
      if (inHand.size > 0) await Promise.race([ended(), pause(SLOW_MS, undefined, { ref: false })]);
    },
  };
}

/** Polls until the signal aborts; true when nobody else polled last. */
async function pollOn(
  poll: Hand['poll'],
  { bot, signal, log, now, wait }: PollingOptions & { readonly wait: Wait; readonly bot: Bot },
): Promise<boolean> {
  const began = now();
  let resumed = began;
  let conflicts = 0;
  let failures = 0;
  /** Whether it was said that somebody else polls. */
  let told = false;
  while (!signal.aborted) {
    try {
      await poll(signal);
      failures = 0;
      const alone = now() - resumed;
      if (told && alone >= ESTABLISHED_MS) log.info('nobody else polls any more: updates come again');
      if (alone >= ESTABLISHED_MS) told = false;
      if (alone >= LONGEST_ASIDE_MS) conflicts = 0;
    } catch (error) {
      if (signal.aborted) break;
      if (isAboutToken(error)) await confirmRefusal(bot, { error, signal, wait });
      else if (error instanceof GrammyError && error.error_code === 409) {
        if (now() - began < ESTABLISHED_MS) throw new BotRefused('poller', whyFailed(error));
        if (!told)
          log.warn('another process takes the updates with this token: stop it; digests go on meanwhile');
        told = true;
        await wait(ASIDE_MS[conflicts] ?? LONGEST_ASIDE_MS, signal);
        conflicts += 1;
        resumed = now();
      } else {
        await wait(waitAfter(error, failures), signal);
        failures += 1;
      }
    }
  }
  return !told;
}

/** A token that worked until now is refused twice, or it was a slip of some gateway's. */
async function confirmRefusal(
  bot: Bot,
  { error, signal, wait }: { readonly error: unknown; readonly signal: AbortSignal; readonly wait: Wait },
): Promise<void> {
  await wait(1_000, signal);
  try {
    await bot.api.getMe(ofGrammy(signal));
  } catch (again) {
    if (isAboutToken(again)) throw new BotRefused('token', whyFailed(error));
  }
}

async function sayFarewell(bot: Bot, log: Log, offset: number): Promise<void> {
  const given = AbortSignal.timeout(FAREWELL_MS);
  try {
    await bot.api.getUpdates({ offset, limit: 1, timeout: 0 }, ofGrammy(given));
  } catch (error) {
    log.warn('the last answered updates are not confirmed', { reason: whyFailed(error) });
  }
}
