import { describe, expect, it } from 'vitest';
import { createPace, type PaceOptions } from '../../src/delivery/pace.ts';

/** A clock that stands still until something waits; then it goes on by as much. */
function clocked(options: Omit<PaceOptions, 'delay'> = {}) {
  const clock = { now: 1_800_000_000_000 };
  const pace = createPace({
    ...options,
    delay: async (ms, signal) => {
      if (!signal.aborted) clock.now += ms;
    },
  });
  return { clock, pace, now: () => clock.now };
}

/** Send `count` parts, each to a chat of its own, as soon as there is room; the times at which they went. */
function broadcast({ clock, pace }: ReturnType<typeof clocked>, count: number): readonly number[] {
  const sent: number[] = [];
  while (sent.length < count) {
    const room = pace.room(clock.now);
    for (let i = 0; i < Math.min(room, count - sent.length + room); i += 1) {
      if (sent.length === count) break;
      pace.spend(sent.length + 1, clock.now);
      sent.push(clock.now);
    }
    if (room === 0) clock.now = pace.nextAt(clock.now, false);
  }
  return sent;
}

/** The judge of the published limits: `capacity` at once, refilled so many a second. How many of the times it refuses. */
function refusedBy(times: readonly number[], capacity: number, perSecond: number): number {
  let tokens = capacity;
  let last = times[0] ?? 0;
  let refused = 0;
  for (const time of times) {
    tokens = Math.min(capacity, tokens + ((time - last) / 1000) * perSecond);
    last = time;
    if (tokens >= 1 - 1e-9) tokens -= 1;
    else refused += 1;
  }
  return refused;
}

describe('the pace of a broadcast', () => {
  it('is 30 a second, neither more nor noticeably less', () => {
    const made = clocked();
    const times = broadcast(made, 3000);
    const took = (times.at(-1) ?? 0) - (times[0] ?? 0);
    expect(took).toBeLessThanOrEqual((3000 / 30) * 1000 * 1.01);
    expect(refusedBy(times, 30, 30)).toBe(0);
  });

  it('stays within the limits when the network pushes messages together by a third of a second', () => {
    const times = broadcast(clocked(), 3000).map((time) => Math.ceil(time / 333) * 333);
    expect(refusedBy(times, 30, 30)).toBe(0);
  });

  it('may be set to that of paid broadcasts', () => {
    const times = broadcast(clocked({ all: { burst: 500, perSecond: 1000 } }), 10_000);
    expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeLessThanOrEqual(10_000);
  });

  it('forgets the chats it has written to', () => {
    const made = clocked();
    broadcast(made, 100_000);
    made.clock.now += 60_000;
    expect(made.pace.busy(made.clock.now)).toEqual([]);
  });
});

describe('the pace within a chat', () => {
  it('lets a short burst pass and then one a second', () => {
    const { clock, pace } = clocked();
    pace.spend(7, clock.now);
    expect(pace.busy(clock.now)).toEqual([]);
    pace.spend(7, clock.now);
    expect(pace.busy(clock.now)).toEqual([7]);
    expect(pace.nextAt(clock.now, true)).toBe(clock.now + 1000);
    clock.now += 1000;
    expect(pace.busy(clock.now)).toEqual([]);
  });

  it('is 20 in any minute for a group, whatever came before', () => {
    const { clock, pace } = clocked();
    const times: number[] = [];
    for (let i = 0; i < 100; i += 1) {
      while (pace.busy(clock.now).length > 0) clock.now = pace.nextAt(clock.now, true);
      pace.spend(-100_123, clock.now);
      times.push(clock.now);
      if (i === 50) clock.now += 600_000;
    }
    const most = Math.max(
      ...times.map((from) => times.filter((time) => time >= from && time < from + 60_000).length),
    );
    expect(most).toBeLessThanOrEqual(20);
    expect(refusedBy(times, 20, 20 / 60)).toBe(0);
  });

  it('of one group holds up no other chat', () => {
    const { clock, pace } = clocked();
    for (let i = 0; i < 5; i += 1) pace.spend(-5, clock.now);
    expect(pace.busy(clock.now)).toEqual([-5]);
    expect(pace.room(clock.now)).toBeGreaterThan(0);
  });
});

describe('an answer', () => {
  it('leaves digests less room', () => {
    const { clock, pace } = clocked();
    const before = pace.room(clock.now);
    expect(pace.turn(999, clock.now)).toBe(0);
    expect(pace.room(clock.now)).toBe(before - 1);
  });
});

describe('a wait that Telegram asked for when a reader was answered', () => {
  it.each([
    [7, 30],
    [-100_123, 40],
  ])('holds chat %i for its %i seconds and no other', (chat, seconds) => {
    const { clock, pace } = clocked();
    const room = pace.room(clock.now);
    pace.refused(chat, { waitMs: seconds * 1000, answer: true }, clock.now);
    expect(pace.busy(clock.now)).toEqual([chat]);
    expect(pace.room(clock.now)).toBe(room);
    clock.now += seconds * 1000 - 1;
    expect(pace.busy(clock.now)).toEqual([chat]);
    const next = pace.nextAt(clock.now, true);
    expect(next).toBeGreaterThan(clock.now);
    expect(next).toBeLessThan(clock.now + 5);
    clock.now = next;
    expect(pace.busy(clock.now)).toEqual([]);
  });

  it('outlives what other chats are sent meanwhile', () => {
    const { clock, pace } = clocked();
    pace.refused(7, { waitMs: 30_000, answer: true }, clock.now);
    for (let chat = 100; chat < 120; chat += 1) pace.spend(chat, clock.now);
    expect(pace.busy(clock.now)).toContain(7);
  });

  it('keeps no memory of the chats that others wrote to while it lasted', () => {
    const { clock, pace } = clocked();
    pace.refused(7, { waitMs: 3_600_000, answer: true }, clock.now);
    for (let chat = 100; chat < 1100; chat += 1) {
      pace.spend(chat, clock.now);
      pace.spend(chat, clock.now);
      clock.now += 50;
    }
    expect(pace.busy(clock.now).length).toBeLessThanOrEqual(22);
  });
});

describe('a wait that Telegram asked for', () => {
  const refusal = (seconds: number) => ({ waitMs: seconds * 1000, answer: false });

  it('holds everybody, and no burst follows it', () => {
    const { clock, pace } = clocked();
    pace.refused(7, refusal(7), clock.now);
    expect(pace.room(clock.now)).toBe(0);
    expect(pace.room(clock.now + 6999)).toBe(0);
    expect(pace.nextAt(clock.now, false)).toBeGreaterThanOrEqual(clock.now + 7000);
    expect(pace.room(clock.now + 7000)).toBe(0);
    expect(pace.room(clock.now + 8000)).toBeGreaterThan(0);
  });

  it('slows what follows, and then the pace is the old one', () => {
    const made = clocked();
    made.pace.refused(7, refusal(1), made.clock.now);
    made.clock.now += 1000;
    const from = made.clock.now;
    const times = broadcast(made, 3000).map((time) => time - from);
    const inSecond = (second: number): number =>
      times.filter((time) => time >= second * 1000 && time < (second + 1) * 1000).length;
    expect(inSecond(29)).toBeLessThan(25);
    expect(inSecond(70)).toBeGreaterThanOrEqual(29);
  });

  it('again and again brings the pace down to what Telegram bears, without dropping anything', () => {
    const made = clocked();
    const { clock, pace } = made;
    // A server that takes 8 a second, and asks for 3 s when it is asked for more.
    let tokens = 8;
    let at = clock.now;
    let until = 0;
    let refusals = 0;
    let sent = 0;
    const from = clock.now;
    while (sent < 2000) {
      for (let room = pace.room(clock.now); room > 0; room -= 1) {
        tokens = Math.min(8, tokens + ((clock.now - at) / 1000) * 8);
        at = clock.now;
        const chat = sent + refusals + 1;
        pace.spend(chat, clock.now);
        if (clock.now < until || tokens < 1) {
          refusals += 1;
          until = Math.max(until, clock.now) + 3000;
          pace.refused(chat, refusal((until - clock.now) / 1000), clock.now);
        } else {
          tokens -= 1;
          sent += 1;
          pace.passed(chat, clock.now);
        }
      }
      clock.now = pace.nextAt(clock.now, false);
    }
    const perSecond = sent / ((clock.now - from) / 1000);
    expect(perSecond).toBeGreaterThan(5);
    expect(refusals).toBeLessThan(sent / 50);
  });

  it('lasts as long as asked when the clock is set back meanwhile', () => {
    const { clock, pace } = clocked();
    pace.refused(7, refusal(5), clock.now);
    clock.now -= 3_600_000;
    expect(pace.room(clock.now)).toBe(0);
    expect(pace.busy(clock.now)).toEqual([7]);
    expect(pace.room(clock.now + 7000)).toBeGreaterThan(0);
    expect(pace.busy(clock.now + 7000)).toEqual([]);
  });

  it('is known to be the whole bot’s when two chats in a row are refused', () => {
    const { clock, pace } = clocked();
    pace.refused(7, refusal(600), clock.now);
    expect(pace.turn(9, clock.now)).toBe(0);
    expect(pace.nextAt(clock.now, false)).toBeLessThan(clock.now + 40_000);
    pace.refused(8, refusal(600), clock.now);
    expect(pace.turn(9, clock.now)).toBeGreaterThanOrEqual(600_000);
    expect(pace.room(clock.now + 599_000)).toBe(0);
    // No burst of those who waited when it is over.
    const over = clock.now + 600_000;
    expect(pace.turn(9, over)).toBeGreaterThan(0);
    expect(pace.turn(9, over + 100)).toBe(0);
  });
});

describe('many answers at once', () => {
  it('go at once as far as Telegram lets them pass, then one after another, and digests wait', () => {
    const { clock, pace } = clocked();
    const times: number[] = [];
    for (let chat = 1; chat <= 100; chat += 1) {
      for (let wait = pace.turn(chat, clock.now); wait > 0; wait = pace.turn(chat, clock.now))
        clock.now += wait;
      times.push(clock.now);
    }
    const waited = times.map((time) => time - (times[0] ?? 0));
    expect(waited.slice(0, 10)).toEqual(new Array(10).fill(0));
    expect(waited.at(-1)).toBeGreaterThanOrEqual(3_000);
    expect(waited.at(-1)).toBeLessThan(3_200);
    expect(refusedBy(times, 30, 30)).toBe(0);
    expect(pace.room(clock.now)).toBe(0);
    expect(pace.room(clock.now + 1_000)).toBeGreaterThan(0);
  });

  it('are no more at once after the process stood still', () => {
    const { clock, pace } = clocked();
    for (let chat = 1; chat <= 10; chat += 1) pace.turn(chat, clock.now);
    clock.now += 60_000;
    const passed = Array.from({ length: 40 }, (_, chat) => pace.turn(chat, clock.now));
    expect(passed.filter((wait) => wait === 0)).toHaveLength(10);
  });
});

describe('digests that are paid for', () => {
  it('go at 1,000 a second, and to one chat no faster than ever', () => {
    const made = clocked({ paid: true });
    const times = broadcast(made, 10_000);
    const took = (times.at(-1) ?? 0) - (times[0] ?? 0);
    expect(took).toBeGreaterThanOrEqual(9_800);
    expect(took).toBeLessThanOrEqual(10_100);
    made.pace.spend(-3, made.clock.now);
    for (let i = 0; i < 4; i += 1) made.pace.spend(-3, made.clock.now);
    expect(made.pace.busy(made.clock.now)).toEqual([-3]);
  });
});
