/** The bot: updates in, one feature each, answers out. */
import { setMaxListeners } from 'node:events';
import { Bot, type BotConfig, type Context, GrammyError, type Transformer } from 'grammy';
import type { Pace } from '../delivery/pace.ts';
import type { ChatAddress } from '../subscriptions/chat.ts';
import { apiFetch } from './api-fetch.ts';
import { watchConnection, whyFailed } from './connection.ts';
import { createScreens } from './edits.ts';
import { tellOfChannels } from './features/channels.ts';
import { answerInline } from './features/inline.ts';
import { membershipChanged, tellWhatIsLacking, titleChanged } from './features/membership.ts';
import { readButton, readMessage } from './incoming.ts';
import { type Wait, waitByClock } from './introduce.ts';
import { createLimiter, type Verdict } from './limits.ts';
import { followMigration } from './migrated.ts';
import { paced } from './paced.ts';
import { createQueue } from './queue.ts';
import { callTimeouts, retryOnce } from './retry.ts';
import { createIsAdmin, lacksRights } from './rights.ts';
import { resume } from './settings.ts';
import { type Aim, aim } from './subject.ts';
import { type App, addressOf, administersOf, askerOf, kindOf, openTurn, type Turn } from './turn.ts';

/** Polls wait for 45 s. */
const POLL_TIMEOUT_SECONDS = 60;
/** Chats whose next answer waits its turn at once: fewer than the connections by which Telegram brings updates to a webhook. */
const MOST_WAITING = 30;
/** Update ids kept in memory beside those in the store. */
const REMEMBERED = 2_000;

/** What the bot answers with, and where Telegram is. */
export type BotOptions = Omit<App, 'isAdmin' | 'screens'> & {
  readonly token: string;
  /** Without a trailing slash. */
  readonly apiRoot: string;
  readonly now: () => number;
  /** Ends waiting and polling. */
  readonly signal?: AbortSignal;
  /** What digests are sent by too: answers count in it. None where nothing else is sent. */
  readonly pace?: Pace;
  /** For answers that wait their turn; by the machine's clock when absent. */
  readonly wait?: Wait;
  /** What getMe would answer; asked of Telegram when it is not given. */
  readonly botInfo?: BotConfig<Context>['botInfo'];
};

/** The bot is to stop, and this update is not answered: it must not be confirmed, so that it comes again. */
export class LeftForLater extends Error {
  override readonly name = 'LeftForLater';
}

/**
 * A bot that answers updates, those of one chat in their order, those of others side by side; it asks for none by itself (see polling.ts and
 * webhook.ts). Errors in answering are logged (their message alone: grammY's objects hold the token) and told to the reader in one
 * sentence; handleUpdate rejects, with a BotError of LeftForLater, only for an update that the stop left unanswered.
 */
export function createBot(options: BotOptions): Bot {
  const { token, apiRoot, now, botInfo, pace, wait = waitByClock, ...given } = options;
  const { signal = new AbortController().signal, ...parts } = given;
  const app: App = { ...parts, isAdmin: createIsAdmin(), screens: createScreens() };
  // Any number of answers may wait.
  setMaxListeners(0, signal);
  const bot = new Bot(token, {
    client: {
      apiRoot: apiRoot.replace(/\/+$/u, ''),
      timeoutSeconds: POLL_TIMEOUT_SECONDS,
      fetch: apiFetch,
    },
    ...(botInfo === undefined ? {} : { botInfo }),
  });
  // The later one is the outer one: each try has its time-out and counts in the pace, the waits between have none.
  const limit = createLimiter();
  const counted: Transformer = (previous, method, payload, callSignal) => {
    if (method === 'sendMessage' && 'chat_id' in payload) limit.said(Number(payload.chat_id), now());
    return previous(method, payload, callSignal);
  };
  bot.api.config.use(
    callTimeouts(),
    ...(pace === undefined ? [] : [paced(pace, now, signal)]),
    retryOnce(signal),
    followMigration((fromId, toId) => app.chats.migrate(fromId, toId)),
    watchConnection(app.log, signal),
    counted,
  );
  const answered = new Set<number>();
  const inOrder = createQueue();
  let waiting = 0;

  /** The verdict on an update of this chat, once its turn has come. Throws LeftForLater when the stop comes first. */
  async function turnOf(ctx: Context, address: ChatAddress): Promise<Verdict['kind']> {
    const count = ctx.callbackQuery === undefined ? limit.ask : limit.tap;
    for (let again = false; ; again = true) {
      const { telegramId: chat } = address;
      const verdict = count({
        reader: askerOf(ctx, address),
        chat,
        behind: waiting >= MOST_WAITING ? Infinity : inOrder.waiting(chat),
        again,
        now: now(),
      });
      if (verdict.kind === 'wait' || verdict.kind === 'warn') {
        waiting += 1;
        await wait(verdict.ms, signal);
        waiting -= 1;
      }
      if (signal.aborted) throw new LeftForLater();
      if (verdict.kind !== 'wait') return verdict.kind;
    }
  }

  async function settle(ctx: Context): Promise<void> {
    const id = ctx.update.update_id;
    if (answered.has(id)) return;
    if (signal.aborted) throw new LeftForLater();
    try {
      if (await app.chats.handled(id)) return;
      await answerUpdate(ctx, app, { now, turnOf });
    } catch (error) {
      // An answer that the stop cut short is neither apologised for nor called answered.
      if (signal.aborted) throw new LeftForLater();
      await apologise(ctx, app, { now: now(), error });
    }
    answered.add(id);
    if (answered.size > REMEMBERED) for (const oldest of answered) if (answered.delete(oldest)) break;
    try {
      await app.chats.firstTime(id, now());
    } catch (error) {
      app.log.error('an answered update was not recorded', { update: id, reason: whyFailed(error) });
    }
  }
  /** Words typed behind the bot's name are worth seconds only: nothing is recorded of them, and those of a flood are passed over. */
  async function settleInline(ctx: Context, from: number): Promise<void> {
    if (signal.aborted || !limit.askInline(from, now())) return;
    try {
      await answerInline(ctx, app, now());
    } catch (error) {
      if (!signal.aborted)
        app.log.error('answering failed', { update: ctx.update.update_id, reason: whyFailed(error) });
    }
  }
  bot.use((ctx) =>
    ctx.inlineQuery === undefined
      ? inOrder.run(ctx.chat?.id ?? 0, () => settle(ctx))
      : settleInline(ctx, ctx.inlineQuery.from.id),
  );
  return bot;
}

type Answering = {
  /** Epoch ms. */
  readonly now: () => number;
  readonly turnOf: (ctx: Context, address: ChatAddress) => Promise<Verdict['kind']>;
};

async function answerUpdate(ctx: Context, app: App, { now, turnOf }: Answering): Promise<void> {
  const message = ctx.msg;
  if (message?.migrate_to_chat_id !== undefined)
    return app.chats.migrate(message.chat.id, message.migrate_to_chat_id);
  if (message?.migrate_from_chat_id !== undefined)
    return app.chats.migrate(message.migrate_from_chat_id, message.chat.id);
  const address = await presentAddress(ctx, app);
  if (address === undefined) return;
  if (ctx.myChatMember !== undefined) {
    const quiet = (await turnOf(ctx, address)) !== 'allow';
    return membershipChanged(await openTurn(ctx, app, { address, now: now() }), ctx, { quiet });
  }
  if (message?.new_chat_title !== undefined)
    return titleChanged(await openTurn(ctx, app, { address, now: now() }), message.new_chat_title);
  const isAnswer = kindOf(ctx) === 'private' && ctx.callbackQuery === undefined;
  const question = isAnswer ? await app.questions.last(address.telegramId, now()) : undefined;
  const asked = ctx.callbackQuery === undefined ? readMessage(ctx, question) : readButton(ctx);
  if (asked === undefined) return;
  const allowed = await turnOf(ctx, address);
  // Of a flood nothing is looked up; of taps at least the spinners end.
  if (allowed === 'ignore' && ctx.callbackQuery === undefined) return;
  const aimed = allowed === 'allow' ? await aimOf(ctx, app, { id: asked.about, now: now() }) : undefined;
  const subject = aimed?.kind === 'yours' ? aimed.chat : undefined;
  const turn = await openTurn(ctx, app, { address, now: now(), subject });
  try {
    if (allowed === 'warn') await turn.note(turn.say.tooFast);
    if (allowed !== 'allow') return;
    if (aimed?.kind === 'others') await turn.note(turn.say.channelAdminsOnly);
    else if (aimed?.kind === 'away') await turn.note(turn.say.channelAway);
    else await asked.answer(turn);
    // Only now: one whose answering is cut short is answered when it comes again.
    if (question !== undefined) await app.questions.drop(question.id);
    if (subject === undefined) await revive(turn);
    await tellOfChannels(turn);
  } finally {
    await turn.end();
  }
}

/** Where the update comes from; undefined where nothing is to be done. Messages of a group that became a supergroup, with their buttons, still come from the group of before. */
async function presentAddress(ctx: Context, app: App): Promise<ChatAddress | undefined> {
  const address = addressOf(ctx);
  if (address === undefined || ctx.chat?.type !== 'group') return address;
  const telegramId = await app.chats.movedTo(address.telegramId);
  if (telegramId === undefined) return address;
  // That the bot left the group of before says nothing of the one that there is now.
  return ctx.myChatMember === undefined ? { telegramId, threadId: 0 } : undefined;
}

/** The channel of this row id that a message or tap in a private chat speaks of, and whether it may; undefined where it speaks of that chat itself. */
async function aimOf(
  ctx: Context,
  app: App,
  { id, now }: { readonly id: number | undefined; readonly now: number },
): Promise<Aim | undefined> {
  if (id === undefined) return undefined;
  return aim(await app.chats.byId(id), (chat) => administersOf(ctx, app, { chat, now }));
}

/** A chat that Telegram once refused, and that takes our answers now, gets its digests again. */
async function revive(turn: Turn): Promise<void> {
  const chat = await turn.app.chats.find(turn.address);
  if (chat?.paused === 'blocked' || chat?.paused === 'gone') await resume(turn, chat);
}

/** Refusals that leave nothing to be said: to those who blocked the bot, and where there is nobody. */
const NO_ANSWER = /^Forbidden|TOPIC_CLOSED|thread not found|chat not found/u;

/** Whether it may not even write words; files may be forbidden alone. */
function lacksWords(error: GrammyError): boolean {
  return lacksRights(error) && !/document|CHAT_SEND_(?!PLAIN)/u.test(error.description);
}

/** An administrator who asks where the bot may not write learns in private which right it needs; a member could not give it. */
async function tellAdministrator(
  ctx: Context,
  app: App,
  { address, now }: { readonly address: ChatAddress; readonly now: number },
): Promise<void> {
  try {
    if ((await administersOf(ctx, app, { chat: address, now })) !== 'yes') return;
    await tellWhatIsLacking(await openTurn(ctx, app, { address, now }), ctx);
  } catch (error) {
    app.log.warn('nor could an administrator be told', {
      chat: address.telegramId,
      reason: whyFailed(error),
    });
  }
}

/** What went wrong is written down once, and the reader told in one sentence where that is still possible. */
async function apologise(
  ctx: Context,
  app: App,
  { now, error }: { readonly now: number; readonly error: unknown },
): Promise<void> {
  const address = addressOf(ctx);
  if (error instanceof GrammyError && (NO_ANSWER.test(error.description) || lacksRights(error))) {
    const chat = error.error_code === 403 && address ? await app.chats.find(address) : undefined;
    if (chat !== undefined && chat.paused === undefined)
      await app.chats.setPaused(chat.id, kindOf(ctx) === 'private' ? 'blocked' : 'gone', undefined);
    app.log.info('a chat takes no answers', { chat: address?.telegramId, reason: whyFailed(error) });
    if (address !== undefined && lacksWords(error)) await tellAdministrator(ctx, app, { address, now });
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
    const turn = await openTurn(ctx, app, { address, now });
    await turn.reply({ html: turn.say.failed });
  } catch (again) {
    app.log.warn('nor could the reader be told', { update: ctx.update.update_id, reason: whyFailed(again) });
  }
}
