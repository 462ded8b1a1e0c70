import { describe, expect, onTestFinished, test } from 'vitest';
import { deliverDue } from '../../src/delivery/deliver.ts';
import { composeDue } from '../../src/digests/compose.ts';
import { previewDigest } from '../../src/digests/preview.ts';
import type { ChatMessage } from '../../src/playground/view.ts';
import { textsOf } from '../../src/telegram/languages.ts';
import { renderDigest } from '../../src/telegram/render.ts';
import { createSender } from '../../src/telegram/send.ts';
import { nextBotMessage, nextEdit, TEST_TOKEN } from '../support/bot-api.ts';
import { listeningLog, patientClock } from '../support/outbox.ts';
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
  staleNote,
  written,
} from './harness.ts';

const never = new AbortController().signal;
const { labels, messages } = textsOf('ar');
const english = textsOf('en');

/** Presses a button and waits for the message to change. */
async function tapped(r: Rig, message: ChatMessage, button: string): Promise<ChatMessage> {
  const edited = nextEdit(r.api, r.reader, message.id);
  await r.api.press({ chatId: r.reader, from: r.reader, messageId: message.id, button });
  return edited;
}

/** What a tap is answered with above the chat. */
async function noted(r: Rig, message: ChatMessage, button: string): Promise<string | undefined> {
  return (await r.api.press({ chatId: r.reader, from: r.reader, messageId: message.id, button })).text;
}

/** Presses one of the hours; resolves with the answer that ends the flow. */
async function ended(r: Rig, message: ChatMessage, button: string): Promise<ChatMessage> {
  const said = nextBotMessage(r.api, r.reader);
  await r.api.press({ chatId: r.reader, from: r.reader, messageId: message.id, button });
  const answer = await said;
  await settled(r);
  return answer;
}

/** Sends what waits in the outbox, as the job does. */
async function deliver(r: Rig): Promise<readonly ChatMessage[]> {
  const before = written(r, r.reader).length;
  const send = createSender({ token: TEST_TOKEN, apiRoot: r.api.url });
  onTestFinished(() => send.close());
  const { pace } = patientClock(r.clock.now);
  await deliverDue(
    { deliveries: r.store.deliveries, send, pace, log: listeningLog() },
    () => r.clock.now,
    never,
  );
  return written(r, r.reader).slice(before);
}

/** Makes the digests that are due. */
async function compose(r: Rig): Promise<number> {
  const deps = { ...r.store, defaultZone: 'Asia/Riyadh', render: renderDigest, log: listeningLog() };
  return (await composeDue(deps, r.clock.now, never)).composed;
}

/** Three taps: city, topics done, hour. */
async function through(r: Rig, hour: string, city = 'القاهرة'): Promise<ChatMessage> {
  const first = await say(r, '/start');
  await tapped(r, first, city);
  await tapped(r, first, labels.done);
  return ended(r, first, hour);
}

/** What is said to a tap on a button that an altered client puts under some message. */
async function forged(r: Rig, chatId: number, data: string): Promise<string | undefined> {
  const message = await r.bot.api.sendMessage(chatId, 'رسالة', {
    reply_markup: { inline_keyboard: [[{ text: 'زر', callback_data: data }]] },
  });
  r.clock.now += 5_000;
  return (await r.api.press({ chatId, from: r.reader, messageId: message.message_id, button: data })).text;
}

describe('the first minute', () => {
  test('begins with one message: what the bot does, when digests come, and the question for the city', async () => {
    const r = await rig();
    const first = await say(r, '/start');
    expect(read(first.text)).toBe(
      'أقرأ المواقع الإخبارية العربية، وأجمع ما نشرته عن الحدث الواحد في موجز قصير بمصادره.\n\nالنشرة كل يوم: 8:00 ص و8:00 م بتوقيت الرياض، وفيها أهم الأخبار ما لم تُختر مواضيع بعينها.\n\nفي أي مدينة؟ لضبط التوقيت وعطلة الأسبوع وأسماء الشهور.',
    );
    expect(buttons(first)[0]).toEqual(['الرياض', 'القاهرة', 'بغداد']);
    expect(buttons(first).at(-1)).toEqual(['مدينة أخرى', 'لاحقًا', 'English']);
    await settled(r);
    expect(written(r, r.reader)).toHaveLength(1);
    expect(await chatOf(r, r.reader)).toMatchObject({
      kind: 'private',
      title: undefined,
      zone: undefined,
      topics: [],
      nextDigestAt: NINE + 11 * HOUR,
    });
  });

  test('asks nothing of those who do not answer: the top news come at eight and twenty', async () => {
    const r = await rig();
    await addStory(r.store, { headline: 'قمة في طهران', topics: ['iran'], publishedAt: NINE + 8 * HOUR });
    await say(r, '/start');
    r.clock.now = NINE + 11 * HOUR;
    expect(await compose(r)).toBe(1);
    expect((await deliver(r)).map((message) => read(message.text))).toEqual([
      expect.stringContaining('قمة في طهران'),
    ]);
  });

  test('takes three taps in the same message, and tells the first digest at once', async () => {
    const r = await rig();
    await addStory(r.store, { headline: 'قمة في طهران', topics: ['iran'] });
    await addStory(r.store, { headline: 'افتتاح جسر في أسوان', topics: ['egypt'] });
    const first = await say(r, '/start');

    const topics = await tapped(r, first, 'القاهرة');
    expect(topics.id).toBe(first.id);
    expect(read(topics.text)).toBe(
      'ضُبط التوقيت على القاهرة.\n\nما الذي يهمّك؟ ضغطة على الموضوع للمتابعة، وأخرى لإلغائها.',
    );
    expect(buttons(topics).slice(0, 2)).toEqual([
      ['🇪🇬 مصر', '✅ ⭐ أهم الأخبار'],
      ['🇸🇩 السودان', '🇱🇾 ليبيا'],
    ]);
    expect(buttons(topics).at(-1)).toEqual(['كل المواضيع', 'تمّ']);
    expect(await chatOf(r, r.reader)).toMatchObject({ zone: 'Africa/Cairo', topics: ['top'] });

    const hours = await tapped(r, first, labels.done);
    expect(read(hours.text)).toBe('متى تصل النشرة؟');
    expect(buttons(hours)).toEqual([
      ['صباحًا 8:00', 'مساءً 8:00'],
      ['صباحًا ومساءً', 'العاجل فقط'],
    ]);

    const done = await ended(r, first, 'صباحًا 8:00');
    expect(read(done.text)).toBe(
      'تمّ. المتابَع: أهم الأخبار. النشرة الأولى: الثلاثاء 8:00 ص. وهذه آخر الأخبار:',
    );
    // 9:00 in Riyadh is 8:00 in Cairo: today's moment is past.
    expect(await chatOf(r, r.reader)).toMatchObject({
      zone: 'Africa/Cairo',
      times: ['08:00'],
      days: [0, 1, 2, 3, 4, 5, 6],
      weekend: 'late',
      nextDigestAt: NINE + 24 * HOUR,
    });
    const [digest, ...others] = await deliver(r);
    expect(others).toEqual([]);
    expect(read(digest?.text ?? '')).toMatch(/^نشرة الصباح · الاثنين 23 نوفمبر\nخبران\n/u);
    expect(read(digest?.text ?? '')).toContain('قمة في طهران');
    expect(read(digest?.text ?? '')).toContain('النشرة التالية: الثلاثاء 8:00 ص بتوقيت القاهرة');
  });

  test('what the first digest told does not come again', async () => {
    const r = await rig();
    await addStory(r.store, { headline: 'قمة في طهران', topics: ['iran'] });
    await through(r, labels.bothTimes);
    expect(await deliver(r)).toHaveLength(1);
    const chat = await chatOf(r, r.reader);
    const deps = { ...r.store, defaultZone: 'Asia/Riyadh' };
    expect(await previewDigest(deps, chat, r.clock.now)).toBeUndefined();
    await addStory(r.store, { headline: 'افتتاح جسر في أسوان', topics: ['egypt'], publishedAt: NINE + HOUR });
    r.clock.now = chat.nextDigestAt ?? 0;
    expect(await compose(r)).toBe(1);
    const [evening] = await deliver(r);
    expect(read(evening?.text ?? '')).toContain('افتتاح جسر في أسوان');
    expect(read(evening?.text ?? '')).not.toContain('قمة في طهران');
  });

  test('a second tap on an hour tells no second digest', async () => {
    const r = await rig();
    for (const name of ['طهران', 'بغداد', 'دمشق', 'بيروت', 'عمان', 'الدوحة', 'مسقط', 'صنعاء'])
      await addStory(r.store, { headline: `افتتاح معرض الكتاب في ${name}`, publisher: `صحيفة ${name}` });
    const first = await say(r, '/start');
    await tapped(r, first, labels.later);
    await tapped(r, first, labels.done);
    const press = (button: string) =>
      r.api.press({ chatId: r.reader, from: r.reader, messageId: first.id, button });
    await Promise.all([press(labels.morning), press(labels.evening)]);
    await settled(r);
    expect(await deliver(r)).toHaveLength(1);
    expect(await chatOf(r, r.reader)).toMatchObject({ times: ['20:00'] });
  });

  test('topics toggle in place, from the proposals and from all topics', async () => {
    const r = await rig();
    const first = await say(r, '/start');
    await tapped(r, first, 'بغداد');
    const edited = nextEdit(r.api, r.reader, first.id);
    expect(await noted(r, first, '🇮🇶 العراق')).toBe('بدأت متابعة «العراق».');
    expect(buttons(await edited)[0]).toEqual(['✅ 🇮🇶 العراق', '✅ ⭐ أهم الأخبار']);
    expect(buttons(await tapped(r, first, '✅ ⭐ أهم الأخبار'))[0]).toEqual([
      '✅ 🇮🇶 العراق',
      '⭐ أهم الأخبار',
    ]);
    const groups = await tapped(r, first, labels.allTopics);
    expect(buttons(groups).flat()).toContain('المشرق والعراق (1)');
    const group = await tapped(r, first, 'الرياضة');
    expect(read(group.text)).toContain('الرياضة');
    await tapped(r, first, '⚽ كرة القدم');
    await tapped(r, first, labels.back);
    const again = await tapped(r, first, labels.back);
    expect(buttons(again).flat()).toContain('✅ ⚽ كرة القدم');
    await tapped(r, first, labels.done);
    const done = await ended(r, first, labels.evening);
    expect(read(done.text)).toBe(
      'تمّ. المتابَع: العراق، كرة القدم. النشرة الأولى: الاثنين 8:00 م. لا جديد الآن في المواضيع المتابَعة.',
    );
    expect((await chatOf(r, r.reader)).topics).toEqual(['iraq', 'football']);
    expect(await deliver(r)).toEqual([]);
  });

  test('whoever wants breaking news alone gets no digest but the first', async () => {
    const r = await rig();
    await addStory(r.store, { headline: 'قمة في طهران', topics: ['iran'] });
    const done = await through(r, labels.breakingOnly, 'الدوحة');
    expect(read(done.text)).toBe(
      'تمّ. المتابَع: أهم الأخبار. يصل العاجل وحده: خبران في اليوم على الأكثر. وهذه آخر الأخبار:',
    );
    expect(await chatOf(r, r.reader)).toMatchObject({
      days: [],
      nextDigestAt: undefined,
      settings: { breaking: 'two' },
    });
    expect(await deliver(r)).toHaveLength(1);
    r.clock.now += 24 * HOUR;
    expect(await compose(r)).toBe(0);
    expect(read((await say(r, '/start')).text)).toMatch(/^يصل العاجل وحده/u);
  });

  test('another city is asked for by name, until it is one that is known', async () => {
    const r = await rig();
    const first = await say(r, '/start');
    const asked = nextBotMessage(r.api, r.reader);
    await noted(r, first, labels.otherCity);
    const question = await asked;
    expect(read(question.text)).toBe('ما اسم المدينة؟ تكفي كتابته هنا، مثل: مسقط');
    expect(question.reply).toMatchObject({ kind: 'force', placeholder: 'القاهرة' });
    const unknown = await say(r, 'قرطاجنستان', { replyTo: question.id });
    expect(read(unknown.text)).toMatch(/^لم أعرف مدينة باسم «قرطاجنستان»/u);
    expect(unknown.reply).toMatchObject({ kind: 'force', placeholder: 'القاهرة' });
    const topics = await say(r, 'صلالة', { replyTo: unknown.id });
    expect(read(topics.text)).toMatch(/^ضُبط التوقيت على صلالة\./u);
    expect(buttons(topics)[0]).toEqual(['🇴🇲 عُمان', '✅ ⭐ أهم الأخبار']);
    expect(await chatOf(r, r.reader)).toMatchObject({ zone: 'Asia/Muscat' });
  });

  test('a city that comes right after the question is its answer, though it is no reply', async () => {
    const r = await rig();
    const first = await say(r, '/start');
    const asked = nextBotMessage(r.api, r.reader);
    await noted(r, first, labels.otherCity);
    await asked;
    expect(read((await say(r, 'مسقط')).text)).toMatch(/^ضُبط التوقيت على مسقط\./u);
    expect((await chatOf(r, r.reader)).zone).toBe('Asia/Muscat');
    // Nothing is asked any more: the same word is a topic, or searched for.
    await say(r, 'بيروت');
    expect((await chatOf(r, r.reader)).zone).toBe('Asia/Muscat');
  });

  test('what comes after a question and cannot be its answer is taken for what it is', async () => {
    const r = await rig();
    await addStory(r.store, { headline: 'قمة في طهران', topics: ['iran'] });
    const ask = async (words: string): Promise<string> => read((await say(r, words)).text);
    await ask('/timezone');
    expect(await ask('أخبار النفط')).toContain('النفط والطاقة');
    expect(await ask('بيروت')).not.toContain('بتوقيت بيروت');
    await ask('/timezone');
    expect(await ask('بيروت')).toContain('بتوقيت بيروت');
    await ask('/time');
    expect(await ask('9')).toContain('9:00');
    await ask('/time');
    expect(await ask('إيران')).toContain('قمة في طهران');
    await ask('بحث');
    expect(await ask('قمة طهران')).toMatch(/^بحث: «قمة طهران»/u);
    await ask('بحث');
    expect(await ask('متابعاتي')).toContain('أهم الأخبار');
  });

  test('a question is taken back by a word', async () => {
    const r = await rig();
    const first = await say(r, '/start');
    const asked = nextBotMessage(r.api, r.reader);
    await noted(r, first, labels.otherCity);
    expect((await say(r, 'إلغاء', { replyTo: (await asked).id })).text).toBe(messages.nothingChanged);
    expect((await chatOf(r, r.reader)).zone).toBeUndefined();
  });

  test('the answer that ends it lays the words most asked for under the field, rightmost first', async () => {
    const r = await rig();
    await addStory(r.store, { headline: 'قمة في طهران', topics: ['iran'] });
    const done = await through(r, labels.morning);
    expect(done.reply).toMatchObject({
      kind: 'keyboard',
      rows: [
        ['متابعاتي', 'آخر الأخبار'],
        ['بحث', 'نشرتي'],
      ],
      resize: true,
      persistent: true,
    });
    expect(read((await say(r, 'آخر الأخبار')).text)).toMatch(/^آخر الأخبار\n/u);
    expect(read((await say(r, 'متابعاتي')).text)).toContain('المتابَع: أهم الأخبار.');
    expect(read((await say(r, 'نشرتي')).text)).toMatch(/^(?:لا جديد|معاينة)/u);
    expect(read((await say(r, 'بحث')).text)).toBe(messages.askSearch);
  });

  test('goes on in English after one tap, and back', async () => {
    const r = await rig();
    const first = await say(r, '/start');
    const inEnglish = await tapped(r, first, 'English');
    expect(inEnglish.text).toMatch(/^I read Arabic news sites/u);
    expect(inEnglish.text).not.toContain('\u200f');
    expect((await chatOf(r, r.reader)).settings.language).toBe('en');
    const topics = await tapped(r, first, 'Cairo');
    expect(topics.text).toContain('Cairo');
    expect(topics.text).toContain(english.messages.askTopics);
    await tapped(r, first, english.labels.done);
    const done = await ended(r, first, english.labels.bothTimes);
    expect(done.text).toMatch(/^Done\. Followed: /u);
    expect(done.reply).toMatchObject({
      rows: [
        ['Latest news', 'My topics'],
        ['My digest', 'Search'],
      ],
    });
    for (const [words, answer] of [
      ['Latest news', english.messages.nothingYet],
      ['Search', english.messages.askSearch],
    ] as const)
      expect((await say(r, words)).text).toBe(answer);
    expect((await say(r, 'My topics')).text).toContain('Followed: ');
    const back = await rig();
    const again = await say(back, '/start');
    await tapped(back, again, 'English');
    expect(read((await tapped(back, again, 'العربية')).text)).toMatch(/^أقرأ المواقع/u);
  });
});

describe('/start again', () => {
  test('shows a reader who is set up how things stand, and begins nothing over', async () => {
    const r = await rig();
    await through(r, labels.evening);
    const standing = await say(r, '/start');
    expect(read(standing.text)).toBe(
      'النشرات مستمرة.\nموعد النشرة: 8:00 م بتوقيت القاهرة.\nالنشرة التالية: الاثنين 8:00 م.\nالمتابَع: أهم الأخبار.',
    );
    expect(buttons(standing)).toEqual([['آخر الأخبار', 'كل المواضيع'], ['إعدادات النشرة']]);
  });

  test('asks a reader who answered nothing once more', async () => {
    const r = await rig();
    await say(r, '/start');
    expect(buttons(await say(r, '/start')).flat()).toContain('القاهرة');
    await say(r, '/stop');
    const resumed = await say(r, '/start');
    expect(read(resumed.text)).toMatch(/^عادت النشرات\. النشرة التالية: .*\n\nفي أي مدينة؟/u);
  });

  test('after a pause says that the digests are back', async () => {
    const r = await rig();
    await through(r, labels.evening);
    await say(r, '/stop');
    expect(read((await say(r, '/start')).text)).toMatch(
      /^عادت النشرات\. النشرة التالية: الاثنين 8:00 م\.\n/u,
    );
  });

  test('an hour that is chosen in an old message brings the digests back', async () => {
    const r = await rig();
    const first = await say(r, '/start');
    await tapped(r, first, 'القاهرة');
    await tapped(r, first, labels.done);
    await say(r, '/stop');
    await ended(r, first, labels.morning);
    expect(await chatOf(r, r.reader)).toMatchObject({ paused: undefined, times: ['08:00'] });
  });
});

describe('links into the bot', () => {
  test('a topic’s link shows it to a newcomer, whose digests begin with a tap, and who is asked for the city', async () => {
    const r = await rig();
    await addStory(r.store, { headline: 'قمة في طهران', topics: ['iran'] });
    const shown = await say(r, '/start topic_iran');
    expect(read(shown.text)).toContain('قمة في طهران');
    expect(buttons(shown).flat()).toContain('متابعة إيران');
    expect(await r.store.chats.find({ telegramId: r.reader, threadId: 0 })).toBeUndefined();
    const asked = nextBotMessage(r.api, r.reader);
    expect(await noted(r, shown, 'متابعة إيران')).toBe('بدأت متابعة «إيران».');
    const question = await asked;
    expect(read(question.text)).toBe(
      'المتابَع: إيران.\nالنشرة كل يوم: 8:00 ص و8:00 م بتوقيت الرياض.\n\nفي أي مدينة؟ لضبط التوقيت وعطلة الأسبوع وأسماء الشهور.',
    );
    expect(await chatOf(r, r.reader)).toMatchObject({ topics: ['iran'], nextDigestAt: NINE + 11 * HOUR });
    const topics = await tapped(r, question, 'الكويت');
    expect(buttons(topics).flat()).toContain('✅ 🇮🇷 إيران');
    expect(buttons(topics).flat()).toContain('⭐ أهم الأخبار');
  });

  test('who begins by typing what to follow is asked for the city in the same message, and not twice', async () => {
    const r = await rig();
    const begun = await say(r, 'تابع إيران');
    expect(read(begun.text)).toBe(
      'بدأت متابعة «إيران».\nالنشرة التالية: الاثنين 8:00 م.\n\nفي أي مدينة؟ لضبط التوقيت وعطلة الأسبوع وأسماء الشهور.',
    );
    expect(read((await say(r, 'تابع لبنان')).text)).not.toContain('في أي مدينة؟');
    const topics = await tapped(r, begun, 'الكويت');
    expect(buttons(topics).flat()).toContain('✅ 🇮🇷 إيران');
    expect((await chatOf(r, r.reader)).zone).toBe('Asia/Kuwait');
  });

  test('who begins with a slip is asked for the city once something is followed', async () => {
    const r = await rig();
    const slip = await say(r, 'تابع ايرن');
    expect(read(slip.text)).not.toContain('في أي مدينة؟');
    const asked = nextBotMessage(r.api, r.reader);
    await noted(r, slip, 'متابعة إيران');
    expect(read((await asked).text)).toContain('في أي مدينة؟');
  });

  test('a group that begins by following something is not asked', async () => {
    const r = await rig();
    const admin = r.api.addUser({ firstName: 'مشرف' });
    const chatId = r.api.addGroup({ title: 'ديوانية', supergroup: true, administrators: [admin] });
    const begun = await say(r, '/subscribe إيران', { chatId, from: admin });
    expect(read(begun.text)).toBe('بدأت متابعة «إيران».\nالنشرة التالية: الاثنين 8:00 م.');
  });

  test('a reader who is known is not asked again', async () => {
    const r = await rig();
    await addStory(r.store, { headline: 'قمة في طهران', topics: ['iran'] });
    await through(r, labels.evening);
    const shown = await say(r, '/start topic_iran');
    const before = written(r, r.reader).length;
    expect(await noted(r, shown, 'متابعة إيران')).toBe('بدأت متابعة «إيران».');
    await settled(r);
    expect(written(r, r.reader)).toHaveLength(before);
  });

  test('a story’s link shows it, and says so when it is gone', async () => {
    const r = await rig();
    const id = await addStory(r.store, { headline: 'قمة في طهران', topics: ['iran'] });
    expect(read((await say(r, `/start story_${id}`)).text)).toContain('قمة في طهران');
    expect((await say(r, `/start story_${id + 7}`)).text).toBe(messages.storyGone);
    expect(await r.store.chats.find({ telegramId: r.reader, threadId: 0 })).toBeUndefined();
  });

  test.each(['story_', 'story_0', 'story_-1', 'story_1e9', 'story_99999999999999999999', 'topic_', 'x'])(
    'what names neither (%s) is a plain /start',
    async (payload) => {
      const r = await rig();
      expect(read((await say(r, `/start ${payload}`)).text)).toMatch(/^أقرأ المواقع الإخبارية/u);
    },
  );
});

test('the words under the field come with /help too, in a private chat', async () => {
  const r = await rig();
  expect((await say(r, '/help')).reply).toMatchObject({ kind: 'keyboard', persistent: true });
  const group = r.api.addGroup({ title: 'أصدقاء', administrators: [r.reader] });
  expect((await say(r, '/help', { chatId: group, from: r.reader })).reply).toBeUndefined();
});

describe('in a group', () => {
  test('/start begins the digests, and offers popular topics that an administrator toggles in place', async () => {
    const r = await rig();
    const group = r.api.addGroup({ title: 'أصدقاء', administrators: [r.reader] });
    const begun = await say(r, '/start', { chatId: group, from: r.reader });
    expect(read(begun.text)).toBe(
      'بدأت النشرات هنا.\n\nالنشرة كل يوم: 8:00 ص و8:00 م بتوقيت الرياض، وفيها أهم الأخبار ما لم تُختر مواضيع بعينها.\n\nما الذي يهمّك؟',
    );
    const press = (button: string) =>
      r.api.press({ chatId: group, from: r.reader, messageId: begun.id, button });
    const edited = nextEdit(r.api, group, begun.id);
    expect((await press('🇮🇷 إيران')).text).toBe('بدأت متابعة «إيران».');
    expect(buttons(await edited).flat()).toContain('✅ 🇮🇷 إيران');
    expect((await chatOf(r, group)).topics).toEqual(['iran']);
    expect((await press('✅ 🇮🇷 إيران')).text).toBe(
      'أُلغيت متابعة «إيران». لم تبق متابعات، ففي النشرة أهم الأخبار.',
    );
    expect((await chatOf(r, group)).topics).toEqual([]);
  });
});

describe('taps that no button of ours makes', () => {
  test.each([
    'first',
    'first:city:Mars/Base',
    'first:city:',
    'first:city:constructor',
    'first:topic:constructor',
    'first:topic:iran:99',
    'first:topic:iran:-1',
    'first:group:99',
    'first:group:x',
    'first:hour:noon',
    'first:hour:__proto__',
    'first:language:fr',
    'first:other:x:y:z:',
    'first:__proto__',
  ])('«%s» changes nothing', async (data) => {
    const r = await rig();
    await say(r, '/start');
    const before = await chatOf(r, r.reader);
    const text = await forged(r, r.reader, data);
    if (!data.startsWith('first:other')) expect(text).toBe(staleNote(data));
    expect(await chatOf(r, r.reader)).toEqual(before);
  });

  test('a group is not set up by the steps of a private chat', async () => {
    const r = await rig();
    const group = r.api.addGroup({ title: 'أصدقاء', administrators: [r.reader] });
    await say(r, '/start', { chatId: group, from: r.reader });
    const before = await chatOf(r, group);
    for (const data of ['first:city:Africa/Cairo', 'first:hour:breaking', 'first:language:en'])
      expect(await forged(r, group, data)).toBe(staleNote(data));
    expect(await chatOf(r, group)).toEqual(before);
  });
});
