/** Updates as Telegram brings them: a webhook, set at the start and watched. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { type Bot, BotError, GrammyError } from 'grammy';
import type { Update } from 'grammy/types';
import type { Log } from '../log.ts';
import { LeftForLater } from './bot.ts';
import { whyFailed } from './connection.ts';
import {
  allowedUpdates,
  introduce,
  ofGrammy,
  type Trying,
  untilAnswered,
  type Wait,
  waitByClock,
} from './introduce.ts';
import { BotRefused } from './refused.ts';

/** Updates that Telegram brings at once: it waits for the answer of each. */
const CONNECTIONS = 40;
/** More at once come from nobody who keeps to that. */
const IN_HAND = 100;
/** Telegram's updates are some kilobytes. */
const LONGEST_BODY = 1_000_000;
/** How often Telegram is asked whether the webhook still stands. */
const WATCH_MS = 60_000;
/** A webhook that another process took away is set again after so many looks, each time later. */
const LOOKS = [1, 5, 15, 60] as const;
/** What is in hand at the end may take this long. */
const LAST_ANSWERS_MS = 7_000;

/** Where updates come, and how bringing them ends. */
export type WebhookOptions = {
  /** Where Telegram brings updates. */
  readonly url: string;
  /** What it must say each time. */
  readonly secret: string;
  readonly signal: AbortSignal;
  readonly log: Log;
  readonly onReady?: (username: string) => void;
  /** By the machine's clock when absent. */
  readonly wait?: Wait;
};

/** The part of an HTTP request that a webhook reads. */
type Brought = {
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** undefined when it is longer than `limit` bytes. */
  readonly body: (limit: number) => Promise<Buffer | undefined>;
};

/** Takes updates that Telegram brings. */
export type Webhook = {
  /** The path of its address, where the requests come. */
  readonly path: string;
  /** The status to answer with: 200 once the update is answered, so that Telegram brings it again if the process ends before. */
  readonly take: (request: Brought) => Promise<{ readonly status: number }>;
  /**
   * Registers the webhook and the command menu, then watches it until `signal` aborts and what is in hand is ended. Rejects with BotRefused
   * when Telegram refuses the token or the webhook. The webhook stays: updates wait there for the next start.
   */
  readonly run: () => Promise<void>;
};

/** A webhook for the bot's updates; whoever serves its path must be listening before it is run. */
export function openWebhook(bot: Bot, options: WebhookOptions): Webhook {
  const { url, secret, signal, log, wait = waitByClock, onReady } = options;
  const inHand = new Map<number, Promise<number>>();
  const isSecret = sameAs(secret);

  async function answer(update: Update): Promise<number> {
    try {
      await bot.handleUpdate(update);
    } catch (error) {
      if (error instanceof BotError && error.error instanceof LeftForLater) return 503;
      log.error('an update was not settled', { update: update.update_id, reason: whyFailed(error) });
    } finally {
      inHand.delete(update.update_id);
    }
    return 200;
  }

  async function statusOf({ headers, body }: Brought): Promise<number> {
    if (!isSecret(headers['x-telegram-bot-api-secret-token'])) return 401;
    // Telegram brings it again later.
    if (signal.aborted || !bot.isInited()) return 503;
    const bytes = await body(LONGEST_BODY);
    if (bytes === undefined) return 413;
    const update = readUpdate(bytes);
    if (update === undefined) return 400;
    const known = inHand.get(update.update_id);
    if (known !== undefined) return known;
    if (inHand.size >= IN_HAND) return 503;
    const answering = answer(update);
    inHand.set(update.update_id, answering);
    return answering;
  }

  return {
    path: new URL(url).pathname,
    take: async (request) => ({ status: await statusOf(request) }),
    async run() {
      const trying = { signal, wait };
      try {
        const username = await introduce(bot, { ...trying, log });
        await setWebhook(bot, { ...trying, url, secret });
        onReady?.(username);
        await watch(bot, { ...trying, url, secret, log });
      } catch (error) {
        if (!signal.aborted) throw error;
      }
      await Promise.race([Promise.all(inHand.values()), pause(LAST_ANSWERS_MS, undefined, { ref: false })]);
    },
  };
}

/** Compares in a time that tells nothing, not even the length. */
function sameAs(secret: string): (given: unknown) => boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  const expected = digest(secret);
  return (given) => timingSafeEqual(digest(typeof given === 'string' ? given : ''), expected);
}

/** An update as far as it must be one: an object with its number; what is in it is read as hostile anyway. */
function readUpdate(bytes: Buffer): Update | undefined {
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    const id =
      typeof value === 'object' && value !== null && 'update_id' in value ? value.update_id : undefined;
    return Number.isSafeInteger(id) ? (value as Update) : undefined;
  } catch {
    return undefined;
  }
}

type Place = { readonly url: string; readonly secret: string };

async function setWebhook(bot: Bot, { url, secret, ...trying }: Trying & Place): Promise<void> {
  try {
    await untilAnswered(
      () =>
        bot.api.setWebhook(
          url,
          { secret_token: secret, allowed_updates: allowedUpdates, max_connections: CONNECTIONS },
          ofGrammy(trying.signal),
        ),
      trying,
    );
  } catch (error) {
    throw error instanceof GrammyError ? new BotRefused('webhook', whyFailed(error)) : error;
  }
}

/**
 * Says once when another process takes the webhook away, and sets it again, ever more rarely; leaves one that points elsewhere alone. Says also
 * why Telegram cannot bring updates, each reason once.
 */
async function watch(bot: Bot, given: Trying & Place & { readonly log: Log }): Promise<void> {
  const { signal, wait, log, url } = given;
  let lost = 0;
  let looks = 0;
  let told: string | undefined;
  for (;;) {
    await wait(WATCH_MS, signal);
    if (signal.aborted) return;
    const info = await bot.api.getWebhookInfo(ofGrammy(signal)).catch(() => undefined);
    if (info === undefined) continue;
    if (info.url === url) {
      if (looks > 0) log.info('updates come to the webhook again');
      looks = 0;
      const why = info.pending_update_count > 0 ? info.last_error_message : undefined;
      if (why !== undefined && why !== told)
        log.warn('Telegram cannot bring updates to the webhook', { reason: why.slice(0, 200) });
      told = why;
      continue;
    }
    if (looks === 0)
      log.warn('another process takes the updates with this token: stop it; digests go on meanwhile');
    looks += 1;
    if (info.url !== undefined && info.url !== '') continue;
    if (looks < (LOOKS[Math.min(lost, LOOKS.length - 1)] ?? 1)) continue;
    lost += 1;
    await setWebhook(bot, given);
  }
}
