import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CannotListen } from '../../src/listen.ts';
import { type Playground, startPlayground } from '../../src/playground/server.ts';
import { TEST_TOKEN } from '../support/bot-api.ts';

let playground: Playground;
const options = { host: '127.0.0.1', token: TEST_TOKEN, about: { notice: 'عيّنات', zone: 'Asia/Riyadh' } };

beforeEach(async () => {
  playground = await startPlayground({ ...options, port: 0 });
});
afterEach(async () => {
  await playground.close();
});

type Asked = { readonly method?: string; readonly headers?: Record<string, string>; readonly body?: string };

/** A request with any Host and Origin, which fetch would not send. */
async function ask(
  path: string,
  { method = 'GET', headers = {}, body }: Asked = {},
): Promise<{ status: number; text: string; headers: unknown }> {
  return new Promise((resolve, reject) => {
    const asked = request(`${playground.url}${path}`, { method, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => {
        text += part;
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, text, headers: response.headers }),
      );
    });
    asked.on('error', reject);
    asked.end(body);
  });
}

const json = { 'content-type': 'application/json' };

describe('the page', () => {
  test('comes with a policy that lets nothing in from outside', async () => {
    const page = await ask('/');
    expect(page.status).toBe(200);
    expect(page.text).toContain('<html lang="ar" dir="rtl">');
    expect(page.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': expect.stringMatching(/^default-src 'none'; script-src 'self'/),
      'x-content-type-options': 'nosniff',
    });
    for (const asset of page.text.matchAll(/(?:src|href)="(\/[^"]+)"/g))
      expect((await ask(asset[1] ?? '')).status).toBe(200);
    expect(page.text).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
  });

  test('says what the operator has it say', async () => {
    expect(JSON.parse((await ask('/playground/state')).text)).toMatchObject({
      notice: 'عيّنات',
      chats: ['private', 'private', 'group', 'forum', 'forum', 'channel'].map((kind) => ({ kind })),
    });
  });

  test('does only what a reader could do', async () => {
    const { reader, channel } = playground.chats;
    const say = async (body: unknown, headers = json): Promise<number> =>
      (await ask('/playground/say', { method: 'POST', headers, body: JSON.stringify(body) })).status;
    expect(await say({ chat: reader, text: '/start' })).toBe(200);
    expect(await say({ chat: channel, text: '/subscribe iran' })).toBe(200);
    expect(await say({ chat: reader, text: ' ' })).toBe(400);
    expect(await say({ chat: 5, text: 'x' })).toBe(400);
    expect(await say({ chat: reader, text: 'x' }, { 'content-type': 'text/plain' })).toBe(400);
    expect(playground.messages(reader).map(({ text, fromBot }) => ({ text, fromBot }))).toEqual([
      { text: '/start', fromBot: false },
    ]);
    const press = await ask('/playground/press', {
      method: 'POST',
      headers: json,
      body: JSON.stringify({ chat: reader, message: 1, button: 'x' }),
    });
    expect(press.status).toBe(400);
    expect((await ask('/playground/elsewhere')).status).toBe(404);
  });
});

describe('the page’s questions', () => {
  const post = async (path: string, body: unknown): Promise<{ status: number; text: string }> =>
    ask(`/playground/${path}`, { method: 'POST', headers: json, body: JSON.stringify(body) });

  test.each([
    ['clock', { by: -1 }],
    ['clock', { by: 0 }],
    ['clock', { by: 1e15 }],
    ['clock', { by: '3600000' }],
    ['clock', { toHour: null }],
    ['inline', { chat: 5, query: 'x' }],
    ['inline', { chat: 1001 }],
    ['card', { chat: 1001, card: 'unknown' }],
    ['say', { chat: -1_000_000_002_002, text: 'x', thread: 99 }],
    ['press', { chat: 1001, message: 1 }],
    ['toString', {}],
  ])('POST %s with %j are refused', async (path, body) => {
    expect([400, 404]).toContain((await post(path, body)).status);
  });

  test('whoever is not of a chat writes nothing in it', async () => {
    const { reader, group } = playground.chats;
    await post('say', { chat: reader, text: 'أنا', as: 1002 });
    await post('say', { chat: group, text: 'غريب', as: 77 });
    expect(playground.messages(reader)[0]?.authorId).toBe(reader);
    expect(playground.messages(group)[0]?.authorId).toBe(reader);
  });

  test('the clock goes on by hours, or to an hour that clocks show, and never back', async () => {
    const now = async (): Promise<number> => {
      const state = JSON.parse((await ask('/playground/state')).text) as { clock: { now: number } };
      return state.clock.now;
    };
    const before = await now();
    expect((await post('clock', { by: 3600_000 })).status).toBe(200);
    expect((await now()) - before).toBeGreaterThanOrEqual(3600_000);
    await post('clock', { toHour: 8 });
    const shown = new Date(await now()).toLocaleTimeString('en-GB', { timeZone: 'Asia/Riyadh' });
    expect(shown).toMatch(/^08:00/);
  });

  test('a file is only ever downloaded, never shown as a page of this address', async () => {
    expect((await ask('/playground/file?id=unknown')).status).toBe(404);
    const form = new FormData();
    form.set('chat_id', '1001');
    form.set('document', new Blob(['<script>alert(1)</script>']), 'صفحة.html');
    await fetch(`${playground.url}/bot${TEST_TOKEN}/sendDocument`, { method: 'POST', body: form });
    const id = playground.messages(1001)[0]?.document?.fileId ?? '';
    const file = await ask(`/playground/file?id=${encodeURIComponent(id)}`);
    expect(file).toMatchObject({
      status: 200,
      text: '<script>alert(1)</script>',
      headers: {
        'content-disposition': expect.stringMatching(/^attachment; filename\*=UTF-8''%D8/),
        'x-content-type-options': 'nosniff',
      },
    });
  });
});

describe('other websites', () => {
  test.each([
    [{ host: 'evil.example' }, 403],
    [{ host: 'evil.example:8080' }, 403],
    [{ host: '127.0.0.1.evil.example' }, 403],
    [{ host: 'localhost' }, 200],
    [{ host: '[::1]:8080' }, 200],
    [{ host: '192.168.1.5:8080' }, 200],
    [{ origin: 'http://evil.example' }, 403],
    [{ origin: 'null' }, 403],
    [{ host: '127.0.0.1:8080', origin: 'http://127.0.0.1:8080' }, 200],
    [{ host: '127.0.0.1:8080', origin: 'http://127.0.0.1:9090' }, 403],
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'sec-fetch-site': 'same-site' }, 403],
    [{ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }, 403],
    [{ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }, 200],
    [{ 'sec-fetch-site': 'same-origin' }, 200],
  ])('that show as %j get %i', async (headers, status) => {
    expect((await ask('/playground/state', { headers })).status).toBe(status);
    const api = await ask(`/bot${TEST_TOKEN}/getMe`, { headers });
    expect(api.status).toBe(status);
  });
});

test('a port in use is told in one line with the remedy', async () => {
  const port = Number(new URL(playground.url).port);
  const second = startPlayground({ ...options, port });
  await expect(second).rejects.toBeInstanceOf(CannotListen);
  await expect(second).rejects.toMatchObject({
    code: 'EADDRINUSE',
    port,
    message: `port ${port} on 127.0.0.1 is in use: set PORT or HOST to another one, or stop what holds it`,
  });
});
