import { describe, expect, test } from 'vitest';
import { createLimiter, type Limiter, type Verdict } from '../../src/telegram/limits.ts';

const START = 1_000_000;

type Kind = Verdict['kind'];
/** What became of a request, and when it was answered. */
type Came = { readonly kind: Exclude<Kind, 'wait'>; readonly at: number };

/**
 * What becomes of so many requests, one each `everyMs`, each answered with one message in its turn, as warnings are. Of those that come together
 * each knows how many wait behind it, unless they are brought one by one, as to a webhook.
 */
function asked(
  times: number,
  options: {
    readonly chat: number;
    readonly everyMs: number;
    readonly limiter?: Limiter;
    readonly oneByOne?: boolean;
    readonly from?: number;
    /** By so many ms timers end too early, the first time each is asked. */
    readonly earlyMs?: number;
  },
): readonly Came[] {
  const { limiter = createLimiter(), chat, everyMs, oneByOne = false, from = START, earlyMs = 0 } = options;
  let now = from;
  return Array.from({ length: times }, (_, index) => {
    now = Math.max(now, from + index * everyMs);
    for (let again = false; ; again = true) {
      const arrived = everyMs === 0 ? times : Math.min(times, Math.floor((now - from) / everyMs) + 1);
      const behind = oneByOne ? 0 : arrived - index - 1;
      const verdict = limiter.ask({ reader: 7, chat, behind, again, now });
      if (verdict.kind === 'wait' || verdict.kind === 'warn') now += verdict.ms - (again ? 0 : earlyMs);
      if (verdict.kind === 'wait') continue;
      if (verdict.kind !== 'ignore') limiter.said(chat, now);
      return { kind: verdict.kind, at: now };
    }
  });
}

const kinds = (all: readonly Came[]): readonly Kind[] => all.map(({ kind }) => kind);
const count = (all: readonly Came[], wanted: Kind): number =>
  all.filter(({ kind }) => kind === wanted).length;
const seconds = (all: readonly Came[], wanted: Kind): readonly number[] =>
  all.flatMap(({ kind, at }) => (kind === wanted ? [(at - START) / 1000] : []));
const repeated = (kind: Kind, times: number): readonly Kind[] => Array.from({ length: times }, () => kind);

describe('in a private chat', () => {
  test.each([4, 6, 8])('%i messages in one go are all answered, in the pace that Telegram takes', (times) => {
    const all = asked(times, { chat: 7, everyMs: 0 });
    expect(kinds(all)).toEqual(repeated('allow', times));
    // The first one may take its time on the way: Telegram's seconds begin when it is there.
    const later = Array.from({ length: times - 3 }, (_, at) => at + 1.2);
    expect(seconds(all, 'allow')).toEqual([0, 0, 0, ...later]);
  });

  test('eight in one go are answered also where timers end a millisecond too early', () => {
    for (const oneByOne of [false, true])
      expect(kinds(asked(8, { chat: 7, everyMs: 0, earlyMs: 1, oneByOne }))).toEqual(repeated('allow', 8));
  });

  test.each([9, 30])(
    '%i in one go are a flood: three answers, one sentence in its turn, then silence',
    (times) => {
      const all = asked(times, { chat: 7, everyMs: 0 });
      expect(kinds(all)).toEqual([...repeated('allow', 3), 'warn', ...repeated('ignore', times - 4)]);
      expect(seconds(all, 'warn')).toEqual([1.2]);
    },
  );

  test('a flood that is brought one by one is known by how many had to wait', () => {
    const all = asked(40, { chat: 7, everyMs: 0, oneByOne: true });
    expect(kinds(all)).toEqual([...repeated('allow', 8), 'warn', ...repeated('ignore', 31)]);
    expect(seconds(all, 'warn')).toEqual([6.2]);
  });

  test('a flood that goes on for minutes is told of once a minute, and answered hardly ever', () => {
    const all = asked(1_500, { chat: 7, everyMs: 120, oneByOne: true });
    expect(count(all, 'warn')).toBe(3);
    const told = seconds(all, 'warn');
    for (const [index, at] of told.slice(1).entries()) expect(at - (told[index] ?? 0)).toBeGreaterThan(59);
    expect(count(all, 'allow')).toBeLessThanOrEqual(36);
  });

  test('floods with pauses between them are told of once a minute', () => {
    const limiter = createLimiter();
    const waves = [0, 1, 2, 3, 4, 5].map((wave) =>
      asked(30, { chat: 7, everyMs: 0, limiter, from: START + wave * 9_000 }),
    );
    expect(waves.map((wave) => count(wave, 'warn'))).toEqual([1, 0, 0, 0, 0, 0]);
    expect(waves.every((wave) => count(wave, 'allow') === 3)).toBe(true);
  });

  test('who pauses after a flood is answered again', () => {
    const limiter = createLimiter();
    asked(30, { chat: 7, everyMs: 0, limiter });
    const at = (ms: number): Kind => limiter.ask({ reader: 7, chat: 7, behind: 0, now: START + ms }).kind;
    expect(at(3_000)).toBe('ignore');
    expect(at(6_500)).toBe('allow');
  });

  test('a clock that was set back silences nobody', () => {
    const limiter = createLimiter();
    asked(30, { chat: 7, everyMs: 0, limiter });
    limiter.said(7, START + 10_000);
    expect(limiter.ask({ reader: 7, chat: 7, behind: 0, now: START - 3_600_000 }).kind).toBe('allow');
  });

  test('who writes once a second is always answered', () => {
    expect(count(asked(120, { chat: 7, everyMs: 1000 }), 'allow')).toBe(120);
  });

  test('who writes five in one go each minute is always answered', () => {
    const limiter = createLimiter();
    for (const minute of [0, 1, 2, 3, 4])
      expect(kinds(asked(5, { chat: 7, everyMs: 0, limiter, from: START + minute * 60_000 }))).toEqual(
        repeated('allow', 5),
      );
  });

  test('many messages in one answer count as many', () => {
    const limiter = createLimiter();
    const ask = () => limiter.ask({ reader: 7, chat: 7, behind: 0, now: START });
    expect(ask()).toEqual({ kind: 'allow' });
    for (let part = 0; part < 4; part += 1) limiter.said(7, START);
    expect(ask()).toEqual({ kind: 'wait', ms: 2200 });
  });

  test('more taps at once than a hand makes are a flood, though they only edit', () => {
    const limiter = createLimiter();
    const burst = Array.from(
      { length: 30 },
      () => limiter.tap({ reader: 7, chat: 7, behind: 0, now: START }).kind,
    );
    expect(burst).toEqual([...repeated('allow', 20), 'warn', ...repeated('ignore', 9)]);
  });
});

describe('in a group', () => {
  test('one reader’s burst is answered as far as their share goes, then warned once', () => {
    expect(kinds(asked(6, { chat: -100, everyMs: 0 }))).toEqual([
      ...repeated('allow', 3),
      'warn',
      ...repeated('ignore', 2),
    ]);
  });

  test('readers who ask at the same time are answered in their turn, as far as the group’s pace goes', () => {
    const limiter = createLimiter();
    let now = START;
    const all = [1, 2, 3, 4, 5, 6, 7, 8].map((reader) => {
      for (;;) {
        const verdict = limiter.ask({ reader, chat: -100, behind: 8 - reader, now });
        if (verdict.kind === 'wait') now += verdict.ms;
        else {
          if (verdict.kind === 'allow') limiter.said(-100, now);
          return [verdict.kind, (now - START) / 1000];
        }
      }
    });
    expect(all).toEqual([
      ['allow', 0],
      ['allow', 0],
      ['allow', 0],
      ['allow', 1.2],
      ['allow', 2.2],
      ['allow', 3.2],
      ['warn', 3.2],
      ['ignore', 3.2],
    ]);
  });

  test('no more is said than Telegram allows in any minute', () => {
    const all = asked(600, { chat: -100, everyMs: 500, oneByOne: true });
    const sent = all.flatMap(({ kind, at }) => (kind === 'ignore' ? [] : [at]));
    const most = Math.max(
      ...sent.map((from) => sent.filter((time) => time >= from && time < from + 60_000).length),
    );
    expect(most).toBeLessThanOrEqual(20);
    // Once for the second's pace, once for the minute's.
    expect(count(all, 'warn')).toBeLessThanOrEqual(2);
  });

  test('taps that change a message are answered as fast as a hand taps', () => {
    const limiter = createLimiter();
    const tap = (reader: number, now: number): Kind =>
      limiter.tap({ reader, chat: -100, behind: 0, now }).kind;
    for (let index = 0; index < 40; index += 1)
      expect(tap(7, START + index * 1000), `tap ${index}`).toBe('allow');
    expect(tap(7, START + 40_000)).toBe('allow');
    const burst = Array.from({ length: 30 }, () => tap(8, START + 40_000));
    expect(burst.filter((kind) => kind === 'allow')).toHaveLength(20);
    expect(burst.filter((kind) => kind === 'warn')).toHaveLength(1);
  });

  test('taps that are answered with messages take the reader’s share as words do', () => {
    const limiter = createLimiter();
    const all = Array.from({ length: 6 }, (_, index) => {
      const now = START + index * 1000;
      const { kind } = limiter.tap({ reader: 7, chat: -100, behind: 0, now });
      if (kind !== 'ignore') limiter.said(-100, now);
      return kind;
    });
    expect(all).toEqual(['allow', 'allow', 'allow', 'warn', 'ignore', 'ignore']);
    expect(limiter.ask({ reader: 8, chat: -100, behind: 0, now: START + 6000 }).kind).toBe('allow');
  });
});

test('one chat’s flood takes nothing from another chat', () => {
  const limiter = createLimiter();
  asked(10, { chat: -100, everyMs: 0, limiter });
  expect(limiter.ask({ reader: 8, chat: -200, behind: 0, now: START })).toEqual({ kind: 'allow' });
});

test('who types behind the bot’s name is answered as fast as a hand types, and no faster for long', () => {
  const limiter = createLimiter();
  const typed = (from: number, times: number, everyMs: number) =>
    Array.from({ length: times }, (_, index) => limiter.askInline(from, START + index * everyMs)).filter(
      Boolean,
    ).length;
  expect(typed(7, 120, 500)).toBe(120);
  expect(typed(8, 120, 0)).toBe(30);
  expect(typed(9, 10, 0)).toBe(10);
  // What is typed there takes nothing of what may be asked in a chat.
  expect(limiter.ask({ reader: 8, chat: 8, behind: 0, now: START })).toEqual({ kind: 'allow' });
});
