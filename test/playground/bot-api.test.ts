import { Api, Bot, type RawApi } from 'grammy';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { BotApi } from '../../src/playground/bot-api.ts';
import {
  ask,
  type Clock,
  createClock,
  nextEdit,
  refusal,
  startTestApi,
  TEST_TOKEN,
} from '../support/bot-api.ts';

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

describe('a bot on grammY', () => {
  test('answers a command, edits its message for a button and answers the tap', async () => {
    const running = new Bot(TEST_TOKEN, { client: { apiRoot: api.url } });
    running.command('start', (context) =>
      context.reply('<b>أهلًا</b>', {
        parse_mode: 'HTML',
        reply_markup: { inline_keyboard: [[{ text: 'المزيد', callback_data: 'more' }]] },
      }),
    );
    running.callbackQuery('more', async (context) => {
      await context.editMessageText('هذا هو المزيد');
      await context.answerCallbackQuery({ text: 'تمّ' });
    });
    void running.start();
    const user = api.addUser();
    const answer = await ask(api, user, '/start');
    expect(answer).toMatchObject({
      text: 'أهلًا',
      entities: [{ type: 'bold', offset: 0, length: 5 }],
      keyboard: [[{ text: 'المزيد', callback_data: 'more' }]],
    });
    const edited = nextEdit(api, user, answer.id);
    const shown = await api.press({ chatId: user, from: user, messageId: answer.id, button: 'المزيد' });
    expect(shown).toEqual({ text: 'تمّ', alert: false });
    expect(await edited).toMatchObject({ text: 'هذا هو المزيد', keyboard: [], edits: 1 });
    await running.stop();
  });
});

describe('texts', () => {
  test.each([
    ['<br>', 'can\'t parse entities: Unsupported start tag "br" at byte offset 0'],
    ['<b>', 'can\'t parse entities: Can\'t find end tag corresponding to start tag "b"'],
    ['', 'message text is empty'],
    [' \u202e \u200f\n', 'text must be non-empty'],
    ['م'.repeat(4097), 'message is too long'],
  ])('%j is refused in Telegram’s words', async (text, words) => {
    expect(await refusal(bot.sendMessage(reader(), text, { parse_mode: 'HTML' }))).toMatchObject({
      code: 400,
      text: `Bad Request: ${words}`,
    });
  });

  test('are counted after parsing and trimming', async () => {
    const user = reader();
    await bot.sendMessage(user, `  <b>${'م'.repeat(4096)}</b>\n\n`, { parse_mode: 'HTML' });
    expect(api.messages(user)[0]?.text).toHaveLength(4096);
  });

  test('keep their first hundred entities and the rest is counted', async () => {
    const user = reader();
    await bot.sendMessage(user, '<b>أ</b> '.repeat(103), { parse_mode: 'HTML' });
    const [message] = api.messages(user);
    expect(message?.entities).toHaveLength(100);
    expect(message?.droppedEntities).toBe(3);
  });
});

describe('keyboards', () => {
  const keyboard = (button: Record<string, string>) => ({
    reply_markup: { inline_keyboard: [[{ text: 'زر', ...button }]] } as never,
  });

  test.each([
    [{ callback_data: 'أ'.repeat(32) }, undefined],
    [{ callback_data: `${'أ'.repeat(32)}x` }, 'BUTTON_DATA_INVALID'],
    [{ url: 'https://example.org' }, undefined],
    [{ url: 'tg://resolve?domain=x' }, undefined],
    [{ url: 'javascript:alert(1)' }, "inline keyboard button URL 'javascript:alert(1)' is invalid"],
    [{}, "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"],
    [{ text: ' ', callback_data: 'x' }, 'inline keyboard button text must be non-empty'],
  ])('with the button %j answer %j', async (button, words) => {
    const call = bot.sendMessage(reader(), 'نص', keyboard(button));
    if (words === undefined) expect(await call).toMatchObject({ text: 'نص' });
    else expect(await refusal(call)).toMatchObject({ code: 400, text: `Bad Request: ${words}` });
  });

  test('stay in the order they were sent', async () => {
    const user = reader();
    await bot.sendMessage(user, 'نص', {
      reply_markup: {
        inline_keyboard: [
          [
            { text: '2', callback_data: 'b' },
            { text: '1', callback_data: 'a' },
          ],
        ],
      },
    });
    expect(api.messages(user)[0]?.keyboard[0]?.map(({ text }) => text)).toEqual(['2', '1']);
  });
});

describe('edits and deletions', () => {
  test('that change nothing, or nothing that is there, are refused', async () => {
    const user = reader();
    const { message_id } = await bot.sendMessage(user, '<b>نص</b>', { parse_mode: 'HTML' });
    const same = bot.editMessageText(user, message_id, ' <strong>نص</strong>', { parse_mode: 'HTML' });
    expect((await refusal(same)).text).toMatch(/^Bad Request: message is not modified: specified/);
    expect((await refusal(bot.editMessageText(user, message_id + 7, 'نص'))).text).toBe(
      'Bad Request: message to edit not found',
    );
    const typed = api.say({ chatId: user, text: 'مرحبًا' });
    expect((await refusal(bot.editMessageText(user, typed, 'نص'))).text).toBe(
      "Bad Request: message can't be edited",
    );
    await bot.deleteMessage(user, message_id);
    expect((await refusal(bot.deleteMessage(user, message_id))).text).toBe(
      'Bad Request: message to delete not found',
    );
  });

  test('take the keyboard away when they bring none', async () => {
    const user = reader();
    const reply_markup = { inline_keyboard: [[{ text: 'زر', callback_data: 'x' }]] };
    const { message_id } = await bot.sendMessage(user, 'نص', { reply_markup });
    await bot.editMessageReplyMarkup(user, message_id);
    expect(api.messages(user)[0]).toMatchObject({ keyboard: [], edits: 1, text: 'نص' });
  });
});

describe('taps', () => {
  test('are too old to answer after their time', async () => {
    const user = reader();
    const reply_markup = { inline_keyboard: [[{ text: 'زر', callback_data: 'x' }]] };
    const { message_id } = await bot.sendMessage(user, 'نص', { reply_markup });
    const shown = api.press({ chatId: user, from: user, messageId: message_id, button: 'زر' });
    const [update] = await bot.getUpdates();
    const id = update?.callback_query?.id ?? '';
    expect(update?.callback_query).toMatchObject({ data: 'x', from: { id: user }, message: { message_id } });
    expect((await refusal(bot.answerCallbackQuery('1'))).text).toMatch(/query is too old/);
    clock.advance(151_000);
    expect((await refusal(bot.answerCallbackQuery(id))).text).toMatch(/query is too old/);
    clock.advance(-151_000);
    await bot.answerCallbackQuery(id, { text: 'نعم', show_alert: true });
    expect(await shown).toEqual({ text: 'نعم', alert: true });
  });

  test('open links into the bot, and no others', async () => {
    const user = reader();
    const reply_markup = { inline_keyboard: [[{ text: 'زر', callback_data: 'x' }]] };
    const { message_id } = await bot.sendMessage(user, 'نص', { reply_markup });
    const shown = api.press({ chatId: user, from: user, messageId: message_id, button: 'زر' });
    const [update] = await bot.getUpdates();
    const id = update?.callback_query?.id ?? '';
    for (const url of ['https://example.org', 'https://t.me/other_bot?start=x', 'https://t.me/news'])
      expect((await refusal(bot.answerCallbackQuery(id, { url }))).text).toMatch(/URL_INVALID/);
    const url = `https://t.me/${api.botUsername}?start=story_7`;
    await bot.answerCallbackQuery(id, { url });
    expect(await shown).toEqual({ text: '', alert: false, url });
  });
});

describe('requests', () => {
  const post = async (path: string, body: string | FormData, type?: string): Promise<unknown> => {
    const response = await fetch(`${api.url}/${path}`, {
      method: 'POST',
      body,
      ...(type === undefined ? {} : { headers: { 'content-type': type } }),
    });
    return { status: response.status, ...((await response.json()) as object) };
  };

  test('with another token are unauthorized, unknown methods not found', async () => {
    expect(await post('bot1:wrong/getMe', '{}', 'application/json')).toEqual({
      status: 401,
      ok: false,
      error_code: 401,
      description: 'Unauthorized',
    });
    expect(await post(`bot${TEST_TOKEN}/fly`, '{}', 'application/json')).toMatchObject({
      status: 404,
      description: 'Not Found: method not found',
    });
  });

  test('may come as JSON, form, multipart or query', async () => {
    const user = reader();
    const form = new FormData();
    form.set('chat_id', String(user));
    form.set('text', 'رابع\r\nسطر');
    form.set('reply_markup', '{"inline_keyboard":[[{"text":"زر","callback_data":"x"}]]}');
    const base = `bot${TEST_TOKEN}/SendMessage`;
    const encoded = new URLSearchParams({ chat_id: String(user), text: 'ثانٍ' }).toString();
    for (const answer of [
      await post(base, JSON.stringify({ chat_id: user, text: 'أول' }), 'application/json'),
      await post(base, encoded, 'application/x-www-form-urlencoded'),
      await post(`${base}?chat_id=${user}&text=x`, '', 'text/plain'),
      await post(base, form),
    ])
      expect(answer).toMatchObject({ status: 200, ok: true });
    expect(api.messages(user).map(({ text }) => text)).toEqual(['أول', 'ثانٍ', 'x', 'رابع\nسطر']);
    expect(api.messages(user).at(-1)?.keyboard).toEqual([[{ text: 'زر', callback_data: 'x' }]]);
    expect(await post(base, '{"chat_id":', 'application/json')).toMatchObject({ status: 400 });
  });

  test('register the command menu, and refuse what Telegram refuses in one', async () => {
    await bot.setMyCommands([{ command: 'latest', description: 'آخر الأخبار' }]);
    expect(api.commands()).toEqual([{ command: 'latest', description: 'آخر الأخبار' }]);
    expect(await bot.getMyCommands()).toEqual(api.commands());
    for (const [command, words] of [
      ['إيران', 'BOT_COMMAND_INVALID'],
      ['Latest', 'BOT_COMMAND_INVALID'],
      ['x'.repeat(33), 'command length must not exceed 32'],
    ] as const)
      expect((await refusal(bot.setMyCommands([{ command, description: 'x' }]))).text).toBe(
        `Bad Request: ${words}`,
      );
    const long = bot.setMyCommands([{ command: 'x', description: 'x'.repeat(257) }]);
    expect((await refusal(long)).text).toBe('Bad Request: command description length must not exceed 256');
  });

  test('describe the bot within Telegram’s lengths', async () => {
    await bot.setMyDescription('موجز الأخبار');
    expect(await bot.getMyDescription()).toEqual({ description: 'موجز الأخبار' });
    expect((await refusal(bot.setMyShortDescription('x'.repeat(121)))).code).toBe(400);
    expect(await bot.getMe()).toMatchObject({ id: 4242, is_bot: true, username: api.botUsername });
  });

  test('for another action than Telegram’s are refused', async () => {
    const user = reader();
    await bot.sendChatAction(user, 'typing');
    expect((await refusal(bot.sendChatAction(user, 'thinking' as never))).code).toBe(400);
    expect(await bot.getChat(user)).toMatchObject({ id: user, type: 'private', first_name: 'سلمى' });
  });
});
