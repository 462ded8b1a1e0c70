/** Opening stories, going back and paging: messages are edited in place, whatever they were opened from. */
import { describe, expect, onTestFinished, test } from 'vitest';
import { deliverDue } from '../../src/delivery/deliver.ts';
import { createPace } from '../../src/delivery/pace.ts';
import { composeDue } from '../../src/digests/compose.ts';
import type { ChatMessage } from '../../src/playground/view.ts';
import type { ChatSettings } from '../../src/subscriptions/chat.ts';
import { messages } from '../../src/telegram/messages.ts';
import { renderBreaking } from '../../src/telegram/notices.ts';
import { renderDigest } from '../../src/telegram/render.ts';
import { createSender } from '../../src/telegram/send.ts';
import { nextBotMessage, nextEdit, TEST_TOKEN } from '../support/bot-api.ts';
import { listeningLog } from '../support/outbox.ts';
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
  staleNote,
  written,
} from './harness.ts';

const running = new AbortController().signal;

/** What a tap on a button of a message makes of that message. */
async function tap(r: Rig, message: ChatMessage, button: string, from = r.reader): Promise<ChatMessage> {
  r.clock.now += 1_000;
  const edited = nextEdit(r.api, message.chatId, message.id);
  await r.api.press({ chatId: message.chatId, from, messageId: message.id, button });
  return edited;
}

/** What is said over the chat at a tap that changes nothing. */
async function noted(r: Rig, message: ChatMessage, button: string): Promise<string> {
  r.clock.now += 1_000;
  const answer = await r.api.press({
    chatId: message.chatId,
    from: r.reader,
    messageId: message.id,
    button,
  });
  return read(answer.text ?? '');
}

/** What is said over the chat at a tap that no button of ours stands for: Telegram passes on whatever a client sends. */
async function forged(r: Rig, chatId: number, data: string): Promise<readonly string[]> {
  const notes: string[] = [];
  r.bot.api.config.use(async (previous, method, payload, signal) => {
    if (method !== 'answerCallbackQuery') return previous(method, payload, signal);
    notes.push('text' in payload ? read(String(payload.text)) : '');
    return { ok: true, result: true } as never;
  });
  await r.bot.init();
  await r.bot.handleUpdate({
    update_id: 900_001,
    callback_query: {
      id: '77',
      from: { id: chatId, is_bot: false, first_name: 'سلمى' },
      chat_instance: '1',
      data,
      message: {
        message_id: 5,
        date: NINE / 1000,
        chat: { id: chatId, type: 'private', first_name: 'سلمى' },
        text: 'x',
      },
    },
  });
  return notes;
}

const lines = (message: ChatMessage | undefined): readonly string[] => read(message?.text ?? '').split('\n');

async function many(r: Rig, count: number, topics: readonly string[] = ['iran']): Promise<readonly number[]> {
  const ids: number[] = [];
  for (let hour = 1; hour <= count; hour += 1)
    ids.push(
      await addStory(r.store, { headline: `وقائع الساعة ${hour}`, topics, publishedAt: NINE - hour * HOUR }),
    );
  return ids;
}

/** The reader's digest, composed and delivered as the jobs do it. */
async function sendDigest(
  r: Rig,
  chatId: number = r.reader,
  settings: Partial<ChatSettings> = {},
): Promise<readonly ChatMessage[]> {
  const chat = await chatOf(r, chatId);
  await r.store.chats.setSettings(chat.id, settings);
  r.clock.now = NINE + 11 * HOUR;
  const log = listeningLog();
  const render: typeof renderDigest = (digest) => renderDigest(digest, { username: r.api.botUsername });
  await composeDue({ ...r.store, defaultZone: 'Asia/Riyadh', render, log }, r.clock.now, running);
  const send = createSender({ token: TEST_TOKEN, apiRoot: r.api.url });
  onTestFinished(() => send.close());
  const before = written(r, chatId).length;
  const pace = createPace({
    delay: async (ms) => {
      r.clock.now += ms;
    },
  });
  await deliverDue({ deliveries: r.store.deliveries, send, pace, log }, () => r.clock.now, running);
  return written(r, chatId).slice(before);
}

describe('a digest', () => {
  test('has a button for each story, which opens it in place, and the way back to the digest as it was sent', async () => {
    const r = await rig();
    await many(r, 3);
    await say(r, 'تابع إيران');
    const [digest] = await sendDigest(r);
    if (digest === undefined) throw new Error('no digest came');
    expect(buttons(digest)).toEqual([
      ['الخبر 1', 'الخبر 2', 'الخبر 3'],
      ['مشاركة', 'إعدادات النشرة'],
    ]);
    const story = await tap(r, digest, 'الخبر 2');
    expect(lines(story)[0]).toBe('وقائع الساعة 2');
    expect(buttons(story)).toEqual([
      ['مشاركة'],
      ['أقلّ من هذا', 'لماذا؟', 'إبلاغ'],
      ['الخبر التالي'],
      ['رجوع'],
    ]);
    const third = await tap(r, story, 'الخبر التالي');
    expect(lines(third)[0]).toBe('وقائع الساعة 3');
    expect(buttons(third).flat()).not.toContain('الخبر التالي');
    const back = await tap(r, third, 'رجوع');
    expect(lines(back)).toEqual(lines(digest));
    expect(back.entities.map(({ type, url }) => [type, url])).toEqual(
      digest.entities.map(({ type, url }) => [type, url]),
    );
    expect(back.keyboard).toEqual(digest.keyboard);
    expect(written(r, r.reader).at(-1)?.id).toBe(digest.id);
  });

  test.each(['flash', 'short', 'full'] as const)('that is %s comes back as it was', async (preset) => {
    const r = await rig();
    await many(r, 4, ['iran']);
    await many(r, 4, ['lebanon']);
    await say(r, 'تابع إيران، لبنان');
    const [digest] = await sendDigest(r, r.reader, { preset, digits: 'arab', hijri: true });
    if (digest === undefined) throw new Error('no digest came');
    expect(lines(digest).slice(0, 4)).toEqual([
      'نشرة المساء · الاثنين ٢٣ نوفمبر',
      '١٣ جمادى الآخرة ١٤٤٨',
      preset === 'full' ? '٧ أخبار' : '٥ أخبار',
      '',
    ]);
    const opened = await tap(r, digest, 'الخبر ١');
    expect(lines(await tap(r, opened, 'رجوع'))).toEqual(lines(digest));
  });

  test('a story that was taken out meanwhile is gone from it, and its button says so', async () => {
    const r = await rig();
    const ids = await many(r, 3);
    await say(r, 'تابع إيران');
    const [digest] = await sendDigest(r);
    if (digest === undefined) throw new Error('no digest came');
    await r.store.removals.remove({ kind: 'story', key: String(ids[1]), name: 'x' }, () => r.clock.now);
    expect(await noted(r, digest, 'الخبر 2')).toBe(messages.storyGone);
    const first = await tap(r, digest, 'الخبر 1');
    const back = await tap(r, first, 'رجوع');
    expect(lines(back).filter((line) => /^\d\. /u.test(line))).toEqual([
      '1. وقائع الساعة 1',
      '3. وقائع الساعة 3',
    ]);
    expect(buttons(back)[0]).toEqual(['الخبر 1', 'الخبر 3']);
  });

  test('that takes two messages leads each story back to its own part', async () => {
    const r = await rig();
    const long = 'تقول الصحيفة إن أعمال الجسر الجديد تمضي كما خُطّط لها. '.repeat(4);
    for (let hour = 1; hour <= 7; hour += 1)
      await addStory(r.store, {
        headline: `وقائع الساعة ${hour}`,
        topics: ['iran'],
        publishedAt: NINE - hour * HOUR,
        sentences: [1, 2, 3].map((index) => `${index} ${long}`),
      });
    await say(r, 'تابع إيران');
    const [first, second, ...more] = await sendDigest(r, r.reader, { preset: 'full' });
    if (first === undefined || second === undefined) throw new Error('the digest is one message');
    expect(more).toEqual([]);
    expect(lines(second)[0]).toBe('تتمّة نشرة المساء');
    expect(buttons(first).flat()).toEqual(expect.not.arrayContaining(['إعدادات النشرة']));
    expect(buttons(second).at(-1)).toEqual(['مشاركة', 'إعدادات النشرة']);
    const opened = await tap(r, second, buttons(second)[0]?.[0] ?? '');
    const back = await tap(r, opened, 'رجوع');
    expect(lines(back)).toEqual(lines(second));
    expect(back.keyboard).toEqual(second.keyboard);
    const other = await tap(r, first, 'الخبر 2');
    expect(lines(await tap(r, other, 'رجوع'))).toEqual(lines(first));
  });

  test('speaks on its buttons the chat’s language, around Arabic news', async () => {
    const r = await rig();
    await many(r, 2);
    await say(r, 'تابع إيران');
    const [digest] = await sendDigest(r, r.reader, { language: 'en' });
    if (digest === undefined) throw new Error('no digest came');
    expect(lines(digest)[0]).toBe('نشرة المساء · الاثنين 23 نوفمبر');
    // From left to right, as English is read.
    expect(digest.keyboard.map((row) => row.map(({ text }) => text))).toEqual([
      ['Story 1', 'Story 2'],
      ['Share', 'Settings'],
    ]);
    const story = await tap(r, digest, 'Story 1');
    expect(buttons(story).flat()).toEqual(expect.arrayContaining(['Next story', 'Back']));
    expect(lines(await tap(r, story, 'Back'))).toEqual(lines(digest));
  });

  test('in a channel carries links alone', async () => {
    const r = await rig();
    await many(r, 3, ['iran']);
    await many(r, 3, ['lebanon']);
    const owner = r.api.addUser();
    const channel = r.api.addChannel({ title: 'قناة', administrators: [owner] });
    const chat = await r.store.chats.open(
      { telegramId: channel, threadId: 0 },
      { kind: 'channel', title: 'قناة' },
      NINE,
    );
    for (const topic of ['iran', 'lebanon']) await r.store.chats.subscribe(chat.id, topic, NINE);
    await r.store.chats.setSchedule(chat.id, { nextDigestAt: NINE + 11 * HOUR }, NINE);
    await addStory(r.store, {
      headline: 'انهيار مدرسة في بلدة السرو',
      sentences: ['انتشلت فرق الإنقاذ جثث أطفال من تحت الركام.'],
      topics: ['iran'],
    });
    const [digest] = await sendDigest(r, channel, { footer: 'للتواصل: @muraselna', silent: 'never' });
    if (digest === undefined) throw new Error('no digest came');
    expect(buttons(digest)).toEqual([['مشاركة']]);
    expect(digest.entities.filter(({ type }) => type === 'hashtag')).toHaveLength(2);
    expect(lines(digest)).toContain('#إيران');
    expect(lines(digest)).toContain('تفاصيل قاسية، في المصدر');
    expect(lines(digest).at(-1)).toBe('للتواصل: @muraselna');
  });

  test('another chat’s taps open nothing of it', async () => {
    const r = await rig();
    await many(r, 2);
    await say(r, 'تابع إيران');
    await sendDigest(r);
    const other = r.api.addUser({ firstName: 'سالم', started: true });
    expect(await forged(r, other, 'go:d:20261123:2000:1')).toEqual([messages.digestGone]);
    expect(written(r, other)).toEqual([]);
  });
});

describe('lists', () => {
  test('a topic is paged in one message, and a story leads back to its page', async () => {
    const r = await rig();
    await many(r, 12);
    const first = await say(r, 'إيران');
    expect(buttons(first)).toEqual([
      ['الخبر 1', 'الخبر 2', 'الخبر 3'],
      ['الخبر 4', 'الخبر 5'],
      ['المزيد'],
      ['متابعة إيران', 'مشاركة'],
    ]);
    const second = await tap(r, first, 'المزيد');
    expect(lines(second).slice(0, 3)).toEqual(['إيران · صفحة 2', '', '6. وقائع الساعة 6']);
    expect(buttons(second)[2]).toEqual(['السابق', 'المزيد']);
    const third = await tap(r, second, 'المزيد');
    expect(buttons(third)).toEqual([['الخبر 11', 'الخبر 12'], ['السابق'], ['متابعة إيران', 'مشاركة']]);
    const story = await tap(r, third, 'الخبر 11');
    expect(lines(story)[0]).toBe('وقائع الساعة 11');
    expect(buttons(story)[0]).toEqual(['متابعة إيران', 'مشاركة']);
    const back = await tap(r, story, 'رجوع');
    expect(back.text).toBe(third.text);
    expect((await tap(r, back, 'السابق')).text).toBe(second.text);
    expect(written(r, r.reader)).toHaveLength(1);
  });

  test('/latest and /search are paged in place too', async () => {
    const r = await rig();
    await many(r, 7);
    const latest = await say(r, '/latest');
    expect(buttons(latest).slice(2)).toEqual([['المزيد'], ['مشاركة']]);
    const older = await tap(r, latest, 'المزيد');
    expect(lines(older)[0]).toBe('آخر الأخبار · صفحة 2');
    expect(buttons(older)).toEqual([['الخبر 6', 'الخبر 7'], ['السابق'], ['مشاركة']]);
    const found = await say(r, '/search الساعة');
    const more = await tap(r, found, 'المزيد');
    expect(lines(more).filter((line) => /^\d/u.test(line))).toEqual([
      '6. وقائع الساعة 6',
      '7. وقائع الساعة 7',
    ]);
    const story = await tap(r, more, 'الخبر 7');
    expect((await tap(r, story, 'رجوع')).text).toBe(more.text);
  });

  test('/latest brings as many as are asked for in one message, and the pages behind it as many', async () => {
    const r = await rig();
    await many(r, 8);
    const three = await say(r, '/latest 3');
    expect(buttons(three)).toEqual([['الخبر 1', 'الخبر 2', 'الخبر 3'], ['المزيد'], ['مشاركة']]);
    const next = await tap(r, three, 'المزيد');
    expect(buttons(next)[0]).toEqual(['الخبر 4', 'الخبر 5', 'الخبر 6']);
    const last = await tap(r, next, 'المزيد');
    expect(buttons(last)).toEqual([['الخبر 7', 'الخبر 8'], ['السابق'], ['مشاركة']]);
    const story = await tap(r, last, 'الخبر 8');
    expect(lines(story)[0]).toBe('وقائع الساعة 8');
    expect((await tap(r, story, 'رجوع')).text).toBe(last.text);
    const seven = await say(r, '/latest 7');
    expect(buttons(seven).flat().slice(0, 7)).toEqual([1, 2, 3, 4, 5, 6, 7].map((one) => `الخبر ${one}`));
    expect(buttons(await tap(r, seven, 'المزيد'))[0]).toEqual(['الخبر 8']);
  });

  test('news stand before opinions, however new those are; services stand in no list but their own', async () => {
    const r = await rig();
    const on = { topics: ['iran'] };
    await addStory(r.store, {
      headline: 'سعر الصرف اليوم',
      kind: 'service',
      publishedAt: NINE - HOUR,
      ...on,
    });
    const opinion = { kind: 'opinion', author: 'هاني المرسى', publishedAt: NINE - 2 * HOUR } as const;
    await addStory(r.store, { headline: 'لا أظن أن الجسر يكفي', ...opinion, ...on });
    await addStory(r.store, { headline: 'زلزال يضرب الساحل', publishedAt: NINE - 5 * HOUR, ...on });
    const list = await say(r, '/topic iran');
    const headlines = (message: ChatMessage) => lines(message).filter((line) => /^\d+\. /u.test(line));
    expect(lines(list)[0]).toBe('إيران · خبر واحد ومادة واحدة');
    expect(headlines(list)).toEqual(['1. زلزال يضرب الساحل', '2. لا أظن أن الجسر يكفي (رأي · هاني المرسى)']);
    expect(headlines(await say(r, '/latest'))).toEqual(headlines(list));
    expect(headlines(await say(r, '/topic prices'))).toEqual([]);
    expect(buttons(list)).toContainEqual(['رأي ومنوّعات']);
    const views = await tap(r, list, 'رأي ومنوّعات');
    expect(lines(views)[0]).toBe('إيران · رأي ومنوّعات');
    expect(headlines(views)).toEqual([
      '1. لا أظن أن الجسر يكفي (رأي · هاني المرسى)',
      '2. سعر الصرف اليوم (خدمة)',
    ]);
    const opened = await tap(r, views, 'الخبر 1');
    expect(buttons(opened).flat()).toContain('الخبر التالي');
    expect((await tap(r, opened, 'رجوع')).text).toBe(views.text);
    expect((await tap(r, views, 'الأخبار')).text).toBe(list.text);
  });

  test('the top news, which stand by their weight, are not called the newest', async () => {
    const r = await rig();
    await many(r, 7);
    const first = await say(r, 'أهم الأخبار');
    expect(buttons(first)).toContainEqual(['المزيد']);
    expect(lines(first)[0]).toBe('أهم الأخبار · 5 أخبار');
  });

  test('a topic’s pages hold each story once, news first, and lead to its opinions where they stand far behind', async () => {
    const r = await rig();
    await many(r, 7);
    for (const hour of [1, 2, 3])
      await addStory(r.store, {
        headline: `رأي في الساعة ${hour}`,
        kind: 'opinion',
        topics: ['iran'],
        publishedAt: NINE - hour * HOUR - 1,
      });
    const first = await say(r, 'إيران');
    expect(buttons(first)).toContainEqual(['رأي ومنوّعات']);
    expect(lines(first)[0]).toBe('إيران · أحدث 5 أخبار');
    const second = await tap(r, first, 'المزيد');
    expect(buttons(second).flat()).not.toContain('رأي ومنوّعات');
    expect(lines(second).filter((line) => /^\d+\. /u.test(line))).toEqual([
      '6. وقائع الساعة 6',
      '7. وقائع الساعة 7',
      '8. رأي في الساعة 1 (رأي)',
      '9. رأي في الساعة 2 (رأي)',
      '10. رأي في الساعة 3 (رأي)',
    ]);
    expect(buttons(second).flat()).not.toContain('المزيد');
  });

  test('a story follows its topic, by a button that then leaves it', async () => {
    const r = await rig();
    await many(r, 1);
    const story = await tap(r, await say(r, '/latest'), 'الخبر 1');
    const followed = await tap(r, story, 'متابعة إيران');
    expect(buttons(followed)[0]).toEqual(['إلغاء متابعة إيران', 'مشاركة']);
    expect((await chatOf(r, r.reader)).topics).toEqual(['iran']);
  });

  test('a search for more words than a button holds still opens its stories, as messages of their own', async () => {
    const r = await rig();
    const headline = 'افتتاح محطة تحلية المياه الجديدة في مدينة الضفاف الساحلية الشمالية';
    await addStory(r.store, { headline });
    const found = await say(r, `/search ${headline}`);
    const opened = nextBotMessage(r.api, r.reader);
    await r.api.press({ chatId: r.reader, from: r.reader, messageId: found.id, button: 'الخبر 1' });
    expect(lines(await opened)[0]).toBe(headline);
    expect(buttons(await opened).flat()).not.toContain('رجوع');
  });

  test('a story of a group’s list or digest opens with whoever taps, and the group goes on reading the list', async () => {
    const r = await rig();
    const ids = await many(r, 7);
    const member = r.api.addUser({ firstName: 'عضو', started: true });
    const chatId = r.api.addGroup({ title: 'ديوانية', supergroup: true, members: [member] });
    const list = await say(r, '/latest', { chatId, from: member });
    const chat = await r.store.chats.open(
      { telegramId: chatId, threadId: 0 },
      { kind: 'group', title: 'x' },
      NINE,
    );
    await r.store.chats.setSchedule(chat.id, { nextDigestAt: NINE + 11 * HOUR }, NINE);
    const [digest] = await sendDigest(r, chatId);
    if (digest === undefined) throw new Error('no digest came');
    for (const message of [list, digest]) {
      const before = written(r, chatId);
      const answer = await r.api.press({ chatId, from: member, messageId: message.id, button: 'الخبر 2' });
      expect(answer).toEqual({
        text: '',
        alert: false,
        url: `https://t.me/${r.api.botUsername}?start=story_${ids[1]}`,
      });
      expect(written(r, chatId)).toEqual(before);
    }
    expect(lines(await say(r, `/start story_${ids[1]}`, { chatId: member, from: member }))[0]).toBe(
      'وقائع الساعة 2',
    );
    expect(lines(await tap(r, list, 'المزيد', member))[0]).toBe('آخر الأخبار · صفحة 2');
  });

  test('/digest opens its stories and comes back to what the next digest would hold', async () => {
    const r = await rig();
    await many(r, 2);
    await say(r, 'تابع إيران');
    const preview = await say(r, '/digest');
    expect(buttons(preview)[0]).toEqual(['الخبر 1', 'الخبر 2']);
    const story = await tap(r, preview, 'الخبر 1');
    expect((await tap(r, story, 'رجوع')).text).toBe(preview.text);
    expect(await sendDigest(r)).toHaveLength(1);
  });

  test('a message that cannot be edited any more is answered with a new one', async () => {
    const r = await rig();
    await many(r, 2);
    const list = await say(r, '/latest');
    r.api.fail({
      fault: { kind: 'refuse', status: 400, description: "Bad Request: message can't be edited" },
      method: 'editMessageText',
    });
    const fresh = nextBotMessage(r.api, r.reader);
    await r.api.press({ chatId: r.reader, from: r.reader, messageId: list.id, button: 'الخبر 1' });
    expect(lines(await fresh)[0]).toBe('وقائع الساعة 1');
  });
});

describe('a story', () => {
  test('names all of its outlets with links, and says where there is but one', async () => {
    const r = await rig();
    await many(r, 1);
    const story = await tap(r, await say(r, '/latest'), 'الخبر 1');
    expect(lines(story)).toEqual([
      'وقائع الساعة 1',
      'قال شهود عيان إن وقائع الساعة 1 جرى صباح اليوم.',
      '',
      'مصدر واحد حتى الآن: صحيفة الميناء · الاثنين 08:00',
      'لم أجده حتى الآن إلا في هذا المصدر من بين ما أتابعه.',
    ]);
    expect(story.entities.map(({ type }) => type)).toEqual(['bold', 'bold', 'text_link', 'date_time']);
  });

  test('that merged into another one is opened as that', async () => {
    const r = await rig();
    const [first = 0, second = 0] = await many(r, 2);
    const list = await say(r, '/latest');
    await r.store.articles.add(
      [{ ...(await articleOf(r, first)), key: 'new', title: 'وقائع جديدة', publishedAt: NINE }],
      NINE,
    );
    const [article] = await r.store.stories.pending(1);
    if (article === undefined) throw new Error('the article did not come');
    await r.store.stories.write(
      {
        articleId: article.id,
        articleTopics: { main: ['iran'], side: [] },
        joinTerms: [],
        searchTerms: [],
        storyId: first,
        merges: [second],
        brief: {
          headline: 'وقائع الساعتين',
          headlineArticleId: article.id,
          sentences: [],
          before: [],
          differences: [],
        },
        topics: { main: ['iran'], side: [] },
      },
      NINE,
    );
    expect(lines(await tap(r, list, 'الخبر 2'))[0]).toBe('وقائع الساعتين');
  });

  test('from a shared link comes as a message of its own, and one that is gone says so', async () => {
    const r = await rig();
    const [id = 0] = await many(r, 1);
    const story = await say(r, `/start story_${id}`);
    expect(lines(story)[0]).toBe('وقائع الساعة 1');
    const share = story.keyboard?.flat().find((one) => one.text === 'مشاركة');
    expect(decodeURIComponent(share !== undefined && 'url' in share ? share.url : '')).toContain(
      `?start=story_${id}`,
    );
    expect(read((await say(r, '/start story_99')).text)).toBe(messages.storyGone);
    expect(await r.store.chats.find({ telegramId: r.reader, threadId: 0 })).toBeUndefined();
  });

  test('of breaking news opens in its message and leads back to it', async () => {
    const r = await rig();
    await many(r, 1);
    await say(r, 'تابع إيران');
    const [story] = await r.store.stories.latest({ topic: undefined, limit: 1, since: undefined });
    if (story === undefined) throw new Error('no story');
    const chat = await chatOf(r, r.reader);
    const part = renderBreaking(story, {
      chat,
      zone: 'Asia/Riyadh',
      now: r.clock.now,
      username: r.api.botUsername,
    });
    const send = createSender({ token: TEST_TOKEN, apiRoot: r.api.url });
    onTestFinished(() => send.close());
    const arrived = nextBotMessage(r.api, r.reader);
    await send(chat, part, { plain: false, signal: running });
    const message = await arrived;
    expect(lines(message)[0]).toBe('خبر عاجل: وقائع الساعة 1');
    const opened = await tap(r, message, 'تفاصيل الخبر');
    expect(lines(opened)[0]).toBe('وقائع الساعة 1');
    expect(lines(await tap(r, opened, 'رجوع'))).toEqual(lines(message));
  });

  test('what nobody should meet unasked stands in no list, and in the story when it is opened', async () => {
    const r = await rig();
    const hard = 'انتشلت فرق الإنقاذ جثث أطفال من تحت الركام.';
    await addStory(r.store, {
      headline: 'انهيار مدرسة في بلدة السرو',
      sentences: ['انهارت مدرسة في بلدة السرو.', hard],
      topics: ['iran'],
    });
    const list = await say(r, 'إيران');
    expect(list.text).not.toContain('جثث');
    expect(lines(list)).toContain('تفاصيل قاسية، تُعرض عند الضغط');
    expect(read((await tap(r, list, 'الخبر 1')).text)).toContain(hard);
  });
});

describe('hostile taps', () => {
  test.each([
    'st',
    'st:',
    'st:1',
    'st:0:l:1:5',
    'st:1:l:1:11',
    'st:1:l:0:5',
    'st:1:l:1:5:9',
    'st:1:t:nowhere:1',
    'st:1:t:iran:99',
    'st:1:d:20261123:2000:0',
    'st:1:d:2026-11-23:20:00:1',
    'st:1:q:1:',
    'st:1:zz',
    'st:-1:l:1:5',
    'st:1e3:l:1:5',
    'st:99999999999999999999:l:1:5',
    'go',
    'go:n',
    'go:b',
    'go:b:0',
    'go:b:x',
    'go:l:1',
    'go:t:iran:11',
  ])('«%s» is an old button', async (data) => {
    const r = await rig();
    await many(r, 1);
    expect(await forged(r, r.reader, data)).toEqual([read(staleNote(data))]);
    expect(written(r, r.reader)).toEqual([]);
  });
});

async function articleOf(r: Rig, storyId: number) {
  const [article] = await r.store.stories.articlesOf(storyId);
  if (article === undefined) throw new Error('no article');
  const { id: _, firstSeenAt: __, ...given } = article;
  return given;
}

test('a digest of which nothing is left says so', async () => {
  const r = await rig();
  const [id] = await many(r, 1);
  await say(r, 'تابع إيران');
  const [digest] = await sendDigest(r);
  if (digest === undefined) throw new Error('no digest came');
  const story = await tap(r, digest, 'الخبر 1');
  await r.store.removals.remove({ kind: 'story', key: String(id), name: 'x' }, () => r.clock.now);
  expect(await noted(r, story, 'رجوع')).toBe(messages.digestGone);
});
