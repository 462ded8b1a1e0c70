import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { keepSecret } from '../../src/log.ts';
import { createBot, PollingRefused, runBot } from '../../src/telegram/bot.ts';
import { menu, messages } from '../../src/telegram/messages.ts';
import { nextBotMessage, nextEdit, nextEvent, startTestApi, TEST_TOKEN } from '../support/bot-api.ts';
import { listeningLog, testStore } from '../support/outbox.ts';
import { addStory, buttons, HOUR, NINE, type Rig, read, rig, say, written } from './harness.ts';

/** All that was asked before this is answered when this is: updates are answered in order. */
async function settled(r: Rig): Promise<void> {
  const other = r.api.addUser({ firstName: 'ناظر', started: true });
  await say(r, '/help', { chatId: other });
}

async function chatOf(r: Rig, telegramId: number, threadId = 0) {
  const chat = await r.store.chats.find({ telegramId, threadId });
  if (chat === undefined) throw new Error(`chat ${telegramId} is not known`);
  return chat;
}

describe('in a private chat', () => {
  test('/start says what the bot does, and the digests begin', async () => {
    const r = await rig();
    const answer = await say(r, '/start');
    expect(read(answer.text)).toBe(
      'أقرأ المواقع الإخبارية العربية، وأجمع ما نشرته عن الحدث الواحد في موجز قصير بمصادره.\n\nالنشرة كل يوم: 8:00 ص و8:00 م بتوقيت الرياض، وفيها أهم الأخبار ما لم تُختر مواضيع بعينها.\n\nما الذي يهمّك؟',
    );
    expect(buttons(answer)[0]?.[0]).toBe('⭐ أهم الأخبار');
    expect(await chatOf(r, r.reader)).toMatchObject({
      kind: 'private',
      title: undefined,
      topics: [],
      nextDigestAt: NINE + 11 * HOUR,
    });
  });

  test('the buttons under /start follow and leave in place', async () => {
    const r = await rig();
    const answer = await say(r, '/start');
    const press = (button: string) =>
      r.api.press({ chatId: r.reader, from: r.reader, messageId: answer.id, button });
    const edited = nextEdit(r.api, r.reader, answer.id);
    expect((await press('🇮🇷 إيران')).text).toBe('بدأت متابعة «إيران».');
    expect(buttons(await edited).flat()).toContain('✓ 🇮🇷 إيران');
    expect((await chatOf(r, r.reader)).topics).toEqual(['iran']);
    expect((await press('✓ 🇮🇷 إيران')).text).toBe(
      'أُلغيت متابعة «إيران». لم تبق متابعات، ففي النشرة أهم الأخبار.',
    );
    expect((await chatOf(r, r.reader)).topics).toEqual([]);
  });

  test('asking alone signs nobody up', async () => {
    const r = await rig();
    await addStory(r.store, { headline: 'قمة في طهران', topics: ['iran'] });
    await say(r, '/latest');
    await say(r, '/topic iran');
    await say(r, '/start topic_iran');
    expect(await r.store.chats.find({ telegramId: r.reader, threadId: 0 })).toBeUndefined();
  });

  test('/stop pauses and keeps everything; /start and the button resume', async () => {
    const r = await rig();
    await say(r, 'تابع إيران');
    const stopped = await say(r, 'إيقاف');
    expect(stopped.text).toBe(messages.stopped);
    expect(await chatOf(r, r.reader)).toMatchObject({
      paused: 'reader',
      topics: ['iran'],
      nextDigestAt: undefined,
    });
    const edited = nextEdit(r.api, r.reader, stopped.id);
    await r.api.press({ chatId: r.reader, from: r.reader, messageId: stopped.id, button: 'resume' });
    expect(read((await edited).text)).toBe('عادت النشرات. النشرة التالية: الاثنين 8:00 م.');
    expect(await chatOf(r, r.reader)).toMatchObject({ paused: undefined, nextDigestAt: NINE + 11 * HOUR });
    await say(r, '/stop');
    expect(read((await say(r, '/start')).text)).toMatch(/^عادت النشرات\./u);
  });

  test('/time and /timezone move the next moment', async () => {
    const r = await rig();
    expect(read((await say(r, '/time 8:00 19:30')).text)).toBe(
      'تمّ. مواعيد النشرة: 8:00 ص و7:30 م بتوقيت الرياض. النشرة التالية: الاثنين 7:30 م.',
    );
    expect(await chatOf(r, r.reader)).toMatchObject({
      times: ['08:00', '19:30'],
      nextDigestAt: NINE + 10.5 * HOUR,
    });
    expect(read((await say(r, '/timezone Cairo')).text)).toBe(
      'تمّ. مواعيد النشرة: 8:00 ص و7:30 م بتوقيت القاهرة. النشرة التالية: الاثنين 7:30 م.',
    );
    expect(await chatOf(r, r.reader)).toMatchObject({
      zone: 'Africa/Cairo',
      nextDigestAt: NINE + 11.5 * HOUR,
    });
  });

  test('a reply to the question about the city is a city, not a topic', async () => {
    const r = await rig();
    const question = await say(r, '/timezone');
    await say(r, 'بيروت', { replyTo: question.id });
    expect((await chatOf(r, r.reader)).zone).toBe('Asia/Beirut');
  });

  test.each([
    ['/timezone', 'أنا في القاهرة', 'تمّ. مواعيد النشرة: 8:00 ص و8:00 م بتوقيت القاهرة.'],
    ['/timezone', 'المدينة المنورة', 'تمّ. مواعيد النشرة: 8:00 ص و8:00 م بتوقيت المدينة المنورة.'],
    ['/timezone', 'المدينة', 'تمّ. مواعيد النشرة: 8:00 ص و8:00 م بتوقيت المدينة المنورة.'],
    ['/timezone', 'القاهرا', 'تمّ. مواعيد النشرة: 8:00 ص و8:00 م بتوقيت القاهرة.'],
    ['/time', 'الموعد 9 مساء', 'تمّ. موعد النشرة: 9:00 م بتوقيت الرياض.'],
    ['/time', '9', 'تمّ. موعد النشرة: 9:00 ص بتوقيت الرياض.'],
    ['/time', 'إلغاء', messages.nothingChanged],
    ['/time', 'خلاص', messages.nothingChanged],
    ['/time', 'شكرًا', messages.thanks],
    ['/time', 'متابعاتي', 'لا متابعات بعد.'],
    ['/time', 'كلام', 'لم أفهم الموعد «كلام».'],
    ['/search', 'ابحث عن مصفاة', 'لا نتائج لـ«مصفاة».'],
    ['/search', 'تابع المباراة', 'لا نتائج لـ«تابع المباراة».'],
    ['/search', 'آخر الأخبار', messages.nothingYet],
  ])('to the question of %s «%s» is answered «%s»', async (command, text, answer) => {
    const r = await rig();
    const question = await say(r, command);
    expect(read((await say(r, text, { replyTo: question.id })).text)).toContain(answer);
  });

  test('a chat where nothing has begun is promised no digests', async () => {
    const r = await rig();
    const begin = 'لم تبدأ النشرات بعد: /start';
    expect(read((await say(r, '/subscriptions')).text)).toBe(`لا متابعات بعد.\n${begin}`);
    expect(read((await say(r, '/topics')).text)).toBe(`المواضيع\n${begin}`);
    expect(read((await say(r, '/digest')).text)).toBe(`${messages.emptyDigest}\n${begin}`);
    await say(r, '/unsubscribe');
    expect(read((await say(r, '/subscriptions')).text)).toBe(`لا متابعات بعد.\n${begin}`);
    await say(r, '/start');
    expect(read((await say(r, '/subscriptions')).text)).toBe(
      'لا متابعات بعد، ففي النشرة أهم الأخبار.\nالنشرة التالية: الاثنين 8:00 م.',
    );
  });

  test('a slip in /unsubscribe is offered to leave, never to follow', async () => {
    const r = await rig();
    await say(r, 'تابع إيران، لبنان، ليبيا');
    const missed = await say(r, '/unsubscribe طرابلس');
    expect(buttons(missed)).toEqual([['إلغاء متابعة ليبيا', 'إلغاء متابعة لبنان']]);
    const edited = nextEdit(r.api, r.reader, missed.id);
    await r.api.press({ chatId: r.reader, from: r.reader, messageId: missed.id, button: 'l:lebanon' });
    expect(buttons(await edited)).toEqual([['إلغاء متابعة ليبيا']]);
    expect((await chatOf(r, r.reader)).topics).toEqual(['iran', 'libya']);
    const unknown = await say(r, '/unsubscribe كشمير');
    expect(buttons(unknown)).toEqual([]);
    expect(read(unknown.text)).toBe('لا موضوع باسم «كشمير».');
  });

  test('all topics can be left at once', async () => {
    const r = await rig();
    await say(r, 'تابع إيران، لبنان');
    const answer = await say(r, 'احذف كل المتابعات');
    expect(answer.text).toBe(messages.allUnfollowed);
    expect(buttons(answer)).toEqual([['إيقاف النشرات']]);
    expect((await chatOf(r, r.reader)).topics).toEqual([]);
    expect(await chatOf(r, r.reader)).toMatchObject({ paused: undefined, nextDigestAt: NINE + 11 * HOUR });
    expect((await say(r, 'ألغ الكل')).text).toBe(messages.noSubscriptions);
  });

  test('a flag alone is a topic', async () => {
    const r = await rig();
    expect(read((await say(r, '🇮🇷')).text)).toBe('لا جديد عندي في «إيران».');
    await say(r, 'تابع 🇮🇷');
    expect((await chatOf(r, r.reader)).topics).toEqual(['iran']);
  });

  test('words that find nothing and point to one topic are answered with it', async () => {
    const r = await rig();
    await addStory(r.store, { headline: 'قمة في طهران', topics: ['iran'] });
    const answer = await say(r, 'ايش رايك بوضع إيران الحين');
    expect(read(answer.text)).toMatch(
      /^لا نتائج لـ«.+»\. وهذا أقرب المواضيع: «إيران»\.\n\nإيران · خبر واحد\n/u,
    );
  });

  test('who has had enough is offered to stop', async () => {
    const r = await rig();
    const answer = await say(r, 'كفاية');
    expect(answer.text).toBe(messages.enough);
    const stopped = nextBotMessage(r.api, r.reader);
    await r.api.press({ chatId: r.reader, from: r.reader, messageId: answer.id, button: 'stop' });
    expect((await stopped).text).toBe(messages.stopped);
  });

  test('a preview ends with when the digest comes, or that all is paused', async () => {
    const r = await rig();
    await addStory(r.store, { headline: 'قمة في طهران', topics: ['iran'] });
    await say(r, 'تابع إيران');
    expect(read((await say(r, '/digest')).text)).toMatch(/\n\nالنشرة التالية: الاثنين 8:00 م\.$/u);
    await say(r, '/stop');
    expect(read((await say(r, '/digest')).text)).toMatch(/\n\nالنشرات موقوفة، والمتابعات محفوظة\.$/u);
  });

  test('a zone further west names no hour that has had its digest today', async () => {
    const r = await rig();
    await say(r, 'تابع إيران');
    const { id, nextDigestAt } = await chatOf(r, r.reader);
    const moment = { at: NINE - HOUR, localDate: '2026-11-23', localTime: '08:00' };
    const dueAt = nextDigestAt ?? 0;
    await r.store.digests.create(
      [{ chatId: id, dueAt, moment, parts: [], passedOver: 0, nextDigestAt: dueAt }],
      NINE,
    );
    expect(read((await say(r, '/timezone لندن')).text)).toBe(
      'تمّ. مواعيد النشرة: 8:00 ص و8:00 م بتوقيت لندن. النشرة التالية: الاثنين 8:00 م.',
    );
    expect((await chatOf(r, r.reader)).nextDigestAt).toBe(NINE + 14 * HOUR);
    expect(read((await say(r, '/subscriptions')).text)).toContain('النشرة التالية: الاثنين 8:00 م.');
  });

  test('changing the hours of a paused chat leaves it paused', async () => {
    const r = await rig();
    await say(r, '/stop');
    expect(read((await say(r, 'الموعد ٩ مساء')).text)).toBe(
      'تمّ. موعد النشرة: 9:00 م بتوقيت الرياض.\nالنشرات موقوفة، والمتابعات محفوظة.',
    );
    expect(await chatOf(r, r.reader)).toMatchObject({ paused: 'reader', nextDigestAt: undefined });
  });

  test.each([
    ['/topic iran', 'إيران · خبر واحد'],
    ['/topic ايران', 'إيران · خبر واحد'],
    ['إيران', 'إيران · خبر واحد'],
    ['شو صار بإيران؟', 'إيران · خبر واحد'],
    ['/iran', 'إيران · خبر واحد'],
    ['/latest إيران', 'إيران · خبر واحد'],
    ['ايرن', 'لا موضوع باسم «ايرن»، وهذا أقرب المواضيع إليه: «إيران».'],
    ['الكويت', 'لا جديد عندي في «الكويت».'],
    ['مصفاة عبادان', 'بحث: «مصفاة عبادان» · خبر واحد'],
    ['/search المصفاة', 'بحث: «المصفاة» · خبر واحد'],
    ['مصفاة عبدان', 'لا نتائج لـ«مصفاة عبدان». أقرب ما وجدته: «مصفاة عبادان».'],
    ['/topic مصفاة عبادان', 'بحث: «مصفاة عبادان» · خبر واحد'],
    ['قطقوطة', 'لا نتائج لـ«قطقوطة».'],
    ['من إلى عن', messages.searchTooVague],
    ['/foo', read(messages.unknownCommand)],
    ['...', messages.empty],
    ['آخر الأخبار', 'آخر الأخبار'],
  ])('«%s» is answered «%s»', async (text, first) => {
    const r = await rig();
    await addStory(r.store, { headline: 'افتتاح مصفاة في عبادان', topics: ['iran'] });
    expect(read((await say(r, text)).text).split('\n')[0]).toBe(first);
    expect(r.log.lines).toEqual([]);
  });

  test('/latest tells as many as asked for, newest first, in as many messages as it takes', async () => {
    const r = await rig();
    for (let hour = 1; hour <= 12; hour += 1)
      await addStory(r.store, {
        headline: `خبر الساعة ${hour}`,
        publishedAt: NINE - hour * HOUR,
        sentences: [`${'جملة طويلة عن حدث بعيد '.repeat(40)}.`],
      });
    const numbers = (text: string): readonly string[] => text.match(/^\u200f?\d+(?=\. )/gmu) ?? [];
    const first = await say(r, '/latest 99');
    await settled(r);
    const all = written(r, r.reader).flatMap((message) => numbers(message.text).map((one) => read(one)));
    expect(all).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9', '10']);
    expect(first.text).toContain('خبر الساعة 1\n');
  });

  test('a topic with many stories is paged', async () => {
    const r = await rig();
    for (let hour = 1; hour <= 7; hour += 1)
      await addStory(r.store, {
        headline: `خبر الساعة ${hour}`,
        topics: ['iran'],
        publishedAt: NINE - hour * HOUR,
      });
    const first = await say(r, 'إيران');
    expect(read(first.text)).toMatch(/^إيران · أحدث 5 أخبار\n/u);
    expect(buttons(first)).toEqual([['المزيد'], ['متابعة إيران', 'مشاركة']]);
    expect(read((await say(r, '/search الساعة')).text)).toMatch(/^بحث: «الساعة» · أحدث 5 أخبار\n/u);
    const second = nextBotMessage(r.api, r.reader);
    await r.api.press({ chatId: r.reader, from: r.reader, messageId: first.id, button: 'المزيد' });
    const text = read((await second).text);
    expect(text).toMatch(/^إيران · صفحة 2\n\n6\. خبر الساعة 6\n/u);
    expect(buttons(await second)).toEqual([['متابعة إيران', 'مشاركة']]);
  });

  test('the top topic tells what most voices report', async () => {
    const r = await rig();
    await addStory(r.store, { headline: 'خبر قديم', publishedAt: NINE - 5 * HOUR });
    await addStory(r.store, { headline: 'مقال رأي', kind: 'opinion', publishedAt: NINE - HOUR });
    expect(read((await say(r, 'أهم الأخبار')).text)).toMatch(/^أهم الأخبار · خبر واحد\n\n1\. خبر قديم\n/u);
  });

  test('a topic where nothing is new says since when', async () => {
    const r = await rig();
    await addStory(r.store, { headline: 'قمة خليجية', topics: ['kuwait'], publishedAt: NINE - 96 * HOUR });
    expect(read((await say(r, 'الكويت')).text).split('\n')[1]).toBe(
      'لا جديد في «الكويت» منذ الخميس 19 نوفمبر.',
    );
  });

  test('undated stories say so once, above them all', async () => {
    const r = await rig();
    await addStory(r.store, { headline: 'قمة خليجية', topics: ['kuwait'], publishedAt: undefined });
    const text = read((await say(r, 'الكويت')).text);
    expect(text.split('\n')[1]).toBe('مواد بلا تاريخ نشر');
    expect(text.match(/بلا تاريخ/gu)).toHaveLength(1);
  });

  test('several topics are followed at once', async () => {
    const r = await rig();
    const answer = await say(r, 'تابع إيران ولبنان وعلوم وفضاء');
    expect((await chatOf(r, r.reader)).topics).toEqual(['iran', 'lebanon', 'science']);
    expect(read(answer.text).split('\n').at(-1)).toBe('النشرة التالية: الاثنين 8:00 م.');
    await say(r, 'إلغاء متابعة لبنان');
    expect((await chatOf(r, r.reader)).topics).toEqual(['iran', 'science']);
    const list = await say(r, 'إلغاء');
    expect(buttons(list)).toEqual([['إيران'], ['علوم وفضاء']]);
    const edited = nextEdit(r.api, r.reader, list.id);
    await r.api.press({ chatId: r.reader, from: r.reader, messageId: list.id, button: 'إيران' });
    expect(buttons(await edited)).toEqual([['علوم وفضاء']]);
    await say(r, 'تابع إيران');
    expect(read((await say(r, 'متابعاتي')).text)).toBe(
      'المتابَع: علوم وفضاء، إيران.\nالنشرة التالية: الاثنين 8:00 م.',
    );
  });

  test('the groups of /topics open, toggle and close in place', async () => {
    const r = await rig();
    const list = await say(r, '/topics');
    const tap = async (button: string) => {
      const edited = nextEdit(r.api, r.reader, list.id);
      await r.api.press({ chatId: r.reader, from: r.reader, messageId: list.id, button });
      return edited;
    };
    expect(buttons(await tap('الجوار')).flat()).toContain('🇮🇷 إيران');
    expect(buttons(await tap('🇮🇷 إيران')).flat()).toContain('✓ 🇮🇷 إيران');
    const back = await tap('رجوع');
    expect(buttons(back).flat()).toContain('الجوار (1)');
    expect(read(back.text)).toBe('المواضيع\nالمتابَع: موضوع واحد.');
    expect(written(r, r.reader)).toHaveLength(1);
  });

  test('/digest previews the next one and spends nothing', async () => {
    const r = await rig();
    expect((await say(r, 'نشرتي')).text).toContain(messages.emptyDigest);
    await addStory(r.store, { headline: 'قمة في طهران', topics: ['iran'] });
    await addStory(r.store, { headline: 'معرض للكتاب في بيروت', topics: ['lebanon'] });
    await say(r, 'تابع إيران ولبنان');
    const first = await say(r, 'نشرتي');
    expect(read(first.text)).toMatch(
      /^معاينة نشرة المساء · 23 نوفمبر\nخبران\n\nلبنان\n\n1\. معرض للكتاب في بيروت\n/u,
    );
    expect((await say(r, '/digest')).text).toBe(first.text);
    await say(r, 'إيقاف');
    const stories = (text: string) => text.slice(0, text.lastIndexOf('\n\n'));
    expect(stories((await say(r, '/digest')).text)).toBe(stories(first.text));
  });

  test('/sources names outlets, and who does not answer; the reason is for the operator alone', async () => {
    const r = await rig({ adminIds: [77] });
    const source = (id: string, publisher: string) =>
      ({
        id,
        kind: 'feed',
        url: `https://${id}.example`,
        publisher,
        house: undefined,
        fullText: false,
      }) as const;
    await r.store.sources.sync(
      [
        source('a', 'RT'),
        source('b', 'صحيفة الميناء'),
        source('c', 'قناة الوادي'),
        source('d', 'وكالة الجبل'),
      ],
      NINE,
    );
    const visit = {
      disabled: undefined,
      etag: undefined,
      lastModified: undefined,
      nextDueAt: NINE,
      failures: 3,
      lastSuccessAt: NINE - 2 * HOUR,
      lastError: 'status 500',
      movedTo: undefined,
      movedSeen: 0,
    };
    await r.store.sources.settle('b', visit);
    await r.store.sources.settle('d', {
      ...visit,
      failures: 1,
      lastSuccessAt: undefined,
      lastError: 'no address',
    });
    await r.store.sources.setDisabled('c', 'gone');
    const text = read((await say(r, 'المصادر')).text);
    expect(text).toContain('مصدر واحد: RT.');
    expect(text).toContain('متعثّرة الآن: صحيفة الميناء (آخر قراءة الاثنين 07:00)');
    expect(text).toContain('لم أصل إليها بعد: وكالة الجبل');
    expect(text).toContain('موقوفة: قناة الوادي');
    expect(text).toContain('إعلام حكومي: RT');
    expect(text).not.toContain('status 500');
    r.api.addUser({ id: 77, started: true });
    await say(r, '/sources', { chatId: 77 });
    await settled(r);
    expect(
      written(r, 77)
        .map(({ text }) => read(text))
        .at(-1),
    ).toBe('b: status 500\nd: no address');
  });

  test('the words under a photo are read like any others', async () => {
    const r = await rig();
    const answer = nextBotMessage(r.api, r.reader);
    r.api.say({ chatId: r.reader, attach: 'photo', text: 'الكويت' });
    expect(read((await answer).text)).toBe('لا جديد عندي في «الكويت».');
  });

  test.each(['photo', 'voice', 'sticker', 'location', 'document'] as const)(
    'a %s is answered with one kind sentence',
    async (attach) => {
      const r = await rig();
      const answer = nextBotMessage(r.api, r.reader);
      r.api.say({ chatId: r.reader, attach });
      expect((await answer).text).toBe(messages.notText);
    },
  );

  test('a flood is answered with one sentence, then with none, and later again', async () => {
    const r = await rig();
    for (let time = 0; time < 40; time += 1) r.api.say({ chatId: r.reader, text: '؟' });
    await settled(r);
    const texts = written(r, r.reader).map((message) => message.text);
    expect(texts).toHaveLength(4);
    expect(texts.at(-1)).toBe(messages.tooFast);
    r.clock.now += 60_000;
    expect((await say(r, '...')).text).toBe(messages.empty);
  });

  test.each(['private', 'group'] as const)(
    'a flood in a %s chat keeps nobody else waiting for Telegram’s pace',
    async (kind) => {
      const r = await rig({ api: await startTestApi({ limits: true }) });
      const chatId =
        kind === 'private'
          ? r.reader
          : r.api.addGroup({ title: 'ديوانية', supergroup: true, members: [r.reader] });
      for (let time = 0; time < 26; time += 1) r.api.say({ chatId, from: r.reader, text: '/help' });
      await settled(r);
      // Refused calls are counted too: one of these waited, the others were never made.
      const calls = r.api.calls().filter(({ method }) => method === 'sendmessage');
      expect(calls.length).toBeLessThanOrEqual(6);
      expect(written(r, chatId).at(-1)?.text).toBe(messages.tooFast);
      expect(r.log.lines).toEqual([]);
    },
  );

  test('an answer that Telegram’s pace refuses is not apologised for: that would be one message more', async () => {
    const r = await rig();
    r.api.fail({ fault: { kind: 'flood', retryAfter: 30 }, method: 'sendMessage' });
    r.api.say({ chatId: r.reader, text: '...' });
    await settled(r);
    expect(written(r, r.reader)).toEqual([]);
    expect(r.log.lines).toEqual(['warn: Telegram’s pace refused an answer']);
  });

  test('one who blocked the bot is paused, and is as before after unblocking', async () => {
    const r = await rig();
    await say(r, 'تابع إيران');
    r.api.block(r.reader);
    await settled(r);
    expect(await chatOf(r, r.reader)).toMatchObject({ paused: 'blocked', nextDigestAt: undefined });
    r.api.unblock(r.reader);
    await settled(r);
    expect(await chatOf(r, r.reader)).toMatchObject({ paused: undefined, topics: ['iran'] });
    expect((await chatOf(r, r.reader)).nextDigestAt).toBe(NINE + 11 * HOUR);
  });

  test('buttons that none of ours carry are answered quietly', async () => {
    const r = await rig();
    await settled(r);
    for (const data of ['', 'x', 't:nowhere:1', 'x:99:iran', 'sub:1:2', 'q:', 'p:iran:', '__proto__'])
      await r.bot.handleUpdate({
        update_id: 1 + data.length,
        callback_query: {
          id: '1',
          from: { id: r.reader, is_bot: false, first_name: 'س' },
          chat_instance: '1',
          data,
          message: { message_id: 1, date: 0, chat: { id: r.reader, type: 'private', first_name: 'س' } },
        },
      } as never);
    expect(await r.store.chats.find({ telegramId: r.reader, threadId: 0 })).toBeUndefined();
    expect(written(r, r.reader)).toEqual([]);
    expect(r.log.lines).toEqual([]);
  });

  test('a button that the tapped message does not show is no button', async () => {
    const r = await rig();
    await settled(r);
    const shown = { inline_keyboard: [[{ text: 'رجوع', callback_data: 'groups' }]] };
    await r.bot.handleUpdate({
      update_id: 1,
      callback_query: {
        id: '1',
        from: { id: r.reader, is_bot: false, first_name: 'س' },
        chat_instance: '1',
        data: 'stop',
        message: {
          message_id: 1,
          date: 1,
          chat: { id: r.reader, type: 'private', first_name: 'س' },
          reply_markup: shown,
        },
      },
    } as never);
    expect(await r.store.chats.find({ telegramId: r.reader, threadId: 0 })).toBeUndefined();
    expect(written(r, r.reader)).toEqual([]);
  });
});

describe('in a group', () => {
  async function group(r: Rig, options: { readonly forum?: boolean } = {}) {
    const member = r.api.addUser({ firstName: 'عضو' });
    const admin = r.api.addUser({ firstName: 'مشرف' });
    const chatId = r.api.addGroup({
      title: 'ديوانية',
      supergroup: true,
      members: [member],
      administrators: [admin],
      ...options,
    });
    return { member, admin, chatId };
  }

  test('a welcome when the bot is added, with the topics; and again none when it is made an administrator', async () => {
    const r = await rig();
    const admin = r.api.addUser();
    const chatId = r.api.addGroup({ title: 'ديوانية', administrators: [admin], bot: 'left' });
    const welcome = nextBotMessage(r.api, chatId);
    r.api.setMember(chatId, r.api.botId, 'member', admin);
    expect(read((await welcome).text)).toMatch(/^السلام عليكم\./u);
    r.api.setMember(chatId, r.api.botId, 'administrator', admin);
    await settled(r);
    expect(written(r, chatId)).toHaveLength(1);
    expect(await r.store.chats.find({ telegramId: chatId, threadId: 0 })).toBeUndefined();
  });

  test('commands, mentions and replies that name a topic are answered, the rest of the talk is not', async () => {
    const r = await rig();
    const { member, chatId } = await group(r);
    r.api.setMember(chatId, r.api.botId, 'administrator');
    r.api.say({ chatId, from: member, text: 'إيران' });
    r.api.say({ chatId, from: member, text: 'آخر الأخبار' });
    r.api.say({ chatId, from: member, text: '/foo' });
    r.api.say({ chatId, from: member, text: '/latest@other_bot' });
    r.api.say({ chatId, from: member, attach: 'photo' });
    await settled(r);
    expect(written(r, chatId)).toEqual([]);
    const answer = await say(r, '/latest', { chatId, from: member });
    expect(answer.text).toBe(messages.nothingYet);
    expect(read((await say(r, `@${r.api.botUsername} الكويت`, { chatId, from: member })).text)).toBe(
      'لا جديد عندي في «الكويت».',
    );
    expect(read((await say(r, 'قطر', { chatId, from: member, replyTo: answer.id })).text)).toBe(
      'لا جديد عندي في «قطر».',
    );
    r.api.say({ chatId, from: member, replyTo: answer.id, text: 'كلام فارغ' });
    r.api.say({ chatId, from: member, replyTo: answer.id, text: '😂' });
    r.api.say({ chatId, from: member, replyTo: answer.id, attach: 'sticker' });
    await settled(r);
    expect(written(r, chatId)).toHaveLength(3);
    expect(read((await say(r, `/foo@${r.api.botUsername}`, { chatId, from: member })).text)).toBe(
      read(messages.unknownCommand),
    );
  });

  test.each(['/subscribe إيران', '/unsubscribe إيران', '/time 9', '/timezone القاهرة', '/stop', '/start'])(
    '%s is for administrators',
    async (text) => {
      const r = await rig();
      const { member, admin, chatId } = await group(r);
      expect((await say(r, text, { chatId, from: member })).text).toBe(messages.adminsOnly);
      expect(await r.store.chats.find({ telegramId: chatId, threadId: 0 })).toBeUndefined();
      expect((await say(r, text, { chatId, from: admin })).text).not.toBe(messages.adminsOnly);
      expect(await chatOf(r, chatId)).toMatchObject({ kind: 'group', title: 'ديوانية' });
    },
  );

  test('an administrator who stays unnamed may change things', async () => {
    const r = await rig();
    const { chatId } = await group(r);
    await say(r, '/subscribe إيران', { chatId });
    expect((await chatOf(r, chatId)).topics).toEqual(['iran']);
  });

  test('where Telegram does not tell who administers, the bot says what it needs', async () => {
    const r = await rig();
    const { admin, chatId } = await group(r);
    const description = 'Bad Request: member list is inaccessible';
    r.api.fail({ fault: { kind: 'refuse', status: 400, description }, method: 'getChatMember' });
    expect((await say(r, '/subscribe إيران', { chatId, from: admin })).text).toBe(messages.adminsUnknown);
  });

  test('buttons obey the same rule', async () => {
    const r = await rig();
    const { member, admin, chatId } = await group(r);
    const list = await say(r, '/topic iran', { chatId, from: member });
    const press = (from: number) => r.api.press({ chatId, from, messageId: list.id, button: 'f:iran' });
    expect((await press(member)).text).toBe(messages.adminsOnly);
    expect(await r.store.chats.find({ telegramId: chatId, threadId: 0 })).toBeUndefined();
    const edited = nextEdit(r.api, chatId, list.id);
    expect((await press(admin)).text).toBe('بدأت متابعة «إيران».');
    expect(buttons(await edited)).toEqual([['إلغاء متابعة إيران', 'مشاركة']]);
    expect((await chatOf(r, chatId)).topics).toEqual(['iran']);
  });

  test('who administers is asked once a minute', async () => {
    const r = await rig();
    const { admin, chatId } = await group(r);
    const asked = () => r.api.calls().filter(({ method }) => method === 'getchatmember').length;
    await say(r, '/subscribe إيران', { chatId, from: admin });
    await say(r, '/subscribe مصر', { chatId, from: admin });
    expect(asked()).toBe(1);
    r.api.setMember(chatId, admin, 'member');
    r.clock.now += 61_000;
    expect((await say(r, '/subscribe قطر', { chatId, from: admin })).text).toBe(messages.adminsOnly);
    expect(asked()).toBe(2);
  });

  test('each thread of a forum has its own topics, and is answered where it asked', async () => {
    const r = await rig();
    const { admin, chatId } = await group(r, { forum: true });
    const threadId = r.api.addThread(chatId, 'أخبار');
    const answer = await say(r, '/subscribe إيران', { chatId, from: admin, threadId });
    expect(answer.threadId).toBe(threadId);
    expect((await chatOf(r, chatId, threadId)).topics).toEqual(['iran']);
    expect(await r.store.chats.find({ telegramId: chatId, threadId: 0 })).toBeUndefined();
  });

  test('all threads of a forum go on when the bot is let in again', async () => {
    const r = await rig();
    const { admin, chatId } = await group(r, { forum: true });
    const threads = ['أخبار', 'رياضة'].map((name) => r.api.addThread(chatId, name));
    for (const threadId of threads) await say(r, '/subscribe إيران', { chatId, from: admin, threadId });
    const [first = 0, second = 0] = threads;
    await r.store.chats.setPaused((await chatOf(r, chatId, first)).id, 'gone', undefined);
    await r.store.chats.setPaused((await chatOf(r, chatId, second)).id, 'reader', undefined);
    r.api.setMember(chatId, r.api.botId, 'kicked', admin);
    r.api.setMember(chatId, r.api.botId, 'member', admin);
    await settled(r);
    expect(await chatOf(r, chatId, first)).toMatchObject({
      paused: undefined,
      nextDigestAt: NINE + 11 * HOUR,
    });
    expect((await chatOf(r, chatId, second)).paused).toBe('reader');
  });

  test('that becomes a supergroup keeps its topics', async () => {
    const r = await rig();
    const admin = r.api.addUser();
    const chatId = r.api.addGroup({ title: 'ديوانية', administrators: [admin] });
    await say(r, '/subscribe إيران', { chatId, from: admin });
    const fresh = r.api.upgrade(chatId);
    await settled(r);
    expect((await chatOf(r, fresh)).topics).toEqual(['iran']);
    expect(await r.store.chats.find({ telegramId: chatId, threadId: 0 })).toBeUndefined();
  });

  test('the bot is put out of is paused, and goes on when it is let in again', async () => {
    const r = await rig();
    const { admin, chatId } = await group(r);
    await say(r, '/subscribe إيران', { chatId, from: admin });
    r.api.setMember(chatId, r.api.botId, 'kicked', admin);
    await settled(r);
    expect((await chatOf(r, chatId)).paused).toBe('gone');
    r.api.setMember(chatId, r.api.botId, 'member', admin);
    await settled(r);
    expect(await chatOf(r, chatId)).toMatchObject({ paused: undefined, nextDigestAt: NINE + 11 * HOUR });
  });
});

test('a chat that Telegram once refused and that takes an answer again gets its digests again', async () => {
  const r = await rig();
  await say(r, 'تابع إيران');
  const { id } = await chatOf(r, r.reader);
  await r.store.chats.setPaused(id, 'gone', undefined);
  await say(r, '؟');
  await settled(r);
  expect(await chatOf(r, r.reader)).toMatchObject({ paused: undefined, nextDigestAt: NINE + 11 * HOUR });
  await r.store.chats.setPaused(id, 'blocked', undefined);
  await say(r, '/stop');
  await settled(r);
  expect(await chatOf(r, r.reader)).toMatchObject({ paused: 'reader', nextDigestAt: undefined });
});

describe('in a channel', () => {
  test('a command posted there counts as its administrators’, and is answered with links only', async () => {
    const r = await rig();
    const chatId = r.api.addChannel({ title: 'قناة الوادي' });
    const answer = await say(r, '/subscribe إيران', { chatId });
    expect(read(answer.text)).toBe('بدأت متابعة «إيران».\nالنشرة التالية: الاثنين 8:00 م.');
    expect(await chatOf(r, chatId)).toMatchObject({ kind: 'channel', topics: ['iran'] });
    expect(buttons(await say(r, '/topic iran', { chatId }))).toEqual([['مشاركة']]);
    const topics = await say(r, '/topics', { chatId });
    expect(buttons(topics)).toEqual([]);
    expect(read(topics.text)).toContain('\nالجوار: إيران، تركيا، ');
    await say(r, '/time', { chatId });
    r.api.say({ chatId, text: 'خبر عاجل عن إيران' });
    await settled(r);
    expect(written(r, chatId)).toHaveLength(4);
  });

  test('readers’ taps post nothing there, administrators’ do', async () => {
    const r = await rig();
    const admin = r.api.addUser();
    const chatId = r.api.addChannel({ title: 'قناة الوادي', administrators: [admin] });
    const old = await r.bot.api.sendMessage(chatId, 'رسالة قديمة', {
      reply_markup: { inline_keyboard: [[{ text: 'آخر الأخبار', callback_data: 'latest' }]] },
    });
    const press = (from: number) =>
      r.api.press({ chatId, from, messageId: old.message_id, button: 'latest' });
    expect((await press(r.reader)).text).toBe(messages.channelAdminsOnly);
    await settled(r);
    expect(written(r, chatId)).toHaveLength(1);
    await press(admin);
    await settled(r);
    expect(written(r, chatId)).toHaveLength(2);
  });

  test('nothing that is answered there has buttons that act', async () => {
    const r = await rig();
    const chatId = r.api.addChannel({ title: 'قناة الوادي' });
    for (let hour = 1; hour <= 7; hour += 1)
      await addStory(r.store, { headline: `خبر الساعة ${hour}`, topics: ['iran'] });
    await say(r, '/subscribe إيران، لبنان', { chatId });
    const answers = ['/topic iran', '/topic ايرن', '/search قطقوطة', '/subscriptions', '/stop', '/start'];
    for (const text of answers)
      expect(buttons(await say(r, text, { chatId })).flat()).toEqual(
        text.startsWith('/topic') ? ['مشاركة'] : [],
      );
    const leave = await say(r, '/unsubscribe', { chatId });
    expect(buttons(leave)).toEqual([]);
    expect(read(leave.text)).toContain('المتابَع: إيران، لبنان.');
  });

  test('a welcome when the bot is made an administrator', async () => {
    const r = await rig();
    const owner = r.api.addUser();
    const chatId = r.api.addChannel({ title: 'قناة الوادي', administrators: [owner], bot: 'left' });
    const welcome = nextBotMessage(r.api, chatId);
    r.api.setMember(chatId, r.api.botId, 'administrator', owner);
    expect(read((await welcome).text)).toBe(read(messages.channelWelcome));
  });
});

describe('updates', () => {
  const update = (id: number, from: number) =>
    ({
      update_id: id,
      message: {
        message_id: 1,
        date: 0,
        text: '؟',
        chat: { id: from, type: 'private', first_name: 'س' },
        from: { id: from, is_bot: false, first_name: 'س' },
      },
    }) as never;

  test('that come twice are answered once, also after a restart', async () => {
    const store = testStore();
    const r = await rig({ store });
    await say(r, '...');
    await r.bot.handleUpdate(update(5, r.reader));
    await r.bot.handleUpdate(update(5, r.reader));
    expect(written(r, r.reader)).toHaveLength(2);
    await r.stop();
    const again = await rig({ store });
    again.api.jumpUpdateIds(1000);
    await say(again, '...');
    await again.bot.handleUpdate(update(5, again.reader));
    expect(written(again, again.reader)).toHaveLength(1);
  });

  test('whose answering failed are told in one sentence, and the operator reads why, without the token', async () => {
    const store = testStore();
    keepSecret([TEST_TOKEN]);
    const r = await rig({
      store: {
        ...store,
        stories: {
          ...store.stories,
          latest: async () => {
            throw new Error(`disk full at /bot${TEST_TOKEN}/x`);
          },
        },
      },
    });
    expect((await say(r, '/latest')).text).toBe(messages.failed);
    expect(r.log.lines).toEqual(['error: answering failed']);
    expect(JSON.stringify(r.log.lines)).not.toContain(TEST_TOKEN);
  });

  test('whose answer met a server error or a broken connection are not answered twice', async () => {
    const r = await rig();
    r.api.fail({ fault: { kind: 'reset-after' }, method: 'sendMessage' });
    r.api.fail({ fault: { kind: 'server', accepted: true }, method: 'sendMessage' });
    r.api.say({ chatId: r.reader, text: '...' });
    await settled(r);
    expect(written(r, r.reader).filter(({ text }) => text === messages.empty)).toHaveLength(1);
  });

  test('of a reader who blocks the bot meanwhile pause the chat', async () => {
    const r = await rig();
    await say(r, 'تابع إيران');
    r.api.fail({
      fault: { kind: 'refuse', status: 403, description: 'Forbidden: bot was blocked by the user' },
      method: 'sendMessage',
      chatId: r.reader,
    });
    r.api.say({ chatId: r.reader, text: '؟' });
    await settled(r);
    expect((await chatOf(r, r.reader)).paused).toBe('blocked');
  });
});

describe('whatever readers write and press', () => {
  const words = fc.oneof(
    fc.constantFrom(
      ...Object.keys(menu).map((command) => `/${command}`),
      'إيران',
      'لبنان',
      'تابع',
      'إلغاء',
      'الموعد',
      '8',
      '٨ م',
      'توقيت',
      'بيروت',
      'بحث عن',
      'أخبار',
      '@x',
      '<b>',
      '&',
      '"',
      '/',
      '#وسم',
      'example.com',
      '5',
      'top',
      '\n',
      'x'.repeat(500),
      'كلمة '.repeat(200),
      '()*&^',
      'OR NOT "',
      'NEAR(',
    ),
    fc.string({ unit: 'grapheme', maxLength: 20 }),
  );

  test('the bot never fails, and Telegram takes all it says', async () => {
    const r = await rig();
    await addStory(r.store, { headline: 'قمة <في> طهران & @name', topics: ['iran'], publisher: 'A&B <c>' });
    await r.store.sources.sync(
      [
        {
          id: 'a',
          kind: 'feed',
          url: 'https://a.example',
          publisher: '<RT> @x',
          house: undefined,
          fullText: false,
        },
      ],
      NINE,
    );
    const texts = fc.sample(fc.array(words, { minLength: 1, maxLength: 4 }), { numRuns: 120, seed: 7 });
    const admin = r.api.addUser();
    const group = r.api.addGroup({ title: 'g', administrators: [admin], supergroup: true });
    for (const pieces of texts) {
      r.clock.now += 5000;
      const text = pieces.join(' ');
      if (text.trim() !== '') {
        r.api.say({ chatId: r.reader, text });
        r.api.say({ chatId: group, from: admin, text });
      }
      await settled(r);
      const last = written(r, r.reader).at(-1);
      for (const button of last?.keyboard.flat() ?? [])
        if ('callback_data' in button && pieces.length > 2) {
          r.clock.now += 2000;
          await r.api
            .press({
              chatId: r.reader,
              from: r.reader,
              messageId: last?.id ?? 0,
              button: button.callback_data,
            })
            .catch(() => undefined);
          break;
        }
    }
    expect(r.log.lines).toEqual([]);
    expect(written(r, r.reader).length).toBeGreaterThan(100);
    expect(
      written(r, r.reader).filter(
        (message) => message.droppedEntities > 0 || message.text === messages.failed,
      ),
    ).toEqual([]);
  }, 60_000);
});

describe('polling', () => {
  test('registers every command with its words', async () => {
    const r = await rig();
    await say(r, '...');
    expect(r.api.commands()).toEqual(
      Object.entries(menu).map(([command, description]) => ({ command, description })),
    );
  });

  test('ends at once when told to, with what is in hand answered', async () => {
    const r = await rig();
    await say(r, '...');
    const typed = nextEvent(r.api, (event) =>
      event.kind === 'message' && event.message.fromBot ? true : undefined,
    );
    r.api.say({ chatId: r.reader, text: '؟' });
    await typed;
    await r.stop();
    await r.running;
    expect(written(r, r.reader)).toHaveLength(2);
    expect(r.api.pendingUpdates()).toBe(0);
  });

  test('stopped with questions waiting goes on with them at the next start, each answered once', async () => {
    const store = testStore();
    const first = await rig({ store });
    const readers = Array.from({ length: 8 }, () => first.api.addUser({ started: true }));
    await say(first, '؟');
    const begun = nextBotMessage(first.api, readers[0] ?? 0);
    for (const chatId of readers) first.api.say({ chatId, text: '...' });
    await begun;
    await first.stop();
    const second = await rig({ store, api: first.api });
    await settled(second);
    expect(second.log.lines).toEqual([]);
    for (const chatId of readers) expect(written(first, chatId)).toHaveLength(1);
  });

  test('ends also while Telegram cannot be reached', async () => {
    const r = await rig();
    await say(r, '...');
    await r.api.down();
    await r.stop();
    await r.running;
    expect(r.log.lines.filter((line) => line.startsWith('error'))).toEqual([]);
    const api = await startTestApi();
    await api.down();
    const late = await rig({ api, store: r.store });
    await vi.waitFor(() => expect(late.log.lines).toEqual(['warn: Telegram does not answer; trying on']));
    await late.stop();
    await late.running;
    expect(late.log.lines.at(-1)).toBe('warn: the last answered updates are not confirmed');
  });

  async function refusedWith(status: 401 | 404 | 409): Promise<unknown> {
    const api = await startTestApi();
    const store = testStore();
    const log = listeningLog();
    const signal = new AbortController().signal;
    const method = status === 409 ? 'getUpdates' : 'getMe';
    api.fail({ fault: { kind: 'refuse', status, description: 'refused' }, method });
    const bot = createBot({
      token: TEST_TOKEN,
      apiRoot: api.url,
      chats: store.chats,
      stories: store.stories,
      sources: store.sources,
      previewDigest: async () => undefined,
      defaultZone: 'Asia/Riyadh',
      adminIds: [],
      now: () => NINE,
      log,
    });
    try {
      return await runBot(bot, { signal, log }).then(
        () => 'ended',
        (error: unknown) => error,
      );
    } finally {
      await api.close();
    }
  }

  test.each([
    [401, 'token'],
    [404, 'token'],
    [409, 'poller'],
  ] as const)('a %i is told apart', async (status, kind) => {
    const error = await refusedWith(status);
    expect(error).toBeInstanceOf(PollingRefused);
    expect(error).toMatchObject({ kind });
    expect(String(error)).not.toContain(TEST_TOKEN);
  });
});
