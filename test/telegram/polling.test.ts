import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { BotApi } from '../../src/playground/bot-api.ts';
import type { Wait } from '../../src/telegram/introduce.ts';
import { textsOf } from '../../src/telegram/languages.ts';
import { messages } from '../../src/telegram/messages.ts';
import { runPolling } from '../../src/telegram/polling.ts';
import { BotRefused } from '../../src/telegram/refused.ts';
import { botOver } from '../support/bot.ts';
import { nextBotMessage, nextEvent, startTestApi, TEST_TOKEN } from '../support/bot-api.ts';
import { listeningLog, testStore } from '../support/outbox.ts';
import { NINE, rig, say, settled, written } from './harness.ts';

describe('polling', () => {
  test('registers every command with its words, in both languages', async () => {
    const r = await rig();
    await say(r, '...');
    for (const [language, { menu }] of [
      ['', textsOf('ar')],
      ['en', textsOf('en')],
    ] as const)
      expect(r.api.commands('default', language)).toEqual(
        Object.entries(menu).map(([command, description]) => ({ command, description })),
      );
  });

  test('offers members of a group what they may ask, and administrators what they may change', async () => {
    const r = await rig();
    await say(r, '...');
    const names = (scope: string, language: string) =>
      r.api.commands(scope, language).map(({ command }) => command);
    for (const language of ['', 'en']) {
      const members = names('all_group_chats', language);
      expect(members).toContain('latest');
      expect(members).not.toContain('stop');
      expect(members).not.toContain('settings');
      const administrators = names('all_chat_administrators', language);
      expect(administrators).toEqual(
        expect.arrayContaining([...members, 'subscribe', 'time', 'stop', 'start']),
      );
      expect(administrators).not.toContain('channels');
    }
  });

  test('ends at once when told to, with what is in hand answered', async () => {
    const r = await rig();
    await say(r, '...');
    const typed = nextEvent(r.api, (event) =>
      event.kind === 'message' && event.message.fromBot ? true : undefined,
    );
    r.api.say({ chatId: r.reader, text: '؟' });
    await typed;
    await r.stop();
    await r.running;
    expect(written(r, r.reader)).toHaveLength(2);
    expect(r.api.pendingUpdates()).toBe(0);
  });

  test('stopped with questions waiting goes on with them at the next start, each answered once', async () => {
    const store = testStore();
    const first = await rig({ store });
    const readers = Array.from({ length: 8 }, () => first.api.addUser({ started: true }));
    await say(first, '؟');
    const begun = nextBotMessage(first.api, readers[0] ?? 0);
    for (const chatId of readers) first.api.say({ chatId, text: '...' });
    await begun;
    await first.stop();
    const second = await rig({ store, api: first.api });
    await settled(second);
    expect(second.log.lines).toEqual([]);
    for (const chatId of readers) expect(written(first, chatId)).toHaveLength(1);
  });

  test('ends also while Telegram cannot be reached', async () => {
    const r = await rig();
    await say(r, '...');
    await r.api.down();
    await r.stop();
    await r.running;
    expect(r.log.lines.filter((line) => line.startsWith('error'))).toEqual([]);
    const api = await startTestApi();
    await api.down();
    const late = await rig({ api, store: r.store });
    await vi.waitFor(() => expect(late.log.lines).toEqual(['warn: Telegram does not answer; trying on']), {
      timeout: 30_000,
    });
    await late.stop();
    await late.running;
    expect(late.log.lines).toHaveLength(1);
  });

  test('keeps no reader waiting for another one’s answer, and confirms what is answered alone', async () => {
    const r = await rig();
    await say(r, '...');
    r.api.fail({ fault: { kind: 'silence' }, method: 'sendMessage', chatId: r.reader });
    r.api.say({ chatId: r.reader, text: '؟' });
    const others = Array.from({ length: 3 }, () => r.api.addUser({ started: true }));
    for (const chatId of others) expect((await say(r, '...', { chatId })).text).toBe(messages.empty);
    expect(r.api.pendingUpdates()).toBe(4);
    await r.stop();
    // The one whose answer never came waits for the next start, and with it those behind it; a new start knows which are answered.
    const second = await rig({ store: r.store, api: r.api });
    await settled(second);
    expect(written(r, r.reader)).toHaveLength(2);
    for (const chatId of others) expect(written(r, chatId)).toHaveLength(1);
  });

  test('answers one chat’s messages in their order, however long the first one takes', async () => {
    const store = testStore();
    let go = (): void => {};
    const held = new Promise<void>((resolve) => {
      go = resolve;
    });
    const latest: typeof store.stories.latest = async (...given) => {
      await held;
      return store.stories.latest(...given);
    };
    const r = await rig({ store: { ...store, stories: { ...store.stories, latest } } });
    r.api.say({ chatId: r.reader, text: '/latest' });
    r.api.say({ chatId: r.reader, text: '...' });
    await say(r, '...', { chatId: r.api.addUser({ started: true }) });
    expect(written(r, r.reader)).toEqual([]);
    go();
    await settled(r);
    expect(written(r, r.reader).map(({ text }) => text)).toEqual([messages.nothingYet, messages.empty]);
  });
});

describe('messages in one go', () => {
  /** Waits that pass when they are let. */
  function held() {
    const waits: (() => void)[] = [];
    const wait: Wait = (_ms, signal) =>
      new Promise((resolve) => {
        waits.push(resolve);
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
    return { wait, waits };
  }

  const words = ['/help', '...', '/latest', '/topics', '/sources', '/time'];

  test('are all answered in their order, each in its turn', async () => {
    const r = await rig();
    for (const text of words) r.api.say({ chatId: r.reader, text });
    await settled(r);
    const first = (text: string) => text.split('\n')[0];
    const alone = await rig();
    const expected: (string | undefined)[] = [];
    for (const text of words) expected.push(first((await say(alone, text)).text));
    expect(written(r, r.reader).map(({ text }) => first(text))).toEqual(expected);
    // Three at once, then one a second; settled() asked a second later.
    expect(r.clock.now - NINE).toBe(4_200);
  });

  test('keep nobody else waiting, whoever waits', async () => {
    const { wait, waits } = held();
    const r = await rig({ wait });
    for (const text of words) r.api.say({ chatId: r.reader, text });
    await vi.waitFor(() => expect(waits).toHaveLength(1), { timeout: 30_000 });
    const other = r.api.addUser({ started: true });
    expect((await say(r, '...', { chatId: other })).text).toBe(messages.empty);
    expect(written(r, r.reader)).toHaveLength(3);
  });

  test('keep nobody else waiting either where Telegram gives no more at a time', async () => {
    const { wait, waits } = held();
    const r = await rig({ wait });
    // So many wait that nothing newer is given beside them.
    const fast = Array.from({ length: 20 }, () => r.api.addUser({ started: true }));
    for (const chatId of fast) for (let time = 0; time < 8; time += 1) r.api.say({ chatId, text: '...' });
    const other = r.api.addUser({ started: true });
    expect((await say(r, '...', { chatId: other })).text).toBe(messages.empty);
    expect(waits.length).toBeGreaterThan(0);
    for (const chatId of fast) expect(written(r, chatId).length).toBeLessThanOrEqual(3);
  });

  test('of very many readers at once are told to be too many, beyond those that may wait', async () => {
    const { wait, waits } = held();
    const r = await rig({ wait });
    const fast = Array.from({ length: 40 }, () => r.api.addUser({ started: true }));
    for (const chatId of fast) for (let time = 0; time < 4; time += 1) r.api.say({ chatId, text: '...' });
    await vi.waitFor(() => expect(waits).toHaveLength(40), { timeout: 30_000 });
    r.clock.now += 2_000;
    for (const over of waits) over();
    await vi.waitFor(() => expect(r.api.pendingUpdates()).toBe(0), { timeout: 30_000 });
    const last = fast.map((chatId) => written(r, chatId)[3]?.text);
    expect(last.filter((text) => text === messages.empty)).toHaveLength(30);
    expect(last.filter((text) => text === messages.tooFast)).toHaveLength(10);
  });

  test('that wait at the stop are answered at the next start, each once', async () => {
    const { wait, waits } = held();
    const first = await rig({ wait });
    for (const text of words) first.api.say({ chatId: first.reader, text });
    await vi.waitFor(() => expect(waits).toHaveLength(1), { timeout: 30_000 });
    await first.stop();
    expect(written(first, first.reader)).toHaveLength(3);
    const second = await rig({ store: first.store, api: first.api });
    await settled(second);
    expect(written(first, first.reader)).toHaveLength(words.length);
  });
});

/** A bot that polls, with a clock and waits that pass only when they are let. */
function poller(api: BotApi) {
  const store = testStore();
  const log = listeningLog();
  const stopping = new AbortController();
  const clock = { now: NINE };
  const waits: { readonly ms: number; readonly over: () => void }[] = [];
  const wait: Wait = (ms, signal) =>
    new Promise((resolve) => {
      const over = (): void => {
        clock.now += ms;
        resolve();
      };
      waits.push({ ms, over });
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
  const bot = botOver(store, {
    apiRoot: api.url,
    now: () => clock.now,
    log,
    signal: stopping.signal,
  });
  const ended: Promise<unknown> = runPolling(bot, {
    signal: stopping.signal,
    log,
    now: () => clock.now,
    wait,
  }).then(
    () => 'ended',
    (error: unknown) => error,
  );
  const stop = async (): Promise<unknown> => {
    stopping.abort();
    return ended;
  };
  onTestFinished(async () => void (await stop()));
  return {
    ended,
    clock,
    log,
    stop,
    store,
    /** The wait that it now makes, over. */
    async pass(): Promise<number> {
      const found = await vi.waitFor(
        () => {
          const next = waits.shift();
          if (next === undefined) throw new Error('it waits for nothing');
          return next;
        },
        { timeout: 30_000 },
      );
      found.over();
      return found.ms;
    },
  };
}

async function testApi(): Promise<BotApi> {
  const api = await startTestApi();
  onTestFinished(api.close);
  return api;
}

const conflict = {
  fault: {
    kind: 'refuse',
    status: 409,
    description: 'Conflict: terminated by other getUpdates request',
  },
  method: 'getUpdates',
} as const;

describe('what Telegram refuses', () => {
  test.each([
    [401, 'getMe', 'token'],
    [404, 'getMe', 'token'],
    [409, 'getUpdates', 'poller'],
  ] as const)('a %i to %s at the start ends it, told apart', async (status, method, kind) => {
    const api = await testApi();
    api.fail({ fault: { kind: 'refuse', status, description: 'refused' }, method });
    const error = await poller(api).ended;
    expect(error).toBeInstanceOf(BotRefused);
    expect(error).toMatchObject({ kind });
    expect(String(error)).not.toContain(TEST_TOKEN);
  });

  test('a token that is revoked while it runs ends it; one refusal that getMe does not repeat is a slip', async () => {
    const api = await testApi();
    const p = poller(api);
    const reader = api.addUser({ started: true });
    const refuse = (method: string): void =>
      api.fail({ fault: { kind: 'refuse', status: 401, description: 'Unauthorized' }, method });
    refuse('getUpdates');
    expect(await p.pass()).toBe(1_000);
    const answer = nextBotMessage(api, reader);
    api.say({ chatId: reader, text: '...' });
    expect((await answer).text).toBe(messages.empty);
    refuse('getUpdates');
    refuse('getMe');
    api.say({ chatId: reader, text: '...' });
    await p.pass();
    expect(await p.ended).toMatchObject({ kind: 'token' });
  });

  test('errors of the server and floods are waited out as long as they ask, or ever longer', async () => {
    const api = await testApi();
    api.fail({ fault: { kind: 'server', status: 502 }, method: 'getUpdates', times: 3 });
    api.fail({ fault: { kind: 'flood', retryAfter: 7 }, method: 'getUpdates' });
    const p = poller(api);
    expect([await p.pass(), await p.pass(), await p.pass(), await p.pass()]).toEqual([50, 100, 200, 7_000]);
    const reader = api.addUser({ started: true });
    const answer = nextBotMessage(api, reader);
    api.say({ chatId: reader, text: '...' });
    expect((await answer).text).toBe(messages.empty);
    expect(p.log.lines).toEqual([
      'warn: Telegram does not answer; trying on',
      'info: Telegram answers again',
    ]);
  });
});

describe('two that poll with one token', () => {
  const ASIDE = 'warn: another process takes the updates with this token: stop it; digests go on meanwhile';

  test('who was there first stands aside, says so once, and goes on when alone again', async () => {
    const api = await testApi();
    const reader = api.addUser({ started: true });
    const ask = async (): Promise<string> => {
      const answer = nextBotMessage(api, reader);
      api.say({ chatId: reader, text: '...' });
      return (await answer).text;
    };
    const p = poller(api);
    await ask();
    p.clock.now += 10_000;
    api.fail({ ...conflict, times: 5 });
    api.say({ chatId: reader, text: '...' });
    expect([await p.pass(), await p.pass(), await p.pass(), await p.pass(), await p.pass()]).toEqual([
      2_000, 60_000, 300_000, 900_000, 900_000,
    ]);
    p.clock.now += 10_000;
    expect(await ask()).toBe(messages.empty);
    await vi.waitFor(
      () => expect(p.log.lines).toEqual([ASIDE, 'info: nobody else polls any more: updates come again']),
      { timeout: 30_000 },
    );
  });

  test('the newcomer ends when the other one asks again, and all goes on as before', async () => {
    const api = await testApi();
    const reader = api.addUser({ started: true });
    const old = poller(api);
    const answer = nextBotMessage(api, reader);
    api.say({ chatId: reader, text: '...' });
    await answer;
    old.clock.now += 10_000;
    const newcomer = poller(api);
    expect(await old.pass()).toBe(2_000);
    expect(await newcomer.ended).toMatchObject({ kind: 'poller' });
    old.clock.now += 10_000;
    const again = nextBotMessage(api, reader);
    api.say({ chatId: reader, text: '...' });
    expect((await again).text).toBe(messages.empty);
    expect(old.log.lines[0]).toBe(ASIDE);
    expect(newcomer.log.lines).toEqual([]);
  });

  test('one that stands aside can be stopped, and then disturbs nobody', async () => {
    const api = await testApi();
    const p = poller(api);
    const reader = api.addUser({ started: true });
    const answer = nextBotMessage(api, reader);
    api.say({ chatId: reader, text: '...' });
    await answer;
    p.clock.now += 10_000;
    api.fail(conflict);
    api.say({ chatId: reader, text: '...' });
    await vi.waitFor(() => expect(p.log.lines).toEqual([ASIDE]), { timeout: 30_000 });
    expect(await p.stop()).toBe('ended');
    expect(api.pendingUpdates()).toBeGreaterThan(0);
  });
});
