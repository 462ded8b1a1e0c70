/** The bot before strangers: whoever is there, what they bring, and what they get. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Update } from 'grammy/types';
import { afterAll, expect } from 'vitest';
import { openStore } from '../../../src/storage/store.ts';
import type { ChatKind } from '../../../src/subscriptions/chat.ts';
import { messages } from '../../../src/telegram/messages.ts';
import { botOver } from '../../support/bot.ts';
import { startTestApi } from '../../support/bot-api.ts';
import { listeningLog } from '../../support/outbox.ts';
import { isStale } from '../../telegram/harness.ts';

/** The chat that is spoken in, and the update. */
export type Opened = readonly [number, object];

/** `obeyed`: the chat's settings changed. `answered`: something was said, nothing changed. */
export type Got = 'obeyed' | 'answered' | 'refused' | 'stale' | 'silent';

export const OPERATOR = 9_001;
/** A group that forged messages and taps name, and that none of them may change. */
export const RIVAL = -1_001_234_567_890;

const folder = mkdtempSync(join(tmpdir(), 'mujaz-hostile-'));
const log = listeningLog();
export const clock = { now: Date.UTC(2026, 10, 23, 6) };
export const api = await startTestApi({ now: () => clock.now });
export const store = openStore(join(folder, 'mujaz.db'));
const bot = botOver(store, {
  apiRoot: api.url,
  adminIds: [OPERATOR],
  now: () => clock.now,
  wait: async (ms) => {
    clock.now += ms;
  },
  log,
});
await bot.init();
api.addUser({ id: OPERATOR, started: true });
api.addGroup({ id: RIVAL, title: 'أخرى', supergroup: true });
await begin(RIVAL, 'group');

afterAll(async () => {
  store.close();
  await api.close();
  rmSync(folder, { recursive: true, force: true });
});

let updates = 1_000;

export async function bring(content: object): Promise<void> {
  updates += 1;
  await bot.handleUpdate({ update_id: updates, ...content } as Update);
}

/** Whoever is there in each row: all of them new to the bot. */
export async function setUp() {
  // Nobody is too fast.
  clock.now += 3_600_000;
  const [member, admin, former, victim] = [0, 1, 2, 3].map(() => api.addUser({ started: true })) as [
    number,
    number,
    number,
    number,
  ];
  const group = api.addGroup({
    title: 'ديوانية',
    supergroup: true,
    members: [member],
    administrators: [admin, former],
  });
  const channel = api.addChannel({ title: 'قناة', administrators: [admin] });
  return { member, admin, former, victim, group, channel };
}

/** A chat that gets digests on one topic. */
export async function begin(telegramId: number, kind: ChatKind): Promise<void> {
  const title = kind === 'private' ? undefined : 'x';
  const { id } = await store.chats.open({ telegramId, threadId: 0 }, { kind, title }, clock.now);
  await store.chats.subscribe(id, 'iran', clock.now);
  const times = ['08:00'];
  await store.chats.setSchedule(
    id,
    { zone: undefined, times, nextDigestAt: clock.now + 9_000_000 },
    clock.now,
  );
}

export type There = Awaited<ReturnType<typeof setUp>>;

export const chatJson = (id: number, type: string) => ({ id, type, title: 'x', first_name: 'x' });
export const person = (id: number, more: object = {}) => ({ id, is_bot: false, first_name: 'س', ...more });

export function written(message: { readonly text: string } & Readonly<Record<string, unknown>>): object {
  const command = /^\/\w+(?:@\w+)?/u.exec(message.text)?.[0];
  const entities = command === undefined ? [] : [{ type: 'bot_command', offset: 0, length: command.length }];
  return { message: { message_id: 900_001, date: Math.floor(clock.now / 1000), entities, ...message } };
}

const settings = async (telegramId: number): Promise<string> =>
  JSON.stringify(await store.chats.ofTelegram(telegramId));

/** The bot has seen that this one administers the group; a moment later they do not. */
export async function demote({ group, former }: There): Promise<number> {
  await bring(written({ chat: chatJson(group, 'supergroup'), from: person(former), text: '/start' }));
  api.setMember(group, former, 'member');
  return former;
}

/** What the bot did in answer to an update, seen from Telegram and from the store. */
export async function got(there: There, target: number, update: object): Promise<Got> {
  const all = [there.member, there.group, there.channel, there.victim, RIVAL];
  await begin(target, target > 0 ? 'private' : target === there.channel ? 'channel' : 'group');
  const before = new Map<number, string>();
  for (const id of all) before.set(id, await settings(id));
  const last = api.calls().at(-1);
  const logged = log.lines.length;
  await bring(update);
  const calls = api.calls();
  const made = calls.slice(last === undefined ? 0 : calls.lastIndexOf(last) + 1);
  // It speaks to the chat it was spoken to in, changes no other one, and nothing went wrong.
  for (const { parameters } of made)
    if (parameters.chat_id !== undefined) expect(Number(parameters.chat_id)).toBe(target);
  for (const id of all) if (id !== target) expect(await settings(id)).toBe(before.get(id));
  expect(log.lines.slice(logged)).toEqual([]);
  // And it goes on answering others.
  await bring(
    written({ chat: chatJson(there.victim, 'private'), from: person(there.victim), text: '/help' }),
  );
  expect(api.messages(there.victim).filter(({ fromBot }) => fromBot)).toHaveLength(1);

  const said = made.flatMap(({ method, parameters }) =>
    method === 'sendmessage' || method === 'editmessagetext' || method === 'answercallbackquery'
      ? (parameters.text ?? [])
      : [],
  );
  if ((await settings(target)) !== before.get(target)) return 'obeyed';
  if (said.length === 0) return 'silent';
  if (said.includes(messages.adminsOnly) || said.includes(messages.channelAdminsOnly)) {
    expect(said).toHaveLength(1);
    return 'refused';
  }
  return said.some((text) => typeof text === 'string' && isStale(text)) ? 'stale' : 'answered';
}
