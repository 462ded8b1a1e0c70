/** Days of breaking news in many zones: no chat is pushed too often, at a wrong hour, or twice with one story. */
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { deliverDue } from '../../src/delivery/deliver.ts';
import { createAtOnce } from '../../src/digests/at-once.ts';
import { composeDue } from '../../src/digests/compose.ts';
import type { Chat } from '../../src/subscriptions/chat.ts';
import { nextMoment, scheduleOf } from '../../src/subscriptions/due.ts';
import {
  addStory,
  chatServer,
  listeningLog,
  patientClock,
  renderPlainly,
  testStore,
  ZONE,
} from '../support/outbox.ts';

const MINUTE = 60_000;
/** Thursday, 26 November 2026, midnight UTC: a Friday follows. */
const START = Date.UTC(2026, 10, 26);
const ZONES = ['Asia/Riyadh', 'Africa/Cairo', 'America/Los_Angeles', 'Europe/London', 'Africa/Casablanca'];
const QUIET = [undefined, { from: '22:00', to: '07:00' }, { from: '13:00', to: '15:30' }];
const FRIDAY = 5;

/** Words that no two events share. */
function headlineOf(event: number): string {
  const letters = 'ابتثجحخدذرزسشصضطظعغفقكلمنهو';
  const word = (seed: number) =>
    [3, 7, 11, 17, 23].map((step) => letters[(seed * step + event * (step + 2)) % letters.length]).join('');
  return `انفجار ${[1, 5, 9, 13].map((seed) => word(seed + event * 31)).join(' ')}`;
}

test('four days of a story that breaks every 50 minutes', async () => {
  const store = testStore();
  const clock = patientClock(START);
  const server = chatServer(clock);
  const log = listeningLog();
  const running = new AbortController().signal;
  const common = { ...store, defaultZone: ZONE, log };
  const pushed: string[] = [];
  const start = () =>
    createAtOnce({
      ...common,
      render(notice) {
        const ids = notice.kind === 'reminder' ? [] : [notice.story.id];
        return { html: `عاجل ${ids.join(' ')}`, buttons: [], storyIds: ids, reminderIds: [] };
      },
    });
  let atOnce = start();

  const chats: Chat[] = [];
  for (const [index, zone] of ZONES.entries())
    for (const [other, quiet] of QUIET.entries()) {
      const telegramId = 100 + index * 10 + other;
      const address = { telegramId, threadId: 0 };
      const opened = await store.chats.open(address, { kind: 'private', title: undefined }, START);
      await store.chats.setSettings(opened.id, { breaking: other === 2 ? 'all' : 'two' });
      const schedule = { ...opened, zone, times: ['08:00', '20:00'], quiet };
      const nextDigestAt = nextMoment(scheduleOf(schedule, ZONE), START)?.at;
      await store.chats.setSchedule(opened.id, { zone, times: schedule.times, quiet, nextDigestAt }, START);
      const chat = await store.chats.byId(opened.id);
      if (chat !== undefined) chats.push(chat);
    }

  let events = 0;
  for (let at = START; at < START + 4 * 24 * 60 * MINUTE; at += 10 * MINUTE) {
    clock.now = at;
    if ((at - START) % (50 * MINUTE) === 0) {
      events += 1;
      await addStory(store, {
        headline: headlineOf(events),
        publishedAt: at - MINUTE,
        publishers: ['صحيفة الميناء', 'قناة الأفق', 'موقع الساحة'],
      });
    }
    // A restart now and then forgets what was held, and repeats nothing.
    if ((at - START) % (310 * MINUTE) === 0) atOnce = start();
    await atOnce(clock.now, running);
    await composeDue({ ...common, render: renderPlainly }, clock.now, running);
    await deliverDue(
      { deliveries: store.deliveries, send: server.send, pace: clock.pace, log },
      () => clock.now,
      running,
    );
  }

  const wrong: string[] = [];
  const perDay = new Map<string, number>();
  for (const { to, html, at } of server.taken) {
    const chat = chats.find(({ telegramId }) => telegramId === to);
    if (chat?.zone === undefined) continue;
    const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(chat.zone);
    const time = local.toPlainTime().toString({ smallestUnit: 'minute' });
    const what = `${html} to ${to} at ${local.toPlainDate().toString()} ${time} in ${chat.zone}`;
    const { from = '', to: until = '' } = chat.quiet ?? {};
    const isQuiet = from <= until ? from <= time && time < until : time >= from || time < until;
    if (chat.quiet !== undefined && isQuiet) wrong.push(`quiet: ${what}`);
    if (!html.startsWith('عاجل')) continue;
    pushed.push(`${to} ${html}`);
    const friday = local.dayOfWeek === FRIDAY && time >= '11:30' && time < '13:30';
    if (friday && ['Asia/Riyadh', 'Africa/Cairo'].includes(chat.zone)) wrong.push(`friday: ${what}`);
    const day = `${to} ${local.toPlainDate().toString()}`;
    perDay.set(day, (perDay.get(day) ?? 0) + 1);
    if (chat.settings.breaking === 'two' && (perDay.get(day) ?? 0) > 2) wrong.push(`third: ${what}`);
  }
  expect(wrong).toEqual([]);
  expect(new Set(pushed).size).toBe(pushed.length);
  // Those of two a day got two on each whole day, those of all nearly all of what broke by day.
  const two = chats.filter(({ settings }) => settings.breaking === 'two');
  for (const { telegramId } of two) {
    const days = [...perDay].filter(([day]) => day.startsWith(`${telegramId} `)).map(([, count]) => count);
    expect(days.filter((count) => count === 2).length).toBeGreaterThanOrEqual(3);
  }
  for (const { telegramId } of chats.filter(({ settings }) => settings.breaking === 'all'))
    expect(pushed.filter((one) => one.startsWith(`${telegramId} `)).length).toBeGreaterThan(events * 0.8);
  expect(log.lines.filter((line) => line.startsWith('error'))).toEqual([]);
});
