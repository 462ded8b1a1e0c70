import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { composeDue } from '../../src/digests/compose.ts';
import type { Digest, DigestPart } from '../../src/digests/digest.ts';
import { addChat, addStory, claimDue, HOUR, listeningLog, NINE, testStore, ZONE } from '../support/outbox.ts';
import { temporaryFolder } from '../support/temporary.ts';

const EVENING = NINE + 11 * HOUR;
const KEY = { localDate: '2026-11-23', localTime: '20:00' };

/** A digest of six stories on two topics, in parts of two. */
async function digestInParts() {
  const path = join(temporaryFolder(), 'mujaz.db');
  const store = testStore(path);
  const chat = await addChat(store, { telegramId: 1, topics: ['iran', 'egypt'] }, NINE);
  for (let hour = 1; hour <= 3; hour += 1)
    for (const topic of ['iran', 'egypt'])
      await addStory(store, {
        headline: `${topic} ${hour}`,
        topics: [topic],
        publishedAt: EVENING - hour * HOUR,
      });
  await store.chats.setSettings(chat.id, { preset: 'full' });
  const render = (digest: Digest): readonly DigestPart[] => {
    const parts: DigestPart[] = [];
    for (let at = 0; at < digest.items.length; at += 2) {
      const items = digest.items.slice(at, at + 2);
      parts.push({
        html: items.map(({ story }) => story.headline).join('، '),
        buttons: [],
        storyIds: items.map(({ story }) => story.id),
        topics: items.map(({ topic }) => topic),
        reminderIds: at === 0 ? digest.reminders.map(({ story }) => story.id) : [],
      });
    }
    return parts;
  };
  const compose = (now: number) =>
    composeDue(
      { ...store, defaultZone: ZONE, render, log: listeningLog() },
      now,
      new AbortController().signal,
    );
  await compose(EVENING);
  return { path, store, chat, compose };
}

test('a part is known by its key: how many there are, and all stories in their order, with topic and number', async () => {
  const { store, chat } = await digestInParts();
  const part = await store.digests.part(chat.id, { ...KEY, part: 2 });
  expect(part).toMatchObject({ momentAt: EVENING, parts: 3, reminders: [] });
  expect(part?.items.map(({ number, part: of }) => [number, of])).toEqual([
    [1, 1],
    [2, 1],
    [3, 2],
    [4, 2],
    [5, 3],
    [6, 3],
  ]);
  expect(part?.items.map(({ topic }) => topic).sort()).toEqual([
    ...Array(3).fill('egypt'),
    ...Array(3).fill('iran'),
  ]);
});

test('other parts, moments and chats have none', async () => {
  const { store, chat } = await digestInParts();
  for (const key of [
    { ...KEY, part: 4 },
    { ...KEY, localTime: '08:00', part: 1 },
    { ...KEY, localDate: '2026-11-24', part: 1 },
  ])
    expect(await store.digests.part(chat.id, key)).toBeUndefined();
  expect(await store.digests.part(chat.id + 1, { ...KEY, part: 1 })).toBeUndefined();
});

test('a part from before numbers were kept has its stories in their order', async () => {
  const { path, store, chat } = await digestInParts();
  const database = new Database(path);
  database.exec("UPDATE delivery_stories SET position = 0, topic = ''");
  database.close();
  const part = await store.digests.part(chat.id, { ...KEY, part: 1 });
  expect(part?.items.map(({ number, topic }) => [number, topic])).toEqual(
    [1, 2, 3, 4, 5, 6].map((number) => [number, '']),
  );
});

test('stories that merged stand once, under the first number', async () => {
  const { path, store, chat } = await digestInParts();
  const before = await store.digests.part(chat.id, { ...KEY, part: 1 });
  const [first, second] = before?.items ?? [];
  const database = new Database(path);
  database
    .prepare('UPDATE stories SET merged_into = ?, articles = 0 WHERE id = ?')
    .run(first?.storyId, second?.storyId);
  database.close();
  const after = await store.digests.part(chat.id, { ...KEY, part: 1 });
  expect(after?.items.map(({ number }) => number)).toEqual([1, 3, 4, 5, 6]);
});

test('a reminder names the digest that may not have arrived', async () => {
  const { store, chat, compose } = await digestInParts();
  const [claimed] = await claimDue(store, EVENING, 1);
  if (claimed === undefined) throw new Error('nothing was sent');
  await store.deliveries.settle([{ id: claimed.id, kind: 'uncertain', reason: 'for the test' }], EVENING);
  await addStory(store, { headline: 'خبر الصباح', topics: ['iran'], publishedAt: EVENING + 9 * HOUR });
  await compose(EVENING + 12 * HOUR);
  const part = await store.digests.part(chat.id, { localDate: '2026-11-24', localTime: '08:00', part: 1 });
  expect(part?.reminders).toHaveLength(2);
  expect(
    part?.reminders.every(({ localDate, localTime }) => localDate === KEY.localDate && localTime === '20:00'),
  ).toBe(true);
});
