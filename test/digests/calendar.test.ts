/** The compose job through five years of calendars, outages and wrong clocks: every local time has its digest once. */
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { composeDue } from '../../src/digests/compose.ts';
import type { DigestStore } from '../../src/digests/digest.ts';
import { addChat, HOUR, listeningLog, renderPlainly, testStore, ZONE } from '../support/outbox.ts';
import { onFeasts } from '../support/wall-clock.ts';

const MINUTE = 60_000;
/** With local times that one of their changes of clocks skips or repeats. */
const PLACES = [
  ['Africa/Cairo', '00:30'],
  ['Asia/Beirut', '00:15'],
  ['Africa/Casablanca', '02:30'],
  ['Asia/Gaza', '01:30'],
  ['Asia/Riyadh', '08:00'],
  ['Europe/Berlin', '02:30'],
] as const;

const at = (iso: string): number => Temporal.Instant.from(iso).epochMilliseconds;
/** The schedule ticks at whole minutes. */
const tickAt = (time: number): number => Math.ceil(time / MINUTE) * MINUTE;

type Fired = {
  readonly zone: string;
  readonly localDate: string;
  readonly localTime: string;
  readonly momentAt: number;
  readonly firedAt: number;
};

/** Chats, one a place, in SQLite's memory: five years are eleven thousand commits. */
async function readers(places: readonly (readonly [string, string])[], start: number) {
  const store = testStore(':memory:');
  const zones = new Map<number, string>();
  const next = new Map<number, number>();
  for (const [index, [zone, time]] of places.entries()) {
    const chat = await addChat(store, { telegramId: index + 1, zone, times: time.split(' ') }, start);
    zones.set(chat.id, zone);
    next.set(chat.id, chat.nextDigestAt ?? start);
  }
  const fired: Fired[] = [];
  const create: DigestStore['create'] = async (entries, now) => {
    const written = await store.digests.create(entries, now);
    for (const [index, { chatId, moment, nextDigestAt }] of entries.entries()) {
      next.set(chatId, nextDigestAt ?? Number.POSITIVE_INFINITY);
      if (written[index] !== 'stored' || moment === undefined) continue;
      const { at: momentAt, localDate, localTime } = moment;
      fired.push({ zone: zones.get(chatId) ?? '', localDate, localTime, momentAt, firedAt: now });
    }
    return written;
  };
  const deps = {
    ...store,
    digests: { ...store.digests, create },
    render: renderPlainly,
    defaultZone: ZONE,
    log: listeningLog(),
  };
  return {
    tick: async (now: number) => void (await composeDue(deps, now, new AbortController().signal)),
    soonest: () => Math.min(...next.values()),
    fired: (): readonly Fired[] => fired,
  };
}

test('every local day of 2026 to 2030 has its digest once, in the minute that is its own', {
  timeout: 240_000,
}, async () => {
  const { tick, soonest, fired } = await readers(PLACES, at('2025-12-30T12:00Z'));
  const end = at('2031-01-02T00:00Z');
  // Ticks between in which nothing is due do nothing.
  for (let now = tickAt(soonest()); now < end; now = tickAt(soonest())) await tick(now);
  const days: string[] = [];
  for (let day = Temporal.PlainDate.from('2026-01-01'); day.year < 2031; day = day.add({ days: 1 }))
    days.push(day.toString());
  const all = fired();
  for (const [zone, time] of PLACES) {
    const own = all.filter((one) => one.zone === zone && one.localDate >= '2026' && one.localDate < '2031');
    expect(own.map(({ localDate }) => localDate)).toEqual(days);
    for (const one of own) {
      expect(one.firedAt - one.momentAt).toBeLessThan(MINUTE);
      const shown = Temporal.Instant.fromEpochMilliseconds(one.momentAt).toZonedDateTimeISO(zone);
      // Its own time; where that does not exist, the first instant after the gap.
      const skipped =
        shown.subtract({ nanoseconds: 1 }).offsetNanoseconds < shown.offsetNanoseconds &&
        shown.toPlainTime().toString() > time;
      if (!skipped) expect(shown.toPlainDateTime().toString()).toBe(`${one.localDate}T${time}:00`);
    }
  }
});

/** What befalls the machine, in minutes: it runs, it is off or asleep, its clock is set. */
const event = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant('runs'), minutes: fc.integer({ min: 1, max: 4000 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('off'), minutes: fc.integer({ min: 1, max: 3000 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('clock'), minutes: fc.integer({ min: -9000, max: 9000 }) }),
  },
);
const TWICE = [
  ['Africa/Cairo', '00:30 23:30'],
  ['Asia/Beirut', '00:00 12:00'],
  ['Europe/Berlin', '02:30 02:45'],
  ['Asia/Gaza', '01:30 20:00'],
] as const;
/** Weeks with a change of clocks. */
const CHANGES = ['2026-04-20', '2026-10-24', '2027-03-22', '2028-10-25', '2030-03-28'];

test('whatever becomes of the machine and its clock, a local time never fires twice nor too late, and what was missed fires once', {
  timeout: 240_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...CHANGES),
      fc.array(event, { minLength: 5, maxLength: 14 }),
      async (day, events) => {
        const start = at(`${day}T00:00Z`);
        const { tick, soonest, fired } = await readers(TWICE, start);
        let now = start;
        const ticks: number[] = [];
        const seen: Fired[] = [];
        const step = async (): Promise<void> => {
          ticks.push(now);
          await tick(now);
          const fresh = fired().slice(seen.length);
          // After an outage a chat gets one digest, not the backlog.
          expect(new Set(fresh.map(({ zone }) => zone)).size).toBe(fresh.length);
          for (const { firedAt, momentAt } of fresh) {
            expect(firedAt - momentAt).toBeGreaterThanOrEqual(0);
            expect(firedAt - momentAt).toBeLessThan(12 * HOUR);
          }
          seen.push(...fresh);
        };
        for (const { kind, minutes } of events) {
          if (kind !== 'runs') {
            now += minutes * MINUTE;
            continue;
          }
          const until = now + minutes * MINUTE;
          // The first tick after a start, then those at which something is due.
          for (await step(); now < until; await step())
            now = Math.min(until, Math.max(now + MINUTE, tickAt(soonest())));
        }
        for (const [zone, times] of TWICE) {
          const own = seen.filter((one) => one.zone === zone);
          const keys = own.map((one) => `${one.localDate} ${one.localTime}`);
          expect(new Set(keys).size).toBe(keys.length);
          const moments = momentsOf(zone, times.split(' '), Math.min(...ticks), Math.max(...ticks));
          for (const [index, moment] of moments.entries()) {
            const next = moments[index + 1]?.at ?? Number.POSITIVE_INFINITY;
            // The first time that the clock showed it, or later.
            const first = ticks.find((time) => time >= moment.at);
            if (first === undefined || moment.at <= start || first >= Math.min(next, moment.at + 12 * HOUR))
              continue;
            expect(keys, `${zone} ${moment.key}`).toContain(moment.key);
          }
        }
      },
    ),
    { numRuns: 25 },
  );
});

/** The moments of a zone's local times between two instants, by the calendar alone; of several at one instant the last, and of a feast's. */
function momentsOf(zone: string, times: readonly string[], from: number, to: number) {
  const first = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone).toPlainDate();
  const last = Temporal.Instant.fromEpochMilliseconds(to).toZonedDateTimeISO(zone).toPlainDate();
  const byInstant = new Map<number, string>();
  for (let day = first; Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 }))
    for (const time of times) {
      const wanted = day.toPlainDateTime(time);
      const found = wanted.toZonedDateTime(zone, { disambiguation: 'earlier' });
      const shown = found.toPlainDateTime().equals(wanted) ? found : found.getTimeZoneTransition('next');
      if (shown !== null) byInstant.set(shown.epochMilliseconds, `${day.toString()} ${time}`);
    }
  const all = [...byInstant].map(([instant, key]) => ({ at: instant, key }));
  return onFeasts(
    all.sort((one, other) => one.at - other.at),
    zone,
  ).filter((moment) => moment.at >= from);
}
