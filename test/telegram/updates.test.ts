import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keepSecret } from '../../src/log.ts';
import { menu, messages } from '../../src/telegram/messages.ts';
import { nextEdit, TEST_TOKEN } from '../support/bot-api.ts';
import { testStore } from '../support/outbox.ts';
import { addStory, chatOf, NINE, rig, say, settled, written } from './harness.ts';

describe('updates', () => {
  const update = (id: number, from: number) =>
    ({
      update_id: id,
      message: {
        message_id: 1,
        date: 0,
        text: '؟',
        chat: { id: from, type: 'private', first_name: 'س' },
        from: { id: from, is_bot: false, first_name: 'س' },
      },
    }) as never;

  test('that come twice are answered once, also after a restart', async () => {
    const store = testStore();
    const r = await rig({ store });
    await say(r, '...');
    await r.bot.handleUpdate(update(5, r.reader));
    await r.bot.handleUpdate(update(5, r.reader));
    expect(written(r, r.reader)).toHaveLength(2);
    await r.stop();
    const again = await rig({ store });
    again.api.jumpUpdateIds(1000);
    await say(again, '...');
    await again.bot.handleUpdate(update(5, again.reader));
    expect(written(again, again.reader)).toHaveLength(1);
  });

  test('whose answering failed are told in one sentence, and the operator reads why, without the token', async () => {
    const store = testStore();
    keepSecret([TEST_TOKEN]);
    const r = await rig({
      store: {
        ...store,
        stories: {
          ...store.stories,
          latest: async () => {
            throw new Error(`disk full at /bot${TEST_TOKEN}/x`);
          },
        },
      },
    });
    expect((await say(r, '/latest')).text).toBe(messages.failed);
    expect(r.log.lines).toEqual(['error: answering failed']);
    expect(JSON.stringify(r.log.lines)).not.toContain(TEST_TOKEN);
  });

  test.each([
    ['a server error', { kind: 'server' }, 1],
    ['a connection that broke on the way', { kind: 'reset-before' }, 1],
    // They had arrived: read twice, and nothing untrue is said of them.
    ['a server error after it had arrived', { kind: 'server', accepted: true }, 2],
    ['a connection that broke after it had arrived', { kind: 'reset-after' }, 2],
  ] as const)('whose answer met %s are answered once more, without an apology', async (_, fault, times) => {
    const r = await rig();
    r.api.fail({ fault, method: 'sendMessage' });
    r.api.say({ chatId: r.reader, text: '...' });
    await settled(r);
    expect(written(r, r.reader).map(({ text }) => text)).toEqual(
      Array.from({ length: times }, () => messages.empty),
    );
    expect(r.log.lines).toEqual([]);
  });

  test('whose answer fails again and again are told so once Telegram takes it', async () => {
    const r = await rig();
    r.api.fail({ fault: { kind: 'server' }, method: 'sendMessage', chatId: r.reader, times: 2 });
    r.api.say({ chatId: r.reader, text: '...' });
    await settled(r);
    expect(written(r, r.reader).map(({ text }) => text)).toEqual([messages.failed]);
    expect(r.log.lines).toEqual(['error: answering failed']);
  });

  test.each([{ kind: 'server' }, { kind: 'server', accepted: true }, { kind: 'reset-after' }] as const)(
    'whose edit met %o are edited all the same',
    async (fault) => {
      const r = await rig();
      const asked = await say(r, '/topics');
      r.api.fail({ fault, method: 'editMessageText' });
      const edited = nextEdit(r.api, r.reader, asked.id);
      await r.api.press({ chatId: r.reader, from: r.reader, messageId: asked.id, button: 'g:0' });
      expect((await edited).text).not.toBe(asked.text);
      await settled(r);
      expect(written(r, r.reader)).toHaveLength(1);
      expect(r.log.lines).toEqual([]);
    },
  );

  test('of a reader who blocks the bot meanwhile pause the chat', async () => {
    const r = await rig();
    await say(r, 'تابع إيران');
    r.api.fail({
      fault: { kind: 'refuse', status: 403, description: 'Forbidden: bot was blocked by the user' },
      method: 'sendMessage',
      chatId: r.reader,
    });
    r.api.say({ chatId: r.reader, text: '؟' });
    await settled(r);
    expect((await chatOf(r, r.reader)).paused).toBe('blocked');
  });
});

describe('whatever readers write and press', () => {
  const words = fc.oneof(
    fc.constantFrom(
      ...Object.keys(menu).map((command) => `/${command}`),
      'إيران',
      'لبنان',
      'تابع',
      'إلغاء',
      'الموعد',
      '8',
      '٨ م',
      'توقيت',
      'بيروت',
      'بحث عن',
      'أخبار',
      '@x',
      '<b>',
      '&',
      '"',
      '/',
      '#وسم',
      'example.com',
      '5',
      'top',
      '\n',
      'x'.repeat(500),
      'كلمة '.repeat(200),
      '()*&^',
      'OR NOT "',
      'NEAR(',
    ),
    fc.string({ unit: 'grapheme', maxLength: 20 }),
  );

  test('the bot never fails, and Telegram takes all it says', async () => {
    const r = await rig();
    await addStory(r.store, { headline: 'قمة <في> طهران & @name', topics: ['iran'], publisher: 'A&B <c>' });
    await r.store.sources.sync(
      [
        {
          id: 'a',
          kind: 'feed',
          url: 'https://a.example',
          publisher: '<RT> @x',
          house: undefined,
          fullText: false,
        },
      ],
      NINE,
    );
    const texts = fc.sample(fc.array(words, { minLength: 1, maxLength: 4 }), { numRuns: 120, seed: 7 });
    const admin = r.api.addUser();
    const group = r.api.addGroup({ title: 'g', administrators: [admin], supergroup: true });
    for (const pieces of texts) {
      r.clock.now += 5000;
      const text = pieces.join(' ');
      if (text.trim() !== '') {
        r.api.say({ chatId: r.reader, text });
        r.api.say({ chatId: group, from: admin, text });
      }
      await settled(r);
      const last = written(r, r.reader).at(-1);
      for (const button of last?.keyboard.flat() ?? [])
        if ('callback_data' in button && pieces.length > 2) {
          r.clock.now += 2000;
          await r.api
            .press({
              chatId: r.reader,
              from: r.reader,
              messageId: last?.id ?? 0,
              button: button.callback_data,
            })
            .catch(() => undefined);
          break;
        }
    }
    expect(r.log.lines).toEqual([]);
    expect(written(r, r.reader).length).toBeGreaterThan(100);
    expect(
      written(r, r.reader).filter(
        (message) => message.droppedEntities > 0 || message.text === messages.failed,
      ),
    ).toEqual([]);
  }, 60_000);
});
