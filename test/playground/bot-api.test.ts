import { Api, Bot, type RawApi } from 'grammy';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { BotApi } from '../../src/playground/bot-api.ts';
import { ask, type Clock, createClock, nextEdit, startTestApi, TEST_TOKEN } from '../support/bot-api.ts';

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

/** What Telegram answers a refused call with. */
async function refusal(call: Promise<unknown>): Promise<{ code: number; text: string; parameters: unknown }> {
  const error: unknown = await call.then(
    () => new Error('the call was accepted'),
    (reason: unknown) => reason,
  );
  const { error_code: code, description: text, parameters } = error as Record<string, unknown>;
  return { code: Number(code), text: String(text ?? error), parameters };
}

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
