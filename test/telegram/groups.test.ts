import { describe, expect, test } from 'vitest';
import { messages } from '../../src/telegram/messages.ts';
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
  written,
} from './harness.ts';

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

  test('who was an administrator a moment ago is asked about again, who is none is not at once', async () => {
    const r = await rig();
    const { admin, chatId } = await group(r);
    const asked = () => r.api.calls().filter(({ method }) => method === 'getchatmember').length;
    await say(r, '/subscribe إيران', { chatId, from: admin });
    r.api.setMember(chatId, admin, 'member');
    expect((await say(r, '/subscribe مصر', { chatId, from: admin })).text).toBe(messages.adminsOnly);
    expect(asked()).toBe(2);
    r.api.setMember(chatId, admin, 'administrator');
    expect((await say(r, '/subscribe مصر', { chatId, from: admin })).text).toBe(messages.adminsOnly);
    expect(asked()).toBe(2);
    r.clock.now += 1_000;
    await say(r, '/subscribe مصر', { chatId, from: admin });
    expect((await chatOf(r, chatId)).topics).toEqual(['iran', 'egypt']);
    expect(asked()).toBe(3);
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

  /** A group with its settings menu open, which then became a supergroup. */
  async function upgraded(r: Rig) {
    const admin = r.api.addUser({ started: true });
    const chatId = r.api.addGroup({ title: 'ديوانية', administrators: [admin] });
    await say(r, '/subscribe إيران', { chatId, from: admin });
    await say(r, '/time 7', { chatId, from: admin });
    const menu = await say(r, '/settings', { chatId, from: admin });
    const fresh = r.api.upgrade(chatId);
    await settled(r);
    const tap = async (button: string) => {
      r.clock.now += 5_000;
      return r.api.press({ chatId, from: admin, messageId: menu.id, button });
    };
    return { admin, chatId, fresh, menu, tap };
  }

  test('a button of a group that became a supergroup since acts on that, and is answered there', async () => {
    const r = await rig();
    const { chatId, fresh, menu, tap } = await upgraded(r);
    const before = await chatOf(r, fresh);
    expect(before.times).toEqual(['07:00']);
    const shown = nextBotMessage(r.api, fresh);
    await tap('كاملة');
    expect(read((await shown).text)).toContain('النشرة كاملة');
    const after = await chatOf(r, fresh);
    expect(after).toEqual({ ...before, settings: { ...before.settings, preset: 'full' } });
    expect(await r.store.chats.ofTelegram(chatId)).toEqual([]);
    expect(written(r, chatId).at(-1)).toMatchObject({ id: menu.id, text: menu.text });
    expect(r.log.lines).toEqual([]);
  });

  test('who administers the former group alone changes nothing there', async () => {
    const r = await rig();
    const { admin, fresh, tap } = await upgraded(r);
    r.api.setMember(fresh, admin, 'member');
    const before = await chatOf(r, fresh);
    expect((await tap('كاملة')).text).toBe(messages.adminsOnly);
    expect(await chatOf(r, fresh)).toEqual(before);
  });

  test('that the bot left the group of before stops nothing in the supergroup that it became', async () => {
    const r = await rig();
    const { admin, chatId, fresh } = await upgraded(r);
    const before = await chatOf(r, fresh);
    expect(before.paused).toBeUndefined();
    const user = { id: r.api.botId, is_bot: true, first_name: 'موجز' } as const;
    await r.bot.handleUpdate({
      update_id: 900_003,
      my_chat_member: {
        chat: { id: chatId, type: 'group', title: 'ديوانية' },
        from: { id: admin, is_bot: false, first_name: 'مشرف' },
        date: NINE / 1000,
        old_chat_member: { status: 'member', user },
        new_chat_member: { status: 'left', user },
      },
    });
    expect(await chatOf(r, fresh)).toEqual(before);
    expect(r.log.lines).toEqual([]);
  });

  test('a group that became a supergroup is not greeted as a new one', async () => {
    const r = await rig();
    const { admin, fresh } = await upgraded(r);
    const before = written(r, fresh);
    const user = { id: r.api.botId, is_bot: true, first_name: 'موجز' } as const;
    await r.bot.handleUpdate({
      update_id: 900_004,
      my_chat_member: {
        chat: { id: fresh, type: 'supergroup', title: 'ديوانية' },
        from: { id: admin, is_bot: false, first_name: 'مشرف' },
        date: NINE / 1000,
        old_chat_member: { status: 'left', user },
        new_chat_member: { status: 'member', user },
      },
    });
    expect(written(r, fresh)).toEqual(before);
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

describe('where the bot may not write', () => {
  /** A group whose members may not write takes the bot in; what it says in private to whoever did it. */
  async function silentGroup(r: Rig) {
    const admin = r.api.addUser({ firstName: 'مشرف', started: true });
    const chatId = r.api.addGroup({
      title: 'ديوانية <الحي>',
      supergroup: true,
      administrators: [admin],
      bot: 'left',
    });
    r.api.setCanWrite(chatId, false);
    return { admin, chatId };
  }

  test('a member in a group whose members may not write tells whoever let it in what it needs', async () => {
    const r = await rig();
    const { admin, chatId } = await silentGroup(r);
    const told = nextBotMessage(r.api, admin);
    r.api.setMember(chatId, r.api.botId, 'member', admin);
    expect((await told).text).toBe(
      'لا أستطيع الكتابة في مجموعة «ديوانية <الحي>»: أحتاج إلى إذن «إرسال الرسائل».',
    );
    await settled(r);
    expect(written(r, chatId)).toEqual([]);
    expect(r.log.lines.filter((line) => line.startsWith('error'))).toEqual([]);
  });

  test('who never wrote to it is not told, and the log tells', async () => {
    const r = await rig();
    const { chatId } = await silentGroup(r);
    const stranger = r.api.addUser();
    r.api.setMember(chatId, r.api.botId, 'member', stranger);
    await settled(r);
    expect(written(r, chatId)).toEqual([]);
    expect(r.log.lines.some((line) => line.includes('may not write'))).toBe(true);
    expect(r.log.lines.filter((line) => line.startsWith('error'))).toEqual([]);
  });

  test('a command there is answered with nothing; an administrator learns in private what it needs, and the log tells', async () => {
    const r = await rig();
    const admin = r.api.addUser({ firstName: 'مشرف', started: true });
    const chatId = r.api.addGroup({
      title: 'ديوانية',
      supergroup: true,
      administrators: [admin],
      members: [r.reader],
    });
    r.api.setCanWrite(chatId, false);
    r.api.say({ chatId, from: r.reader, text: '/latest' });
    const told = nextBotMessage(r.api, admin);
    r.api.say({ chatId, from: admin, text: '/latest' });
    expect((await told).text).toBe(messages.groupMute('ديوانية'));
    await settled(r);
    expect(written(r, chatId)).toEqual([]);
    expect(written(r, r.reader)).toEqual([]);
    expect(r.log.lines.some((line) => line.includes('takes no answers'))).toBe(true);
  });

  test('one who is restricted tells it, has no digests meanwhile, and has them again afterwards', async () => {
    const r = await rig();
    const admin = r.api.addUser({ firstName: 'مشرف', started: true });
    const chatId = r.api.addGroup({ title: 'ديوانية', supergroup: true, administrators: [admin] });
    await say(r, '/subscribe إيران', { chatId, from: admin });
    const user = { id: r.api.botId, is_bot: true, first_name: 'موجز' } as const;
    const may = { status: 'member', user } as const;
    const mayNot = {
      status: 'restricted',
      user,
      is_member: true,
      can_send_messages: false,
    } as unknown as typeof may;
    const change = (update_id: number, before: typeof may, after: typeof may) =>
      r.bot.handleUpdate({
        update_id,
        my_chat_member: {
          chat: { id: chatId, type: 'supergroup', title: 'ديوانية' },
          from: { id: admin, is_bot: false, first_name: 'مشرف' },
          date: NINE / 1000,
          old_chat_member: before,
          new_chat_member: after,
        },
      });
    const told = nextBotMessage(r.api, admin);
    await change(900_001, may, mayNot);
    expect((await told).text).toContain('أحتاج إلى إذن «إرسال الرسائل».');
    expect((await chatOf(r, chatId)).paused).toBe('gone');
    await change(900_002, mayNot, may);
    expect(await chatOf(r, chatId)).toMatchObject({ paused: undefined, nextDigestAt: NINE + 11 * HOUR });
  });
});

describe('in a forum', () => {
  async function forum(r: Rig) {
    const admin = r.api.addUser({ firstName: 'مشرف' });
    const chatId = r.api.addGroup({ title: 'ديوانية', forum: true, administrators: [admin] });
    return { admin, chatId, threadId: r.api.addThread(chatId, 'أخبار') };
  }

  test('the General topic is a chat of its own, answered outside threads', async () => {
    const r = await rig();
    const { admin, chatId, threadId } = await forum(r);
    await say(r, '/time 7', { chatId, from: admin, threadId });
    const answer = await say(r, '/time 9', { chatId, from: admin });
    expect(answer.threadId).toBe(0);
    expect((await chatOf(r, chatId, threadId)).times).toEqual(['07:00']);
    expect((await chatOf(r, chatId)).times).toEqual(['09:00']);
  });

  test('a tap in a thread acts on that thread', async () => {
    const r = await rig();
    const { admin, chatId, threadId } = await forum(r);
    const list = await say(r, '/topic iran', { chatId, from: admin, threadId });
    const edited = nextEdit(r.api, chatId, list.id);
    await r.api.press({ chatId, from: admin, messageId: list.id, button: 'f:iran' });
    expect((await edited).threadId).toBe(threadId);
    expect((await chatOf(r, chatId, threadId)).topics).toEqual(['iran']);
    expect(await r.store.chats.find({ telegramId: chatId, threadId: 0 })).toBeUndefined();
  });

  test('what is asked in a thread that is closed or gone is answered with nothing, and the log tells', async () => {
    const r = await rig();
    const { admin, chatId, threadId } = await forum(r);
    const other = r.api.addThread(chatId, 'رياضة');
    r.api.setThreadClosed(chatId, threadId, true);
    r.api.say({ chatId, from: admin, threadId, text: '/latest' });
    r.api.say({ chatId, from: admin, threadId: other, text: '/latest' });
    r.api.deleteThread(chatId, other);
    await settled(r);
    expect(written(r, chatId)).toEqual([]);
    expect(r.log.lines.filter((line) => line.startsWith('error'))).toEqual([]);
    expect(r.log.lines.filter((line) => line.includes('takes no answers'))).toHaveLength(2);
  });

  test('a question asked in a thread is answered there, by a reply', async () => {
    const r = await rig();
    const { admin, chatId, threadId } = await forum(r);
    const asked = await say(r, `/time@${r.api.botUsername}`, { chatId, from: admin, threadId });
    const set = await say(r, '6 ص', { chatId, from: admin, threadId, replyTo: asked.id });
    expect(set.threadId).toBe(threadId);
    expect((await chatOf(r, chatId, threadId)).times).toEqual(['06:00']);
  });

  test('commands for another bot are not answered in threads either', async () => {
    const r = await rig();
    const { admin, chatId, threadId } = await forum(r);
    r.api.say({ chatId, from: admin, threadId, text: '/subscribe@other_bot إيران' });
    await settled(r);
    expect(written(r, chatId)).toEqual([]);
    expect(await r.store.chats.ofTelegram(chatId)).toEqual([]);
  });
});

test('a new title of a group is what all its threads are known by', async () => {
  const r = await rig();
  const admin = r.api.addUser({ firstName: 'مشرف' });
  const chatId = r.api.addGroup({ title: 'ديوانية', forum: true, administrators: [admin] });
  const threadId = r.api.addThread(chatId, 'أخبار');
  await say(r, '/subscribe إيران', { chatId, from: admin });
  await say(r, '/subscribe إيران', { chatId, from: admin, threadId });
  const chat = { id: chatId, type: 'supergroup', title: 'مجلس الحي', is_forum: true } as const;
  await r.bot.handleUpdate({
    update_id: 900_000,
    message: {
      message_id: 77,
      date: NINE / 1000,
      chat,
      from: { id: admin, is_bot: false, first_name: 'مشرف' },
      new_chat_title: 'مجلس الحي',
    },
  });
  expect((await r.store.chats.ofTelegram(chatId)).map(({ title }) => title)).toEqual([
    'مجلس الحي',
    'مجلس الحي',
  ]);
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
    const links = { '/topic': ['مشاركة'], '/start': ['إعداد القناة'] };
    const linksUnder = new Map(Object.entries(links));
    for (const text of answers)
      expect(buttons(await say(r, text, { chatId })).flat()).toEqual(
        linksUnder.get(text.split(' ')[0] ?? '') ?? [],
      );
    const leave = await say(r, '/unsubscribe', { chatId });
    expect(buttons(leave)).toEqual([]);
    expect(read(leave.text)).toContain('المتابَع: إيران، لبنان.');
  });
});
