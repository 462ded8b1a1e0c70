import { describe, expect, test } from 'vitest';
import { random } from '../../eval/random.ts';
import { messages } from '../../src/telegram/messages.ts';
import { files } from '../../src/topics/files.ts';
import { nextBotMessage, nextEdit } from '../support/bot-api.ts';
import {
  addStory,
  buttons,
  chatOf,
  HOUR,
  NINE,
  type Rig,
  read,
  rig,
  say,
  settled,
  staleNote,
  written,
} from './harness.ts';

const DAM = '=سد النهضه';

/** The message after a tap on one of its buttons, as it is edited. */
async function tap(r: Rig, messageId: number, button: string, chatId = r.reader, from = r.reader) {
  r.clock.now += 1_000;
  const edited = nextEdit(r.api, chatId, messageId);
  const noted = r.api.press({ chatId, from, messageId, button });
  return { message: await edited, note: (await noted).text };
}

async function withNews(): Promise<Rig> {
  const r = await rig();
  await addStory(r.store, { headline: 'خبراء يبحثون ملء سد النهضة في نيروبي', topics: ['africa'] });
  await addStory(r.store, {
    headline: 'إثيوبيا تعلن موعد ملء سد النهضة',
    topics: ['africa'],
    publishedAt: NINE - 2 * HOUR,
  });
  return r;
}

describe('/subscribe with words of one’s own', () => {
  test('follows them, says which news they bring, and begins the digests', async () => {
    const r = await withNews();
    const answer = await say(r, '/subscribe سد النهضة -إثيوبيا');
    expect(read(answer.text)).toBe(
      'بدأت متابعة «سد النهضة -إثيوبيا». الأخبار التي فيها: سد، النهضة، وليس فيها: إثيوبيا.\nالنشرة التالية: الاثنين 8:00 م.\n\nفي أي مدينة؟ لضبط التوقيت وعطلة الأسبوع وأسماء الشهور.',
    );
    expect(await chatOf(r, r.reader)).toMatchObject({
      topics: ['=سد النهضه -اثيوبيا'],
      nextDigestAt: NINE + 11 * HOUR,
    });
    const preview = read((await say(r, '/digest')).text);
    expect(preview).toContain('خبراء يبحثون ملء سد النهضة في نيروبي');
    expect(preview).not.toContain('إثيوبيا تعلن');
  });

  test.each([
    ['ترامب', 'ترامب'],
    ['"جسر المرفأ"', '"جسر المرفأ"'],
  ])('says one word or one phrase once: %s', async (words, name) => {
    const r = await withNews();
    const [first = ''] = read((await say(r, `/subscribe ${words}`)).text).split('\n');
    expect(first).toBe(`بدأت متابعة «${name}».`);
    const list = await say(r, '/subscriptions');
    expect(read((await tap(r, list.id, name)).message.text)).toBe(name);
  });

  test('names a word once, however often it was written', async () => {
    const r = await withNews();
    expect(read((await say(r, '/subscribe سد النهضة سد')).text)).toContain('الأخبار التي فيها: سد، النهضة.');
  });

  test('knows them in another spelling, and beside topics of the catalogue', async () => {
    const r = await withNews();
    await say(r, 'تابع سد النهضة، إيران');
    expect(read((await say(r, '/subscribe سدّ النهضه')).text)).toContain('قائمة من قبل');
    expect((await chatOf(r, r.reader)).topics).toEqual([DAM, 'iran']);
  });

  test('names the digest’s part after them', async () => {
    const r = await withNews();
    await addStory(r.store, { headline: 'إيران تفتتح ميناء', topics: ['iran'] });
    await say(r, 'تابع سد النهضة، إيران');
    const lines = read((await say(r, '/digest')).text).split('\n');
    expect(lines).toContain('سد النهضة');
    expect(lines).toContain('إيران');
  });

  test.each(['إيران', 'iran', 'الإيراني', 'أخبار إيران'])('a catalogue name wins: %s', async (words) => {
    const r = await rig();
    await say(r, `/subscribe ${words}`);
    expect((await chatOf(r, r.reader)).topics).toEqual(['iran']);
  });

  test('a slip is asked about: the topic, or the words as they are', async () => {
    const r = await rig();
    const asked = await say(r, '/subscribe ايرن');
    expect(read(asked.text)).toBe('لا موضوع باسم «ايرن». المقصود «إيران»؟');
    expect(buttons(asked)).toEqual([['متابعة إيران', 'متابعة عبارة «ايرن»']]);
    expect((await chatOf(r, r.reader)).topics).toEqual([]);
    const { message, note } = await tap(r, asked.id, 'متابعة عبارة «ايرن»');
    expect(note).toBe('بدأت متابعة «ايرن».');
    expect(buttons(message)).toEqual([['متابعة إيران', 'إلغاء متابعة «ايرن»']]);
    expect((await chatOf(r, r.reader)).topics).toEqual(['=ايرن']);
  });

  test('words that are one letter from the news are asked about too', async () => {
    const r = await withNews();
    const asked = await say(r, '/subscribe سد النهظة');
    expect(read(asked.text)).toBe('لم أجد «سد النهظة» في الأخبار. المقصود «سد النهضة»؟');
    expect(buttons(asked)).toEqual([['متابعة «سد النهضة»', 'متابعة «سد النهظة»']]);
    expect((await chatOf(r, r.reader)).topics).toEqual([]);
    await tap(r, asked.id, 'متابعة «سد النهضة»');
    expect((await chatOf(r, r.reader)).topics).toEqual([DAM]);
  });

  test.each([
    ['اليوم', messages.wordsVague('اليوم')],
    ['قال', messages.wordsVague('قال')],
    ['د', messages.wordsVague('د')],
    ['-إثيوبيا', messages.searchTooVague],
    ['🕊🕊', messages.searchTooVague],
    ['٪٪٪', messages.searchTooVague],
    ['كل ما يجري حول سد النهضة بين الدول الثلاث من مفاوضات وتصريحات', messages.wordsLong],
  ])('refuses kindly: %s', async (words, says) => {
    const r = await rig();
    expect(read((await say(r, `/subscribe ${words}`)).text)).toBe(read(says));
    expect((await chatOf(r, r.reader)).topics).toEqual([]);
  });

  test('a chat follows ten of them and forty topics in all', async () => {
    const r = await rig();
    for (let n = 0; n < 10; n += 1) await say(r, `/subscribe مرفأ${'ا'.repeat(n + 1)}ب`);
    expect(read((await say(r, '/subscribe قطن مصري')).text)).toBe(read(messages.wordsFull(10)));
    expect((await chatOf(r, r.reader)).topics).toHaveLength(10);
    const { id } = await chatOf(r, r.reader);
    for (let n = 0; n < 30; n += 1) await r.store.chats.subscribe(id, `gone-${n}`, NINE);
    expect(read((await say(r, '/subscribe إيران')).text)).toBe(read(messages.topicsFull(40)));
    const shown = await say(r, 'لبنان');
    const before = r.api.messages(r.reader).length;
    r.clock.now += 1_000;
    const noted = await r.api.press({
      chatId: r.reader,
      from: r.reader,
      messageId: shown.id,
      button: 'f:lebanon',
    });
    expect(read(noted.text)).toBe(read(messages.topicsFull(40)));
    expect(r.api.messages(r.reader)).toHaveLength(before);
    expect((await chatOf(r, r.reader)).topics).toHaveLength(40);
  });

  test('in a group only its administrators may', async () => {
    const r = await withNews();
    const member = r.api.addUser({ firstName: 'مازن' });
    const group = r.api.addGroup({
      title: 'عائلة',
      supergroup: true,
      members: [member],
      administrators: [r.reader],
    });
    const refused = await say(r, '/subscribe سد النهضة', { chatId: group, from: member });
    expect(refused.text).toBe(messages.adminsOnly);
    const found = await say(r, '/search سد النهضة', { chatId: group, from: member });
    r.clock.now += 5_000;
    const noted = await r.api.press({
      chatId: group,
      from: member,
      messageId: found.id,
      button: 'متابعة «سد النهضة»',
    });
    expect(noted.text).toBe(messages.adminsOnly);
    expect(await r.store.chats.find({ telegramId: group, threadId: 0 })).toBeUndefined();
    await tap(r, found.id, 'متابعة «سد النهضة»', group);
    expect((await chatOf(r, group)).topics).toEqual([DAM]);
  });
});

describe('/unsubscribe with words of one’s own', () => {
  test.each(['/unsubscribe سد النهضة', 'إلغاء متابعة سدّ النهضه', 'احذف السد'])('%s', async (text) => {
    const r = await withNews();
    await say(r, 'تابع سد النهضة');
    const { id } = await chatOf(r, r.reader);
    if (text.endsWith('السد')) await r.store.chats.changeSubscription(id, DAM, { name: 'السد' });
    expect(read((await say(r, text)).text)).toMatch(/^أُلغيت متابعة «(?:سد النهضة|السد)»\./u);
    expect((await chatOf(r, r.reader)).topics).toEqual([]);
  });

  test('with a slip offers what is called nearly that', async () => {
    const r = await withNews();
    await say(r, 'تابع سد النهضة، إيران');
    const asked = await say(r, '/unsubscribe سد النهظة');
    expect(read(asked.text)).toContain('المقصود «سد النهضة»؟');
    await tap(r, asked.id, 'سد النهضة');
    expect((await chatOf(r, r.reader)).topics).toEqual(['iran']);
  });

  test('by a button of the list', async () => {
    const r = await withNews();
    await say(r, 'تابع سد النهضة، إيران');
    const list = await say(r, '/unsubscribe');
    expect(buttons(list)).toEqual([['سد النهضة'], ['إيران']]);
    const { message } = await tap(r, list.id, 'سد النهضة');
    expect(buttons(message)).toEqual([['إيران']]);
    expect((await chatOf(r, r.reader)).topics).toEqual(['iran']);
  });
});

describe('/subscriptions', () => {
  test('opens what is followed in place: mute, name, leave, and back', async () => {
    const r = await withNews();
    await say(r, 'تابع سد النهضة، إيران');
    const list = await say(r, 'متابعاتي');
    expect(buttons(list)[0]).toEqual(['سد النهضة', 'إيران']);
    expect(read(list.text)).toContain('النشرة التالية: الاثنين 8:00 م.');

    const opened = await tap(r, list.id, 'سد النهضة');
    expect(read(opened.message.text)).toBe('سد النهضة\nالأخبار التي فيها: سد، النهضة.');
    expect(buttons(opened.message)).toEqual([['كتم', 'تسمية'], ['آخر أخباره', 'إلغاء المتابعة'], ['رجوع']]);

    const muted = await tap(r, list.id, 'كتم');
    expect(read(muted.message.text)).toContain('مكتومة: لا تدخل النشرة.');
    expect(muted.note).toContain('كُتمت متابعة «سد النهضة»');
    expect(await chatOf(r, r.reader)).toMatchObject({ topics: [DAM, 'iran'], muted: [DAM] });
    expect(read((await say(r, '/digest')).text)).not.toContain('سد النهضة');

    const back = await tap(r, list.id, 'رجوع');
    expect(read(back.message.text)).toMatch(/^المتابَع: سد النهضة \(مكتوم\)، إيران\./u);
    expect(buttons(back.message)[0]).toEqual(['سد النهضة (مكتوم)', 'إيران']);

    await tap(r, list.id, 'سد النهضة (مكتوم)');
    await tap(r, list.id, 'إلغاء الكتم');
    expect((await chatOf(r, r.reader)).muted).toEqual([]);
    const left = await tap(r, list.id, 'إلغاء المتابعة');
    expect(left.note).toBe('أُلغيت متابعة «سد النهضة».');
    expect(buttons(left.message)[0]).toEqual(['إيران']);
    expect((await chatOf(r, r.reader)).topics).toEqual(['iran']);
  });

  test('a topic of the catalogue has no other name', async () => {
    const r = await rig();
    await say(r, 'تابع إيران');
    const list = await say(r, '/subscriptions');
    const opened = await tap(r, list.id, 'إيران');
    expect(buttons(opened.message)).toEqual([['كتم'], ['آخر أخباره', 'إلغاء المتابعة'], ['رجوع']]);
  });

  test('says so when all is muted, and no digest brings the top news in its place', async () => {
    const r = await withNews();
    await say(r, 'تابع إيران');
    const list = await say(r, '/subscriptions');
    await tap(r, list.id, 'إيران');
    await tap(r, list.id, 'كتم');
    const back = await tap(r, list.id, 'رجوع');
    expect(read(back.message.text)).toContain(messages.allMuted);
    expect(read((await say(r, '/digest')).text)).toContain(messages.emptyDigest);
  });

  test('shows the news of one', async () => {
    const r = await withNews();
    await say(r, 'تابع سد النهضة -إثيوبيا');
    const list = await say(r, '/subscriptions');
    await tap(r, list.id, 'سد النهضة -إثيوبيا');
    const answer = nextBotMessage(r.api, r.reader);
    r.clock.now += 1_000;
    await r.api.press({ chatId: r.reader, from: r.reader, messageId: list.id, button: 'آخر أخباره' });
    const text = read((await answer).text);
    expect(text).toContain('خبراء يبحثون ملء سد النهضة في نيروبي');
    expect(text).not.toContain('إثيوبيا تعلن');
  });

  test('a name is asked for, and taken from the reply', async () => {
    const r = await withNews();
    await say(r, 'تابع سد النهضة');
    const list = await say(r, '/subscriptions');
    await tap(r, list.id, 'سد النهضة');
    const asked = nextBotMessage(r.api, r.reader);
    r.clock.now += 1_000;
    await r.api.press({ chatId: r.reader, from: r.reader, messageId: list.id, button: 'تسمية' });
    const question = await asked;
    expect(read(question.text)).toBe(`سد النهضة\n${messages.askName}`);
    const named = await say(r, '  ملف   السد ', { replyTo: question.id });
    expect(read(named.text)).toMatch(/^صار الاسم «ملف السد»\.\n\nملف السد\n/u);
    const chat = await chatOf(r, r.reader);
    expect([chat.topics, chat.names.get(DAM)]).toEqual([[DAM], 'ملف السد']);
    expect(read((await say(r, '/subscriptions')).text)).toContain('المتابَع: ملف السد.');
    // The same question again, and no new name.
    expect((await say(r, 'إلغاء', { replyTo: question.id })).text).toBe(messages.nothingChanged);
    const long = await say(r, 'ا'.repeat(31), { replyTo: question.id });
    expect(read(long.text)).toContain(messages.badName);
    expect(read((await say(r, '🕊', { replyTo: question.id })).text)).toContain(messages.badName);
    expect((await chatOf(r, r.reader)).names.get(DAM)).toBe('ملف السد');
    // The refusal asks again.
    await say(r, 'السد', { replyTo: long.id });
    expect((await chatOf(r, r.reader)).names.get(DAM)).toBe('السد');
    await say(r, '/unsubscribe السد');
    expect((await say(r, 'غيره', { replyTo: question.id })).text).toBe(messages.followedGone);
  });

  test.each([
    '<b>x</b> & "y"',
    '@durov /start #tag',
    'https://example.org/x',
    '\u202eالسد\u202c',
    'ا\u0338'.repeat(12),
    '</blockquote>',
  ])('a hostile name does no harm: %s', async (name) => {
    const r = await withNews();
    await say(r, 'تابع سد النهضة، إيران');
    const { id } = await chatOf(r, r.reader);
    const [one] = await r.store.chats.subscriptions(id);
    const list = await say(r, '/subscriptions');
    const asked = nextBotMessage(r.api, r.reader);
    await r.api.press({ chatId: r.reader, from: r.reader, messageId: list.id, button: 'سد النهضة' });
    await r.api.press({ chatId: r.reader, from: r.reader, messageId: list.id, button: `sb:${one?.id}:name` });
    const renamed = await say(r, name, { replyTo: (await asked).id });
    await addStory(r.store, { headline: 'إيران تفتتح ميناء', topics: ['iran'] });
    for (const shown of [
      renamed,
      await say(r, '/subscriptions'),
      await say(r, '/digest'),
      await say(r, '/unsubscribe'),
    ])
      for (const { type } of shown.entities)
        expect(['bold', 'text_link', 'blockquote', 'expandable_blockquote', 'date_time', 'italic']).toContain(
          type,
        );
    expect(r.log.lines.filter((line) => line.startsWith('error'))).toEqual([]);
  });

  test('a number of another chat, of one that is gone, or of nobody changes nothing', async () => {
    const r = await withNews();
    const other = r.api.addUser({ firstName: 'ناظر', started: true });
    await say(r, 'تابع سد النهضة، لبنان');
    await say(r, 'تابع إيران', { chatId: other });
    const [theirs] = await r.store.chats.subscriptions((await chatOf(r, other)).id);
    const [mine] = await r.store.chats.subscriptions((await chatOf(r, r.reader)).id);
    await r.store.chats.unsubscribe((await chatOf(r, r.reader)).id, DAM);
    const before = await chatOf(r, r.reader);
    const forged = [String(theirs?.id), '0', '-1', '999999', 'x', '1e3', ''].flatMap((id) =>
      ['', ':mute', ':unmute', ':leave', ':drop', ':name', ':news', ':x'].map(
        (action) => `sb:${id}${action}`,
      ),
    );
    for (const data of [...forged, 'sb', `sb:${mine?.id}:leave`, 'fw', 'fw:', 'fw:-', 'rf:غير موجود']) {
      const message = await r.bot.api.sendMessage(r.reader, 'رسالة', {
        reply_markup: { inline_keyboard: [[{ text: 'زر', callback_data: data }]] },
      });
      r.clock.now += 5_000;
      const { text } = await r.api.press({
        chatId: r.reader,
        from: r.reader,
        messageId: message.message_id,
        button: data,
      });
      expect([staleNote(data), messages.followedGone]).toContain(text);
    }
    await settled(r);
    expect(await chatOf(r, r.reader)).toEqual(before);
    expect((await chatOf(r, other)).topics).toEqual(['iran']);
  });

  test('in a group its list answers only administrators’ taps', async () => {
    const r = await withNews();
    const member = r.api.addUser({ firstName: 'مازن' });
    const group = r.api.addGroup({
      title: 'عائلة',
      supergroup: true,
      members: [member],
      administrators: [r.reader],
    });
    await say(r, '/subscribe سد النهضة', { chatId: group, from: r.reader });
    const list = await say(r, '/subscriptions', { chatId: group, from: member });
    r.clock.now += 5_000;
    const noted = await r.api.press({ chatId: group, from: member, messageId: list.id, button: 'سد النهضة' });
    expect(noted.text).toBe(messages.adminsOnly);
    const opened = await tap(r, list.id, 'سد النهضة', group);
    r.clock.now += 5_000;
    expect(buttons(opened.message)[0]).toEqual(['كتم', 'تسمية']);
    const refused = await r.api.press({ chatId: group, from: member, messageId: list.id, button: 'كتم' });
    expect(refused.text).toBe(messages.adminsOnly);
    expect((await chatOf(r, group)).muted).toEqual([]);
  });
});

describe('a search', () => {
  test('leaves out what is taken out, offers to follow its words, and can be shared', async () => {
    const r = await withNews();
    const found = await say(r, '/search سد النهضة -إثيوبيا');
    expect(read(found.text)).toMatch(/^بحث: «سد النهضة -إثيوبيا» · خبر واحد\n/u);
    // A phone shows the long label whole.
    expect(buttons(found).slice(-2)).toEqual([['متابعة «سد النهضة -إثيوبيا»'], ['مشاركة']]);
    const { message, note } = await tap(r, found.id, 'متابعة «سد النهضة -إثيوبيا»');
    expect(note).toBe('بدأت متابعة «سد النهضة -إثيوبيا».');
    expect(buttons(message).at(-2)).toEqual(['إلغاء متابعة «سد النهضة -إثيوبيا»']);
    const again = await tap(r, found.id, 'إلغاء متابعة «سد النهضة -إثيوبيا»');
    expect(buttons(again.message).at(-2)).toEqual(['متابعة «سد النهضة -إثيوبيا»']);
    expect((await chatOf(r, r.reader)).topics).toEqual([]);
  });

  test('is what /topic answers to words that name no topic', async () => {
    const r = await withNews();
    for (const text of ['/topic سد النهضة', 'سد النهضة']) {
      const found = await say(r, text);
      expect(read(found.text)).toMatch(/^بحث: «سد النهضة» · خبران\n/u);
      expect(buttons(found).flat()).toContain('متابعة «سد النهضة»');
    }
  });

  test('is meant by what the chat calls words of its own', async () => {
    const r = await withNews();
    await say(r, 'تابع سد النهضة -إثيوبيا');
    const { id, topics } = await chatOf(r, r.reader);
    await r.store.chats.changeSubscription(id, topics[0] ?? '', { name: 'ملف السد' });
    expect(read((await say(r, 'ملف السد')).text)).toMatch(/^بحث: «سد النهضة -إثيوبيا» · خبر واحد\n/u);
  });

  test('is meant by a topic’s name from which words are taken out', async () => {
    const r = await withNews();
    await addStory(r.store, { headline: 'إيران تفتتح ميناء', topics: ['iran'] });
    await addStory(r.store, { headline: 'إيران ترفع إنتاج النفط', topics: ['iran'] });
    const found = await say(r, 'إيران -النفط');
    expect(read(found.text)).toMatch(/^بحث: «إيران -النفط» · خبر واحد\n/u);
    await tap(r, found.id, 'متابعة «إيران -النفط»');
    expect((await chatOf(r, r.reader)).topics).toEqual(['=ايران -النفط']);
  });

  test('that finds nothing can be followed all the same', async () => {
    const r = await withNews();
    const nothing = await say(r, '/search قطن طويل التيلة');
    expect(read(nothing.text)).toBe('لا نتائج لـ«قطن طويل التيلة».');
    await tap(r, nothing.id, 'متابعة «قطن طويل التيلة»');
    expect((await chatOf(r, r.reader)).topics).toEqual(['=قطن طويل التيله']);
  });

  test('is shown to whoever opens its link, who is asked nothing and follows nothing', async () => {
    const r = await withNews();
    const found = await say(r, '/search سد النهضة -إثيوبيا');
    const share = found.keyboard?.flat().find(({ text }) => text === 'مشاركة');
    const url = share !== undefined && 'url' in share ? new URL(share.url ?? '') : undefined;
    const payload = new URL(url?.searchParams.get('url') ?? '').searchParams.get('start') ?? '';
    expect(payload).toMatch(/^[A-Za-z0-9_-]{1,64}$/u);
    const other = r.api.addUser({ firstName: 'ناظر', started: true });
    const shown = await say(r, `/start ${payload}`, { chatId: other });
    expect(read(shown.text)).toMatch(/^بحث: «سد النهضة -إثيوبيا» · خبر واحد\n/u);
    expect(await r.store.chats.find({ telegramId: other, threadId: 0 })).toBeUndefined();
  });
});

test('a channel’s administrator follows words for it from the private chat', async () => {
  const r = await withNews();
  const channel = r.api.addChannel({ title: 'قناة الوادي', administrators: [r.reader], bot: 'left' });
  const told = nextBotMessage(r.api, r.reader);
  r.api.setMember(channel, r.api.botId, 'administrator', r.reader);
  const setup = await told;
  await tap(r, setup.id, 'إعداد القناة');
  await tap(r, setup.id, 'المواضيع');
  await tap(r, setup.id, 'ملفات');
  const { message } = await tap(r, setup.id, 'سد النهضة');
  expect(buttons(message).flat()).toContain('✅ سد النهضة');
  expect((await chatOf(r, channel)).topics).toEqual(['="سد النهضه"']);
  expect(await r.store.chats.find({ telegramId: r.reader, threadId: 0 })).toBeUndefined();
});

describe('the ready-made words of /topics', () => {
  test('are followed and left by their buttons, and ticked', async () => {
    const r = await withNews();
    const shown = await say(r, '/topics');
    const opened = await tap(r, shown.id, 'ملفات');
    expect(buttons(opened.message).flat()).toEqual([...files.map(({ name }) => name), 'رجوع']);
    const { message, note } = await tap(r, shown.id, 'سد النهضة');
    expect(note).toBe('بدأت متابعة «سد النهضة».');
    expect(buttons(message).flat()).toContain('✅ سد النهضة');
    expect((await chatOf(r, r.reader)).topics).toEqual(['="سد النهضه"']);
    expect(read((await say(r, '/digest')).text)).toContain('خبراء يبحثون ملء سد النهضة في نيروبي');
    await tap(r, shown.id, '✅ سد النهضة');
    expect((await chatOf(r, r.reader)).topics).toEqual([]);
    const back = await tap(r, shown.id, 'رجوع');
    expect(read(back.message.text)).toContain('المواضيع');
  });

  test('know the weather of the reader’s city, whose service comes to who follows it and to nobody else', async () => {
    const r = await rig();
    const weather = { headline: 'حالة الطقس في مسقط: أمطار على الساحل', kind: 'service' } as const;
    await addStory(r.store, { ...weather, topics: ['oman'] });
    await say(r, '/timezone مسقط');
    await say(r, 'تابع عمان');
    expect(read((await say(r, '/digest')).text)).not.toContain(weather.headline);
    const shown = await say(r, '/topics');
    await tap(r, shown.id, 'ملفات');
    const { note } = await tap(r, shown.id, 'طقس مسقط');
    expect(note).toBe('بدأت متابعة «طقس مسقط».');
    expect(read((await say(r, '/digest')).text)).toContain(weather.headline);
    await say(r, '/subscribe أمطار');
    await tap(r, shown.id, '✅ طقس مسقط');
    expect((await chatOf(r, r.reader)).topics).toEqual(['oman', '=امطار']);
    expect(read((await say(r, '/digest')).text)).not.toContain(weather.headline);
  });
});

test('two hundred hostile lines to follow and to search are each answered, or said to be too many', async () => {
  const r = await rig();
  const next = random(3);
  const pieces = [
    'سد',
    'النهضة',
    ' -',
    '"',
    '«',
    '»',
    '<b>',
    '&amp;',
    '/start ',
    '@x ',
    ':',
    '|',
    '\u202e',
    '\ud83d',
    'ا'.repeat(40),
    '%',
    '=',
    '🕊',
  ];
  for (let n = 0; n < 200; n += 1) {
    const line = Array.from(
      { length: 1 + Math.floor(12 * next()) },
      () => pieces[Math.floor(pieces.length * next())],
    ).join('');
    r.clock.now += 3_000;
    await say(r, `${n % 2 === 0 ? '/subscribe' : '/search'} ${line}x`);
  }
  expect(written(r, r.reader)).not.toHaveLength(0);
  expect(r.log.lines.filter((line) => line.startsWith('error'))).toEqual([]);
  expect((await chatOf(r, r.reader)).topics.length).toBeLessThanOrEqual(10);
});
