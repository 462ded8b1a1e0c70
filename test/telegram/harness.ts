/** The bot over a real database and the strict local Bot API. */
import { expect, onTestFinished, vi } from 'vitest';
import { terms } from '../../src/arabic/words.ts';
import { firstDigest, previewDigest } from '../../src/digests/preview.ts';
import type { NewArticle } from '../../src/news/article.ts';
import type { BotApi } from '../../src/playground/bot-api.ts';
import type { ChatMessage } from '../../src/playground/view.ts';
import type { Store } from '../../src/storage/store.ts';
import type { Chat } from '../../src/subscriptions/chat.ts';
import { plainText } from '../../src/telegram/html.ts';
import type { Wait } from '../../src/telegram/introduce.ts';
import { messages } from '../../src/telegram/messages.ts';
import type { Status } from '../../src/telegram/operator-words.ts';
import { runPolling } from '../../src/telegram/polling.ts';
import { renderDigest } from '../../src/telegram/render.ts';
import { commandFor } from '../../src/telegram/stale-buttons.ts';
import { newArticle } from '../support/articles.ts';
import { botOver } from '../support/bot.ts';
import { nextBotMessage, startTestApi } from '../support/bot-api.ts';
import { listeningLog, testStore } from '../support/outbox.ts';

/** 23 November 2026, a Monday, 09:00 in Riyadh. */
export const NINE = Date.UTC(2026, 10, 23, 6);
export const HOUR = 3_600_000;

export type Rig = Awaited<ReturnType<typeof rig>>;

export async function rig(
  options: {
    readonly limits?: boolean;
    readonly store?: Store;
    readonly api?: BotApi;
    readonly adminIds?: readonly number[];
    readonly status?: () => Promise<Status>;
    /** How answers wait their turn; the clock is moved on when absent. */
    readonly wait?: Wait;
  } = {},
) {
  const clock = { now: NINE };
  const api = options.api ?? (await startTestApi({ now: () => clock.now, limits: options.limits ?? false }));
  const store = options.store ?? testStore();
  const log = listeningLog();
  const stopping = new AbortController();
  const bot = botOver(store, {
    apiRoot: api.url,
    previewDigest: (chat, now) => previewDigest({ ...store, defaultZone: 'Asia/Riyadh' }, chat, now),
    firstDigest: (chat, now) =>
      firstDigest({ ...store, defaultZone: 'Asia/Riyadh', render: renderDigest }, chat, now),
    adminIds: options.adminIds ?? [],
    ...(options.status === undefined ? {} : { status: options.status }),
    now: () => clock.now,
    wait:
      options.wait ??
      (async (ms) => {
        clock.now += ms;
      }),
    log,
    signal: stopping.signal,
  });
  const running = runPolling(bot, { signal: stopping.signal, log, now: () => clock.now });
  const stop = async (): Promise<void> => {
    stopping.abort();
    await running;
  };
  onTestFinished(async () => {
    await stop().catch(() => undefined);
    await api.close();
  });
  const reader = api.addUser({ firstName: 'سلمى', started: true });
  return { api, bot, clock, store, log, reader, running, stop };
}

/** What the bot says to `text`, from one who writes in a chat of their own or in a group. */
export async function say(
  { api, reader, clock }: Rig,
  text: string,
  where: {
    readonly chatId?: number;
    readonly from?: number;
    readonly threadId?: number;
    readonly replyTo?: number;
  } = {},
): Promise<ChatMessage> {
  const chatId = where.chatId ?? reader;
  // Nobody writes faster than that; in groups the bot answers no faster than every five seconds for long.
  clock.now += chatId < 0 ? 5_000 : 1_000;
  const answer = nextBotMessage(api, chatId);
  api.say({ ...where, chatId, text });
  return answer;
}

/** Everything the bot wrote in a chat. */
export function written({ api }: Rig, chatId: number): readonly ChatMessage[] {
  return api.messages(chatId).filter((message) => message.fromBot);
}

/** All that was asked before this is answered and confirmed. */
export async function settled(r: Rig): Promise<void> {
  const other = r.api.addUser({ firstName: 'ناظر', started: true });
  await say(r, '/help', { chatId: other });
  await vi.waitFor(() => expect(r.api.pendingUpdates()).toBe(0), { timeout: 30_000 });
}

/** A chat as the store has it. */
export async function chatOf(r: Rig, telegramId: number, threadId = 0): Promise<Chat> {
  const chat = await r.store.chats.find({ telegramId, threadId });
  if (chat === undefined) throw new Error(`chat ${telegramId} is not known`);
  return chat;
}

/** Rows of buttons as a reader of Arabic sees them: rightmost first, without marks of direction. */
export function buttons(message: ChatMessage | undefined): readonly (readonly string[])[] {
  return (message?.keyboard ?? []).map((row) =>
    row.map((button) => button.text.replaceAll('\u200f', '')).reverse(),
  );
}

/** What is said of a button with this data that means nothing any more. */
export function staleNote(data: string): string {
  return messages.staleButton(commandFor(data));
}

/** Whether that is said of any button. */
export function isStale(note: string): boolean {
  return /^(?:هذا الزر قديم|This button is old)/u.test(note);
}

/** What a reader reads, without marks of direction. */
export function read(text: string): string {
  return plainText(text).replace(/[\u200f\u2060\u2066-\u2069]/gu, '');
}

export async function addStory(
  store: Store,
  about: Partial<NewArticle> & {
    readonly headline: string;
    readonly topics?: readonly string[];
    readonly sentences?: readonly string[];
  },
): Promise<number> {
  const {
    headline,
    topics = [],
    sentences = [`قال شهود عيان إن ${headline} جرى صباح اليوم.`],
    ...given
  } = about;
  const publishedAt = 'publishedAt' in given ? given.publishedAt : NINE - HOUR;
  await store.articles.add(
    [
      newArticle({
        title: headline,
        publisher: 'صحيفة الميناء',
        url: 'https://example.org/a',
        ...given,
        publishedAt,
      }),
    ],
    NINE,
  );
  const [article] = await store.stories.pending(1);
  if (article === undefined) throw new Error('the article did not come');
  return store.stories.write(
    {
      articleId: article.id,
      articleTopics: { main: topics, side: [] },
      joinTerms: [],
      searchTerms: terms(headline),
      storyId: undefined,
      brief: {
        headline,
        headlineArticleId: article.id,
        sentences: sentences.map((text) => ({ text, articleId: article.id })),
        before: [],
        differences: [],
      },
      topics: { main: topics, side: [] },
    },
    NINE,
  );
}
