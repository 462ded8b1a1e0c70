import { describe, expect, test } from 'vitest';
import { messages } from '../../src/telegram/messages.ts';
import { nextBotMessage, nextEdit, startTestApi } from '../support/bot-api.ts';
import { addStory, buttons, chatOf, HOUR, NINE, read, rig, say, settled, written } from './harness.ts';

describe('in a private chat', () => {
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
    expect(read(unknown.text)).toBe('لا متابعة لـ«كشمير» حتى تُلغى.');
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
    expect(buttons(first).slice(2)).toEqual([['المزيد'], ['متابعة إيران', 'مشاركة']]);
    expect(read((await say(r, '/search الساعة')).text)).toMatch(/^بحث: «الساعة» · أحدث 5 أخبار\n/u);
    const second = nextEdit(r.api, r.reader, first.id);
    await r.api.press({ chatId: r.reader, from: r.reader, messageId: first.id, button: 'المزيد' });
    const text = read((await second).text);
    expect(text).toMatch(/^إيران · صفحة 2\n\n6\. خبر الساعة 6\n/u);
    expect(buttons(await second).slice(1)).toEqual([['السابق'], ['متابعة إيران', 'مشاركة']]);
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
    expect(read(answer.text).split('\n')).toContain('النشرة التالية: الاثنين 8:00 م.');
    await say(r, 'إلغاء متابعة لبنان');
    expect((await chatOf(r, r.reader)).topics).toEqual(['iran', 'science']);
    const list = await say(r, 'إلغاء');
    expect(buttons(list)).toEqual([['إيران'], ['علوم وفضاء']]);
    const edited = nextEdit(r.api, r.reader, list.id);
    await r.api.press({ chatId: r.reader, from: r.reader, messageId: list.id, button: 'إيران' });
    expect(buttons(await edited)).toEqual([['علوم وفضاء']]);
    await say(r, 'تابع إيران');
    expect(read((await say(r, 'متابعاتي')).text)).toMatch(
      /^المتابَع: علوم وفضاء، إيران.\nالنشرة التالية: الاثنين 8:00 م.\n/u,
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
    expect(buttons(await tap('🇮🇷 إيران')).flat()).toContain('✅ 🇮🇷 إيران');
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
    r.api.fail({ fault: { kind: 'flood', retryAfter: 31 }, method: 'sendMessage' });
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
