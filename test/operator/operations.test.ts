import { describe, expect, test } from 'vitest';
import { type SourceState, UNVISITED } from '../../src/news/source.ts';
import { createJobWatch, type JobState } from '../../src/operator/jobs.ts';
import {
  isBehind,
  type Operations,
  type Snapshot,
  STOPPED_BY_OPERATOR,
  sightOf,
} from '../../src/operator/operations.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NOW = Date.UTC(2026, 10, 23, 9);
const GIGABYTE = 1e9;

function source(id: string, about: Partial<SourceState> = {}): SourceState {
  return {
    id,
    kind: 'feed',
    url: `https://${id}.example/`,
    publisher: `صحيفة ${id}`,
    house: undefined,
    fullText: false,
    ...UNVISITED,
    lastSuccessAt: NOW - MINUTE,
    ...about,
  };
}

const dead = (id: string, failures = 9) =>
  source(id, { failures, lastSuccessAt: NOW - 30 * HOUR, lastError: 'answered HTTP 500' });

function job(name: string, about: Partial<JobState> = {}): JobState {
  return {
    name,
    lastSuccessAt: NOW - MINUTE,
    runningSince: undefined,
    waitingSince: undefined,
    failure: undefined,
    databaseFailed: false,
    ...about,
  };
}

function bot(about: Partial<Snapshot> = {}, more: Partial<Operations> = {}): Operations {
  const snapshot: Snapshot = {
    sources: [source('a'), source('b'), source('c')],
    articles: { waiting: 0, since: undefined },
    digests: { late: 0, since: undefined },
    parts: { waiting: 0, since: undefined },
    settledAt: NOW - HOUR,
    chats: { all: 3, active: 2 },
    databaseBytes: 1_000_000,
    ...about,
  };
  return {
    snapshot,
    jobs: [job('ingest'), job('deliver')],
    freeBytes: 5 * GIGABYTE,
    startedAt: NOW - 9 * HOUR,
    now: NOW,
    ...more,
  };
}

const told = (operations: Operations) =>
  sightOf(operations).troubles.map(({ kind, subject, amount }) => [kind, subject, amount]);

describe('what is wrong', () => {
  test.each<[string, Operations, readonly unknown[]]>([
    ['all is well', bot(), []],
    ['a source that fails', bot({ sources: [source('a'), dead('b')] }), [['source', 'b', 30 * HOUR]]],
    ['a hiccup', bot({ sources: [source('a'), dead('b', 2)] }), []],
    [
      'a source that its outlet ended',
      bot({ sources: [source('a'), source('b', { disabled: 'ended (HTTP 410)' })] }),
      [['source', 'b', MINUTE]],
    ],
    [
      'a source that the operator stopped',
      bot({ sources: [source('a'), source('b', { disabled: STOPPED_BY_OPERATOR, failures: 9 })] }),
      [],
    ],
    ['every source', bot({ sources: [dead('a'), dead('b'), dead('c')] }), [['network', '', 3]]],
    ['a full disk', bot({}, { freeBytes: 4e8 }), [['disk', '', 4e8]]],
    ['a disk that tells nothing', bot({}, { freeBytes: undefined }), []],
    ['articles that wait', bot({ articles: { waiting: 50, since: NOW - HOUR } }), [['articles', '', 50]]],
    ['articles that just came', bot({ articles: { waiting: 5000, since: NOW - MINUTE } }), []],
    ['articles that wait for another brief', bot({ articles: { waiting: 5000, since: undefined } }), []],
    ['a digest that is late', bot({ digests: { late: 1, since: NOW - 11 * MINUTE } }), [['digests', '', 1]]],
    ['messages, none of which goes', bot({ parts: { waiting: 7, since: NOW - HOUR } }), [['parts', '', 7]]],
    ['messages that go', bot({ parts: { waiting: 7000, since: NOW - HOUR }, settledAt: NOW - 1000 }), []],
    [
      'a job that fails',
      bot({}, { jobs: [job('compose', { waitingSince: NOW - 16 * MINUTE, failure: 'broken' })] }),
      [['job', 'compose', 0]],
    ],
    [
      'a database that takes nothing',
      bot({}, { jobs: [job('compose', { failure: 'full', databaseFailed: true })] }),
      [['database', '', 0]],
    ],
    [
      'what an outage left, just after the start',
      bot({ digests: { late: 9, since: NOW - 9 * HOUR } }, { startedAt: NOW - MINUTE }),
      [],
    ],
  ])('%s', (_, operations, expected) => {
    expect(told(operations)).toEqual(expected);
  });

  test('a source is told after a day, one that its outlet ended at once, the network after three hours', () => {
    const ripe = (sources: readonly SourceState[]) => sightOf(bot({ sources })).troubles[0]?.ripeMs;
    expect(ripe([source('a'), dead('b')])).toBe(24 * HOUR);
    expect(ripe([source('a'), source('b', { disabled: 'HTTP 410' })])).toBe(0);
    expect(ripe([dead('a'), dead('b'), dead('c')])).toBe(3 * HOUR);
  });

  test('soon after the start nobody can say whether what was wrong is over', () => {
    const fresh = bot(
      {},
      { startedAt: NOW - MINUTE, jobs: [job('ingest'), job('deliver', { lastSuccessAt: undefined })] },
    );
    expect([...sightOf(fresh).undecided]).toEqual(['job deliver', 'articles ', 'digests ', 'parts ']);
    expect([...sightOf(bot()).undecided]).toEqual([]);
  });
});

describe('a job is behind', () => {
  test.each<[string, JobState, number | undefined, boolean]>([
    ['not when it was done', job('compose'), undefined, false],
    [
      'when it fails for long',
      job('compose', { waitingSince: NOW - 16 * MINUTE, failure: 'x' }),
      undefined,
      true,
    ],
    [
      'not when it began to fail',
      job('compose', { waitingSince: NOW - 14 * MINUTE, failure: 'x' }),
      undefined,
      false,
    ],
    [
      'when it does not end',
      job('summarize', { waitingSince: NOW - 16 * MINUTE, runningSince: NOW - 16 * MINUTE }),
      undefined,
      true,
    ],
    [
      'not while it reads very many outlets',
      job('ingest', { waitingSince: NOW - 50 * MINUTE, runningSince: NOW - 50 * MINUTE }),
      undefined,
      false,
    ],
    [
      'not while messages go out',
      job('deliver', { waitingSince: NOW - 5 * HOUR, runningSince: NOW - 5 * HOUR }),
      NOW - MINUTE,
      false,
    ],
    [
      'when none goes out',
      job('deliver', { waitingSince: NOW - 5 * HOUR, runningSince: NOW - 5 * HOUR }),
      NOW - HOUR,
      true,
    ],
    [
      'when it fails, whatever went out',
      job('deliver', { waitingSince: NOW - 5 * HOUR, failure: 'x' }),
      NOW - MINUTE,
      true,
    ],
  ])('%s', (_, state, settledAt, behind) => {
    expect(isBehind(state, NOW, settledAt)).toBe(behind);
  });
});

test('a watched job tells when it was done, since when it runs, and why it failed', async () => {
  const clock = { now: NOW };
  const watch = createJobWatch(
    () => clock.now,
    (error) => (error instanceof Error ? error.message : 'no error'),
  );
  const { signal } = new AbortController();
  const works: (() => Promise<void>)[] = [];
  const run = watch.watched('compose', async () => {
    const work = works.shift();
    clock.now += MINUTE;
    await work?.();
  });
  const seen = () => watch.states()[0];
  expect(seen()).toMatchObject({ name: 'compose', lastSuccessAt: undefined, waitingSince: undefined });
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  works.push(() => held);
  const running = run(signal);
  expect(seen()).toMatchObject({ runningSince: NOW, waitingSince: NOW });
  release();
  await running;
  expect(seen()).toMatchObject({
    lastSuccessAt: NOW + MINUTE,
    runningSince: undefined,
    waitingSince: undefined,
  });
  const storage = Object.assign(new Error('disk full'), { name: 'StorageError' });
  for (const error of [storage, new Error('broken')]) works.push(() => Promise.reject(error));
  await expect(run(signal)).rejects.toThrow('disk full');
  expect(seen()).toMatchObject({ failure: 'disk full', databaseFailed: true, waitingSince: NOW + MINUTE });
  await expect(run(signal)).rejects.toThrow('broken');
  // Since the first of the failures.
  expect(seen()).toMatchObject({ failure: 'broken', databaseFailed: false, waitingSince: NOW + MINUTE });
  await run(signal);
  expect(seen()).toMatchObject({
    failure: undefined,
    waitingSince: undefined,
    lastSuccessAt: NOW + 4 * MINUTE,
  });
});
