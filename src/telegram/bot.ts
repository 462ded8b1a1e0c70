/** The bot: updates in, one feature each, answers out. */
import { setTimeout as pause } from 'node:timers/promises';
import { Bot, type BotConfig, type Context, GrammyError, type Transformer } from 'grammy';
import { watchConnection, whyFailed } from './connection.ts';
import { membershipChanged } from './features/membership.ts';
import { readButton, readMessage } from './incoming.ts';
import { createLimiter, type Limiter } from './limits.ts';
import { menu, messages } from './messages.ts';
import { retryWhenTooMany } from './retry.ts';
import { createIsAdmin } from './rights.ts';
import { resume } from './settings.ts';
import { type App, addressOf, askerOf, kindOf, openTurn, type Turn } from './turn.ts';

/** Seconds: Telegram ends a poll after 50 s. */
const POLL_SECONDS = 45;
const POLL_TIMEOUT_SECONDS = POLL_SECONDS + 15;
const CALL_TIMEOUT_MS = 25_000;
/** Telling Telegram which updates were answered, at the end. */
const FAREWELL_MS = 4_000;
/** What is in hand at the end may take this long; the process has 10 s. */
const LAST_ANSWER_MS = 7_000;
/** Update ids kept in memory beside those in the store. */
const REMEMBERED = 2_000;

/** Everything else Telegram has is neither asked for nor looked at. */
const ALLOWED_UPDATES = ['message', 'channel_post', 'callback_query', 'my_chat_member'] as const;

export type BotOptions = Omit<App, 'isAdmin'> & {
  readonly token: string;
  /** Without a trailing slash. */
  readonly apiRoot: string;
  readonly now: () => number;
  /** Ends waiting and polling. */
  readonly signal?: AbortSignal;
  /** What getMe would answer; asked of Telegram when it is not given. */
  readonly botInfo?: BotConfig<Context>['botInfo'];
};

/** A bot that answers updates; it polls nothing before runBot. Errors in answering are logged (their message alone: grammY's objects hold
 * the token) and told to the reader in one sentence. */
export function createBot(options: BotOptions): Bot {
  const { token, apiRoot, now, botInfo, signal = new AbortController().signal, ...given } = options;
  const app: App = { ...given, isAdmin: createIsAdmin() };
  const bot = new Bot(token, {
    client: { apiRoot: apiRoot.replace(/\/+$/u, ''), timeoutSeconds: POLL_TIMEOUT_SECONDS },
    ...(botInfo === undefined ? {} : { botInfo }),
  });
  // The later one is the outer one: each try has its time-out, the waits between have none.
  const limit = createLimiter();
  const counted: Transformer = (previous, method, payload, callSignal) => {
    if (method === 'sendMessage' && 'chat_id' in payload) limit.said(Number(payload.chat_id), now());
    return previous(method, payload, callSignal);
  };
  bot.api.config.use(callTimeouts, retryWhenTooMany(signal), watchConnection(app.log, signal), counted);
  const answered = new Set<number>();

  bot.use(async (ctx) => {
    const id = ctx.update.update_id;
    // What is left of a batch when we are to stop is not confirmed either: it comes again at the next start.
    if (signal.aborted || answered.has(id)) return;
    try {
      if (await app.chats.handled(id)) return;
      await answerUpdate(ctx, app, { now: now(), limit });
    } catch (error) {
      // An answer that the stop cut short is neither apologised for nor called answered.
      if (signal.aborted) return;
      await apologise(ctx, app, { now: now(), error });
    }
    answered.add(id);
    if (answered.size > REMEMBERED) for (const oldest of answered) if (answered.delete(oldest)) break;
    await app.chats.firstTime(id, now());
  });
  // grammY's own handler would print the error whole, token and all, and end the polling.
  bot.catch(({ error, ctx }) => {
    if (signal.aborted) return;
    app.log.error('an update was not settled', { update: ctx.update.update_id, reason: whyFailed(error) });
  });
  return bot;
}

/** Calls other than polling are given up sooner than a poll would be. */
const callTimeouts: Transformer = async (previous, method, payload, signal) => {
  if (method === 'getUpdates') return previous(method, payload, signal);
  const ended = new AbortController();
  try {
    return await Promise.race([
      previous(method, payload, signal),
      pause(
        CALL_TIMEOUT_MS,
        { ok: false as const, error_code: 504, description: `no answer within ${CALL_TIMEOUT_MS / 1000} s` },
        { signal: ended.signal },
      ),
    ]);
  } finally {
    ended.abort();
  }
};

async function answerUpdate(
  ctx: Context,
  app: App,
  { now, limit }: { readonly now: number; readonly limit: Limiter },
): Promise<void> {
  const message = ctx.msg;
  if (message?.migrate_to_chat_id !== undefined)
    return app.chats.migrate(message.chat.id, message.migrate_to_chat_id);
  if (message?.migrate_from_chat_id !== undefined)
    return app.chats.migrate(message.migrate_from_chat_id, message.chat.id);
  const address = addressOf(ctx);
  if (address === undefined) return;
  const turn = openTurn(ctx, app, { address, now });
  if (ctx.myChatMember !== undefined) return membershipChanged(turn, ctx);
  const asked = ctx.callbackQuery === undefined ? readMessage(ctx) : readButton(ctx);
  try {
    if (asked === undefined) return;
    const verdict = limit.ask(askerOf(ctx, address), address.telegramId, now);
    if (verdict === 'allow') {
      await asked(turn);
      await revive(turn);
    } else if (verdict === 'warn') await turn.note(messages.tooFast);
  } finally {
    await turn.end();
  }
}

/** A chat that Telegram once refused, and that takes our answers now, gets its digests again. */
async function revive(turn: Turn): Promise<void> {
  const chat = await turn.app.chats.find(turn.address);
  if (chat?.paused === 'blocked' || chat?.paused === 'gone') await resume(turn, chat);
}

/** Refusals that leave nothing to be said: to those who blocked the bot, and where it may not write. */
const NO_ANSWER =
  /^Forbidden|not enough rights|have no rights|no write access|CHAT_WRITE_FORBIDDEN|TOPIC_CLOSED|thread not found|chat not found/u;

/** What went wrong is written down once, and the reader told in one sentence where that is still possible. */
async function apologise(
  ctx: Context,
  app: App,
  { now, error }: { readonly now: number; readonly error: unknown },
): Promise<void> {
  const address = addressOf(ctx);
  if (error instanceof GrammyError && NO_ANSWER.test(error.description)) {
    const chat = error.error_code === 403 && address ? await app.chats.find(address) : undefined;
    if (chat !== undefined && chat.paused === undefined)
      await app.chats.setPaused(chat.id, kindOf(ctx) === 'private' ? 'blocked' : 'gone', undefined);
    app.log.info('a chat takes no answers', { chat: address?.telegramId, reason: whyFailed(error) });
    return;
  }
  // An apology would be one message more.
  if (error instanceof GrammyError && error.error_code === 429) {
    app.log.warn('Telegram’s pace refused an answer', {
      chat: address?.telegramId,
      reason: whyFailed(error),
    });
    return;
  }
  app.log.error('answering failed', { update: ctx.update.update_id, reason: whyFailed(error) });
  if (address === undefined) return;
  try {
    await openTurn(ctx, app, { address, now }).reply({ html: messages.failed });
  } catch (again) {
    app.log.warn('nor could the reader be told', { update: ctx.update.update_id, reason: whyFailed(again) });
  }
}

/** Why polling cannot go on: `token`: Telegram does not know it; `poller`: another process polls with the same token. */
export class PollingRefused extends Error {
  override readonly name = 'PollingRefused';
  readonly kind: 'token' | 'poller';
  constructor(kind: 'token' | 'poller', message: string) {
    super(message);
    this.kind = kind;
  }
}

/**
 * Polls until `signal` aborts, then ends what is in hand, confirms it and resolves. Registers the command menu first. Network failures are
 * waited out. Rejects with PollingRefused when Telegram refuses the token (401, 404) or another process polls (409).
 */
export async function runBot(
  bot: Bot,
  options: {
    readonly signal: AbortSignal;
    readonly log: App['log'];
    readonly onReady?: (username: string) => void;
  },
): Promise<void> {
  const { signal, log, onReady } = options;
  if (signal.aborted) return;
  let farewell: Promise<void> = Promise.resolve();
  const over = new AbortController();
  const overdue = new Promise<void>((resolve) => {
    signal.addEventListener(
      'abort',
      () => {
        farewell = sayFarewell(bot, log);
        const timer = setTimeout(resolve, LAST_ANSWER_MS);
        over.signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
      },
      { once: true, signal: over.signal },
    );
  });
  const polling = bot.start({
    timeout: POLL_SECONDS,
    allowed_updates: ALLOWED_UPDATES,
    onStart: async (me) => {
      await registerCommands(bot, log);
      onReady?.(me.username);
    },
  });
  try {
    await Promise.race([polling, overdue]);
  } catch (error) {
    if (signal.aborted) return;
    if (error instanceof GrammyError && (error.error_code === 401 || error.error_code === 404))
      throw new PollingRefused('token', whyFailed(error));
    if (error instanceof GrammyError && error.error_code === 409)
      throw new PollingRefused('poller', whyFailed(error));
    throw error;
  } finally {
    over.abort();
    await farewell;
  }
}

async function sayFarewell(bot: Bot, log: App['log']): Promise<void> {
  const said = new AbortController();
  try {
    await Promise.race([bot.stop(), pause(FAREWELL_MS, undefined, { signal: said.signal })]);
  } catch (error) {
    log.warn('the last answered updates are not confirmed', { reason: whyFailed(error) });
  } finally {
    said.abort();
  }
}

async function registerCommands(bot: Bot, log: App['log']): Promise<void> {
  try {
    await bot.api.setMyCommands(
      Object.entries(menu).map(([command, description]) => ({ command, description })),
    );
  } catch (error) {
    log.warn('the command menu was not registered', { reason: whyFailed(error) });
  }
}
