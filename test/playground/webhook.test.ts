import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { BotApi } from '../../src/playground/bot-api.ts';
import { startTestApi, TEST_TOKEN } from '../support/bot-api.ts';

type Told = { readonly ok: boolean; readonly result?: unknown; readonly description?: string };

async function telegram() {
  const api: BotApi = await startTestApi();
  onTestFinished(api.close);
  const call = async (method: string, parameters: object = {}): Promise<Told> => {
    const answer = await fetch(`${api.url}/bot${TEST_TOKEN}/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(parameters),
    });
    return (await answer.json()) as Told;
  };
  return { api, call };
}

/** A bot's address: what it was brought, and how it answers. */
async function address(answer: (text: string) => number = () => 200) {
  const brought: { readonly text: string; readonly secret: unknown }[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const update = JSON.parse(Buffer.concat(chunks).toString()) as { message: { text: string } };
      const { text } = update.message;
      brought.push({ text, secret: request.headers['x-telegram-bot-api-secret-token'] });
      response.writeHead(answer(text)).end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { brought, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook` };
}

describe('a webhook of the local Telegram', () => {
  test('takes the place of polls: one under way ends, others are refused', async () => {
    const { call } = await telegram();
    const { url } = await address();
    const waiting = call('getUpdates', { timeout: 30 });
    await call('getMe');
    expect((await call('setWebhook', { url })).result).toBe(true);
    // Or refused, where it came later than that.
    expect((await waiting).description).toMatch(/^Conflict: (?:terminated by setWebhook request|can't use)/);
    expect((await call('getUpdates')).description).toMatch(
      /^Conflict: can't use getUpdates method while webhook/,
    );
    expect((await call('deleteWebhook')).ok).toBe(true);
    expect((await call('getUpdates')).result).toEqual([]);
  });

  test('brings what waited and what comes, with its secret, a chat’s in their order', async () => {
    const { api, call } = await telegram();
    const { url, brought } = await address();
    const reader = api.addUser({ started: true });
    api.say({ chatId: reader, text: '1' });
    await call('setWebhook', { url, secret_token: 'a-secret' });
    for (const text of ['2', '3', '4']) api.say({ chatId: reader, text });
    await vi.waitFor(() => expect(api.pendingUpdates()).toBe(0), { timeout: 30_000 });
    expect(brought).toEqual(['1', '2', '3', '4'].map((text) => ({ text, secret: 'a-secret' })));
  });

  test('brings again what was not taken, keeps the chat’s others back, and says why; other chats go on', async () => {
    const { api, call } = await telegram();
    let refused = 0;
    const { url, brought } = await address((text) => {
      if (text !== 'a1' || refused === 2) return 200;
      refused += 1;
      return 503;
    });
    const [one, other] = [api.addUser({ started: true }), api.addUser({ started: true })];
    await call('setWebhook', { url });
    api.say({ chatId: one, text: 'a1' });
    api.say({ chatId: one, text: 'a2' });
    api.say({ chatId: other, text: 'b1' });
    await vi.waitFor(() => expect(api.pendingUpdates()).toBe(0), { timeout: 20_000 });
    const texts = brought.map(({ text }) => text);
    expect(texts.filter((text) => text.startsWith('a'))).toEqual(['a1', 'a1', 'a1', 'a2']);
    expect(texts.indexOf('b1')).toBeLessThan(texts.lastIndexOf('a1'));
    expect((await call('getWebhookInfo')).result).toMatchObject({
      url,
      pending_update_count: 0,
      last_error_message: expect.stringContaining('503'),
    });
  });

  test.each([
    [{ url: 'ftp://bot.example' }, 'Bad Request: bad webhook: invalid webhook URL specified'],
    [{ url: 'nowhere' }, 'Bad Request: bad webhook: invalid webhook URL specified'],
    [
      { url: 'https://bot.example', secret_token: 'two words' },
      'Bad Request: secret token contains unallowed characters',
    ],
    [
      { url: 'https://bot.example', secret_token: 'x'.repeat(257) },
      'Bad Request: secret token contains unallowed characters',
    ],
  ])('is refused for %j', async (parameters, description) => {
    const { call } = await telegram();
    expect(await call('setWebhook', parameters)).toEqual({ ok: false, error_code: 400, description });
  });

  test('without an address is taken away', async () => {
    const { call } = await telegram();
    const { url } = await address();
    await call('setWebhook', { url });
    await call('setWebhook', { url: '' });
    expect((await call('getWebhookInfo')).result).toMatchObject({ url: '' });
    expect((await call('getUpdates')).result).toEqual([]);
  });
});
