/** Before Ramadan a chat is asked once whether its evening’s digest moves, and after the feast whether it moves back; on the feast one comes a day. */
import { describe, expect, onTestFinished, test } from 'vitest';
import { deliverDue } from '../../src/delivery/deliver.ts';
import { composeDue } from '../../src/digests/compose.ts';
import type { ChatMessage } from '../../src/playground/view.ts';
import { renderDigest } from '../../src/telegram/render.ts';
import { createSender } from '../../src/telegram/send.ts';
import { TEST_TOKEN } from '../support/bot-api.ts';
import { addChat, patientClock, ZONE } from '../support/outbox.ts';
import { addStory, buttons, chatOf, HOUR, read, rig, say, settled, written } from './harness.ts';

/** In Riyadh; 1 Ramadan 1448 is 8 February 2027 by Umm al-Qura, the first of Shawwal 9 March. */
const local = (day: string, hour: number): number => Date.parse(`${day}T00:00Z`) + (hour - 3) * HOUR;
/** No two alike: one event is told once. */
const NEWS = ['افتتاح جسر الميناء', 'أمطار غزيرة', 'مباراة الكأس', 'قمة الغلال', 'حريق سوق', 'رحلة فضاء'];
const signal = new AbortController().signal;
const QUESTION = 'رمضان قريب: نقل النشرة إلى ما بعد الإفطار (9:00 م) حتى العيد؟';
const RETURN = 'نُقلت النشرة في رمضان: إعادتها إلى مواعيدها السابقة (8:00 ص و8:00 م)؟';

/** A chat whose digests are sent by the outbox as days go by; each has its story. */
async function reader(
  about: Partial<Parameters<typeof addChat>[1]> = {},
  kind: 'private' | 'channel' = 'private',
) {
  const r = await rig();
  const send = createSender({ token: TEST_TOKEN, apiRoot: r.api.url });
  onTestFinished(() => send.close());
  const telegramId = kind === 'private' ? r.reader : r.api.addChannel({ title: 'قناة' });
  const since = local('2027-02-01', 9);
  r.clock.now = since;
  await addChat(r.store, { telegramId, zone: ZONE, times: [], ...about }, since);
  await r.store.chats.open({ telegramId, threadId: 0 }, { kind, title: undefined }, since);
  const deps = {
    ...r.store,
    render: (digest: Parameters<typeof renderDigest>[0]) => renderDigest(digest),
    defaultZone: ZONE,
    log: r.log,
  };
  let told = 0;
  /** The digest of this day and hour, as it arrives; undefined when none comes. */
  const digest = async (day: string, hour: number): Promise<ChatMessage | undefined> => {
    r.clock.now = local(day, hour);
    await addStory(r.store, { headline: NEWS[told++ % NEWS.length] ?? '', publishedAt: r.clock.now - HOUR });
    await composeDue(deps, r.clock.now, signal);
    const before = written(r, telegramId).length;
    const { pace } = patientClock(r.clock.now);
    await deliverDue({ deliveries: r.store.deliveries, send, pace, log: r.log }, () => r.clock.now, signal);
    return written(r, telegramId).slice(before).at(-1);
  };
  const press = async (message: ChatMessage | undefined, button: string): Promise<string> => {
    r.clock.now += 1_000;
    const answer = await r.api.press({
      chatId: telegramId,
      from: r.reader,
      messageId: message?.id ?? 0,
      button,
    });
    await settled(r);
    return read(answer.text ?? '');
  };
  return { r, telegramId, digest, press };
}

const lastRow = (message: ChatMessage | undefined) => buttons(message).at(-1);

describe('before Ramadan', () => {
  test('the first digest of its last three days asks, and no other one', async () => {
    const { digest } = await reader();
    expect(read((await digest('2027-02-04', 20))?.text ?? '')).not.toContain('رمضان');
    const asking = await digest('2027-02-05', 8);
    expect(read(asking?.text ?? '')).toContain(QUESTION);
    expect(lastRow(asking)).toEqual(['نقل', 'كما هي']);
    for (const [day, hour] of [
      ['2027-02-05', 20],
      ['2027-02-06', 8],
      ['2027-02-09', 20],
    ] as const)
      expect(read((await digest(day, hour))?.text ?? 'قمة')).not.toContain('رمضان');
  });

  test.each([
    ['no digest in the evening', { times: ['07:00', '21:30'] }],
    ['a digest at noon alone', { times: ['13:00'] }],
  ])('nothing is asked of a chat with %s', async (_, about) => {
    const { digest } = await reader(about);
    const hour = Number(about.times[0]?.slice(0, 2));
    const shown = await digest('2027-02-06', hour);
    expect(shown?.text).toBeDefined();
    expect(read(shown?.text ?? '')).not.toContain('رمضان');
  });

  test('nothing is asked in a channel', async () => {
    const { digest } = await reader({}, 'channel');
    expect(read((await digest('2027-02-06', 8))?.text ?? '')).not.toContain('رمضان');
  });

  test('a year later it is asked anew', async () => {
    const { digest } = await reader();
    await digest('2027-02-06', 8);
    // 1 Ramadan 1449.
    expect(read((await digest('2028-01-26', 8))?.text ?? '')).toContain(QUESTION);
  });
});

test('the question comes back with its digest, until it is answered', async () => {
  const { r, digest, press } = await reader();
  const asking = await digest('2027-02-05', 8);
  const shown = () => written(r, r.reader).find(({ id }) => id === asking?.id);
  await press(asking, 'الخبر 1');
  expect(read(shown()?.text ?? '')).not.toContain('رمضان');
  await press(asking, 'رجوع');
  expect(read(shown()?.text ?? '')).toContain(QUESTION);
  await press(asking, 'كما هي');
  await press(asking, 'الخبر 1');
  await press(asking, 'رجوع');
  expect(read(shown()?.text ?? '')).toMatch(/^نشرة الصباح/u);
  expect(read(shown()?.text ?? '')).not.toContain('رمضان');
});

describe('the answer', () => {
  test('moves the evening’s digest after iftar, and the other button takes it back', async () => {
    const { r, digest, press } = await reader();
    const asking = await digest('2027-02-05', 8);
    expect(await press(asking, 'نقل')).toBe(
      'تمّ. مواعيد النشرة: 8:00 ص و9:00 م بتوقيت الرياض. النشرة التالية: الجمعة 9:00 م.',
    );
    expect(await chatOf(r, r.reader)).toMatchObject({ times: ['08:00', '21:00'], timesBeforeRamadan: [] });
    expect(lastRow(written(r, r.reader).at(-1))).toEqual(['كما هي']);
    expect(await press(asking, 'كما هي')).toBe(
      'تمّ. مواعيد النشرة: 8:00 ص و8:00 م بتوقيت الرياض. النشرة التالية: الجمعة 8:00 م.',
    );
    expect(await chatOf(r, r.reader)).toMatchObject({ times: [], timesBeforeRamadan: undefined });
  });

  test('moves nothing once Ramadan is over', async () => {
    const { r, digest, press } = await reader();
    const asking = await digest('2027-02-05', 8);
    r.clock.now = local('2027-03-12', 12);
    expect(await press(asking, 'نقل')).toContain('هذا الزر قديم');
    expect((await chatOf(r, r.reader)).times).toEqual([]);
  });
});

describe('after the feast', () => {
  test('the former times come back only when they are asked for', async () => {
    const { r, digest, press } = await reader();
    await press(await digest('2027-02-05', 8), 'نقل');
    expect(read((await digest('2027-03-11', 8))?.text ?? '')).not.toContain('رمضان');
    const asking = await digest('2027-03-12', 8);
    expect(read(asking?.text ?? '')).toContain(RETURN);
    expect((await chatOf(r, r.reader)).times).toEqual(['08:00', '21:00']);
    expect(read((await digest('2027-03-12', 21))?.text ?? '')).not.toContain('رمضان');
    expect(await press(asking, 'إعادة')).toContain('8:00 ص و8:00 م');
    expect(await chatOf(r, r.reader)).toMatchObject({ times: [], timesBeforeRamadan: undefined });
  });

  test('nothing is asked of who chose other times meanwhile', async () => {
    const { r, digest, press } = await reader();
    await press(await digest('2027-02-05', 8), 'نقل');
    r.api.say({ chatId: r.reader, text: '/time 8:00 22:00' });
    await settled(r);
    expect((await chatOf(r, r.reader)).timesBeforeRamadan).toBeUndefined();
    expect(read((await digest('2027-03-12', 8))?.text ?? '')).not.toContain('رمضان');
  });
});

describe('on the first two days of the feast', () => {
  const FEAST = 'في أول يومين من العيد: نشرة واحدة في اليوم، عند آخر مواعيده.';

  test('the evening’s digest comes alone, told beforehand by the one before it, and brings the morning’s stories once', async () => {
    const { r, digest } = await reader();
    const before = await digest('2027-03-08', 20);
    expect(before?.text).toContain('النشرة التالية: الثلاثاء 8:00 م بتوقيت الرياض');
    expect(await digest('2027-03-09', 8)).toBeUndefined();
    const evening = await digest('2027-03-09', 20);
    expect(read(evening?.text ?? '')).toContain('خبران');
    expect(await digest('2027-03-10', 8)).toBeUndefined();
    await digest('2027-03-10', 20);
    expect((await digest('2027-03-11', 8))?.text).toContain('خبر واحد');
    const all = written(r, r.reader).map(({ text }) => text);
    for (const story of NEWS) expect(all.filter((text) => text.includes(story))).toHaveLength(1);
  });

  test('the settings say so from a week before, where it is kept and there is more than one digest a day', async () => {
    const { r } = await reader();
    const settings = async (day: string): Promise<string> => {
      r.clock.now = local(day, 12);
      return read((await say(r, '/settings')).text);
    };
    expect(await settings('2027-03-01')).not.toContain('العيد');
    expect(await settings('2027-03-02')).toContain(FEAST);
    expect(await settings('2027-03-10')).toContain(FEAST);
    expect(await settings('2027-03-11')).not.toContain('العيد');
    await say(r, '/time 8:00');
    expect(await settings('2027-05-14')).not.toContain('العيد');
    await say(r, '/time 8:00 20:00');
    expect(await settings('2027-05-14')).toContain(FEAST);
    await say(r, '/timezone برلين');
    expect(await settings('2027-05-14')).not.toContain('العيد');
  });
});
