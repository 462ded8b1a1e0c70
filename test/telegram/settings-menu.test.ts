/** Every button of the settings menu, found by pressing all that its screens show: in each kind of chat, in each language. */
import { describe, expect, test } from 'vitest';
import type { ChatMessage } from '../../src/playground/view.ts';
import { addChat, ZONE } from '../support/outbox.ts';
import { chatOf, isStale, NINE, type Rig, rig, settled, written } from './harness.ts';

type Place = {
  /** Where the menu stands. */
  readonly chatId: number;
  readonly threadId?: number;
  /** The chat that it sets up. */
  readonly about: { readonly telegramId: number; readonly threadId: number };
  /** Before the data of each button. */
  readonly mark: string;
};

const places: Readonly<Record<string, (r: Rig) => Promise<Place>>> = {
  'one’s own chat': async (r) => {
    await addChat(r.store, { telegramId: r.reader, zone: ZONE, topics: ['iran'] }, NINE);
    return { chatId: r.reader, about: { telegramId: r.reader, threadId: 0 }, mark: '' };
  },
  'a group': async (r) => {
    const chatId = r.api.addGroup({ title: 'ديوانية', administrators: [r.reader] });
    await addChat(r.store, { telegramId: chatId, zone: ZONE }, NINE);
    return { chatId, about: { telegramId: chatId, threadId: 0 }, mark: '' };
  },
  'a thread of a forum': async (r) => {
    const chatId = r.api.addGroup({ title: 'منتدى', forum: true, administrators: [r.reader] });
    const threadId = r.api.addThread(chatId, 'أخبار');
    return { chatId, threadId, about: { telegramId: chatId, threadId }, mark: '' };
  },
  'the private chat of a channel’s owner': async (r) => {
    const telegramId = r.api.addChannel({ title: 'قناة الوادي', administrators: [r.reader] });
    await settled(r);
    const { id } = await r.store.chats.open(
      { telegramId, threadId: 0 },
      { kind: 'channel', title: 'قناة الوادي' },
      NINE,
    );
    return { chatId: r.reader, about: { telegramId, threadId: 0 }, mark: `@${id}|` };
  },
};

/** What a tap on a button with this data makes of its message. */
async function tapped(r: Rig, place: Place, data: string) {
  const sent = await r.bot.api.sendMessage(place.chatId, 'قائمة', {
    ...(place.threadId === undefined ? {} : { message_thread_id: place.threadId }),
    reply_markup: { inline_keyboard: [[{ text: 'زر', callback_data: data }]] },
  });
  // The bot writes to a group no more than twenty times a minute.
  r.clock.now += 61_000;
  const tap = { chatId: place.chatId, from: r.reader, messageId: sent.message_id, button: data };
  // The tap is answered when all else is done.
  const { text: note } = await r.api.press(tap);
  const after = written(r, place.chatId);
  const message = after.find(({ id }) => id === sent.message_id);
  if (message === undefined) throw new Error('the message is gone');
  return { note, message, edited: message.text !== 'قائمة', last: after.at(-1) };
}

type Key = { readonly text: string; readonly data: string };

function keysOf(message: ChatMessage): readonly (readonly Key[])[] {
  return (message.keyboard ?? []).map((row) =>
    row.map((one) => ({ text: one.text, data: 'callback_data' in one ? one.callback_data : '' })),
  );
}

/** Letters, isolates left out, that decide how a line is laid out. */
function direction(line: string): string | undefined {
  const bare = line.replace(/\u2068[^\u2068\u2069]*\u2069/gu, '');
  return /[\u200f\p{L}]/u.exec(bare)?.[0];
}
/** Letters that fit a button of a row of so many, by what a narrow screen shows. */
const FITS = [0, 40, 20, 16, 12];

/** The language is the test's own; of the hours from which quiet may begin one stands for all. */
const LEFT_OUT = /:x:language:|:q:from:(?!2100)/u;

describe.each(Object.keys(places))('in %s', (where) => {
  test.each(['ar', 'en'] as const)('every button does what it says, in «%s»', async (language) => {
    const r = await rig();
    const place = (await places[where]?.(r)) ?? expect.fail('no such place');
    await r.store.chats.open(
      place.about,
      { kind: where === 'one’s own chat' ? 'private' : 'group', title: undefined },
      NINE,
    );
    // What is said about a channel is said in its owner's language.
    const speaking = place.mark === '' ? place.about : { telegramId: r.reader, threadId: 0 };
    if (place.mark !== '') {
      await r.store.chats.open(place.about, { kind: 'channel', title: 'قناة الوادي' }, NINE);
      await r.store.chats.open(speaking, { kind: 'private', title: undefined }, NINE);
    }
    const speak = async () =>
      r.store.chats.setSettings((await chatOf(r, speaking.telegramId, speaking.threadId)).id, { language });
    const waiting = [`${place.mark}set`];
    const seen = new Set(waiting);
    for (let data = waiting.shift(); data !== undefined; data = waiting.shift()) {
      await speak();
      const { note, message, edited, last } = await tapped(r, place, data);
      expect(isStale(note), data).toBe(false);
      // A change is shown in the message, a refusal over the chat, a question asked in a message of its own.
      const asked = last !== undefined && last.id > message.id;
      expect(edited || note !== '' || asked, data).toBe(true);
      if (!edited) continue;
      const rows = keysOf(message);
      // Back to the first screen, or to that of quiet hours; or it is the first one, which leads on.
      const leads = ['set', 'set:q', 'set:t'].map((one) => place.mark + one);
      expect(
        rows.flat().some((key) => leads.includes(key.data)),
        data,
      ).toBe(true);
      for (const row of rows)
        for (const key of row) {
          expect(Buffer.byteLength(key.data), key.data).toBeLessThanOrEqual(64);
          expect(key.text.length, key.text).toBeLessThanOrEqual(FITS[row.length] ?? 0);
          if (!key.data.startsWith(`${place.mark}set`) || seen.has(key.data)) continue;
          if (LEFT_OUT.test(key.data)) continue;
          seen.add(key.data);
          waiting.push(key.data);
        }
      for (const line of message.text.split('\n').filter((one) => one !== '' && !one.includes('قناة الوادي')))
        if (language === 'ar') expect(direction(line), line).toMatch(/[\u200f\p{Script=Arabic}]/u);
        else expect(direction(line) ?? 'a', line).toMatch(/\p{Script=Latin}/u);
    }
    // Presets, hours, days, weekends, cities, nights, each setting, rest and stop.
    expect(seen.size).toBeGreaterThan(100);
  });
});
