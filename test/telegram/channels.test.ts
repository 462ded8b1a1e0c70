import { describe, expect, test } from 'vitest';
import { deliverDue } from '../../src/delivery/deliver.ts';
import { createPace } from '../../src/delivery/pace.ts';
import { composeDue } from '../../src/digests/compose.ts';
import type { RenderDigest } from '../../src/digests/digest.ts';
import type { Keyboard } from '../../src/playground/markup.ts';
import type { ChatMessage } from '../../src/playground/view.ts';
import { labels, messages } from '../../src/telegram/messages.ts';
import { renderDigest } from '../../src/telegram/render.ts';
import { createSender } from '../../src/telegram/send.ts';
import { nextBotMessage, nextEdit, TEST_TOKEN } from '../support/bot-api.ts';
import { listeningLog } from '../support/outbox.ts';
import {
  addStory,
  buttons,
  chatOf,
  HOUR,
  isStale,
  NINE,
  type Rig,
  read,
  rig,
  say,
  settled,
  written,
} from './harness.ts';

/** A channel of the reader's, whom the bot told that it was let in. */
async function channel(r: Rig, title = 'قناة الوادي') {
  const chatId = r.api.addChannel({ title, administrators: [r.reader], bot: 'left' });
  const told = nextBotMessage(r.api, r.reader);
  r.api.setMember(chatId, r.api.botId, 'administrator', r.reader);
  return { chatId, told: await told };
}

/** What a tap of the reader's makes of the message it stands under. */
async function tap(r: Rig, message: ChatMessage, button: string): Promise<ChatMessage> {
  r.clock.now += 1_000;
  const edited = nextEdit(r.api, r.reader, message.id);
  await r.api.press({ chatId: r.reader, from: r.reader, messageId: message.id, button });
  return edited;
}

/** What a tap of the reader's is answered with in a message of its own. */
async function tapForMessage(r: Rig, message: ChatMessage, button: string): Promise<ChatMessage> {
  r.clock.now += 1_000;
  const answer = nextBotMessage(r.api, r.reader);
  await r.api.press({ chatId: r.reader, from: r.reader, messageId: message.id, button });
  return answer;
}

/** The text as it is shown, without marks of direction. */
function unmarked(text: string): string {
  return text.replace(/[\u200f\u2060\u2066-\u2069]/gu, '');
}

function dataOf(keyboard: Keyboard): readonly string[] {
  return keyboard.flat().flatMap((one) => ('callback_data' in one ? [one.callback_data] : []));
}

/** A message in a person's chat under which an altered client puts this button. */
async function forged(r: Rig, person: number, data: string): Promise<{ readonly text: string }> {
  const message = await r.bot.api.sendMessage(person, 'رسالة', {
    reply_markup: { inline_keyboard: [[{ text: 'زر', callback_data: data }]] },
  });
  r.clock.now += 1_000;
  return r.api.press({ chatId: person, from: person, messageId: message.message_id, button: data });
}

describe('a channel that lets the bot in', () => {
  test('is offered in private to whoever did it, and nothing is posted there', async () => {
    const r = await rig();
    const { chatId, told } = await channel(r);
    expect(read(told.text)).toBe(
      'أُضفتُ إلى قناة «قناة الوادي». لا أنشر فيها شيئًا قبل إعدادها: المواضيع والمواعيد من هنا.',
    );
    expect(buttons(told)).toEqual([['إعداد القناة']]);
    await settled(r);
    expect(written(r, chatId)).toEqual([]);
    const known = await chatOf(r, chatId);
    expect(known).toMatchObject({ kind: 'channel', title: 'قناة الوادي', nextDigestAt: undefined });
    expect(known.settings.silent).toBe('night');
  });

  test('is told of once its owner writes to the bot, and once only', async () => {
    const r = await rig();
    const owner = r.api.addUser({ firstName: 'مالك' });
    const chatId = r.api.addChannel({ title: 'قناة الوادي', administrators: [owner], bot: 'left' });
    r.api.setMember(chatId, r.api.botId, 'administrator', owner);
    await settled(r);
    expect(written(r, owner)).toEqual([]);
    await say(r, '/help', { chatId: owner });
    await settled(r);
    await say(r, '/help', { chatId: owner });
    await settled(r);
    const told = written(r, owner).filter(({ text }) => text.includes('أُضفتُ'));
    expect(told.map(buttons)).toEqual([[['إعداد القناة']]]);
  });

  test('is not told of to who was its administrator and is none any more', async () => {
    const r = await rig();
    const owner = r.api.addUser({ firstName: 'مالك' });
    const chatId = r.api.addChannel({ title: 'قناة الوادي', administrators: [owner], bot: 'left' });
    r.api.setMember(chatId, r.api.botId, 'administrator', owner);
    await settled(r);
    r.api.setMember(chatId, owner, 'member');
    await say(r, '/help', { chatId: owner });
    await settled(r);
    expect(written(r, owner)).toHaveLength(1);
    expect(await r.store.chats.keptBy(owner)).toEqual([]);
  });

  test('without the right to post is told to be so, and offered when the right comes', async () => {
    const r = await rig();
    const chatId = r.api.addChannel({ title: 'قناة الوادي', administrators: [r.reader], bot: 'left' });
    r.api.setRights(chatId, r.api.botId, { can_post_messages: false });
    const lacking = nextBotMessage(r.api, r.reader);
    r.api.setMember(chatId, r.api.botId, 'administrator', r.reader);
    expect(read((await lacking).text)).toBe(
      'لا أستطيع النشر في قناة «قناة الوادي»: أحتاج إلى إذن «نشر الرسائل».',
    );
    const offered = nextBotMessage(r.api, r.reader);
    r.api.setRights(chatId, r.api.botId, { can_post_messages: true });
    expect(buttons(await offered)).toEqual([['إعداد القناة']]);
    await settled(r);
    expect(written(r, chatId)).toEqual([]);
  });

  test('where the bot may not post any more is answered with nothing, and the log tells', async () => {
    const r = await rig();
    const { chatId } = await channel(r);
    r.api.setRights(chatId, r.api.botId, { can_post_messages: false });
    r.api.say({ chatId, text: '/latest' });
    await settled(r);
    expect(written(r, chatId)).toEqual([]);
    expect(r.log.lines.filter((line) => line.startsWith('error'))).toEqual([]);
    expect(r.log.lines.some((line) => line.includes('takes no answers'))).toBe(true);
  });

  test('that put the bot out and lets it in again has what was set up, and its owner is told when the next digest comes', async () => {
    const r = await rig();
    const { chatId } = await channel(r);
    await say(r, '/subscribe إيران', { chatId });
    r.api.setMember(chatId, r.api.botId, 'kicked', r.reader);
    await settled(r);
    expect((await chatOf(r, chatId)).paused).toBe('gone');
    const back = nextBotMessage(r.api, r.reader);
    r.api.setMember(chatId, r.api.botId, 'administrator', r.reader);
    expect(read((await back).text)).toBe(
      'عدتُ إلى قناة «قناة الوادي»، وإعدادها كما كان. النشرة التالية: الاثنين 8:00 م.',
    );
    expect(await chatOf(r, chatId)).toMatchObject({
      topics: ['iran'],
      paused: undefined,
      nextDigestAt: NINE + 11 * HOUR,
    });
  });

  test('and puts it out before it was set up gets no digests when the bot comes back', async () => {
    const r = await rig();
    const { chatId } = await channel(r);
    r.api.setMember(chatId, r.api.botId, 'kicked', r.reader);
    r.api.setMember(chatId, r.api.botId, 'administrator', r.reader);
    await settled(r);
    expect(await chatOf(r, chatId)).toMatchObject({ paused: undefined, nextDigestAt: undefined });
  });
});

describe('the setup of a channel', () => {
  test('shows how it stands, under its name as a link, with every button bound to it', async () => {
    const r = await rig();
    const { chatId, told } = await channel(r);
    const screen = await tap(r, told, 'إعداد القناة');
    const { id } = await chatOf(r, chatId);
    expect(read(screen.text).split('\n')).toEqual([
      'قناة الوادي',
      'لا متابعات بعد.',
      'مواعيد النشرة: 8:00 ص و8:00 م بتوقيت الرياض.',
      'النشرات بلا صوت ليلًا.',
      'بلا تذييل تحت النشرة.',
      'لم تبدأ النشرات بعد: تبدأ باختيار موضوع، أو بزر «بدء النشرات».',
    ]);
    expect(screen.entities.find(({ type }) => type === 'text_link')?.url).toBe(
      `https://t.me/${r.api.botUsername}?start=for_${id}`,
    );
    expect(buttons(screen)).toEqual([
      ['المواضيع', 'إعدادات النشرة'],
      ['التذييل', '✅ الوسوم'],
      ['معاينة', 'بدء النشرات'],
      ['قنواتي'],
    ]);
    for (const data of dataOf(screen.keyboard)) expect(data).toMatch(new RegExp(`^@${id}\\||^chlist$`, 'u'));
  });

  test('chooses its topics, and leaves those of the private chat alone', async () => {
    const r = await rig();
    const { chatId, told } = await channel(r);
    const screen = await tap(r, told, 'إعداد القناة');
    const groups = await tap(r, screen, 'المواضيع');
    // /start would begin those of the private chat.
    expect(read(groups.text)).toContain(messages.channelNotStarted);
    expect(buttons(groups).at(-1)).toEqual(['إعداد القناة']);
    const group = await tap(r, groups, 'الجوار');
    const ticked = await tap(
      r,
      group,
      buttons(group)
        .flat()
        .find((text) => text.includes('إيران')) ?? '',
    );
    expect(read(ticked.text)).toMatch(/^قناة الوادي\n/u);
    for (const message of [groups, group, ticked])
      for (const data of dataOf(message.keyboard)) {
        expect(data).toMatch(/^@\d+\|/u);
        expect(Buffer.byteLength(data)).toBeLessThanOrEqual(64);
      }
    expect(await chatOf(r, chatId)).toMatchObject({ topics: ['iran'], nextDigestAt: NINE + 11 * HOUR });
    expect((await r.store.chats.find({ telegramId: r.reader, threadId: 0 }))?.topics ?? []).toEqual([]);
    const back = await tap(r, ticked, 'إعداد القناة');
    expect(read(back.text)).toContain('المتابَع: إيران.');
    expect(read(back.text)).toContain('النشرة التالية: الاثنين 8:00 م.');
    await settled(r);
    expect(written(r, chatId)).toEqual([]);
  });

  test('begins and ends its digests', async () => {
    const r = await rig();
    const { chatId, told } = await channel(r);
    const screen = await tap(r, told, 'إعداد القناة');
    const begun = await tap(r, screen, labels.begin);
    expect(buttons(begun)[2]).toEqual(['معاينة', 'إيقاف النشرات']);
    expect(await chatOf(r, chatId)).toMatchObject({ nextDigestAt: NINE + 11 * HOUR });
    const ended = await tap(r, begun, labels.stop);
    expect(read(ended.text)).toContain('النشرات موقوفة');
    expect(await chatOf(r, chatId)).toMatchObject({ paused: 'reader', nextDigestAt: undefined });
    expect(buttons(await tap(r, ended, labels.begin))[2]).toEqual(['معاينة', 'إيقاف النشرات']);
  });

  test('begins with a topic or with its button, whatever else is set up before', async () => {
    const r = await rig();
    const { chatId, told } = await channel(r);
    const screen = await tap(r, told, 'إعداد القناة');
    const settings = await tap(r, screen, labels.settings);
    const times = await tap(r, settings, labels.times);
    const set = await tap(r, times, '9:00 ص');
    expect(read(set.text)).toContain('8:00 ص و9:00 ص و8:00 م');
    expect(read(set.text)).toContain(messages.channelNotStarted);
    const days = await tap(r, await tap(r, await tap(r, set, labels.back), labels.days), labels.workdays);
    const weekend = await tap(r, days, labels.weekend('none'));
    const main = await tap(r, weekend, labels.back);
    const cities = await tap(r, await tap(r, main, labels.city), 'القاهرة');
    const quiet = await tap(r, await tap(r, cities, labels.back), labels.quiet);
    const still = await tap(r, await tap(r, quiet, labels.quietHours('10:00 م', '7:00 ص')), labels.back);
    expect(read(still.text)).toContain(messages.channelNotStarted);
    expect(buttons(still).flat()).toContain(labels.begin);
    expect(await chatOf(r, chatId)).toMatchObject({ zone: 'Africa/Cairo', nextDigestAt: undefined });
    const topics = await tap(r, await tap(r, still, labels.allTopics), 'المال');
    await tap(r, topics, '💼 اقتصاد');
    // 09:00 in Cairo.
    expect((await chatOf(r, chatId)).nextDigestAt).toBe(NINE + HOUR);
  });

  test('has times of any minute by a question of its own, and those of the private chat stay', async () => {
    const r = await rig();
    await say(r, '/time 6:00');
    const { chatId, told } = await channel(r);
    const settings = await tap(r, await tap(r, told, 'إعداد القناة'), labels.settings);
    const times = await tap(r, settings, labels.times);
    // A command that is written here is one of the private chat.
    expect(times.text).not.toContain('/time');
    const asked = await tapForMessage(r, times, labels.otherTimes);
    const set = await say(r, '7:30 ص', { replyTo: asked.id });
    expect(read(set.text)).toContain(messages.channelNotStarted);
    expect((await chatOf(r, chatId)).times).toEqual(['07:30']);
    expect((await chatOf(r, r.reader)).times).toEqual(['06:00']);
  });

  test('begins nothing where the bot may not post, and says what it needs', async () => {
    const r = await rig();
    const { chatId, told } = await channel(r);
    r.api.setRights(chatId, r.api.botId, { can_post_messages: false });
    await settled(r);
    const screen = await tap(r, told, 'إعداد القناة');
    expect(read(screen.text)).toContain('لا أستطيع النشر في القناة: أحتاج إلى إذن «نشر الرسائل».');
    r.clock.now += 1_000;
    const answer = await r.api.press({
      chatId: r.reader,
      from: r.reader,
      messageId: screen.id,
      button: labels.begin,
    });
    expect(answer.text).toBe(messages.channelMuted);
    expect((await chatOf(r, chatId)).nextDigestAt).toBeUndefined();
  });

  test('takes a question’s answer for the channel, as long as it answers that question', async () => {
    const r = await rig();
    const { chatId, told } = await channel(r);
    const screen = await tap(r, told, 'إعداد القناة');
    const asked = await say(r, '/time', { replyTo: screen.id });
    expect(read(asked.text)).toMatch(/^قناة الوادي\n/u);
    const set = await say(r, '7 ص', { replyTo: asked.id });
    expect(read(set.text)).toMatch(/^قناة الوادي\nتمّ\. موعد النشرة: 7:00 ص بتوقيت الرياض\./u);
    expect((await chatOf(r, chatId)).times).toEqual(['07:00']);
    await say(r, '9 ص', { replyTo: (await say(r, '/time')).id });
    expect((await chatOf(r, chatId)).times).toEqual(['07:00']);
    expect((await chatOf(r, r.reader)).times).toEqual(['09:00']);
  });

  test('answers what comes after a question for what it asks, not what was asked before', async () => {
    const r = await rig();
    const { chatId, told } = await channel(r);
    const screen = await tap(r, told, 'إعداد القناة');
    await say(r, '/search');
    expect((await say(r, 'إيران')).text).toContain('لا نتائج');
    await say(r, '/search');
    await tapForMessage(r, screen, labels.footer);
    expect((await say(r, 'إيران')).text).not.toContain('لا نتائج');
    expect((await chatOf(r, chatId)).settings.footer).toBeUndefined();
  });

  test('has a footer, changed and removed; too long a one is refused, and none of it is markup', async () => {
    const r = await rig();
    const { chatId, told } = await channel(r);
    const screen = await tap(r, told, 'إعداد القناة');
    const asked = await tapForMessage(r, screen, labels.footer);
    expect(read(asked.text)).toBe(`قناة الوادي\n${messages.askFooter}`);
    const again = await say(r, 'ا'.repeat(201), { replyTo: asked.id });
    expect(read(again.text)).toBe(`قناة الوادي\n${messages.footerTooLong}\n${messages.askFooter}`);
    const lines = await say(r, 'سطر\nسطر\nسطر\nسطر', { replyTo: again.id });
    expect(read(lines.text)).toContain(messages.footerTooLong);
    const hostile = '<b>@alwadi</b> \u202eقناة\u202c &amp; الوادي\n\n  https://t.me/alwadi';
    const set = await say(r, hostile, { replyTo: lines.id });
    expect((await chatOf(r, chatId)).settings.footer).toBe(
      '<b>@alwadi</b> قناة &amp; الوادي\nhttps://t.me/alwadi',
    );
    expect(unmarked(set.text)).toContain('التذييل: <b>@alwadi</b> قناة &amp; الوادي · https://t.me/alwadi');
    const shown = await tap(r, set, labels.footer);
    expect(buttons(shown)).toEqual([['تغيير التذييل', 'حذف التذييل'], ['إعداد القناة']]);
    expect(read((await tap(r, shown, labels.dropFooter)).text)).toContain(messages.noFooter);
    expect((await chatOf(r, chatId)).settings.footer).toBeUndefined();
    const kept = await say(r, 'إلغاء', { replyTo: asked.id });
    expect(read(kept.text)).toContain(messages.nothingChanged);
    expect((await chatOf(r, chatId)).settings.footer).toBeUndefined();
  });

  test('switches hashtags, and previews the channel’s digest in private', async () => {
    const r = await rig();
    await addStory(r.store, { headline: 'افتتاح جسر المرفأ', topics: ['iran'] });
    const { chatId, told } = await channel(r);
    await say(r, '/subscribe إيران', { chatId });
    const screen = await tap(r, told, 'إعداد القناة');
    const off = await tap(r, screen, `✅ ${labels.tags}`);
    expect((await chatOf(r, chatId)).settings.hashtags).toBe(false);
    expect(buttons(off)[1]).toEqual(['التذييل', 'الوسوم']);
    const before = written(r, chatId).length;
    const preview = await tapForMessage(r, off, labels.preview);
    expect(read(preview.text)).toMatch(/^قناة الوادي\nمعاينة نشرة المساء/u);
    expect(read(preview.text)).toContain('افتتاح جسر المرفأ');
    await settled(r);
    expect(written(r, chatId)).toHaveLength(before);
    expect(await r.store.chats.usedMoments((await chatOf(r, chatId)).id, '2026-11-01')).toEqual(new Set());
  });

  test('opens by a link for who may, who has it in /channels from then on', async () => {
    const r = await rig();
    const other = r.api.addUser({ firstName: 'مشرف آخر', started: true });
    const { chatId } = await channel(r);
    r.api.setMember(chatId, other, 'administrator');
    const { id } = await chatOf(r, chatId);
    expect(buttons(await say(r, '/channels', { chatId: other })).flat()).toEqual(['إضافة إلى قناة']);
    const screen = await say(r, `/start for_${id}`, { chatId: other });
    expect(read(screen.text)).toMatch(/^قناة الوادي\n/u);
    expect(buttons(await say(r, 'قنواتي', { chatId: other })).flat()).toEqual([
      'قناة الوادي',
      'إضافة إلى قناة',
    ]);
    expect(await r.store.chats.find({ telegramId: other, threadId: 0 })).toBeUndefined();
  });
});

test('what was set up is what comes in the channel: its topics as hashtags, links alone, the footer, no sound at night', async () => {
  const r = await rig();
  const { chatId, told } = await channel(r);
  const screen = await tap(r, told, 'إعداد القناة');
  await say(r, '/subscribe إيران، لبنان', { replyTo: screen.id });
  await say(r, '/time 23', { replyTo: screen.id });
  const asked = await tapForMessage(r, screen, labels.footer);
  await say(r, 'قناة الوادي <i>تجمعنا</i>\nhttps://t.me/alwadi', { replyTo: asked.id });
  await addStory(r.store, { headline: 'افتتاح جسر المرفأ', topics: ['lebanon'] });
  await addStory(r.store, { headline: 'قمة في طهران', topics: ['iran'], publisher: 'قناة الأفق' });
  r.clock.now = NINE + 14 * HOUR;
  const [message, ...others] = await sentTo(r, chatId);
  expect(others).toEqual([]);
  const lines = unmarked(message?.text ?? '').split('\n');
  expect(lines[0]).toBe('نشرة الليل · الاثنين 23 نوفمبر');
  expect(lines).toContain('#إيران');
  expect(lines).toContain('#لبنان');
  expect(lines.slice(-2)).toEqual(['قناة الوادي <i>تجمعنا</i>', 'https://t.me/alwadi']);
  expect(message?.keyboard.flat().filter((one) => !('url' in one))).toEqual([]);
  expect(message?.silent).toBe(true);
  await r.store.chats.setSettings((await chatOf(r, chatId)).id, { silent: 'never', hashtags: false });
  const publishedAt = r.clock.now + 8 * HOUR;
  r.clock.now += 24 * HOUR;
  await addStory(r.store, { headline: 'مهرجان في صور', topics: ['lebanon'], publishedAt });
  await addStory(r.store, { headline: 'زلزال في أصفهان', topics: ['iran'], publishedAt });
  const next = (await sentTo(r, chatId)).at(-1);
  expect(next?.text).toContain('مهرجان في صور');
  expect(next?.text).not.toContain('#');
  expect(next?.silent).toBe(false);
});

test('a channel that gets one topic has its hashtag once, above when the next digest comes', async () => {
  const r = await rig();
  const { chatId } = await channel(r);
  await say(r, '/subscribe إيران', { chatId });
  await addStory(r.store, { headline: 'زلزال في أصفهان', topics: ['iran'] });
  r.clock.now = (await chatOf(r, chatId)).nextDigestAt ?? 0;
  const lines = unmarked((await sentTo(r, chatId)).at(-1)?.text ?? '').split('\n');
  expect(lines.filter((line) => line.includes('#'))).toEqual(['#إيران']);
  expect(lines[lines.indexOf('#إيران') + 1]).toMatch(/^النشرة التالية: /u);
  await r.store.chats.setSettings((await chatOf(r, chatId)).id, { hashtags: false });
  const publishedAt = r.clock.now + 8 * HOUR;
  r.clock.now += 24 * HOUR;
  await addStory(r.store, { headline: 'قمة في طهران', topics: ['iran'], publishedAt });
  const next = unmarked((await sentTo(r, chatId)).at(-1)?.text ?? '');
  expect(next).toContain('قمة في طهران');
  expect(next).not.toContain('#');
});

/** Everything in the chat once what is due now was composed and sent. */
async function sentTo({ api, store, clock }: Rig, chatId: number): Promise<readonly ChatMessage[]> {
  const { signal } = new AbortController();
  const log = listeningLog();
  const render: RenderDigest = (digest) => renderDigest(digest, { username: api.botUsername });
  await composeDue({ ...store, render, defaultZone: 'Asia/Riyadh', log }, clock.now, signal);
  const send = createSender({ token: TEST_TOKEN, apiRoot: api.url });
  try {
    await deliverDue(
      { deliveries: store.deliveries, send, pace: createPace({ delay: async () => undefined }), log },
      () => clock.now,
      signal,
    );
  } finally {
    await send.close();
  }
  return api.messages(chatId);
}

describe('every button that the setup leads to', () => {
  /** Buttons that differ in their numbers, times, topics and cities alone are of one kind; this many of each are pressed. */
  const OF_A_KIND = 2;

  test('acts on the channel from the private chat, and shows nothing in the channel', async () => {
    const r = await rig();
    await addStory(r.store, { headline: 'افتتاح جسر المرفأ', topics: ['iran'] });
    const { chatId } = await channel(r);
    const { id } = await chatOf(r, chatId);
    const pressed = new Map<string, number>();
    const kind = (data: string): string =>
      data
        .replace(/^@\d+\|/u, '')
        .replace(/^([a-z]+)(:[a-z]+)?.*$/u, (all, code: string, what = '') =>
          code.length > 1 ? code + what : (all[0] ?? ''),
        );
    let frontier: readonly string[] = [`@${id}|ch`];
    while (frontier.length > 0) {
      for (const data of frontier) {
        const { message_id: messageId } = await r.bot.api.sendMessage(r.reader, 'زر', {
          reply_markup: { inline_keyboard: [[{ text: 'زر', callback_data: data }]] },
        });
        r.clock.now += 2_000;
        const { text } = await r.api.press({ chatId: r.reader, from: r.reader, messageId, button: data });
        expect([messages.channelAdminsOnly, messages.failed], data).not.toContain(text);
        expect(isStale(text), data).toBe(false);
      }
      await settled(r);
      const shown = written(r, r.reader).filter(({ text }) => text !== 'زر' && !text.includes('أُضفتُ'));
      for (const { text, keyboard } of shown) {
        if (text === read(messages.channelsTitle)) continue;
        expect(unmarked(text)).toMatch(/^قناة الوادي\n/u);
        for (const data of dataOf(keyboard)) {
          expect(data).toMatch(new RegExp(`^@${id}\\||^chlist$`, 'u'));
          expect(Buffer.byteLength(data)).toBeLessThanOrEqual(64);
        }
      }
      frontier = [...new Set(shown.flatMap(({ keyboard }) => dataOf(keyboard)))].filter((data) => {
        const times = pressed.get(kind(data)) ?? 0;
        const fresh = times < OF_A_KIND && !pressed.has(data);
        if (fresh) {
          pressed.set(kind(data), times + 1);
          pressed.set(data, OF_A_KIND);
        }
        return fresh;
      });
    }
    const kinds = [...pressed.keys()].filter((key) => !key.startsWith('@'));
    expect(kinds).toEqual(
      expect.arrayContaining(['chfoot', 'chlook', 'chlist', 'x', 'g', 'settings', 'set:q']),
    );
    expect(kinds.length).toBeGreaterThan(20);
    expect(written(r, chatId)).toEqual([]);
    expect(await r.store.chats.find({ telegramId: r.reader, threadId: 0 })).toBeUndefined();
    expect((await chatOf(r, chatId)).topics.length).toBeGreaterThan(0);
    expect(r.log.lines.filter((line) => line.startsWith('error'))).toEqual([]);
  });
});

test.each(['/start', '/settings', '/channels'])(
  '%s posted in the channel leads its administrators to its setup',
  async (text) => {
    const r = await rig();
    const chatId = r.api.addChannel({ title: 'قناة الوادي', administrators: [r.reader] });
    const { keyboard } = await say(r, text, { chatId });
    const { id } = await chatOf(r, chatId);
    const url = `https://t.me/${r.api.botUsername}?start=for_${id}`;
    expect(keyboard).toEqual([[{ text: 'إعداد القناة', url }]]);
    const screen = await say(r, `/start for_${id}`);
    expect(read(screen.text)).toMatch(/^قناة الوادي\n/u);
    expect(buttons(await say(r, '/channels')).flat()).toContain('قناة الوادي');
  },
);

describe('a channel is set up by nobody else', () => {
  const DATA = ['ch', 'chgo', 'chstop', 'chtags', 'chnone', 'x:0:iran', 'p:iran', 'stop', 'settings'];

  test.each(DATA)('a button for %s that a stranger made up is refused', async (data) => {
    const r = await rig();
    const { chatId } = await channel(r);
    const stranger = r.api.addUser({ started: true });
    const before = await chatOf(r, chatId);
    expect((await forged(r, stranger, `@${before.id}|${data}`)).text).toBe(messages.channelAdminsOnly);
    expect(await chatOf(r, chatId)).toEqual(before);
    expect(written(r, stranger)).toHaveLength(1);
  });

  test('the ids of no chat, of a private chat and of a group are refused alike', async () => {
    const r = await rig();
    const other = r.api.addUser({ started: true });
    await say(r, '/start', { chatId: other });
    const group = r.api.addGroup({ title: 'ديوانية', supergroup: true, administrators: [r.reader] });
    await say(r, '/start', { chatId: group, from: r.reader });
    const ids = [(await chatOf(r, other)).id, (await chatOf(r, group)).id, 9_999, 999_999_999_999_999];
    for (const id of ids) {
      expect((await forged(r, r.reader, `@${id}|chstop`)).text).toBe(messages.channelAdminsOnly);
      expect((await say(r, `/start for_${id}`)).text).toBe(messages.channelAdminsOnly);
    }
    expect((await chatOf(r, other)).paused).toBeUndefined();
    expect((await chatOf(r, group)).paused).toBeUndefined();
  });

  test.each([
    '@0|ch',
    '@-5|ch',
    '@1e3|ch',
    '@|ch',
    '@1',
    '@1|',
    '@1|chx',
    '@1|@1|ch',
    '@9999999999999999|ch',
  ])('a button that carries %s is an old one or refused', async (data) => {
    const r = await rig();
    await channel(r);
    const { text } = await forged(r, r.reader, data);
    expect(isStale(text) || text === messages.channelAdminsOnly, text).toBe(true);
  });

  test('who was demoted is refused at the next tap and answer', async () => {
    const r = await rig();
    const { chatId, told } = await channel(r);
    const screen = await tap(r, told, 'إعداد القناة');
    const asked = await tapForMessage(r, screen, labels.footer);
    r.api.setMember(chatId, r.reader, 'member');
    expect((await say(r, 'تذييل', { replyTo: asked.id })).text).toBe(messages.channelAdminsOnly);
    const press = { chatId: r.reader, from: r.reader, messageId: screen.id, button: labels.begin };
    r.clock.now += 1_000;
    expect((await r.api.press(press)).text).toBe(messages.channelAdminsOnly);
    const known = await chatOf(r, chatId);
    expect(known.settings.footer).toBeUndefined();
    expect(known.nextDigestAt).toBeUndefined();
    expect(read((await say(r, '/channels')).text)).toBe(read(messages.noChannels));
  });

  test('an administrator who may not post there is refused', async () => {
    const r = await rig();
    const { chatId, told } = await channel(r);
    r.api.setRights(chatId, r.reader, { can_post_messages: false });
    r.clock.now += 1_000;
    const press = { chatId: r.reader, from: r.reader, messageId: told.id, button: 'إعداد القناة' };
    expect((await r.api.press(press)).text).toBe(messages.channelAdminsOnly);
  });

  test('a channel that put the bot out cannot be set up, and is not listed', async () => {
    const r = await rig();
    const { chatId, told } = await channel(r);
    r.api.setMember(chatId, r.api.botId, 'kicked', r.reader);
    await settled(r);
    r.clock.now += 1_000;
    const press = { chatId: r.reader, from: r.reader, messageId: told.id, button: 'إعداد القناة' };
    expect((await r.api.press(press)).text).toBe(messages.channelAway);
    expect(read((await say(r, '/channels')).text)).toBe(read(messages.noChannels));
  });

  test('a channel’s button does nothing in a group or in the channel itself', async () => {
    const r = await rig();
    const { chatId } = await channel(r);
    const { id } = await chatOf(r, chatId);
    const group = r.api.addGroup({ title: 'ديوانية', supergroup: true, administrators: [r.reader] });
    for (const place of [group, chatId]) {
      const message = await r.bot.api.sendMessage(place, 'رسالة', {
        reply_markup: {
          inline_keyboard: [
            [{ text: 'زر', callback_data: `@${id}|chgo` }],
            [{ text: 'آخر', callback_data: `@${id}|p:iran` }],
          ],
        },
      });
      for (const button of ['زر', 'آخر']) {
        const press = { chatId: place, from: r.reader, messageId: message.message_id, button };
        expect(isStale((await r.api.press(press)).text)).toBe(true);
      }
    }
    expect(await r.store.chats.find({ telegramId: group, threadId: 0 })).toBeUndefined();
    expect((await chatOf(r, chatId)).nextDigestAt).toBeUndefined();
  });

  test('a link to setup in somebody else’s words, or to another bot, says nothing about what is meant', async () => {
    const r = await rig();
    const { chatId } = await channel(r);
    const { id } = await chatOf(r, chatId);
    const link = await r.bot.api.sendMessage(
      r.reader,
      `<a href="https://t.me/other_bot?start=for_${id}">قناة</a> ${messages.askTime}`,
      { parse_mode: 'HTML' },
    );
    await say(r, '7 ص', { replyTo: link.message_id });
    const inside = await r.bot.api.sendMessage(
      r.reader,
      `المصدر: <a href="https://t.me/${r.api.botUsername}?start=for_${id}">صحيفة</a> ${messages.askTime}`,
      { parse_mode: 'HTML' },
    );
    await say(r, '8 ص', { replyTo: inside.message_id });
    expect((await chatOf(r, chatId)).times).toEqual([]);
    expect((await chatOf(r, r.reader)).times).toEqual(['08:00']);
  });
});

test('/channels lists the channels of one’s own; in a group it leads to the private chat', async () => {
  const r = await rig();
  expect(read((await say(r, '/channels')).text)).toBe(read(messages.noChannels));
  await channel(r);
  await channel(r, 'قناة <b>الميناء</b>');
  const list = await say(r, '/channels');
  expect(buttons(list)).toEqual([['قناة <b>الميناء</b>'], ['قناة الوادي'], ['إضافة إلى قناة']]);
  const add = list.keyboard.flat().find(({ text }) => text === labels.addChannel);
  expect(add).toMatchObject({
    url: `https://t.me/${r.api.botUsername}?startchannel&admin=post_messages`,
  });
  const screen = await tap(r, list, 'قناة <b>الميناء</b>');
  expect(unmarked(screen.text)).toMatch(/^قناة <b>الميناء<\/b>\n/u);
  const again = await tap(r, screen, labels.channels);
  expect(again.keyboard).toEqual(list.keyboard);
  expect(again.text).toBe(list.text);
  const beside = await say(r, '/channels', { replyTo: (await tap(r, again, 'قناة الوادي')).id });
  expect(unmarked((await tap(r, beside, 'قناة <b>الميناء</b>')).text)).toMatch(/^قناة <b>الميناء<\/b>\n/u);
  const group = r.api.addGroup({ title: 'ديوانية', members: [r.reader] });
  const there = await say(r, '/channels', { chatId: group, from: r.reader });
  expect(there.text).toBe(messages.channelsHere);
  expect(there.keyboard.flat()).toEqual([{ text: 'قنواتي', url: `https://t.me/${r.api.botUsername}` }]);
});

test('a new title of a channel is what it is known by', async () => {
  const r = await rig();
  const { chatId } = await channel(r);
  const chat = { id: chatId, type: 'channel', title: 'قناة النهر' } as const;
  const date = NINE / 1000;
  await r.bot.handleUpdate({
    update_id: 900_000,
    channel_post: { message_id: 77, date, chat, sender_chat: chat, new_chat_title: 'قناة النهر' },
  });
  expect((await chatOf(r, chatId)).title).toBe('قناة النهر');
});

test('who is known for a channel alone is forgotten too', async () => {
  const r = await rig();
  await channel(r);
  expect(await r.store.chats.find({ telegramId: r.reader, threadId: 0 })).toBeUndefined();
  const asked = await say(r, '/forget');
  const gone = await tap(r, asked, 'fg:yes');
  expect(read(gone.text)).toBe(read(messages.forgotten('private')));
  expect(await r.store.chats.keptBy(r.reader)).toEqual([]);
  expect((await say(r, '/forget')).text).toBe(messages.nothingKept('private'));
});

test('a channel is set up in the language of whoever does it', async () => {
  const r = await rig();
  await say(r, '/language English');
  const { told } = await channel(r, 'Wadi');
  expect(read(told.text)).toBe(
    'I was added to the channel “Wadi”. I post nothing there before it is set up: topics and times, from here.',
  );
  const screen = await tap(r, told, 'Channel setup');
  expect(read(screen.text)).toMatch(
    /^Wadi\n.*\n.*\nDigests come without a sound at night\.\nNo footer under the digest\.\n/u,
  );
  expect(screen.text).not.toContain('\u200f');
  expect((await chatOf(r, r.reader)).settings.language).toBe('en');
  const [known] = await r.store.chats.keptBy(r.reader);
  expect(known?.chat.settings.language).toBe('ar');
});
