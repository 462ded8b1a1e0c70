import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import type { InlineQueryResultArticle } from 'grammy/types';
import { describe, expect, test, vi } from 'vitest';
import { random } from '../../eval/random.ts';
import type { InlineAnswer } from '../../src/playground/inline.ts';
import { testStore } from '../support/outbox.ts';
import { judge } from '../support/tdlib.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { addStory, buttons, HOUR, NINE, type Rig, read, rig, say, settled } from './harness.ts';

/** The cards for words typed in a group where the bot is not. */
async function ask(r: Rig, query: string, offset?: string): Promise<InlineAnswer> {
  r.clock.now += 2_000;
  return r.api.askInline({ from: r.reader, query, ...(offset === undefined ? {} : { offset }) });
}

const titles = ({ cards }: InlineAnswer) => cards.map(({ title }) => read(title));

async function withNews(): Promise<Rig> {
  const r = await rig();
  await addStory(r.store, {
    headline: 'إيران تفتتح ميناء جديدا',
    topics: ['iran'],
    sentences: ['افتتحت إيران الاثنين ميناء جديدا على بحر قزوين.'],
  });
  await addStory(r.store, {
    headline: 'خبراء يبحثون ملء سد النهضة في نيروبي',
    topics: ['africa'],
    publishedAt: NINE - 2 * HOUR,
  });
  await addStory(r.store, {
    headline: 'إثيوبيا تعلن موعد ملء سد النهضة',
    topics: ['africa'],
    publishedAt: NINE - 3 * HOUR,
  });
  return r;
}

describe('words typed behind the bot’s name', () => {
  test.each([
    ['إيران', ['إيران تفتتح ميناء جديدا']],
    ['أخبار إيران', ['إيران تفتتح ميناء جديدا']],
    ['iran', ['إيران تفتتح ميناء جديدا']],
    ['ايرا', ['إيران تفتتح ميناء جديدا']],
    ['سد النهضة', ['خبراء يبحثون ملء سد النهضة في نيروبي', 'إثيوبيا تعلن موعد ملء سد النهضة']],
    ['سد النهضة -إثيوبيا', ['خبراء يبحثون ملء سد النهضة في نيروبي']],
    ['ابحث عن سد النهضة', ['خبراء يبحثون ملء سد النهضة في نيروبي', 'إثيوبيا تعلن موعد ملء سد النهضة']],
    ['سد النهظة', ['خبراء يبحثون ملء سد النهضة في نيروبي', 'إثيوبيا تعلن موعد ملء سد النهضة']],
  ])('«%s» brings its stories', async (query, expected) => {
    expect(titles(await ask(await withNews(), query))).toEqual(expected);
  });

  test.each(['', '   ', 'آخر الأخبار', 'latest'])('«%s» brings the latest', async (query) => {
    expect(titles(await ask(await withNews(), query))).toEqual([
      'إيران تفتتح ميناء جديدا',
      'خبراء يبحثون ملء سد النهضة في نيروبي',
      'إثيوبيا تعلن موعد ملء سد النهضة',
    ]);
  });

  test('a card is the story with its outlets and the way to all of it, sent by the reader', async () => {
    const r = await withNews();
    const { cards, button } = await ask(r, 'إيران');
    expect(button).toBeUndefined();
    const [card] = cards;
    if (card === undefined) throw new Error('no card came');
    expect(card.id).toBe('story_1');
    expect(read(card.description)).toBe('افتتحت إيران الاثنين ميناء جديدا على بحر قزوين.');
    const other = r.api.addUser({ firstName: 'نور' });
    const group = r.api.addGroup({
      title: 'عائلة',
      supergroup: true,
      members: [r.reader, other],
      bot: 'left',
    });
    r.api.sendCard({ from: r.reader, chatId: group, card });
    const message = r.api.messages(group).at(-1);
    expect(message).toMatchObject({ viaBot: true, fromBot: false });
    expect(read(message?.text ?? '').split('\n')).toEqual([
      'إيران تفتتح ميناء جديدا',
      'افتتحت إيران الاثنين ميناء جديدا على بحر قزوين.',
      'مصدر واحد حتى الآن: صحيفة الميناء · الاثنين 08:00',
      'الخبر كاملًا في موجز',
    ]);
    const links = message?.entities.flatMap((one) => ('url' in one ? [one.url] : []));
    expect(links).toEqual(['https://example.org/a', `https://t.me/${r.api.botUsername}?start=story_1`]);
  });

  test('the way leads to the story', async () => {
    const r = await withNews();
    const other = r.api.addUser({ firstName: 'نور', started: true });
    const shown = await say(r, '/start story_1', { chatId: other });
    expect(read(shown.text)).toContain('إيران تفتتح ميناء جديدا');
  });

  test('a card sent to the bot itself is no question', async () => {
    const r = await withNews();
    const [card] = (await ask(r, 'إيران')).cards;
    if (card === undefined) throw new Error('no card came');
    const before = r.api.messages(r.reader).length;
    r.api.sendCard({ from: r.reader, chatId: r.reader, card });
    await settled(r);
    expect(r.api.messages(r.reader)).toHaveLength(before + 1);
  });

  test('cards come ten at a time, fifty in all, none twice', async () => {
    const r = await rig();
    for (let n = 1; n <= 60; n += 1)
      await addStory(r.store, {
        headline: `خبر رقم ${n} من إيران`,
        topics: ['iran'],
        publishedAt: NINE - n * 60_000,
      });
    const seen: string[] = [];
    let offset = '';
    for (let page = 0; page < 5; page += 1) {
      const answer = await ask(r, 'إيران', offset);
      expect(answer.cards).toHaveLength(10);
      seen.push(...answer.cards.map(({ id }) => id));
      offset = answer.nextOffset;
    }
    expect(offset).toBe('');
    expect(new Set(seen).size).toBe(50);
  });

  test.each(['9', '-1', '1e9', 'x', '٣', '9'.repeat(64)])(
    'an offset of nobody’s, %s, does no harm',
    async (offset) => {
      const r = await withNews();
      const { cards } = await ask(r, 'إيران', offset);
      expect(cards.length).toBeLessThanOrEqual(1);
      expect(r.log.lines.filter((line) => line.startsWith('error'))).toEqual([]);
    },
  );

  test('where nothing is found a button leads into the bot', async () => {
    const r = await withNews();
    const answer = await ask(r, 'قطن طويل التيلة');
    expect(answer).toMatchObject({ cards: [], button: { text: 'فتح موجز', startParameter: 'inline' } });
    const opened = await say(r, '/start inline', {
      chatId: r.api.addUser({ firstName: 'نور', started: true }),
    });
    expect(buttons(opened).length).toBeGreaterThan(0);
  });

  test('the same words are answered from Telegram’s memory for a minute, to everybody', async () => {
    const r = await withNews();
    await ask(r, 'إيران');
    const calls = () => r.api.calls().filter(({ method }) => method === 'answerinlinequery').length;
    const before = calls();
    const other = r.api.addUser({ firstName: 'نور' });
    expect((await r.api.askInline({ from: other, query: 'إيران' })).cards).toHaveLength(1);
    expect(calls()).toBe(before);
    r.clock.now += 61_000;
    await r.api.askInline({ from: other, query: 'إيران' });
    expect(calls()).toBe(before + 1);
  });

  test('nothing of it is written', async () => {
    const path = join(temporaryFolder(), 'mujaz.db');
    const r = await rig({ store: testStore(path) });
    await addStory(r.store, { headline: 'إيران تفتتح ميناء جديدا', topics: ['iran'] });
    const changes = () => {
      const database = new Sqlite(path, { readonly: true });
      const rows = database
        .prepare('SELECT (SELECT count(*) FROM chats) + (SELECT count(*) FROM updates) AS count')
        .get();
      database.close();
      return rows;
    };
    const before = changes();
    expect(titles(await ask(r, 'إيران'))).toHaveLength(1);
    await ask(r, '');
    await vi.waitFor(() => expect(r.api.pendingUpdates()).toBe(0), { timeout: 30_000 });
    expect(changes()).toEqual(before);
  });

  test('a flood is answered in part, others all the same', async () => {
    const r = await withNews();
    const calls = () => r.api.calls().filter(({ method }) => method === 'answerinlinequery').length;
    for (let n = 0; n < 100; n += 1) void r.api.askInline({ from: r.reader, query: `سد ${n}` });
    await settled(r);
    expect(calls()).toBeGreaterThanOrEqual(30);
    expect(calls()).toBeLessThan(45);
    const other = r.api.addUser({ firstName: 'نور' });
    expect(titles(await r.api.askInline({ from: other, query: 'إيران' }))).toEqual([
      'إيران تفتتح ميناء جديدا',
    ]);
  });

  test('a late answer is no failure', async () => {
    const r = await withNews();
    r.api.fail({
      method: 'answerInlineQuery',
      fault: {
        kind: 'refuse',
        status: 400,
        description: 'Bad Request: query is too old and response timeout expired or query ID is invalid',
      },
    });
    void r.api.askInline({ from: r.reader, query: 'إيران' });
    await settled(r);
    expect(r.log.lines.filter((line) => line.startsWith('error'))).toEqual([]);
  });

  test('hostile stories and words come to cards that Telegram takes', async () => {
    const r = await rig();
    const next = random(5);
    const pieces = [
      '<b>',
      '&',
      '"',
      '\u202e',
      '@x',
      '/start',
      'ا'.repeat(200),
      '\ud83d',
      '🕊',
      '\u0301',
      ' ',
      'Latin',
      'سد',
      '-',
      '«',
    ];
    const line = () =>
      Array.from(
        { length: 1 + Math.floor(9 * next()) },
        () => pieces[Math.floor(pieces.length * next())],
      ).join('');
    for (let n = 0; n < 40; n += 1)
      await addStory(r.store, {
        headline: `سد ${line()}`,
        sentences: [line(), line()],
        publishedAt: NINE - n * 60_000,
        publisher: line(),
      });
    for (const query of ['', 'سد', ...Array.from({ length: 40 }, () => line().slice(0, 256))]) {
      r.clock.now += 2_000;
      const { cards } = await r.api.askInline({ from: r.reader, query });
      for (const { title, body } of cards) {
        expect(title.trim()).not.toBe('');
        expect(body.dropped).toBe(0);
      }
    }
    expect(r.log.lines.filter((one) => one.startsWith('error'))).toEqual([]);
    for (const { method, parameters, answer } of r.api.calls())
      if (method === 'answerinlinequery') {
        expect(answer?.ok).toBe(true);
        for (const {
          input_message_content: content,
        } of parameters.results as readonly InlineQueryResultArticle[])
          if ('message_text' in content) expect(judge(content.message_text).found).toEqual([]);
      }
  });
});
