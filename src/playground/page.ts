/** What the page asks for and does: every word of it is checked, as if another page had sent it. */
import { DAY } from '../durations.ts';
import { type MovableClock, untilHour } from './clock.ts';
import type { InlineAnswer } from './inline.ts';
import { READER, SCENES, type Scene, sceneOf } from './scene.ts';
import type { Telegram } from './telegram.ts';

/** A tap or an inline question whose answer does not come shows nothing after this long, as in Telegram's own clients. */
const WAIT_MS = 15_000;
/** No more than this at a time, so that a slip does not leave the year. */
const FURTHEST_MS = 31 * DAY;

type Body = Readonly<Record<string, unknown>>;

type PageOptions = {
  readonly telegram: Omit<Telegram, 'handle' | 'dispose'>;
  readonly about: { readonly notice: string; readonly zone: string };
  readonly clock: MovableClock;
  /** Told the new time (epoch ms) at once when the clock was moved. */
  readonly moved: (now: number) => void;
  /** What is then to be done; waited for. */
  readonly onMoved: () => Promise<void>;
};

/** What the web page asks for. */
export type Page = {
  /** What the page shows around the chats. */
  readonly state: () => unknown;
  /** The messages and commands of a chat as one of those in it sees them. */
  readonly chat: (query: URLSearchParams) => unknown;
  /** What can be done, by name; each gives undefined for what is not there. */
  readonly actions: Readonly<Record<string, (body: Body) => Promise<unknown>>>;
};

/** The page over this Telegram. */
export function createPage({ telegram, about, clock, moved, onMoved }: PageOptions): Page {
  const offered = new Map<number, InlineAnswer>();

  function state(): unknown {
    return {
      notice: about.notice,
      bot: { name: 'موجز', username: telegram.botUsername },
      clock: { now: clock.now(), zone: about.zone },
      chats: SCENES.map(({ writers, ...scene }) => ({
        ...scene,
        // JSON knows no undefined.
        writers: writers.map(({ id, name }) => ({ id: id ?? null, name })),
      })),
    };
  }

  function chat(query: URLSearchParams): unknown {
    const scene = sceneOf(Number(query.get('chat')), Number(query.get('thread') ?? 0));
    if (scene === undefined) return { messages: [], commands: [] };
    const who = authorIn(scene, Number(query.get('as'))) ?? scene.writers[0]?.id ?? READER;
    return {
      messages: telegram.messages(scene.id, scene.threadId),
      commands: telegram.menu(scene.id, who),
    };
  }

  /** Who writes: one of those who may, the first unless another is named; undefined for the chat itself. */
  function authorIn({ writers }: Scene, as: unknown): number | undefined {
    const found = writers.find(({ id }) => (id ?? null) === as) ?? writers[0];
    return found?.id;
  }

  async function say({ chat: id, thread, as, text, replyTo }: Body): Promise<unknown> {
    const scene = sceneOf(id, thread);
    if (scene === undefined || typeof text !== 'string' || text.trim() === '') return undefined;
    const from = authorIn(scene, as);
    const message = telegram.say({
      chatId: scene.id,
      threadId: scene.threadId,
      text: text.slice(0, 4096),
      ...(from === undefined ? {} : { from }),
      ...(typeof replyTo === 'number' ? { replyTo } : {}),
    });
    return { id: message };
  }

  async function press({ chat: id, thread, as, message, button }: Body): Promise<unknown> {
    const scene = sceneOf(id, thread);
    if (scene === undefined || typeof message !== 'number' || typeof button !== 'string') return undefined;
    const there = telegram.messages(scene.id).find((each) => each.id === message);
    const known = there?.keyboard
      .flat()
      .some((each) => 'callback_data' in each && each.callback_data === button);
    if (known !== true) return undefined;
    // Whoever writes as a group or channel presses as themselves.
    const from = authorIn(scene, as) ?? READER;
    const answer = telegram.press({ chatId: scene.id, from, messageId: message, button });
    return Promise.race([answer, after(WAIT_MS, { text: '', alert: false })]);
  }

  async function inline({ chat: id, thread, as, query, offset }: Body): Promise<unknown> {
    const scene = sceneOf(id, thread);
    if (scene === undefined || typeof query !== 'string') return undefined;
    const from = authorIn(scene, as) ?? READER;
    const asked = telegram.askInline({
      from,
      query: query.slice(0, 256),
      chatId: scene.id,
      ...(typeof offset === 'string' ? { offset } : {}),
    });
    const none: InlineAnswer = { cards: [], button: undefined, nextOffset: '' };
    const answer = await Promise.race([asked, after(WAIT_MS, none)]);
    offered.set(from, answer);
    return {
      cards: answer.cards.map((each) => ({ id: each.id, title: each.title, description: each.description })),
      button: answer.button ?? null,
    };
  }

  async function card({ chat: id, thread, as, card: cardId }: Body): Promise<unknown> {
    const scene = sceneOf(id, thread);
    if (scene === undefined) return undefined;
    const from = authorIn(scene, as) ?? READER;
    const chosen = offered.get(from)?.cards.find((each) => each.id === cardId);
    if (chosen === undefined) return undefined;
    return {
      id: telegram.sendCard({ from, chatId: scene.id, threadId: scene.threadId, card: chosen }),
    };
  }

  /** The reader adds the bot to a group or channel, as a link of it asks; the bot hears of it, also where it was before. */
  async function join({ chat: id }: Body): Promise<unknown> {
    const scene = SCENES.find((each) => each.id === id && each.kind !== 'private');
    if (scene === undefined) return undefined;
    telegram.place(scene.id, telegram.botId, 'left');
    const status = scene.kind === 'channel' ? 'administrator' : 'member';
    telegram.setMember(scene.id, telegram.botId, status, READER);
    return {};
  }

  /** Moves on by so many ms, or to the next time the clock shows an hour. */
  async function moveClock({ by, toHour }: Body): Promise<unknown> {
    const wanted = typeof toHour === 'number' ? untilHour(clock.now(), toHour, about.zone) : by;
    if (typeof wanted !== 'number' || !(wanted > 0 && wanted <= FURTHEST_MS)) return undefined;
    clock.advance(wanted);
    moved(clock.now());
    await onMoved();
    return { now: clock.now() };
  }

  return { state, chat, actions: { say, press, inline, card, join, clock: moveClock } };
}

async function after<T>(ms: number, value: T): Promise<T> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(value), ms).unref();
  });
}
