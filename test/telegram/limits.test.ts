import { expect, test } from 'vitest';
import { createLimiter, type Verdict } from '../../src/telegram/limits.ts';

/** What becomes of so many requests, one each `everyMs`, each answered with one message, as warnings are. */
function asked(
  times: number,
  options: {
    readonly chat: number;
    readonly everyMs: number;
    readonly limiter?: ReturnType<typeof createLimiter>;
  },
): readonly Verdict[] {
  const limiter = options.limiter ?? createLimiter();
  return Array.from({ length: times }, (_, index) => {
    const now = 1_000_000 + index * options.everyMs;
    const verdict = limiter.ask(7, options.chat, now);
    if (verdict !== 'ignore') limiter.said(options.chat, now);
    return verdict;
  });
}

const count = (verdicts: readonly Verdict[], wanted: Verdict): number =>
  verdicts.filter((verdict) => verdict === wanted).length;

test.each([7, -100])(
  'a burst in chat %i is answered as far as Telegram lets it through, then warned once',
  (chat) => {
    expect(asked(6, { chat, everyMs: 0 })).toEqual(['allow', 'allow', 'allow', 'warn', 'ignore', 'ignore']);
  },
);

test('who writes once a second is always answered', () => {
  expect(count(asked(120, { chat: 7, everyMs: 1000 }), 'allow')).toBe(120);
});

test('a group gets no more than Telegram allows in any minute', () => {
  const verdicts = asked(600, { chat: -100, everyMs: 500 });
  const sent = verdicts.flatMap((verdict, index) => (verdict === 'ignore' ? [] : [index * 500]));
  const most = Math.max(
    ...sent.map((from) => sent.filter((time) => time >= from && time < from + 60_000).length),
  );
  expect(most).toBeLessThanOrEqual(20);
  // Once for the second's pace, once for the minute's.
  expect(count(verdicts, 'warn')).toBeLessThanOrEqual(2);
});

test('one chat’s flood takes nothing from another chat', () => {
  const limiter = createLimiter();
  asked(10, { chat: -100, everyMs: 0, limiter });
  expect(limiter.ask(8, -200, 1_000_000)).toBe('allow');
});

test('many messages in one answer count as many', () => {
  const limiter = createLimiter();
  expect(limiter.ask(7, 7, 1_000_000)).toBe('allow');
  for (let part = 0; part < 3; part += 1) limiter.said(7, 1_000_000);
  expect(limiter.ask(7, 7, 1_000_000)).toBe('warn');
});

test('who types behind the bot’s name is answered as fast as a hand types, and no faster for long', () => {
  const limiter = createLimiter();
  const typed = (from: number, times: number, everyMs: number) =>
    Array.from({ length: times }, (_, index) => limiter.askInline(from, 1_000_000 + index * everyMs)).filter(
      Boolean,
    ).length;
  expect(typed(7, 120, 500)).toBe(120);
  expect(typed(8, 120, 0)).toBe(30);
  expect(typed(9, 10, 0)).toBe(10);
  // What is typed there takes nothing of what may be asked in a chat.
  expect(limiter.ask(8, 8, 1_000_000)).toBe('allow');
});

test('taps that change a message are answered as fast as a hand taps, in a group too', () => {
  const limiter = createLimiter();
  for (let index = 0; index < 40; index += 1)
    expect(limiter.tap(7, -100, 1_000_000 + index * 1000), `tap ${index}`).toBe('allow');
  expect(limiter.tap(7, -100, 1_040_000)).toBe('allow');
  const burst = Array.from({ length: 30 }, () => limiter.tap(8, -100, 1_040_000));
  expect(count(burst, 'allow')).toBe(20);
  expect(count(burst, 'warn')).toBe(1);
});

test('taps that are answered with messages take the reader’s share of a group as words do', () => {
  const limiter = createLimiter();
  const verdicts = Array.from({ length: 6 }, (_, index) => {
    const now = 1_000_000 + index * 1000;
    const verdict = limiter.tap(7, -100, now);
    if (verdict !== 'ignore') limiter.said(-100, now);
    return verdict;
  });
  expect(verdicts).toEqual(['allow', 'allow', 'allow', 'warn', 'ignore', 'ignore']);
  expect(limiter.ask(8, -100, 1_006_000)).toBe('allow');
});
