import { describe, expect, test } from 'vitest';
import type { FeedEntry } from '../../src/news/feed.ts';
import type { FetchOutcome } from '../../src/news/fetch.ts';
import { type SourceState, UNVISITED } from '../../src/news/source.ts';
import { addressOf, ended, failed, readOn, succeeded, unreadOnly } from '../../src/news/visit.ts';

const NOW = Date.UTC(2025, 5, 30);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const source = (about: Partial<SourceState> = {}): SourceState => ({
  id: 'marfa',
  kind: 'feed',
  url: 'https://marfa.example/feed',
  publisher: 'المرفأ',
  house: undefined,
  fullText: false,
  ...UNVISITED,
  etag: '"old"',
  lastModified: 'old',
  ...about,
});

type Answer = Extract<FetchOutcome, { kind: 'ok' }>;

const ok = (about: Partial<Answer> = {}): Answer => ({
  kind: 'ok',
  bytes: new Uint8Array(),
  contentType: undefined,
  finalUrl: 'https://marfa.example/feed',
  movedTo: undefined,
  freshMs: undefined,
  etag: '"new"',
  lastModified: undefined,
  ...about,
});

const answered = (about: Partial<Answer>, refreshMs?: number, state = source()) =>
  succeeded(state, { outcome: ok(about), refreshMs, left: [] }, NOW);
const minutes = (visit: { nextDueAt: number }) => (visit.nextDueAt - NOW) / MINUTE;

describe('the next visit', () => {
  test('comes in 15 to 30 minutes where nobody says, at another minute for each source', () => {
    const waits = Array.from({ length: 50 }, (_, n) =>
      minutes(answered({}, undefined, source({ id: `s${n}` }))),
    );
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(15);
    expect(Math.max(...waits)).toBeLessThanOrEqual(30);
    expect(new Set(waits.map(Math.floor)).size).toBeGreaterThan(8);
    expect(answered({}).nextDueAt).toBe(answered({}).nextDueAt);
  });

  test.each([
    ['HTTP', { freshMs: 2 * HOUR }, undefined, 120],
    ['the feed', {}, HOUR, 60],
    ['the longer of both', { freshMs: 20 * MINUTE }, HOUR, 60],
    ['no less than ten minutes', { freshMs: MINUTE }, undefined, 10],
    ['no more than a day', { freshMs: 9 * 24 * HOUR }, undefined, 24 * 60],
  ])('waits as %s asks', (_, outcome, refreshMs, wait) => {
    expect(minutes(answered(outcome, refreshMs))).toBeGreaterThanOrEqual(wait);
    expect(minutes(answered(outcome, refreshMs))).toBeLessThan(wait + 1);
  });

  test('moves away with each failure in a row, up to a day, and is near again after a success', () => {
    let state = source();
    const waits: number[] = [];
    for (let visit = 0; visit < 12; visit += 1) {
      const left = failed(state, { reason: 'answered HTTP 500', retryAfterMs: undefined }, NOW);
      waits.push(minutes(left));
      state = source(left);
    }
    expect(waits[0]).toBeGreaterThanOrEqual(15);
    for (let visit = 1; visit < 6; visit += 1)
      expect(waits[visit]).toBeGreaterThan((waits[visit - 1] ?? 0) * 1.5);
    expect(waits.at(-1)).toBe(24 * 60);
    expect(state).toMatchObject({
      failures: 12,
      lastError: 'answered HTTP 500',
      etag: '"old"',
      lastModified: 'old',
    });
    expect(answered({}, undefined, state)).toMatchObject({
      failures: 0,
      lastError: undefined,
      lastSuccessAt: NOW,
    });
  });

  test('waits as long as Retry-After asks, up to a week', () => {
    const wait = (retryAfterMs: number) => minutes(failed(source(), { reason: 'busy', retryAfterMs }, NOW));
    expect(wait(3 * HOUR)).toBe(180);
    expect(wait(50 * HOUR)).toBe(50 * 60);
    expect(wait(400 * HOUR)).toBe(7 * 24 * 60);
    expect(wait(1)).toBeGreaterThanOrEqual(15);
  });

  test('does not come after HTTP 410', () => {
    expect(ended(source(), NOW).disabled).toContain('HTTP 410');
  });
});

describe('validators', () => {
  test('are those of the last full answer, both or one, never invented', () => {
    expect(answered({ etag: '"new"', lastModified: 'new' })).toMatchObject({
      etag: '"new"',
      lastModified: 'new',
    });
    expect(answered({ etag: undefined })).toMatchObject({ etag: undefined, lastModified: undefined });
  });

  test('outlive an unchanged answer that brings others', () => {
    const outcome = { ...ok({ etag: '"other"' }), kind: 'unchanged' as const };
    expect(succeeded(source(), { outcome, refreshMs: undefined, left: [] }, NOW)).toMatchObject({
      etag: '"old"',
      lastModified: 'old',
    });
  });

  test('of what broke off are kept, and the next request at its usual time goes without them, once', () => {
    const broken = ok({ lastModified: 'new' });
    const visit = (state: SourceState) =>
      succeeded(state, { outcome: broken, refreshMs: HOUR, left: [], brokenOff: true }, NOW);
    const first = visit(source());
    expect(first).toMatchObject({ etag: '"new"', failures: 0, unread: { entries: [], brokenOff: true } });
    expect(first.nextDueAt).toBeGreaterThanOrEqual(NOW + HOUR);
    // The same again: there is no more of it.
    const second = visit(source(first));
    expect(second).toMatchObject({ etag: '"new"', lastModified: 'new', unread: undefined });
    // Another document that breaks off may be whole at the next request.
    const other = succeeded(
      source(second),
      { outcome: ok(), refreshMs: HOUR, left: [], brokenOff: true },
      NOW,
    );
    expect(other.unread?.brokenOff).toBe(true);
  });
});

describe('what was left unread', () => {
  const left = [{ key: 'k', entry: { title: 'خبر الجسر' } as FeedEntry }];
  const first = succeeded(source(), { outcome: ok(), refreshMs: 9 * HOUR, left }, NOW);

  test('is read soon, while the feed itself keeps its time and its validators', () => {
    expect(first).toMatchObject({ etag: '"new"', nextDueAt: NOW + 10 * MINUTE, unread: { entries: left } });
    expect(unreadOnly(source(first), NOW + 10 * MINUTE)).toBe(first.unread);
    expect(unreadOnly(source(first), NOW + 10 * HOUR)).toBeUndefined();
    // Planned before the clock was set back.
    expect(unreadOnly(source(first), NOW - 300 * 24 * HOUR)).toBeUndefined();
    expect(unreadOnly(source(), NOW)).toBeUndefined();
  });

  test('goes on at the next visit and the one after; then the feed is asked at its own time', () => {
    const unread = unreadOnly(source(first), NOW) ?? expect.fail();
    const later = NOW + 10 * MINUTE;
    const some = readOn(source(first), { unread, left }, later);
    expect(some).toMatchObject({ nextDueAt: later + 10 * MINUTE, unread: { entries: left } });
    const all = readOn(source(first), { unread, left: [] }, later);
    expect(all).toMatchObject({ etag: '"new"', nextDueAt: unread.askAt, unread: undefined });
    expect(unread.askAt).toBeGreaterThanOrEqual(NOW + 9 * HOUR);
  });

  test('outlives visits that failed, and not the end of the feed', () => {
    const reason = 'answered HTTP 500';
    expect(failed(source(first), { reason, retryAfterMs: undefined }, NOW).unread).toEqual(first.unread);
    expect(ended(source(first), NOW).unread).toBeUndefined();
  });
});

describe('a permanent redirect', () => {
  const target = 'https://new.example/feed';
  const seen = (times: number) => {
    let state = source();
    for (let visit = 0; visit < times; visit += 1)
      state = source(answered({ movedTo: target }, undefined, state));
    return state;
  };

  test('is believed when three visits in a row have seen it', () => {
    expect(addressOf(seen(2))).toBe('https://marfa.example/feed');
    expect(addressOf(seen(3))).toBe(target);
  });

  test('is forgotten when it stops, and counted anew when it changes', () => {
    expect(answered({}, undefined, seen(2))).toMatchObject({ movedTo: undefined, movedSeen: 0 });
    const other = 'https://other.example/feed';
    expect(answered({ movedTo: other }, undefined, seen(2))).toMatchObject({ movedTo: other, movedSeen: 1 });
  });

  test('once believed stays so while its target answers, and is doubted when that fails', () => {
    expect(answered({}, undefined, seen(3))).toMatchObject({ movedTo: target, movedSeen: 3 });
    const left = failed(seen(3), { reason: 'does not answer', retryAfterMs: undefined }, NOW);
    expect(addressOf(source(left))).toBe('https://marfa.example/feed');
  });
});
