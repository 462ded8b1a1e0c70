/** The bot: updates in, one feature each, answers out. */
import { setTimeout as pause } from 'node:timers/promises';
import { Bot, type BotConfig, type Context, GrammyError, type Transformer } from 'grammy';
import { reason } from '../log.ts';
import { runCommand, runTap, runUnknown } from './features/commands.ts';
import { membershipChanged } from './features/membership.ts';
import { topic } from './features/topic.ts';
import { readTap } from './keyboards.ts';
import { createLimiter } from './limits.ts';
import { menu, messages } from './messages.ts';
import { retryWhenTooMany } from './retry.ts';
import { createIsAdmin } from './rights.ts';
import { type App, addressOf, kindOf, openTurn, type Turn } from './turn.ts';
import { type CommandName, readRequest } from './words.ts';

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
  bot.api.config.use(retryWhenTooMany(signal), callTimeouts);
  const limit = createLimiter();
  const answered = new Set<number>();

  bot.use(async (ctx) => {
    const id = ctx.update.update_id;
    // What is left of a batch when we are to stop is not confirmed either: it comes again at the next start.
    if (signal.aborted || answered.has(id)) return;
    try {
      if (await app.chats.handled(id)) return;
      await answerUpdate(ctx, app, { now: now(), limit });
    } catch (error) {
      await apologise(ctx, app, { now: now(), error });
    }
    answered.add(id);
    if (answered.size > REMEMBERED) for (const oldest of answered) if (answered.delete(oldest)) break;
    await app.chats.firstTime(id, now());
  });
  // grammY's own handler would print the error whole, token and all, and end the polling.
  bot.catch(({ error, ctx }) =>
    app.log.error('an update was not settled', { update: ctx.update.update_id, reason: reason(error) }),
  );
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

type Limiter = ReturnType<typeof createLimiter>;

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
    const verdict = limit(ctx.from?.id ?? address.telegramId, now);
    if (verdict === 'allow') await asked(turn);
    else if (verdict === 'warn') await turn.note(messages.tooFast);
  } finally {
    await turn.end();
  }
}

/** What answers the update; undefined for what is not for us. */
type Asked = ((turn: Turn) => Promise<void>) | undefined;

function readButton(ctx: Context): Asked {
  // A message that Telegram no longer shows bots comes with the date 0, and without its thread.
  const message = ctx.callbackQuery?.message;
  const reachable = message !== undefined && message.date !== 0;
  const tap = reachable ? readTap(ctx.callbackQuery?.data ?? '') : undefined;
  return (turn) => (tap === undefined ? turn.note(messages.staleButton) : runTap(turn, tap));
}

function readMessage(ctx: Context): Asked {
  const message = ctx.msg;
  if (message === undefined || message.is_automatic_forward === true || isFromBot(ctx)) return undefined;
  const addressed = isAddressed(ctx);
  if (message.text === undefined)
    return addressed && holdsSomething(ctx) ? (turn) => turn.reply({ html: messages.notText }) : undefined;
  const text = message.text;
  const isCommand = /^\/[A-Za-z0-9_]/u.test(text);
  if (!isCommand && !addressed) return undefined;
  const question = isCommand ? undefined : questionAnswered(ctx);
  if (question !== undefined) return (turn) => runCommand(turn, question, text);
  const request = readRequest(text, ctx.me.username);
  switch (request.kind) {
    case 'command':
      return (turn) => runCommand(turn, request.name, request.argument);
    case 'unknown':
      return addressed ? (turn) => runUnknown(turn, request.name) : undefined;
    case 'words':
      return (turn) => topic(turn, request.words);
    case 'empty':
      return (turn) => turn.reply({ html: messages.empty });
    case 'thanks':
      return (turn) => turn.reply({ html: messages.thanks });
    case 'foreign':
      return undefined;
  }
}

/** Telegram's stand-ins for administrators and channels that write in groups are people. */
const STAND_INS: readonly number[] = [1_087_968_824, 136_817_688];

function isFromBot(ctx: Context): boolean {
  return ctx.from?.is_bot === true && !STAND_INS.includes(ctx.from.id);
}

/** In a private chat everything; elsewhere what mentions the bot or replies to it. */
function isAddressed(ctx: Context): boolean {
  if (kindOf(ctx) === 'private') return true;
  const message = ctx.msg;
  if (message?.reply_to_message?.from?.id === ctx.me.id) return true;
  const text = message?.text ?? message?.caption ?? '';
  const mention = `@${ctx.me.username}`.toLowerCase();
  return [...(message?.entities ?? []), ...(message?.caption_entities ?? [])].some(
    ({ type, offset, length }) =>
      (type === 'mention' && text.slice(offset, offset + length).toLowerCase() === mention) ||
      (type === 'bot_command' &&
        text
          .slice(offset, offset + length)
          .toLowerCase()
          .endsWith(mention)),
  );
}

/** Service messages (someone joined, a title changed) are nothing to answer. */
function holdsSomething(ctx: Context): boolean {
  return ctx.has(['msg:file', 'msg:location', 'msg:contact', 'msg:poll', 'msg:dice']);
}

/** A reply to a question of the bot's is that command's argument. */
const QUESTIONS: readonly (readonly [string, CommandName])[] = [
  [messages.askCity, 'timezone'],
  [messages.askTime, 'time'],
  [messages.askSearch, 'search'],
];

function questionAnswered(ctx: Context): CommandName | undefined {
  const asked = ctx.msg?.reply_to_message;
  if (asked?.from?.id !== ctx.me.id) return undefined;
  return QUESTIONS.find(([question]) => asked.text?.includes(question))?.[1];
}

/** What went wrong is written down once, and the reader told in one sentence where that is still possible. */
async function apologise(
  ctx: Context,
  app: App,
  { now, error }: { readonly now: number; readonly error: unknown },
): Promise<void> {
  const address = addressOf(ctx);
  if (error instanceof GrammyError && error.error_code === 403) {
    const chat = address && (await app.chats.find(address));
    if (chat !== undefined && chat.paused === undefined)
      await app.chats.setPaused(chat.id, kindOf(ctx) === 'private' ? 'blocked' : 'gone', undefined);
    app.log.info('a chat refuses answers', { chat: address?.telegramId, reason: reason(error) });
    return;
  }
  app.log.error('answering failed', { update: ctx.update.update_id, reason: reason(error) });
  if (address === undefined) return;
  try {
    await openTurn(ctx, app, { address, now }).reply({ html: messages.failed });
  } catch (again) {
    app.log.warn('nor could the reader be told', { update: ctx.update.update_id, reason: reason(again) });
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
      throw new PollingRefused('token', reason(error));
    if (error instanceof GrammyError && error.error_code === 409)
      throw new PollingRefused('poller', reason(error));
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
    log.warn('the last answered updates are not confirmed', { reason: reason(error) });
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
    log.warn('the command menu was not registered', { reason: reason(error) });
  }
}
