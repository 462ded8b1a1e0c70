import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { startWeb } from '../../src/commands/web.ts';
import type { BotApi } from '../../src/playground/bot-api.ts';
import type { Wait } from '../../src/telegram/introduce.ts';
import { messages } from '../../src/telegram/messages.ts';
import { BotRefused } from '../../src/telegram/refused.ts';
import { openWebhook } from '../../src/telegram/webhook.ts';
import { botOver } from '../support/bot.ts';
import { nextBotMessage, startTestApi, TEST_TOKEN } from '../support/bot-api.ts';
import { listeningLog, testStore } from '../support/outbox.ts';
import { NINE, rig, say } from './harness.ts';

const SECRET = 'a-secret_of-the-webhook-42';

async function testApi(): Promise<BotApi> {
  const api = await startTestApi();
  onTestFinished(api.close);
  return api;
}

type Stories = ReturnType<typeof testStore>['stories'];

/** A bot that listens on a webhook of its own; its waits pass when they are let. */
async function hooked(
  api: BotApi,
  given: {
    readonly store?: ReturnType<typeof testStore>;
    readonly latest?: Stories['latest'];
    readonly url?: string;
  } = {},
) {
  const store = given.store ?? testStore();
  const log = listeningLog();
  const stopping = new AbortController();
  const waits: (() => void)[] = [];
  const wait: Wait = (_, signal) =>
    new Promise((resolve) => {
      const over = (): void => {
        signal.removeEventListener('abort', over);
        resolve();
      };
      waits.push(over);
      signal.addEventListener('abort', over);
    });
  const bot = botOver(store, {
    apiRoot: api.url,
    ...(given.latest === undefined ? {} : { stories: { ...store.stories, latest: given.latest } }),
    now: () => NINE,
    log,
    signal: stopping.signal,
  });
  let take: ReturnType<typeof openWebhook>['take'] = async () => ({ status: 503 });
  const path = '/telegram/updates';
  const web = await startWeb({
    host: '127.0.0.1',
    port: 0,
    routes: [{ method: 'POST', path, answer: async (request) => take(request) }],
  });
  const url = `${web.url}${path}`;
  let ready = (): void => {};
  const listening = new Promise<void>((resolve) => {
    ready = resolve;
  });
  const webhook = openWebhook(bot, {
    url: given.url ?? url,
    secret: SECRET,
    signal: stopping.signal,
    log,
    onReady: () => ready(),
    wait,
  });
  take = webhook.take;
  const running: Promise<unknown> = webhook.run().then(
    () => 'ended',
    (error: unknown) => error,
  );
  const stop = async (): Promise<unknown> => {
    stopping.abort();
    const how = await running;
    await web.close();
    return how;
  };
  onTestFinished(async () => void (await stop()));
  await Promise.race([listening, running]);
  return {
    url,
    path: webhook.path,
    log,
    store,
    running,
    stop,
    /** The next look at the webhook happens now. */
    async look(): Promise<void> {
      const asked = api.calls().filter(({ method }) => method === 'getwebhookinfo').length;
      const pass = await vi.waitFor(
        () => {
          const next = waits.shift();
          if (next === undefined) throw new Error('it waits for nothing');
          return next;
        },
        { timeout: 30_000 },
      );
      pass();
      await vi.waitFor(
        () => {
          expect(api.calls().filter(({ method }) => method === 'getwebhookinfo').length).toBe(asked + 1);
          expect(waits).toHaveLength(1);
        },
        { timeout: 30_000 },
      );
    },
    async post(
      body: string,
      headers: Readonly<Record<string, string>> = {},
    ): Promise<readonly [number, string]> {
      const answer = await fetch(url, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json', ...headers },
      });
      return [answer.status, await answer.text()];
    },
  };
}

const secretly = { 'x-telegram-bot-api-secret-token': SECRET };

const update = (id: number, from: number, text = '...'): string =>
  JSON.stringify({
    update_id: id,
    message: {
      message_id: 1,
      date: 0,
      text,
      chat: { id: from, type: 'private', first_name: 'س' },
      from: { id: from, is_bot: false, first_name: 'س' },
    },
  });

function said(api: BotApi, chatId: number): readonly string[] {
  return api
    .messages(chatId)
    .filter(({ fromBot }) => fromBot)
    .map(({ text }) => text);
}

async function webhookInfo(
  api: BotApi,
): Promise<{ readonly url: string; readonly last_error_message?: string }> {
  const answer = await fetch(`${api.url}/bot${TEST_TOKEN}/getWebhookInfo`);
  const { result } = (await answer.json()) as {
    readonly result: { readonly url: string; readonly last_error_message?: string };
  };
  return result;
}

describe('a webhook', () => {
  test('is set at the start with its secret, its kinds of updates and its connections, and answers', async () => {
    const api = await testApi();
    const h = await hooked(api);
    const [set] = api.calls().filter(({ method }) => method === 'setwebhook');
    expect(set?.parameters).toEqual({
      url: h.url,
      secret_token: SECRET,
      allowed_updates: ['message', 'channel_post', 'callback_query', 'inline_query', 'my_chat_member'],
      max_connections: 40,
    });
    const reader = api.addUser({ started: true });
    const answer = nextBotMessage(api, reader);
    api.say({ chatId: reader, text: '...' });
    expect((await answer).text).toBe(messages.empty);
    await vi.waitFor(() => expect(api.pendingUpdates()).toBe(0), { timeout: 30_000 });
    expect(h.log.lines).toEqual([]);
  });

  test.each([
    ['no secret', update(1, 7), {}, 401],
    ['an empty secret', update(1, 7), { 'x-telegram-bot-api-secret-token': '' }, 401],
    ['a wrong secret', update(1, 7), { 'x-telegram-bot-api-secret-token': 'x' }, 401],
    ['a longer secret', update(1, 7), { 'x-telegram-bot-api-secret-token': `${SECRET}x` }, 401],
    ['a shorter secret', update(1, 7), { 'x-telegram-bot-api-secret-token': SECRET.slice(0, -1) }, 401],
    ['the secret twice', update(1, 7), { 'x-telegram-bot-api-secret-token': `${SECRET}, ${SECRET}` }, 401],
    ['no JSON', '{', secretly, 400],
    ['nothing', '', secretly, 400],
    ['a list', '[]', secretly, 400],
    ['null', 'null', secretly, 400],
    ['no number', '{"message":{}}', secretly, 400],
    ['a number that is none', '{"update_id":"1"}', secretly, 400],
    ['a broken number', '{"update_id":1.5}', secretly, 400],
    ['a huge number', '{"update_id":1e300}', secretly, 400],
    ['more than a megabyte', `{"update_id":1,"x":"${'x'.repeat(1_000_001)}"}`, secretly, 413],
    ['an update of a kind to come', '{"update_id":1,"telepathy":{"from":7}}', secretly, 200],
    ['a message that is none', '{"update_id":2,"message":null}', secretly, 200],
    ['a message without a chat', '{"update_id":3,"message":{"text":"/start"}}', secretly, 200],
    ['a chat without a number', '{"update_id":4,"message":{"chat":{},"text":"/start"}}', secretly, 200],
    [
      'a text that is none',
      '{"update_id":5,"message":{"chat":{"id":7,"type":"private"},"text":{"a":1}}}',
      secretly,
      200,
    ],
    [
      'a tap without a message',
      '{"update_id":6,"callback_query":{"id":"1","from":{"id":7},"data":"stop"}}',
      secretly,
      200,
    ],
  ] as const)('answers %s without a word', async (_, body, headers, status) => {
    const api = await testApi();
    const h = await hooked(api);
    const reader = api.addUser({ id: 7, started: true });
    expect(await h.post(body, headers)).toEqual([status, '']);
    // Nobody was written to, but who wrote something.
    expect(said(api, reader).filter((text) => text !== messages.failed)).toEqual([]);
    expect(await h.post(update(99, 7), secretly)).toEqual([200, '']);
    expect(said(api, reader).at(-1)).toBe(messages.empty);
  });

  test('answers once what Telegram brings twice, at the same time, later and after a restart', async () => {
    const api = await testApi();
    const first = await hooked(api);
    const reader = api.addUser({ started: true });
    const both = await Promise.all([1, 2].map(() => first.post(update(5, reader), secretly)));
    expect(both).toEqual([
      [200, ''],
      [200, ''],
    ]);
    expect(await first.post(update(5, reader), secretly)).toEqual([200, '']);
    await first.stop();
    const second = await hooked(api, { store: first.store });
    expect(await second.post(update(5, reader), secretly)).toEqual([200, '']);
    expect(said(api, reader)).toEqual([messages.empty]);
  });

  test('a chat whose answer takes long keeps no other one waiting, and its own messages stay in order', async () => {
    const api = await testApi();
    let go = (): void => {};
    const held = new Promise<void>((resolve) => {
      go = resolve;
    });
    const h = await hooked(api, {
      latest: async () => {
        await held;
        return [];
      },
    });
    const [slow, quick] = [api.addUser({ started: true }), api.addUser({ started: true })];
    api.say({ chatId: slow, text: '/latest' });
    api.say({ chatId: slow, text: '...' });
    const answer = nextBotMessage(api, quick);
    api.say({ chatId: quick, text: '...' });
    await answer;
    expect(said(api, slow)).toEqual([]);
    go();
    await vi.waitFor(() => expect(api.pendingUpdates()).toBe(0), { timeout: 30_000 });
    expect(said(api, slow)).toEqual([messages.nothingYet, messages.empty]);
    expect(h.log.lines).toEqual([]);
  });

  test('what came while the bot was down, and what it left, is brought when it is up', async () => {
    const api = await testApi();
    const reader = api.addUser({ started: true });
    let go = (): void => {};
    const held = new Promise<void>((resolve) => {
      go = resolve;
    });
    let begin = (): void => {};
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const first = await hooked(api, {
      latest: async () => {
        begin();
        await held;
        throw new Error('stopped');
      },
    });
    const left = first.post(update(1, reader, '/latest'), secretly);
    await begun;
    const stopped = first.stop();
    go();
    expect(await left).toEqual([503, '']);
    await stopped;
    api.say({ chatId: reader, text: '...' });
    const second = await hooked(api, { store: first.store });
    await vi.waitFor(() => expect(api.pendingUpdates()).toBe(0), { timeout: 30_000 });
    expect(await second.post(update(1, reader, '/latest'), secretly)).toEqual([200, '']);
    expect(said(api, reader)).toEqual([messages.empty, messages.nothingYet]);
  });

  test('that Telegram refuses ends the bot, and so does a refused token', async () => {
    const api = await testApi();
    api.fail({
      fault: {
        kind: 'refuse',
        status: 400,
        description: 'Bad Request: bad webhook: An HTTPS URL must be provided for webhook',
      },
      method: 'setWebhook',
    });
    const h = await hooked(api);
    const error = await h.running;
    expect(error).toBeInstanceOf(BotRefused);
    expect(error).toMatchObject({ kind: 'webhook', message: expect.stringContaining('HTTPS URL') });
    api.fail({ fault: { kind: 'refuse', status: 401, description: 'Unauthorized' }, method: 'getMe' });
    expect(await (await hooked(api)).running).toMatchObject({ kind: 'token' });
  });

  test('that another process takes away is told once and set again, ever more rarely; one that points elsewhere is left alone', async () => {
    const api = await testApi();
    const h = await hooked(api);
    const call = async (method: string): Promise<void> => {
      expect((await fetch(`${api.url}/bot${TEST_TOKEN}/${method}`)).status).toBe(200);
    };
    const webhook = async (): Promise<unknown> => (await webhookInfo(api)).url;
    await h.look();
    expect(h.log.lines).toEqual([]);
    await call('deleteWebhook');
    await h.look();
    expect(await webhook()).toBe(h.url);
    await h.look();
    await call('deleteWebhook');
    for (let look = 0; look < 4; look += 1) await h.look();
    expect(await webhook()).toBe('');
    await h.look();
    expect(await webhook()).toBe(h.url);
    await h.look();
    await call('setWebhook?url=http://127.0.0.1:9/');
    for (let look = 0; look < 20; look += 1) await h.look();
    expect(await webhook()).toBe('http://127.0.0.1:9/');
    const lost = 'warn: another process takes the updates with this token: stop it; digests go on meanwhile';
    const back = 'info: updates come to the webhook again';
    expect(h.log.lines).toEqual([lost, back, lost, back, lost]);
  });

  test('that Telegram cannot reach is told once, with its words', async () => {
    const api = await testApi();
    const h = await hooked(api, { url: 'http://127.0.0.1:9/nowhere' });
    const reader = api.addUser({ started: true });
    api.say({ chatId: reader, text: '...' });
    await vi.waitFor(
      async () => expect((await webhookInfo(api)).last_error_message).toBe('Connection refused'),
      { timeout: 30_000 },
    );
    await h.look();
    await h.look();
    expect(h.log.lines).toEqual(['warn: Telegram cannot bring updates to the webhook']);
    expect(h.path).toBe('/nowhere');
  });

  test('ends a poll, and polling takes it away: updates come by the one that was started last', async () => {
    const api = await testApi();
    const h = await hooked(api);
    await h.stop();
    const r = await rig({ api });
    expect((await say(r, '...')).text).toBe(messages.empty);
    expect(r.log.lines).toEqual([]);
  });
});
