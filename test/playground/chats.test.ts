import { Api, type RawApi } from 'grammy';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { BotApi } from '../../src/playground/bot-api.ts';
import { type Clock, createClock, refusal, startTestApi, TEST_TOKEN } from '../support/bot-api.ts';

let clock: Clock;
let api: BotApi;
let bot: Api<RawApi>;

beforeEach(async () => {
  clock = createClock();
  api = await startTestApi({ now: clock.now });
  bot = new Api(TEST_TOKEN, { apiRoot: api.url });
});
afterEach(async () => {
  await api.close();
});

/** A person who has written to the bot. */
function reader(): number {
  return api.addUser({ firstName: 'سلمى', started: true });
}

describe('updates', () => {
  test('come again until they are confirmed', async () => {
    const user = reader();
    api.say({ chatId: user, text: 'أ' });
    api.say({ chatId: user, text: 'ب' });
    const first = await bot.getUpdates({ limit: 1 });
    expect(first.map((update) => update.message?.text)).toEqual(['أ']);
    const again = await bot.getUpdates();
    expect(again.map((update) => update.message?.text)).toEqual(['أ', 'ب']);
    const offset = (again[0]?.update_id ?? 0) + 1;
    const confirmed = await bot.getUpdates({ offset });
    expect(confirmed.map((update) => update.message?.text)).toEqual(['ب']);
    expect(api.pendingUpdates()).toBe(1);
  });

  test('wake a waiting poll, and may leave a gap in their numbers', async () => {
    const user = reader();
    const waiting = bot.getUpdates({ timeout: 30 });
    api.say({ chatId: user, text: 'أ' });
    const before = (await waiting)[0]?.update_id ?? 0;
    api.jumpUpdateIds(1000);
    api.say({ chatId: user, text: 'ب' });
    expect((await bot.getUpdates({ offset: before + 1 }))[0]?.update_id).toBe(before + 1001);
  });

  test('end an older poll with 409 when a newer one arrives', async () => {
    const polls = [bot.getUpdates({ timeout: 30 }), bot.getUpdates({ timeout: 30 })];
    const older = await Promise.race(polls.map(async (poll) => refusal(poll)));
    expect(older).toMatchObject({
      code: 409,
      text: 'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
    });
    api.say({ chatId: reader(), text: 'أ' });
    const outcomes = await Promise.allSettled(polls);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('are kept a day, taps 150 seconds', async () => {
    const user = reader();
    const reply_markup = { inline_keyboard: [[{ text: 'زر', callback_data: 'x' }]] };
    const { message_id } = await bot.sendMessage(user, 'نص', { reply_markup });
    void api.press({ chatId: user, from: user, messageId: message_id, button: 'زر' });
    api.say({ chatId: user, text: 'أ' });
    clock.advance(151_000);
    expect((await bot.getUpdates()).map((update) => update.message?.text)).toEqual(['أ']);
    clock.advance(24 * 3600_000);
    expect(await bot.getUpdates()).toEqual([]);
  });

  test('come only of the kinds asked for', async () => {
    await bot.getUpdates({ allowed_updates: ['callback_query'] });
    api.say({ chatId: reader(), text: 'أ' });
    expect(await bot.getUpdates()).toEqual([]);
  });
});

describe('groups, channels and threads', () => {
  test('show a bot that is a mere member only what is meant for it', async () => {
    const user = reader();
    const group = api.addGroup({ title: 'مجموعة', members: [user] });
    api.say({ chatId: group, from: user, text: 'حديث بيننا' });
    api.say({ chatId: group, from: user, text: '/latest@another_bot' });
    api.say({ chatId: group, from: user, text: '/latest' });
    api.say({ chatId: group, from: user, text: `@${api.botUsername} إيران` });
    const { message_id: replyTo } = await bot.sendMessage(group, 'نص');
    api.say({ chatId: group, from: user, text: 'ردّ', replyTo });
    const seen = await bot.getUpdates();
    expect(seen.map((update) => update.message?.text)).toEqual([
      '/latest',
      `@${api.botUsername} إيران`,
      'ردّ',
    ]);
  });

  test('tell who administers them, also when they write as the group', async () => {
    const [admin, member] = [reader(), reader()];
    const group = api.addGroup({
      title: 'مجموعة',
      supergroup: true,
      members: [member],
      administrators: [admin],
    });
    expect((await bot.getChatMember(group, admin)).status).toBe('administrator');
    expect((await bot.getChatMember(group, member)).status).toBe('member');
    expect((await bot.getChatAdministrators(group)).map(({ user }) => user.id)).toEqual([admin]);
    api.say({ chatId: group, text: '/time 08:00' });
    expect((await bot.getUpdates())[0]?.message).toMatchObject({
      from: { id: 1087968824 },
      sender_chat: { id: group },
    });
  });

  test('show a linked channel’s posts as Telegram brings them, and corrections as such', async () => {
    const channel = api.addChannel({ title: 'قناة', bot: 'left' });
    const group = api.addGroup({ title: 'مجموعة', supergroup: true });
    api.say({ chatId: group, postOf: channel, text: '/subscribe iran' });
    const user = reader();
    const messageId = api.say({ chatId: user, text: '/topic ايرن' });
    api.correct({ chatId: user, messageId, text: '/topic إيران' });
    const [post, , correction] = await bot.getUpdates();
    expect(post?.message).toMatchObject({
      from: { id: 777000 },
      sender_chat: { id: channel },
      is_automatic_forward: true,
    });
    expect(correction?.edited_message).toMatchObject({ message_id: messageId, text: '/topic إيران' });
    expect(correction?.edited_message?.edit_date).toBe(Math.floor(clock.now() / 1000));
  });

  test('tell the bot that it was added and that it was removed', async () => {
    const user = reader();
    const group = api.addGroup({ title: 'مجموعة', administrators: [user], bot: 'left' });
    api.setMember(group, api.botId, 'member', user);
    const added = await bot.getUpdates();
    expect(added.map((update) => update.my_chat_member?.new_chat_member.status)).toEqual([
      'member',
      undefined,
    ]);
    expect(added[1]?.message?.new_chat_members?.[0]?.id).toBe(api.botId);
    api.setMember(group, api.botId, 'kicked', user);
    expect(await refusal(bot.sendMessage(group, 'نص'))).toMatchObject({
      code: 403,
      text: 'Forbidden: bot was kicked from the group chat',
    });
  });

  test('give a channel’s posts as such', async () => {
    const channel = api.addChannel({ title: 'قناة' });
    api.say({ chatId: channel, text: '/subscribe iran' });
    const [update] = await bot.getUpdates();
    expect(update?.channel_post).toMatchObject({
      chat: { id: channel, type: 'channel' },
      text: '/subscribe iran',
    });
    await bot.sendMessage(channel, 'نص');
    expect(api.messages(channel).map(({ fromBot }) => fromBot)).toEqual([false, true]);
  });

  test('take a message only into a thread that is there and open', async () => {
    const forum = api.addGroup({ title: 'منتدى', forum: true });
    const thread = api.addThread(forum, 'أخبار');
    const sent = await bot.sendMessage(forum, 'نص', { message_thread_id: thread });
    expect(sent.message_thread_id).toBe(thread);
    expect(api.messages(forum, thread)).toHaveLength(1);
    expect((await refusal(bot.sendMessage(forum, 'نص', { message_thread_id: 1 }))).text).toBe(
      'Bad Request: message thread not found',
    );
    api.setThreadClosed(forum, thread, true);
    expect((await refusal(bot.sendMessage(forum, 'نص', { message_thread_id: thread }))).text).toBe(
      'Bad Request: TOPIC_CLOSED',
    );
    api.deleteThread(forum, thread);
    expect((await refusal(bot.sendMessage(forum, 'نص', { message_thread_id: thread }))).text).toBe(
      'Bad Request: message thread not found',
    );
  });
});

describe('a chat that cannot be written to', () => {
  const cases: readonly (readonly [string, (person: number) => number, number, string])[] = [
    ['unknown', () => 999, 400, 'Bad Request: chat not found'],
    ['never started', () => api.addUser(), 403, "Forbidden: bot can't initiate conversation with a user"],
    [
      'blocked',
      (person) => [person, api.block(person)][0] ?? 0,
      403,
      'Forbidden: bot was blocked by the user',
    ],
    [
      'deactivated',
      (person) => [person, api.deactivate(person)][0] ?? 0,
      403,
      'Forbidden: user is deactivated',
    ],
    ['deleted', () => group((id) => api.deleteGroup(id)), 403, 'Forbidden: the group chat was deleted'],
    [
      'a supergroup that is no more',
      () => {
        const id = api.addGroup({ title: 'مجموعة', supergroup: true });
        api.deleteGroup(id);
        return id;
      },
      400,
      'Bad Request: chat not found',
    ],
    [
      'left',
      () => group((id) => api.setMember(id, api.botId, 'left')),
      403,
      'Forbidden: bot is not a member of the group chat',
    ],
    [
      'closed to members',
      () => group((id) => api.setCanWrite(id, false)),
      400,
      'Bad Request: not enough rights to send text messages to the chat',
    ],
    [
      'a channel of others',
      () => api.addChannel({ title: 'قناة', bot: 'member' }),
      400,
      'Bad Request: need administrator rights in the channel chat',
    ],
  ];

  function group(then: (id: number) => void): number {
    const id = api.addGroup({ title: 'مجموعة' });
    then(id);
    return id;
  }

  test.each(cases)('because it is %s is refused so', async (_, make, code, text) => {
    expect(await refusal(bot.sendMessage(make(reader()), 'نص'))).toMatchObject({ code, text });
  });

  test('because it moved names its new id', async () => {
    const old = api.addGroup({ title: 'مجموعة' });
    const fresh = api.upgrade(old);
    expect(await refusal(bot.sendMessage(old, 'نص'))).toMatchObject({
      code: 400,
      text: 'Bad Request: group chat was upgraded to a supergroup chat',
      parameters: { migrate_to_chat_id: fresh },
    });
    expect((await bot.getUpdates()).map(({ message }) => message?.migrate_to_chat_id)).toContain(fresh);
    await bot.sendMessage(fresh, 'نص');
  });
});
