/** The chat's language: what changes with it beside the sentences, and what stays. */
import { describe, expect, test } from 'vitest';
import type { ChatMessage } from '../../src/playground/view.ts';
import { menuOf } from '../../src/telegram/introduce.ts';
import { textsOf } from '../../src/telegram/languages.ts';
import { nextEdit } from '../support/bot-api.ts';
import {
  addStory,
  buttons,
  chatOf,
  HOUR,
  NINE,
  type Rig,
  read,
  rig,
  say,
  settled,
  written,
} from './harness.ts';

const english = textsOf('en');
const arabic = textsOf('ar');

/** Calls of Telegram's methods from here on, and what it refused. */
function calls({ bot }: Rig) {
  const made: string[] = [];
  const refused: string[] = [];
  bot.api.config.use(async (previous, method, payload, signal) => {
    if (method !== 'getUpdates') made.push(method);
    const answer = await previous(method, payload, signal);
    if (!answer.ok) refused.push(`${method}: ${answer.description}`);
    return answer;
  });
  return { made, refused };
}

async function press(r: Rig, message: ChatMessage, button: string) {
  r.clock.now += 1_000;
  return r.api.press({ chatId: message.chatId, from: r.reader, messageId: message.id, button });
}

/** Rows as they are laid out: the leftmost button first. */
function laidOut(message: ChatMessage | undefined): readonly (readonly string[])[] {
  return (message?.keyboard ?? []).map((row) => row.map(({ text }) => text));
}

describe('in English', () => {
  test('topics, their groups, cities and ready-made words have English names, in rows that run left to right', async () => {
    const r = await rig();
    await say(r, '/language English');
    const topics = await say(r, '/topics');
    expect(laidOut(topics)[0]).toEqual(['Headlines', 'Palestine & Israel']);
    expect(laidOut(topics).at(-1)).toEqual(['Running stories']);
    const edited = nextEdit(r.api, r.reader, topics.id);
    await press(r, topics, 'Gulf & Yemen');
    const group = await edited;
    expect(read(group.text)).toMatch(/^Gulf & Yemen\n/u);
    expect(laidOut(group)[0]).toEqual(['🇸🇦 Saudi Arabia', '🇦🇪 UAE']);
    expect(laidOut(group).at(-1)).toEqual(['Back']);
    expect(read((await press(r, group, '🇶🇦 Qatar')).text)).toBe('You now follow “Qatar”.');
    expect(read((await say(r, '/subscriptions')).text)).toMatch(/^Followed: Qatar\.\n/u);
    expect(buttons(await say(r, '/subscriptions'))[0]).toEqual(['Qatar']);
    const files = nextEdit(r.api, r.reader, topics.id);
    await press(r, group, 'Back');
    await files;
    const list = nextEdit(r.api, r.reader, topics.id);
    await press(r, topics, 'Running stories');
    const running = await list;
    expect(laidOut(running)[0]).toEqual(['Hamas', 'Hezbollah']);
    expect(read((await press(r, running, 'Hamas')).text)).toBe('You now follow “Hamas”.');
    expect(read((await say(r, '/unsubscribe Hamas')).text)).toBe('You no longer follow “Hamas”.');
  });

  test('a city is named in English wherever it is chosen', async () => {
    const r = await rig();
    await say(r, '/language English');
    expect(read((await say(r, '/timezone جدة')).text)).toMatch(/Jeddah time\./u);
    expect(read((await say(r, '/timezone Doha')).text)).toMatch(/Doha time\./u);
    expect(read((await say(r, '/time 7')).text)).toMatch(/Doha time\./u);
    expect(arabic.dates.inZone('Asia/Qatar')).toBe('بتوقيت الدوحة');
  });

  test('a list of news has an English title over Arabic news, and the days of sources are English', async () => {
    const r = await rig();
    await r.store.sources.sync(
      [
        {
          id: 'port',
          kind: 'feed',
          url: 'https://port.example',
          publisher: 'صحيفة الميناء',
          house: undefined,
          fullText: false,
        },
      ],
      NINE,
    );
    await addStory(r.store, { headline: 'افتتاح جسر المرفأ', topics: ['lebanon'] });
    await say(r, '/language English');
    const page = read((await say(r, '/topic lebanon')).text);
    expect(page).toMatch(/^Lebanon · 1 story\n\n1\. افتتاح جسر المرفأ\n/u);
    expect(page).toContain('مصدر واحد حتى الآن: صحيفة الميناء');
    expect(read((await say(r, '/search المرفأ')).text)).toMatch(/^Search: “المرفأ” · 1 story\n/u);
    expect(read((await say(r, '/sources')).text)).toContain('newest: Monday 8:00 AM');
    r.clock.now += 9 * 24 * HOUR;
    expect(read((await say(r, '/topic lebanon')).text)).toContain(
      'Nothing new on “Lebanon” since Monday 23 November.',
    );
  });

  test('the buttons under a digest run left to right, and its words stay Arabic', async () => {
    const r = await rig();
    for (const headline of ['افتتاح جسر المرفأ', 'مهرجان في صور'])
      await addStory(r.store, { headline, topics: ['lebanon'] });
    await say(r, '/language English');
    await say(r, '/subscribe lebanon');
    const preview = await say(r, '/digest');
    expect(read(preview.text)).toMatch(/^معاينة نشرة المساء/u);
    expect(laidOut(preview)[0]).toEqual(['Story 1', 'Story 2']);
    const opened = nextEdit(r.api, r.reader, preview.id);
    await press(r, preview, 'Story 1');
    expect(laidOut(await opened)[1]).toEqual(['Less like this', 'Why?', 'Report']);
  });
});

/** What a reader in a private chat writes, in this order, and what of the answer no other answer holds. */
const SAID: readonly (readonly [string, string])[] = [
  ['hello', english.messages.hello],
  ['السلام عليكم', english.messages.salam],
  ['thanks', english.messages.thanks],
  ['كفاية', english.messages.enough],
  ['/nowhere', english.messages.unknownCommand],
  ['/topic', english.messages.askTopic],
  ['/topic lebanom', english.messages.nearTopic('lebanom', 'Lebanon')],
  ['/subscribe', english.messages.askSubscribe],
  ['/subscribe lebanon', english.messages.followed('Lebanon')],
  ['/subscribe lebanon', english.messages.alreadyFollowed('Lebanon')],
  ['/subscribe lebanom', english.messages.didYouMean('lebanom', ['Lebanon'])],
  ['/unsubscribe iran', english.messages.notFollowed('Iran')],
  ['/unsubscribe lebanom', english.messages.meant('lebanom', 'Lebanon')],
  ['/unsubscribe all', english.messages.noSubscriptions],
  ['/subscribe lebanon', english.messages.followed('Lebanon')],
  ['/unsubscribe all', english.messages.allUnfollowed],
  ['/search قطار معلق بين الجبلين', english.messages.nothingFound('قطار معلق بين الجبلين')],
  ['/subscribe في من على', english.messages.wordsVague('في من على')],
  ['/time', english.messages.askTime],
  ['/time بعد الفجر', english.messages.prayerTime],
  ['/time soon', english.messages.badTime('soon')],
  ['/time 1 2 3 4 5 6 7', english.messages.tooManyTimes],
  ['/timezone Nowhereville', english.messages.unknownCity('Nowhereville')],
  ['/stop', english.messages.stopped],
  ['/subscriptions', english.messages.paused],
  ['/start', 'The digests are back. Next digest: '],
  ['/digest', 'معاينة نشرة المساء'],
  ['/sources', english.messages.noSources],
];

test('what is said to a reader of English is said in English', async () => {
  const r = await rig();
  await addStory(r.store, { headline: 'افتتاح جسر المرفأ', topics: ['lebanon', 'top'] });
  await say(r, '/language English');
  for (const [text, said] of SAID) {
    const answer = read((await say(r, text)).text);
    expect([text, answer.includes(read(said)), answer]).toEqual([text, true, answer]);
  }
});

describe('the command menu of a chat', () => {
  const scopes = async (r: Rig, chatId: number, type: 'chat' | 'chat_administrators') =>
    r.bot.api.getMyCommands({ scope: { type, chat_id: chatId } });

  test('is in the language it chose, and that of all chats again in Arabic', async () => {
    const r = await rig();
    await say(r, '/language English');
    await settled(r);
    expect(await scopes(r, r.reader, 'chat')).toEqual(menuOf('en', 'default'));
    await say(r, '/language عربي');
    await settled(r);
    expect(await scopes(r, r.reader, 'chat')).toEqual([]);
  });

  test('is set by each of the buttons that choose a language', async () => {
    const r = await rig();
    for (const [asked, button] of [
      ['/language', 'lang:en'],
      ['/start', 'first:language:en'],
      ['/settings', 'set:x:language:en'],
    ] as const) {
      const reader = r.api.addUser({ firstName: 'ليلى', started: true });
      let message = await say(r, asked, { chatId: reader, from: reader });
      if (asked === '/settings') {
        const edited = nextEdit(r.api, reader, message.id);
        await r.api.press({ chatId: reader, from: reader, messageId: message.id, button: 'set:x' });
        message = await edited;
      }
      await r.api.press({ chatId: reader, from: reader, messageId: message.id, button });
      await settled(r);
      expect([asked, await scopes(r, reader, 'chat')]).toEqual([asked, menuOf('en', 'default')]);
    }
  });

  test('in a group is one for members and one for administrators, and a thread’s language changes neither', async () => {
    const r = await rig();
    const chatId = r.api.addGroup({ title: 'ديوانية', administrators: [r.reader], forum: true });
    const threadId = r.api.addThread(chatId, 'أخبار');
    await say(r, `/language@${r.api.botUsername} English`, { chatId, from: r.reader, threadId });
    await settled(r);
    expect(await scopes(r, chatId, 'chat')).toEqual([]);
    await say(r, `/language@${r.api.botUsername} English`, { chatId, from: r.reader });
    await settled(r);
    expect(await scopes(r, chatId, 'chat')).toEqual(menuOf('en', 'all_group_chats'));
    expect(await scopes(r, chatId, 'chat_administrators')).toEqual(menuOf('en', 'all_chat_administrators'));
  });

  test('goes with all else that is forgotten', async () => {
    const r = await rig();
    await say(r, '/language English');
    expect((await say(r, '/forget yes')).text).toBe(english.messages.forgotten('private'));
    await settled(r);
    expect(await scopes(r, r.reader, 'chat')).toEqual([]);
  });

  test('that Telegram refuses is written down, and the answer comes all the same', async () => {
    const r = await rig();
    r.bot.api.config.use(async (previous, method, payload, signal) =>
      method === 'setMyCommands'
        ? { ok: false, error_code: 400, description: 'Bad Request: refused' }
        : previous(method, payload, signal),
    );
    expect((await say(r, '/language English')).text).toBe(english.messages.languageSet);
    await settled(r);
    expect((await chatOf(r, r.reader)).settings.language).toBe('en');
    expect(r.log.lines).toContain('warn: a chat’s command menu was not changed');
  });
});

describe('a second tap', () => {
  test('on the chosen language says which one it is, edits nothing and sends nothing', async () => {
    const r = await rig();
    await say(r, '/language English');
    const asked = await say(r, '/language');
    const before = written(r, r.reader).length;
    const { made, refused } = calls(r);
    expect((await press(r, asked, 'lang:en')).text).toBe(english.messages.languageIs);
    expect(made).toEqual(['answerCallbackQuery']);
    expect(refused).toEqual([]);
    expect(written(r, r.reader)).toHaveLength(before);
  });

  test.each([
    ['set:p:full', 'set'],
    ['set:t:both', 'set:t'],
    ['set:d:all', 'set:d'],
    ['set:d:work', 'set:d'],
    ['set:w:none', 'set:d'],
    ['set:c:Africa/Cairo', 'set:c'],
    ['set:q:2200:0700', 'set:q'],
    ['set:q:off', 'set:q'],
    ['set:x:digits:arab', 'set:x'],
    ['set:x:silent:night', 'set:x'],
    ['set:x:breaking:all', 'set:x'],
    ['set:x:language:ar', 'set:x'],
  ])('on «%s» asks Telegram for no edit', async (choice, screen) => {
    const r = await rig();
    const menu = await say(r, '/settings');
    if (screen !== 'set') await press(r, menu, screen);
    await press(r, menu, choice);
    const { made, refused } = calls(r);
    await press(r, menu, choice);
    expect(made).toEqual(['answerCallbackQuery']);
    expect(refused).toEqual([]);
  });

  test('that comes before the first one is answered turns back what it did, for all to see', async () => {
    const r = await rig();
    const menu = await say(r, '/settings');
    await press(r, menu, 'set:x');
    const { refused } = calls(r);
    // Both carry the message as it was.
    await Promise.all([press(r, menu, 'set:x:hijri:on'), press(r, menu, 'set:x:hijri:on')]);
    const topics = await say(r, '/topics');
    const edited = nextEdit(r.api, r.reader, topics.id);
    await press(r, topics, 'المجتمع');
    const group = await edited;
    await Promise.all([press(r, group, '🎭 ثقافة وفن'), press(r, group, '🎭 ثقافة وفن')]);
    const shown = written(r, r.reader).find(({ id }) => id === topics.id);
    expect((await chatOf(r, r.reader)).topics).toEqual([]);
    expect(buttons(shown).flat()).toContain('🎭 ثقافة وفن');
    expect(refused).toEqual([]);
  });

  test('shows a menu that stands still as it was how things are now', async () => {
    const r = await rig();
    const menu = await say(r, '/settings');
    const other = await say(r, '/settings');
    await press(r, other, 'set:p:full');
    const edited = nextEdit(r.api, r.reader, menu.id);
    await press(r, menu, 'set:p:full');
    expect(buttons(await edited)[0]).toEqual(['خاطفة', 'قصيرة', '✅ كاملة']);
  });

  test('brings back a screen after one whose edit was made though its answer never came', async () => {
    const r = await rig();
    const menu = await say(r, '/settings');
    await press(r, menu, 'set:d');
    await press(r, menu, 'set');
    let lost = 1;
    r.bot.api.config.use(async (previous, method, payload, signal) => {
      const answer = await previous(method, payload, signal);
      if (method !== 'editMessageText' || lost === 0) return answer;
      lost -= 1;
      return { ok: false, error_code: 502, description: 'Bad Gateway' };
    });
    await press(r, menu, 'set:d');
    await press(r, menu, 'set');
    expect(lost).toBe(0);
    expect(written(r, r.reader).find(({ id }) => id === menu.id)?.text).toBe(menu.text);
  });
});

test('the keyboard under the field runs as the language does', async () => {
  const r = await rig();
  expect((await say(r, '/language English')).reply).toMatchObject({
    rows: [
      ['Latest news', 'My topics'],
      ['My digest', 'Search'],
    ],
  });
  expect((await say(r, '/language عربي')).reply).toMatchObject({
    rows: [
      ['متابعاتي', 'آخر الأخبار'],
      ['بحث', 'نشرتي'],
    ],
  });
});
