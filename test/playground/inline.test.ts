import { Api, InputFile, type RawApi } from 'grammy';
import type { InlineQueryResult } from 'grammy/types';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { BotApi } from '../../src/playground/bot-api.ts';
import { type Clock, createClock, refusal, startTestApi, TEST_TOKEN } from '../support/bot-api.ts';

let clock: Clock;
let api: BotApi;
let bot: Api<RawApi>;
let reader: number;

beforeEach(async () => {
  clock = createClock();
  api = await startTestApi({ now: clock.now });
  bot = new Api(TEST_TOKEN, { apiRoot: api.url });
  reader = api.addUser({ firstName: 'سلمى', started: true });
});
afterEach(async () => {
  await api.close();
});

const CARD: InlineQueryResult = {
  type: 'article',
  id: 'story-7',
  title: 'مؤتمر للمياه في طهران',
  description: 'صحيفة المرفأ',
  input_message_content: { message_text: '<b>مؤتمر للمياه</b>', parse_mode: 'HTML' },
  reply_markup: { inline_keyboard: [[{ text: 'المزيد', callback_data: 'more' }]] },
};

/** The query that waits, once it has come. */
async function nextQuery(): Promise<{ readonly id: string; readonly query: string }> {
  const updates = await bot.getUpdates({ timeout: 5 });
  const last = updates.at(-1);
  await bot.getUpdates({ offset: (last?.update_id ?? 0) + 1 });
  if (last?.inline_query === undefined) throw new Error('no inline query came');
  return last.inline_query;
}

test('words behind the bot’s name bring its cards, and one that is chosen is sent by the person', async () => {
  const group = api.addGroup({ title: 'عائلة', supergroup: true, members: [reader] });
  const asked = api.askInline({ from: reader, query: ' إيران ', chatId: group });
  const updates = await bot.getUpdates({ timeout: 5 });
  expect(updates[0]?.inline_query).toMatchObject({
    from: { id: reader },
    query: 'إيران',
    offset: '',
    chat_type: 'supergroup',
  });
  await bot.answerInlineQuery(updates[0]?.inline_query?.id ?? '', [CARD], {
    button: { text: 'فتح موجز', start_parameter: 'topic_iran' },
  });
  const answer = await asked;
  expect(answer).toMatchObject({
    button: { text: 'فتح موجز', startParameter: 'topic_iran' },
    cards: [{ id: 'story-7', title: 'مؤتمر للمياه في طهران', description: 'صحيفة المرفأ' }],
  });
  const [card] = answer.cards;
  if (card === undefined) throw new Error('no card came');
  const id = api.sendCard({ from: reader, chatId: group, card });
  expect(api.messages(group).at(-1)).toMatchObject({
    id,
    fromBot: false,
    viaBot: true,
    author: 'سلمى',
    text: 'مؤتمر للمياه',
    entities: [{ type: 'bold' }],
    keyboard: [[{ text: 'المزيد' }]],
  });
  // The bot sees what was sent through it, as a message of the person's.
  const [, seen] = await bot.getUpdates();
  expect(seen?.message).toMatchObject({ from: { id: reader }, via_bot: { id: api.botId } });
});

test('a tap under a card names it by a word alone, by which it can be edited', async () => {
  const other = api.addUser({ firstName: 'نور', started: false });
  const asked = api.askInline({ from: reader, query: 'إيران' });
  await bot.answerInlineQuery((await nextQuery()).id, [CARD]);
  const [card] = (await asked).cards;
  if (card === undefined) throw new Error('no card came');
  const messageId = api.sendCard({ from: reader, chatId: other, card });
  const shown = api.press({ chatId: other, from: other, messageId, button: 'المزيد' });
  const [update] = (await bot.getUpdates()).filter((each) => each.callback_query !== undefined);
  const tap = update?.callback_query;
  expect(tap?.message).toBeUndefined();
  await bot.answerCallbackQuery(tap?.id ?? '', { text: 'تمّ' });
  expect(await shown).toEqual({ text: 'تمّ', alert: false });
  expect(await bot.editMessageTextInline(tap?.inline_message_id ?? '', 'المزيد هنا')).toBe(true);
  expect(api.messages(other).at(-1)).toMatchObject({ text: 'المزيد هنا', edits: 1, keyboard: [] });
});

test('an answer after ten seconds is too late, and the update waits half a minute', async () => {
  void api.askInline({ from: reader, query: 'إيران' });
  const query = await nextQuery();
  clock.advance(10_001);
  expect((await refusal(bot.answerInlineQuery(query.id, [CARD]))).text).toMatch(/query is too old/);
  void api.askInline({ from: reader, query: 'لبنان' });
  clock.advance(30_001);
  expect(await bot.getUpdates()).toEqual([]);
});

test('an answer is kept as long as the bot says, for everybody or for one alone', async () => {
  const other = api.addUser({ firstName: 'نور' });
  const ask = async (from: number, query: string): Promise<readonly string[]> => {
    const asked = api.askInline({ from, query });
    if (api.pendingUpdates() > 0) {
      const own = { ...CARD, id: `for-${from}` };
      const personal = query === 'متابعاتي';
      await bot.answerInlineQuery((await nextQuery()).id, [own], { cache_time: 60, is_personal: personal });
    }
    return (await asked).cards.map(({ id }) => id);
  };
  expect(await ask(reader, 'إيران')).toEqual([`for-${reader}`]);
  expect(await ask(other, 'إيران')).toEqual([`for-${reader}`]);
  expect(await ask(reader, 'متابعاتي')).toEqual([`for-${reader}`]);
  expect(await ask(other, 'متابعاتي')).toEqual([`for-${other}`]);
  clock.advance(60_000);
  expect(await ask(other, 'إيران')).toEqual([`for-${other}`]);
});

test('a file that the bot sends arrives whole, with its name and its caption', async () => {
  const content = Buffer.from('{"المتابعات":["إيران"]}\r\n--x\r\n');
  const sent = await bot.sendDocument(reader, new InputFile(content, 'بياناتي.json'), {
    caption: '<b>بياناتك</b>',
    parse_mode: 'HTML',
    disable_notification: true,
  });
  expect(sent).toMatchObject({
    caption: 'بياناتك',
    caption_entities: [{ type: 'bold', offset: 0, length: 7 }],
    document: { file_name: 'بياناتي.json', mime_type: 'application/json', file_size: content.length },
  });
  const [message] = api.messages(reader);
  expect(message).toMatchObject({ text: 'بياناتك', silent: true, document: { name: 'بياناتي.json' } });
  expect(api.file(message?.document?.fileId ?? '')?.content).toEqual(content);
  // By its id it can be sent again; nothing that is no file can.
  expect(await bot.sendDocument(reader, sent.document.file_id)).toMatchObject({
    document: { file_name: 'بياناتي.json' },
  });
  const empty = bot.sendDocument(reader, new InputFile(Buffer.alloc(0), 'x.json'));
  expect((await refusal(empty)).text).toBe('Bad Request: file must be non-empty');
  const edited = bot.editMessageText(reader, sent.message_id, 'نص');
  expect((await refusal(edited)).text).toBe('Bad Request: there is no text in the message to edit');
});

test('a reply keyboard stands until another message takes it away', async () => {
  await bot.sendMessage(reader, 'أهلًا', {
    reply_markup: {
      keyboard: [['متابعاتي', { text: 'آخر الأخبار' }]],
      is_persistent: true,
      resize_keyboard: true,
    },
  });
  await bot.sendMessage(reader, 'ما الكلمات؟', { reply_markup: { force_reply: true } });
  await bot.sendMessage(reader, 'تمّ', { reply_markup: { remove_keyboard: true } });
  expect(api.messages(reader).map(({ reply }) => reply)).toMatchObject([
    { kind: 'keyboard', rows: [['متابعاتي', 'آخر الأخبار']], persistent: true, resize: true, oneTime: false },
    { kind: 'force', selective: false },
    { kind: 'remove' },
  ]);
});

test('the menu that a reader sees is the narrowest one, in their language first', async () => {
  const group = api.addGroup({ title: 'عائلة', supergroup: true, members: [reader] });
  const boss = api.addUser({ firstName: 'هدى', languageCode: 'en', started: true });
  api.setMember(group, boss, 'administrator');
  const menu = (description: string) => [{ command: 'latest', description }];
  await bot.setMyCommands(menu('آخر الأخبار'));
  await bot.setMyCommands(menu('Latest news'), { language_code: 'en' });
  await bot.setMyCommands(menu('للمشرفين'), { scope: { type: 'all_chat_administrators' } });
  const seen = (chat: number, user: number) => api.menu(chat, user)[0]?.description;
  expect(seen(reader, reader)).toBe('آخر الأخبار');
  expect(seen(boss, boss)).toBe('Latest news');
  expect(seen(group, reader)).toBe('آخر الأخبار');
  expect(seen(group, boss)).toBe('للمشرفين');
  await bot.setMyCommands(menu('هنا'), { scope: { type: 'chat', chat_id: reader } });
  expect(seen(reader, reader)).toBe('هنا');
  await bot.deleteMyCommands({ scope: { type: 'chat', chat_id: reader } });
  expect(seen(reader, reader)).toBe('آخر الأخبار');
});

test('what the bot may in a channel is told by name, and who changed it', async () => {
  const channel = api.addChannel({ title: 'قناة', administrators: [reader] });
  expect(await bot.getChatMember(channel, api.botId)).toMatchObject({
    status: 'administrator',
    can_post_messages: true,
  });
  api.setRights(channel, api.botId, { can_post_messages: false });
  const [update] = await bot.getUpdates();
  expect(update?.my_chat_member).toMatchObject({
    chat: { type: 'channel' },
    from: { id: reader },
    old_chat_member: { can_post_messages: true },
    new_chat_member: { can_post_messages: false },
  });
  const group = api.addGroup({
    title: 'عائلة',
    supergroup: true,
    administrators: [reader],
    bot: 'administrator',
  });
  const member = await bot.getChatMember(group, api.botId);
  expect(member).toMatchObject({ can_pin_messages: true, can_manage_topics: true });
  expect(member).not.toHaveProperty('can_post_messages');
});
