/** What the bot asked is answered by the next message, reply or not, about the chat it asked about, also after a restart. */
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import type { ChatMessage } from '../../src/playground/view.ts';
import { labels, messages } from '../../src/telegram/messages.ts';
import { nextBotMessage } from '../support/bot-api.ts';
import { testStore } from '../support/outbox.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { addStory, buttons, chatOf, HOUR, type Rig, read, rig, say, settled } from './harness.ts';
import { tap, tapped } from './wishes.ts';

/** No two of Telegram's updates have one number. */
let passed = 0;

/** The same database under a bot that was started anew. */
async function restarted(r: Rig): Promise<Rig> {
  await settled(r);
  await r.stop();
  const again = await rig({ store: r.store });
  again.clock.now = r.clock.now;
  passed += 1_000_000;
  again.api.jumpUpdateIds(passed);
  return again;
}

/** What a tap of the reader's is answered with in a message of its own. */
async function asks(r: Rig, message: ChatMessage, button: string): Promise<ChatMessage> {
  const asked = nextBotMessage(r.api, r.reader);
  await tap(r, message, button);
  return asked;
}

/** The screen of a channel of the reader's. */
async function setUp(r: Rig, title = 'قناة الوادي') {
  const chatId = r.api.addChannel({ title, administrators: [r.reader], bot: 'left' });
  const told = nextBotMessage(r.api, r.reader);
  r.api.setMember(chatId, r.api.botId, 'administrator', r.reader);
  return { chatId, screen: await tapped(r, await told, 'إعداد القناة') };
}

const footerOf = async (r: Rig, chatId: number) => (await chatOf(r, chatId)).settings.footer;

describe('after a restart', () => {
  test('an hour, a city and words to search for still answer what was asked', async () => {
    const first = await rig();
    await addStory(first.store, { headline: 'قمة في طهران', topics: ['iran'] });
    await asks(first, await say(first, '/start'), labels.otherCity);
    let r = await restarted(first);
    expect(read((await say(r, 'مسقط')).text)).toMatch(/^ضُبط التوقيت على مسقط\./u);
    await say(r, '/time');
    r = await restarted(r);
    await say(r, '9');
    expect((await chatOf(r, r.reader)).times).toEqual(['09:00']);
    await say(r, 'بحث');
    r = await restarted(r);
    expect(read((await say(r, 'قمة طهران')).text)).toMatch(/^بحث: «قمة طهران»/u);
  });

  test('a footer is that of the channel that was asked about', async () => {
    const first = await rig();
    const { chatId, screen } = await setUp(first);
    await asks(first, screen, labels.footer);
    const r = await restarted(first);
    const channel = r.api.addChannel({ id: chatId, title: 'قناة الوادي', administrators: [r.reader] });
    await say(r, 'تجمعنا قناة الوادي');
    expect(await footerOf(r, channel)).toBe('تجمعنا قناة الوادي');
  });
});

describe('the next message in the private chat', () => {
  test('is the footer that was asked for, and shows the channel as it is then', async () => {
    const r = await rig();
    const { chatId, screen } = await setUp(r);
    await asks(r, screen, labels.footer);
    const shown = await say(r, 'تابعونا أولًا بأول\nhttps://t.me/alwadi');
    expect(read(shown.text)).toMatch(/^قناة الوادي\n/u);
    expect(read(shown.text)).toContain('التذييل: تابعونا أولًا بأول · https://t.me/alwadi');
    expect(await footerOf(r, chatId)).toBe('تابعونا أولًا بأول\nhttps://t.me/alwadi');
    // What comes then answers nothing any more.
    expect(read((await say(r, 'سطر آخر')).text)).toContain('سطر آخر');
    expect(await footerOf(r, chatId)).toBe('تابعونا أولًا بأول\nhttps://t.me/alwadi');
  });

  test('is again the footer where the first one was too long', async () => {
    const r = await rig();
    const { chatId, screen } = await setUp(r);
    await asks(r, screen, labels.footer);
    expect(read((await say(r, 'طويل '.repeat(50))).text)).toContain(messages.footerTooLong);
    await say(r, 'أقصر من ذلك');
    expect(await footerOf(r, chatId)).toBe('أقصر من ذلك');
  });

  test('is about the channel whose setup asked last', async () => {
    const r = await rig();
    const one = await setUp(r);
    const other = await setUp(r, 'قناة النهر');
    await asks(r, one.screen, labels.footer);
    await asks(r, other.screen, labels.footer);
    await say(r, 'قناة كل الضفاف');
    expect(await footerOf(r, one.chatId)).toBeUndefined();
    expect(await footerOf(r, other.chatId)).toBe('قناة كل الضفاف');
  });

  test('is the hour of the channel, or of the private chat, whichever was asked about', async () => {
    const r = await rig();
    const { chatId, screen } = await setUp(r);
    await say(r, '/time', { replyTo: screen.id });
    expect(read((await say(r, '7')).text)).toMatch(/^قناة الوادي\nتمّ\. /u);
    expect((await chatOf(r, chatId)).times).toEqual(['07:00']);
    await say(r, '/time', { replyTo: screen.id });
    await say(r, '/time');
    await say(r, '9');
    expect((await chatOf(r, chatId)).times).toEqual(['07:00']);
    expect((await chatOf(r, r.reader)).times).toEqual(['09:00']);
  });

  test('is the new name of the words that were asked about', async () => {
    const r = await rig();
    await say(r, '/subscribe سد النهضة');
    const list = await say(r, 'متابعاتي');
    const one = await tapped(r, list, buttons(list).flat()[0] ?? '');
    await asks(r, one, labels.rename);
    expect(read((await say(r, 'ملف السد')).text)).toContain('ملف السد');
    expect([...(await chatOf(r, r.reader)).names.values()]).toEqual(['ملف السد']);
  });

  test.each(['إيران', 'أخبار إيران', 'آخر الأخبار', 'شكرا', '/latest'])(
    '«%s» asks for what it says, and is no footer',
    async (text) => {
      const r = await rig();
      const { chatId, screen } = await setUp(r);
      await asks(r, screen, labels.footer);
      await say(r, text);
      expect(await footerOf(r, chatId)).toBeUndefined();
    },
  );

  test('takes the question back by a word', async () => {
    const r = await rig();
    const { chatId, screen } = await setUp(r);
    await asks(r, screen, labels.footer);
    expect(read((await say(r, 'إلغاء')).text)).toContain(messages.nothingChanged);
    expect(await footerOf(r, chatId)).toBeUndefined();
  });

  test('of who is no administrator any more is refused', async () => {
    const r = await rig();
    const { chatId, screen } = await setUp(r);
    await asks(r, screen, labels.footer);
    r.api.setMember(chatId, r.reader, 'member');
    expect((await say(r, 'تجمعنا قناة الوادي')).text).toBe(messages.channelAdminsOnly);
    expect(await footerOf(r, chatId)).toBeUndefined();
  });

  test('where the bot was put out meanwhile is told so', async () => {
    const r = await rig();
    const { chatId, screen } = await setUp(r);
    await asks(r, screen, labels.footer);
    r.api.setMember(chatId, r.api.botId, 'kicked', r.reader);
    await settled(r);
    expect((await say(r, 'تجمعنا قناة الوادي')).text).toBe(messages.channelAway);
    expect(await footerOf(r, chatId)).toBeUndefined();
  });

  test('a day later is what it is', async () => {
    const r = await rig();
    await say(r, '/time');
    r.clock.now += 25 * HOUR;
    await say(r, 'مسقط');
    await say(r, 'بحث');
    r.clock.now += 23 * HOUR;
    expect(read((await say(r, 'جسر المرفأ')).text)).toContain('لا نتائج');
    await say(r, '/timezone');
    r.clock.now += 25 * HOUR;
    await say(r, 'مسقط');
    expect(await r.store.chats.find({ telegramId: r.reader, threadId: 0 })).toBeUndefined();
  });

  test('answers the question when it comes again after its answering failed', async () => {
    const store = testStore();
    let failing = true;
    const chats = {
      ...store.chats,
      setSchedule: async (...change: Parameters<typeof store.chats.setSchedule>) => {
        if (failing) throw new Error('disk full');
        return store.chats.setSchedule(...change);
      },
    };
    const r = await rig({ store: { ...store, chats } });
    await say(r, '/timezone');
    expect((await say(r, 'مسقط')).text).toBe(messages.failed);
    failing = false;
    expect(read((await say(r, 'مسقط')).text)).toContain('بتوقيت مسقط');
  });
});

describe('what is kept of a question', () => {
  test('is none of its words, is taken along, and goes with the chat', async () => {
    const path = join(temporaryFolder(), 'mujaz.db');
    const r = await rig({ store: testStore(path) });
    const rows = () => {
      const raw = new Sqlite(path, { readonly: true });
      const found = raw.prepare('SELECT telegram_id, name, channel, links FROM questions').all();
      raw.close();
      return found;
    };
    await asks(r, await say(r, '/start'), labels.otherCity);
    await say(r, 'قرطاجنستان');
    const kept = { telegram_id: r.reader, name: 'askOtherCity', channel: null, links: '' };
    expect(rows()).toEqual([kept]);
    const { id } = await chatOf(r, r.reader);
    const record = await r.store.privacy.record(id);
    expect(record?.tables.questions).toMatchObject([
      { name: 'askOtherCity', at: expect.stringMatching(/Z$/u) },
    ]);
    await r.store.privacy.forget(id);
    expect(rows()).toEqual([]);
  });

  test('goes with the channel it was about, and with whoever is known for nothing else', async () => {
    const r = await rig();
    const { chatId, screen } = await setUp(r);
    await asks(r, screen, labels.footer);
    await r.store.privacy.forget((await chatOf(r, chatId)).id);
    expect(await r.store.questions.last(r.reader, r.clock.now)).toBeUndefined();
    await setUp(r, 'قناة النهر');
    const shown = await say(r, '/forget');
    await say(r, '/search');
    await settled(r);
    expect(await r.store.questions.last(r.reader, r.clock.now)).toMatchObject({ name: 'askSearch' });
    await tapped(r, shown, 'fg:yes');
    expect(await r.store.questions.last(r.reader, r.clock.now)).toBeUndefined();
  });

  test('is let go of after a day', async () => {
    const store = testStore();
    const question = { name: 'askTime', channelId: undefined, links: [] };
    await store.questions.put(1, question, 1_000);
    await store.questions.put(2, question, 1_000 + 25 * HOUR);
    expect(await store.questions.last(1, 1_000)).toBeUndefined();
    expect(await store.questions.last(2, 1_000 + 25 * HOUR)).toMatchObject(question);
  });
});
