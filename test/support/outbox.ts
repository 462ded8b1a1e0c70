/** Stores with stories and chats in them, for tests of digests and deliveries. */
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { terms } from '../../src/arabic/words.ts';
import type { Delivery, SendMessage, SendOutcome } from '../../src/delivery/delivery.ts';
import { createPace, type Pace } from '../../src/delivery/pace.ts';
import type { Digest, DigestPart, RenderDigest } from '../../src/digests/digest.ts';
import type { Log } from '../../src/log.ts';
import { openStore, type Store } from '../../src/storage/store.ts';
import type { Chat, ChatSchedule } from '../../src/subscriptions/chat.ts';
import { nextMoment } from '../../src/subscriptions/due.ts';
import { newArticle } from './articles.ts';
import { temporaryFolder } from './temporary.ts';

export const HOUR = 3_600_000;
export const ZONE = 'Asia/Riyadh';
/** 23 November 2026, 09:00 in Riyadh: an hour after the morning's digest. */
export const NINE = Date.UTC(2026, 10, 23, 6);

export function testStore(path: string = join(temporaryFolder(), 'mujaz.db')): Store {
  const store = openStore(path);
  onTestFinished(() => store.close());
  return store;
}

/** A story that as many outlets report as `publishers` names; its id. */
export async function addStory(
  store: Store,
  about: {
    readonly headline: string;
    readonly topics?: readonly string[];
    readonly publishedAt?: number;
    readonly publishers?: readonly string[];
  },
): Promise<number> {
  const { headline, topics = [], publishedAt = NINE - HOUR, publishers = ['صحيفة الميناء'] } = about;
  let storyId: number | undefined;
  for (const publisher of publishers) {
    await store.articles.add([newArticle({ title: headline, publisher, publishedAt })], publishedAt);
    const [article] = await store.stories.pending(1);
    if (article === undefined) throw new Error('the article did not come');
    storyId = await store.stories.write(
      {
        articleId: article.id,
        articleTopics: { main: topics, side: [] },
        joinTerms: [],
        searchTerms: terms(headline),
        storyId,
        brief: {
          headline,
          headlineArticleId: article.id,
          sentences: [{ text: `${headline}.`, articleId: article.id }],
          before: [],
          differences: [],
        },
        topics: { main: topics, side: [] },
      },
      publishedAt,
    );
  }
  if (storyId === undefined) throw new Error('a story needs a publisher');
  return storyId;
}

/** A chat that follows `topics` and waits for the first of its moments after `now`. */
export async function addChat(
  store: Store,
  about: {
    readonly telegramId: number;
    readonly topics?: readonly string[];
    readonly zone?: string;
    readonly times?: readonly string[];
  } & Partial<Omit<ChatSchedule, 'zone' | 'times'>>,
  now: number,
): Promise<Chat> {
  const { telegramId, topics = [], zone, times = ['08:00', '20:00'], ...habits } = about;
  const kind = telegramId < 0 ? 'group' : 'private';
  const chat = await store.chats.open({ telegramId, threadId: 0 }, { kind, title: undefined }, now);
  for (const topic of topics) await store.chats.subscribe(chat.id, topic, now);
  const nextDigestAt = nextMoment({ ...habits, zone: zone ?? ZONE, times }, now)?.at;
  await store.chats.setSchedule(chat.id, { ...habits, zone, times, nextDigestAt }, now);
  return chatOf(store, chat.id);
}

/** Claim what may go at `now`, as a bot that is about to write it. */
export async function claimDue(store: Store, now: number, limit = 9): Promise<readonly Delivery[]> {
  const waiting = await store.deliveries.waiting(now, { limit, except: [], underWay: [] });
  const claimed = await store.deliveries.claim(waiting);
  return waiting.filter(({ id }) => claimed.has(id));
}

export async function chatOf(store: Store, id: number): Promise<Chat> {
  const chat = await store.chats.byId(id);
  if (chat === undefined) throw new Error(`no chat ${id}`);
  return chat;
}

/** A part for each story, in order, and one for all reminders. */
export const renderPlainly: RenderDigest = (digest: Digest): readonly DigestPart[] => {
  const parts: DigestPart[] = digest.items.map(({ story }) => ({
    html: story.headline,
    buttons: [],
    storyIds: [story.id],
    reminderIds: [],
  }));
  if (digest.reminders.length === 0) return parts;
  const again = digest.reminders.map(({ story }) => story);
  const html = `ربما لم تصلك: ${again.map(({ headline }) => headline).join('، ')}`;
  return [...parts, { html, buttons: [], storyIds: [], reminderIds: again.map(({ id }) => id) }];
};

/** Lines as they were logged. */
export function listeningLog(): Log & { readonly lines: string[] } {
  const lines: string[] = [];
  const write = (level: string) => (message: string) => void lines.push(`${level}: ${message}`);
  return { lines, debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}

/** A clock that goes on while somebody waits for it, and only then. */
export function patientClock(start: number): { now: number; readonly pace: Pace } {
  const clock = {
    now: start,
    pace: createPace({
      delay: async (ms, signal) => {
        // Others have their turn first: a wait ends early when what was waited for is there.
        for (let turn = 0; turn < 5 && !signal.aborted; turn += 1)
          await new Promise((resolve) => setImmediate(resolve));
        if (!signal.aborted) clock.now += ms;
      },
    }),
  };
  return clock;
}

export type Sent = {
  readonly to: number;
  readonly html: string;
  readonly plain: boolean;
  readonly at: number;
};

/** A chat server that keeps what it took, and answers as `answer` says (sent, unless it says otherwise). */
export function chatServer(
  clock: { readonly now: number },
  answer: (delivery: Sent) => SendOutcome | Promise<SendOutcome> | undefined = () => undefined,
): { readonly send: SendMessage; readonly tried: readonly Sent[]; readonly taken: readonly Sent[] } {
  const tried: Sent[] = [];
  const taken: Sent[] = [];
  const send: SendMessage = async (to, message, { plain, begin }) => {
    if (begin !== undefined && !(await begin()))
      return { kind: 'retry', afterMs: 0, everyone: false, reason: 'not begun' };
    const sent: Sent = { to: to.telegramId, html: message.html, plain, at: clock.now };
    tried.push(sent);
    await new Promise((resolve) => setImmediate(resolve));
    const outcome = (await answer(sent)) ?? { kind: 'sent', messageId: tried.length };
    if (outcome.kind === 'sent') taken.push(sent);
    return outcome;
  };
  return { send, tried, taken };
}
