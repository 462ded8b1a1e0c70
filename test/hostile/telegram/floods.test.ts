/** Floods: what one reader brings in great numbers gets one kind sentence, and costs the others nothing. */
import { describe, expect, test } from 'vitest';
import { createLimiter } from '../../../src/telegram/limits.ts';
import { messages } from '../../../src/telegram/messages.ts';
import { api, begin, bring, chatJson, clock, person, setUp, store, type There, written } from './stage.ts';

describe('a flood from one reader', () => {
  const floods: Readonly<Record<string, (there: There) => readonly [number, object]>> = {
    'of words in their own chat': ({ member }) => [
      member,
      written({ chat: chatJson(member, 'private'), from: person(member), text: 'إيران' }),
    ],
    'of commands in a group': ({ group, member }) => [
      group,
      written({ chat: chatJson(group, 'supergroup'), from: person(member), text: '/help' }),
    ],
    'of forbidden commands in a group': ({ group, member }) => [
      group,
      written({ chat: chatJson(group, 'supergroup'), from: person(member), text: '/stop' }),
    ],
    'of taps in their own chat': ({ member }) => [
      member,
      {
        callback_query: {
          id: '1',
          from: person(member),
          chat_instance: '1',
          data: 'latest',
          message: {
            message_id: 900_003,
            date: 1,
            text: 'x',
            chat: chatJson(member, 'private'),
            reply_markup: { inline_keyboard: [[{ text: 'x', callback_data: 'latest' }]] },
          },
        },
      },
    ],
  };

  test.each(Object.entries(floods))(
    '%s gets one kind sentence, and others their answers',
    async (_, flood) => {
      const there = await setUp();
      const [target, update] = flood(there);
      const last = api.calls().at(-1);
      for (let time = 0; time < 200; time += 1) await bring(update);
      const calls = api.calls();
      const made = calls.slice(calls.lastIndexOf(last as (typeof calls)[number]) + 1);
      const told = made.filter(({ parameters }) => parameters.text === messages.tooFast);
      expect(told).toHaveLength(1);
      expect(made.filter(({ method }) => method === 'sendmessage').length).toBeLessThanOrEqual(9);
      const answered = api.messages(there.victim).length;
      await bring(
        written({ chat: chatJson(there.victim, 'private'), from: person(there.victim), text: '/help' }),
      );
      expect(api.messages(there.victim).length).toBe(answered + 1);
      if (target === there.group) {
        const before = api.messages(target).length;
        clock.now += 3_000;
        await bring(
          written({ chat: chatJson(target, 'supergroup'), from: person(there.admin), text: '/help' }),
        );
        expect(api.messages(target).length).toBe(before + 1);
      }
      clock.now += 60_000;
      const [, again] = flood(there);
      const quiet = api.calls().at(-1);
      await bring(again);
      expect(api.calls().at(-1)).not.toBe(quiet);
    },
  );

  test('of being put out and let in again is welcomed a few times only, and each time believed', async () => {
    const { group, admin } = await setUp();
    const moved = async (status: 'member' | 'left', before: 'member' | 'left'): Promise<void> => {
      const user = person(api.botId, { is_bot: true });
      await bring({
        my_chat_member: {
          chat: chatJson(group, 'supergroup'),
          from: person(admin),
          date: 1,
          old_chat_member: { user, status: before },
          new_chat_member: { user, status },
        },
      });
    };
    await begin(group, 'group');
    for (let time = 0; time < 50; time += 1) {
      await moved('left', 'member');
      expect((await store.chats.ofTelegram(group))[0]?.paused).toBe('gone');
      await moved('member', 'left');
      expect((await store.chats.ofTelegram(group))[0]?.paused).toBeUndefined();
    }
    expect(api.messages(group).filter(({ fromBot }) => fromBot).length).toBeLessThanOrEqual(3);
  });

  test('from a hundred thousand readers takes the memory of ten thousand', () => {
    const limiter = createLimiter();
    const ask = (reader: number) => limiter.ask({ reader, chat: reader, behind: 0, now: 1_000_000 }).kind;
    for (let time = 0; time < 20; time += 1) ask(1);
    expect(ask(1)).not.toBe('allow');
    for (let reader = 2; reader < 100_000; reader += 1) ask(reader);
    // Who was silent longest is forgotten.
    expect(ask(1)).toBe('allow');
  });
});
