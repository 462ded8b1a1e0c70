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

describe('pace', () => {
  beforeEach(async () => {
    await api.close();
    api = await startTestApi({ now: clock.now, limits: true });
    bot = new Api(TEST_TOKEN, { apiRoot: api.url });
  });

  /** How many of these sends pass before one is refused, and with what. */
  async function burst(
    chats: readonly number[],
  ): Promise<{ passed: number; code?: number; parameters?: unknown }> {
    let passed = 0;
    for (const chat of chats) {
      const answer = await refusal(bot.sendMessage(chat, 'نص'));
      if (answer.text.includes('retry after')) return { passed, ...answer };
      passed += 1;
    }
    return { passed };
  }

  test('lets three through to a chat at once, then one a second', async () => {
    const user = reader();
    expect(await burst(Array(9).fill(user))).toMatchObject({
      passed: 3,
      code: 429,
      parameters: { retry_after: 1 },
    });
    clock.advance(1000);
    expect(await burst(Array(9).fill(user))).toMatchObject({ passed: 1, code: 429 });
  });

  test('makes who does not wait wait longer', async () => {
    const user = reader();
    await burst(Array(4).fill(user));
    expect((await refusal(bot.sendMessage(user, 'نص'))).parameters).toEqual({ retry_after: 2 });
    expect((await refusal(bot.sendMessage(user, 'نص'))).parameters).toEqual({ retry_after: 3 });
    clock.advance(2000);
    expect((await refusal(bot.sendMessage(user, 'نص'))).parameters).toEqual({ retry_after: 2 });
    clock.advance(2000);
    await bot.sendMessage(user, 'نص');
  });

  test('lets thirty through in all, and an honest thirty a second for ever', async () => {
    const readers = Array.from({ length: 60 }, reader);
    expect(await burst(readers)).toMatchObject({ passed: 30, code: 429 });
    clock.advance(5000);
    for (let i = 0; i < 300; i += 1) {
      await bot.sendMessage(readers[i % 60] ?? 0, 'نص');
      clock.advance(34);
    }
  });

  test('lets a group have twenty a minute', async () => {
    const group = api.addGroup({ title: 'مجموعة' });
    let passed = 0;
    for (; passed < 40; passed += 1) {
      if ((await burst([group])).passed === 0) break;
      clock.advance(1000);
    }
    // Twenty, and what a third of a token a second earns meanwhile.
    expect(passed).toBe(29);
  });
});

describe('failing on demand', () => {
  test('answers in the way ordered, so often, for that chat and method only', async () => {
    const [one, other] = [reader(), reader()];
    api.fail({ fault: { kind: 'flood', retryAfter: 7 }, method: 'sendMessage', chatId: one, times: 2 });
    await bot.sendMessage(other, 'نص');
    expect(await refusal(bot.sendMessage(one, 'نص'))).toMatchObject({
      code: 429,
      parameters: { retry_after: 7 },
    });
    expect(await refusal(bot.sendMessage(one, 'نص'))).toMatchObject({ code: 429 });
    await bot.sendMessage(one, 'نص');
  });

  test.each([
    [{ kind: 'server', status: 502 }, 0],
    [{ kind: 'server', status: 500, accepted: true }, 1],
    [{ kind: 'refuse', status: 403, description: 'Forbidden: bot was blocked by the user' }, 0],
    [{ kind: 'reset-before' }, 0],
    [{ kind: 'reset-after' }, 1],
  ] as const)('%j leaves %i messages', async (fault, count) => {
    const user = reader();
    api.fail({ fault });
    await expect(bot.sendMessage(user, 'نص')).rejects.toThrow();
    expect(api.messages(user)).toHaveLength(count);
  });

  test.each([
    [true, 1],
    [false, 0],
  ])('silence with accepted %j leaves %i messages and no answer', async (accepted, count) => {
    const user = reader();
    api.fail({ fault: { kind: 'silence', accepted } });
    const impatient = new Api(TEST_TOKEN, { apiRoot: api.url, timeoutSeconds: 0.2 });
    await expect(impatient.sendMessage(user, 'نص')).rejects.toThrow();
    expect(api.messages(user)).toHaveLength(count);
    expect(api.calls().at(-1)).toMatchObject({ method: 'sendmessage', answer: undefined });
  });

  test('an outage refuses connections until it is over', async () => {
    const user = reader();
    await api.down();
    await expect(bot.sendMessage(user, 'نص')).rejects.toThrow();
    await api.up();
    await bot.sendMessage(user, 'نص');
    expect(api.messages(user)).toHaveLength(1);
  });
});
