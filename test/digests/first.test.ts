import { describe, expect, test } from 'vitest';
import type { Digest } from '../../src/digests/digest.ts';
import { firstDigest } from '../../src/digests/preview.ts';
import type { Store } from '../../src/storage/store.ts';
import type { Chat } from '../../src/subscriptions/chat.ts';
import {
  addChat,
  addStory,
  chatOf,
  claimDue,
  HOUR,
  NINE,
  renderPlainly,
  testStore,
  ZONE,
} from '../support/outbox.ts';

const READER = { telegramId: 7 };

/** The first digest of a chat, and what was rendered for it. */
async function first(store: Store, chat: Chat, now = NINE) {
  const rendered: Digest[] = [];
  const render = (digest: Digest) => {
    rendered.push(digest);
    return renderPlainly(digest);
  };
  const made = await firstDigest({ ...store, defaultZone: ZONE, render }, chat, now);
  return { made, digest: rendered[0] };
}

/** What waits in the outbox. */
async function waiting(store: Store): Promise<readonly string[]> {
  return (await claimDue(store, NINE)).map(({ message }) => message.html);
}

describe('a first digest', () => {
  test('is of this very minute, tells once it is told to, and leaves the next moment as it was', async () => {
    const store = testStore();
    await addStory(store, { headline: 'قمة في طهران', topics: ['iran'] });
    const chat = await addChat(store, READER, NINE);
    const { made, digest } = await first(store, chat);
    expect(digest).toMatchObject({
      moment: { at: NINE, localDate: '2026-11-23', localTime: '09:00' },
      next: { at: NINE + 11 * HOUR },
    });
    expect(await waiting(store)).toEqual([]);
    expect(await made?.tell()).toBe(true);
    expect(await waiting(store)).toEqual(['قمة في طهران']);
    expect((await chatOf(store, chat.id)).nextDigestAt).toBe(NINE + 11 * HOUR);
  });

  test('comes once: neither to a chat that had a digest, nor twice of one preparation', async () => {
    const store = testStore();
    await addStory(store, { headline: 'قمة في طهران', topics: ['iran'] });
    const chat = await addChat(store, READER, NINE);
    const { made } = await first(store, chat);
    expect(await made?.tell()).toBe(true);
    expect(await made?.tell()).toBe(false);
    await addStory(store, { headline: 'مهرجان في صور', topics: ['lebanon'] });
    expect((await first(store, chat)).made).toBeUndefined();
    expect(await waiting(store)).toEqual(['قمة في طهران']);
  });

  test('comes to a chat that has no hours, and to none that is paused', async () => {
    const store = testStore();
    await addStory(store, { headline: 'قمة في طهران', topics: ['iran'] });
    const chat = await addChat(store, READER, NINE);
    await store.chats.setSchedule(chat.id, { days: [], nextDigestAt: undefined }, NINE);
    const breaking = await chatOf(store, chat.id);
    const { made, digest } = await first(store, breaking);
    expect(digest?.next).toBeUndefined();
    expect(await made?.tell()).toBe(true);
    expect((await chatOf(store, chat.id)).nextDigestAt).toBeUndefined();
    const other = await addChat(store, { telegramId: 8 }, NINE);
    await store.chats.setPaused(other.id, 'reader', { nextDigestAt: undefined, now: NINE });
    expect((await first(store, await chatOf(store, other.id))).made).toBeUndefined();
  });

  test('is nothing where there is nothing to tell', async () => {
    const store = testStore();
    await addStory(store, { headline: 'قمة في طهران', topics: ['iran'] });
    const chat = await addChat(store, { ...READER, topics: ['sudan'] }, NINE);
    expect((await first(store, chat)).made).toBeUndefined();
  });

  test('is not told by a chat that changed meanwhile, nor with a story that was taken out', async () => {
    const store = testStore();
    const gone = await addStory(store, { headline: 'قمة في طهران', topics: ['iran'] });
    await addStory(store, { headline: 'مهرجان في صور', topics: ['lebanon'] });
    const chat = await addChat(store, READER, NINE);
    const { made } = await first(store, chat);
    const key = String(gone);
    await store.removals.remove({ kind: 'story', key, name: key }, () => NINE);
    expect(await made?.tell()).toBe(false);
    expect(await (await first(store, chat)).made?.tell()).toBe(true);
    expect(await waiting(store)).toEqual(['مهرجان في صور']);
  });
});
