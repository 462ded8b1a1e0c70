import { expect, test } from 'vitest';
import { type ComposeDeps, composeDue } from '../../src/digests/compose.ts';
import type { Digest } from '../../src/digests/digest.ts';
import { previewDigest } from '../../src/digests/preview.ts';
import type { Store } from '../../src/storage/store.ts';
import { ownKey } from '../../src/stories/query.ts';
import { findStories } from '../../src/stories/search.ts';
import {
  addChat,
  addStory,
  chatOf,
  HOUR,
  listeningLog,
  NINE,
  renderPlainly,
  testStore,
  ZONE,
} from '../support/outbox.ts';

const EVENING = NINE + 11 * HOUR;

/** What waited for at 20:00 was made, by chat: each story with what it stands under. */
async function composed(store: Store, more: Partial<ComposeDeps> = {}) {
  const rendered: Digest[] = [];
  const render = (digest: Digest) => {
    rendered.push(digest);
    return renderPlainly(digest);
  };
  const deps = { ...store, render, defaultZone: ZONE, log: listeningLog(), ...more };
  await composeDue(deps, EVENING, new AbortController().signal);
  return new Map(
    rendered.map(({ chat, items }) => [
      chat.telegramId,
      items.map(({ story, topic }) => [story.headline, topic] as const),
    ]),
  );
}

const key = (words: string): string => ownKey(words) ?? '';
const DAM = key('سد النهضة');
const BARE = key('سد النهضة -إثيوبيا');

async function withNews(): Promise<Store> {
  const store = testStore();
  const add = (headline: string, hoursAgo: number, topics: readonly string[] = []) =>
    addStory(store, { headline, topics, publishedAt: EVENING - hoursAgo * HOUR });
  await add('خبراء يبحثون ملء سد النهضة في نيروبي', 1, ['africa']);
  await add('إثيوبيا تعلن موعد ملء سد النهضة', 2, ['africa']);
  await add('وزراء المياه يجتمعون حول السدود والنهضة الزراعية', 3, ['egypt']);
  await add('غوتيريش يدعو إلى هدنة عاجلة', 4, ['un']);
  await add('مهندسون يزورون سد النهضة قبل عامين', 50, ['egypt']);
  return store;
}

test('a digest brings what the chat’s own words find, of what may be told now, under those words', async () => {
  const store = await withNews();
  await addChat(store, { telegramId: 1, topics: [DAM] }, NINE);
  await addChat(store, { telegramId: 2, topics: [BARE, 'egypt'] }, NINE);
  await addChat(store, { telegramId: 3, topics: ['un'] }, NINE);
  await addChat(store, { telegramId: 4, topics: [key('مرفأ الحاويات')] }, NINE);
  const dam = 'خبراء يبحثون ملء سد النهضة في نيروبي';
  expect(await composed(store)).toEqual(
    new Map([
      [
        1,
        [
          [dam, DAM],
          ['إثيوبيا تعلن موعد ملء سد النهضة', DAM],
        ],
      ],
      [
        2,
        [
          [dam, BARE],
          ['وزراء المياه يجتمعون حول السدود والنهضة الزراعية', 'egypt'],
        ],
      ],
      [3, [['غوتيريش يدعو إلى هدنة عاجلة', 'un']]],
    ]),
  );
});

test.each(['سد النهضة', 'سد النهضة -إثيوبيا', '"سد النهضة"', 'السدود', 'جوتيريش', 'نيروبي', 'ملء'])(
  'a digest finds for «%s» what a search finds',
  async (words) => {
    const store = await withNews();
    const chat = await addChat(store, { telegramId: 1, topics: [key(words)] }, NINE);
    const found = await findStories(store.stories, words, 9);
    const young =
      found.kind === 'found' ? found.stories.filter(({ publishedAt = 0 }) => publishedAt > NINE) : [];
    const preview = await previewDigest({ ...store, defaultZone: ZONE }, chat, EVENING);
    expect(new Set(preview?.items.map(({ story }) => story.id))).toEqual(new Set(young.map(({ id }) => id)));
    expect(young).not.toEqual([]);
  },
);

test('what is muted brings nothing, and with nothing else no digest', async () => {
  const store = await withNews();
  const chat = await addChat(store, { telegramId: 1, topics: [DAM, 'un'] }, NINE);
  await store.chats.changeSubscription(chat.id, DAM, { muted: true });
  expect((await chatOf(store, chat.id)).muted).toEqual([DAM]);
  const silent = await addChat(store, { telegramId: 2, topics: [DAM] }, NINE);
  await store.chats.changeSubscription(silent.id, DAM, { muted: true });
  expect(await composed(store)).toEqual(new Map([[1, [['غوتيريش يدعو إلى هدنة عاجلة', 'un']]]]));
});

test('the same words are looked up once, however many chats follow them', async () => {
  const store = await withNews();
  for (let telegramId = 1; telegramId <= 250; telegramId += 1)
    await addChat(store, { telegramId, topics: [DAM, ...(telegramId % 2 === 0 ? [BARE] : ['un'])] }, NINE);
  let asked = 0;
  const articlesHolding: Store['stories']['articlesHolding'] = (...query) => {
    asked += 1;
    return store.stories.articlesHolding(...query);
  };
  const made = await composed(store, { stories: { ...store.stories, articlesHolding } });
  expect(made.size).toBe(250);
  // Those to find, and for the others what is taken out of it.
  expect(asked).toBe(3);
});

test('chats without words of their own are made their digests without a look-up', async () => {
  const store = await withNews();
  await addChat(store, { telegramId: 1, topics: ['un'] }, NINE);
  const refuse = () => Promise.reject(new Error('nothing is to be looked up'));
  const stories = { ...store.stories, articlesHolding: refuse, termsLike: refuse };
  expect((await composed(store, { stories })).size).toBe(1);
});
