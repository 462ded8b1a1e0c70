import { describe, expect, test } from 'vitest';
import { composeDue } from '../../src/digests/compose.ts';
import { type WhyDigest, whyDigest, whyStory } from '../../src/digests/why.ts';
import type { Store } from '../../src/storage/store.ts';
import type { Chat } from '../../src/subscriptions/chat.ts';
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

/** The chat's next digest, composed and sent. */
async function digestAt(store: Store, now: number): Promise<void> {
  const deps = { ...store, render: renderPlainly, defaultZone: ZONE, log: listeningLog() };
  await composeDue(deps, now, new AbortController().signal);
  for (;;) {
    const waiting = await store.deliveries.waiting(now, { limit: 9, except: [], underWay: [] });
    if (waiting.length === 0) return;
    await store.deliveries.claim(waiting);
    await store.deliveries.settle(
      waiting.map(({ id }) => ({ kind: 'sent', id, messageId: id }) as const),
      now,
    );
  }
}

const inShort = ({ moment, told, hindered }: WhyDigest) => ({
  at: moment && `${moment.localDate} ${moment.localTime}`,
  told: told.map((one) => [one.kind, one.story.id, ...('topic' in one ? [one.topic] : [])]),
  hindered: Object.fromEntries(hindered.map(({ by, count, example }) => [by.kind, [count, example.id]])),
});

async function reader(store: Store, topics: readonly string[]): Promise<Chat> {
  return addChat(store, { telegramId: 42, topics }, NINE);
}

describe('why a digest was what it was', () => {
  test('is told as things stood when it was made, and what came since stands apart', async () => {
    const store = testStore();
    const chat = await reader(store, ['iran']);
    const great = await addStory(store, {
      headline: 'قمة في طهران تبحث الملاحة',
      topics: ['iran'],
      publishers: ['صحيفة الميناء', 'قناة الوادي'],
    });
    const lone = await addStory(store, { headline: 'متحف جديد في شيراز', topics: ['iran'] });
    await addStory(store, { headline: 'جسر جديد في بيروت', topics: ['lebanon'] });
    await digestAt(store, EVENING);
    const later = await addStory(store, {
      headline: 'هزة في كرمان',
      topics: ['iran'],
      publishedAt: EVENING + 1_000,
      publishers: ['قناة الوادي', 'وكالة الجبل', 'منبر المدينة'],
    });
    expect(inShort(await whyDigest(store, chat, EVENING + HOUR))).toEqual({
      at: '2026-11-23 20:00',
      told: [
        ['told', great, 'iran'],
        ['told', lone, 'iran'],
      ],
      hindered: { later: [1, later] },
    });
  });

  test('counts what was told before it, and gives the most reported as an example', async () => {
    const store = testStore();
    const chat = await reader(store, ['iran']);
    const first = await addStory(store, {
      headline: 'قمة في طهران تبحث الملاحة',
      topics: ['iran'],
      publishers: ['صحيفة الميناء', 'قناة الوادي'],
    });
    await addStory(store, { headline: 'متحف جديد في شيراز', topics: ['iran'] });
    await digestAt(store, EVENING);
    const next = await addStory(store, {
      headline: 'هزة في كرمان',
      topics: ['iran'],
      publishedAt: EVENING + HOUR,
    });
    await digestAt(store, EVENING + 12 * HOUR);
    expect(inShort(await whyDigest(store, chat, EVENING + 13 * HOUR))).toEqual({
      at: '2026-11-24 08:00',
      told: [['told', next, 'iran']],
      hindered: { told: [2, first] },
    });
  });

  test('has as many places as the chat’s preset', async () => {
    const store = testStore();
    const chat = await reader(store, ['iran']);
    const headlines = ['متحف', 'جسر', 'مصنع', 'ميناء', 'مطار', 'نفق', 'سد', 'قطار'];
    for (const [index, word] of headlines.entries())
      await addStory(store, {
        headline: `افتتاح ${word} في مدينة ${index}`,
        topics: ['iran'],
        publishers: [`منبر ${index}`],
      });
    const coming = async () => {
      const why = await whyDigest(store, await chatOf(store, chat.id), NINE);
      return [why.moment, why.told.length, why.hindered.map(({ by, count }) => [by.kind, count])];
    };
    expect(await coming()).toEqual([undefined, 5, [['lesser', 3]]]);
    await store.chats.setSettings(chat.id, { preset: 'full' });
    expect(await coming()).toEqual([undefined, 7, [['lesser', 1]]]);
  });

  test('follows a story into the one that it merged into', async () => {
    const store = testStore();
    const chat = await reader(store, ['iran']);
    const told = await addStory(store, { headline: 'قمة في طهران', topics: ['iran'] });
    await digestAt(store, EVENING);
    const into = await addStory(store, { headline: 'قمة الملاحة', topics: ['iran'], publishedAt: EVENING });
    const [article] = await store.stories.articlesOf(into);
    if (article === undefined) throw new Error('a story has an article');
    const topics = { main: ['iran'], side: [] };
    const brief = {
      headline: 'قمة الملاحة',
      headlineArticleId: article.id,
      sentences: [],
      before: [],
      differences: [],
    };
    await store.stories.write(
      {
        articleId: article.id,
        articleTopics: topics,
        joinTerms: [],
        searchTerms: [],
        storyId: into,
        merges: [told],
        brief,
        topics,
      },
      EVENING,
    );
    const why = await whyDigest(store, chat, EVENING + HOUR);
    expect(why.told.map(({ story }) => story.id)).toEqual([into]);
    expect(await whyStory(store, chat, { storyId: into, now: EVENING + HOUR })).toMatchObject({
      kind: 'told',
    });
  });
});

describe('why one story came, or did not', () => {
  test('is told of a story that was told, after it grew old too', async () => {
    const store = testStore();
    const chat = await reader(store, ['iran']);
    const id = await addStory(store, { headline: 'قمة في طهران', topics: ['iran', 'russia'] });
    await digestAt(store, EVENING);
    expect(await whyStory(store, chat, { storyId: id, now: EVENING + 90 * HOUR })).toMatchObject({
      kind: 'told',
      topic: 'iran',
    });
  });

  test.each([
    ['lebanon', {}, 'elsewhere'],
    ['iran', { publishedAt: NINE - 40 * HOUR }, 'old'],
  ])('names what hindered one on %s', async (topic, about, by) => {
    const store = testStore();
    const chat = await reader(store, ['iran']);
    const id = await addStory(store, { headline: 'حدث ما', topics: [topic], ...about });
    expect(await whyStory(store, chat, { storyId: id, now: NINE })).toMatchObject({
      kind: 'hindered',
      by: { kind: by },
    });
  });

  test('is told by words of one’s own, and nothing of a topic that is muted', async () => {
    const store = testStore();
    const { id } = await reader(store, ['iran']);
    const storyId = await addStory(store, { headline: 'قمة في طهران', topics: ['iran'] });
    expect(await whyStory(store, await chatOf(store, id), { storyId, now: NINE })).toMatchObject({
      kind: 'coming',
    });

    await store.chats.changeSubscription(id, 'iran', { muted: true });
    expect(await whyStory(store, await chatOf(store, id), { storyId, now: NINE })).toMatchObject({
      by: { kind: 'elsewhere' },
    });
  });

  test('tells what came at once apart from what a digest brought', async () => {
    const store = testStore();
    const chat = await reader(store, ['iran']);
    const id = await addStory(store, { headline: 'قمة في طهران', topics: ['iran'] });
    const part = { html: 'خبر عاجل', buttons: [], storyIds: [id], reminderIds: [] };
    const moment = { at: NINE, localDate: '2026-11-23', localTime: `story ${id}` };
    await store.digests.announce([{ chatId: chat.id, kind: 'breaking', moment, part }], NINE);
    expect(await whyStory(store, chat, { storyId: id, now: NINE })).toMatchObject({ kind: 'broke' });
    expect(inShort(await whyDigest(store, chat, NINE))).toEqual({
      at: undefined,
      told: [],
      hindered: { told: [1, id] },
    });
  });

  test('is nothing for a story that is not there', async () => {
    const store = testStore();
    const chat = await reader(store, ['iran']);
    expect(await whyStory(store, chat, { storyId: 77, now: NINE })).toBeUndefined();
  });
});
