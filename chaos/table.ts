/** What the trials survived, as lines of text. */
import { quantile } from '../bench/measure.ts';
import type { WorldResult } from './world.ts';

/** A start is to have sent its first message within so many ms. */
const FIRST_SEND_MS = 2_000;

/** Messages by kind. */
const ARRIVED = {
  digest: '  of digests',
  breaking: '  of breaking news',
  update: '  of what is new about a story',
  correction: '  of denials and corrections',
  again: '  of nothing but what may not have arrived',
};

/** What the Bot API knew of the parts that were claimed and not settled at the kills. */
const HEARD = {
  open: '  at the kills without an answer',
  answered: '  answered just before a kill',
  never: '  claimed just before a kill, the request not there yet',
};

const row = (what: string, value: number | string, beside = ''): string =>
  `${what.padEnd(58)} ${String(value).padStart(8)}   ${beside}`.trimEnd();

function sum(results: readonly WorldResult[], of: (result: WorldResult) => number): number {
  return results.reduce((total, result) => total + of(result), 0);
}

function counted(results: readonly WorldResult[], of: (result: WorldResult) => ReadonlyMap<string, number>) {
  const total = new Map<string, number>();
  for (const result of results)
    for (const [name, number] of of(result)) total.set(name, (total.get(name) ?? 0) + number);
  return [...total].sort(([one], [other]) => (one < other ? -1 : 1));
}

/** One table over all trials. */
export function table(results: readonly WorldResult[]): readonly string[] {
  const whole = sum(results, ({ atKills }) => atKills.whole);
  const begun = sum(results, ({ atKills }) => atKills.begun);
  const late = sum(results, ({ atKills }) => atKills.late);
  const unread = sum(results, ({ atKills }) => atKills.claimed.answered);
  const lost = sum(results, ({ answersLost }) => answersLost);
  const breaches = sum(results, (result) => result.breaches.length);
  const starts = results.flatMap(({ firstSends }) => firstSends).sort((one, other) => one - other);
  const ms = (part: number): string =>
    starts.length === 0 ? '–' : `${quantile(starts, part).toFixed(0)} ms`;
  return [
    row('databases', results.length),
    row(
      'kill -9',
      sum(results, ({ kills }) => kills),
    ),
    ...counted(results, ({ killsIn }) => killsIn).map(([job, number]) =>
      row(`  with ${job === 'none' ? 'no job' : job} under way`, number),
    ),
    row(
      'stops by SIGTERM in between',
      sum(results, ({ stops }) => stops),
    ),
    'faults survived',
    ...counted(results, ({ faults }) => faults).map(([fault, number]) => row(`  ${fault}`, number)),
    row(
      'stories made',
      sum(results, ({ stories }) => stories),
    ),
    row(
      'messages accepted by the Bot API',
      sum(results, ({ accepted }) => accepted),
    ),
    ...(['digest', 'breaking', 'update', 'correction', 'again'] as const).map((kind) =>
      row(
        ARRIVED[kind],
        sum(results, ({ arrived }) => arrived.get(kind) ?? 0),
      ),
    ),
    row(
      'breaking news due in calm days, each chat’s counted',
      sum(results, ({ due }) => due),
    ),
    row(
      'stories chosen to be told, each chat’s counted',
      sum(results, ({ chosen }) => chosen),
    ),
    row(
      'uncertain parts',
      sum(results, ({ uncertain }) => uncertain),
      `limit ${whole + begun + late + unread + lost}: at the kills ${whole} requests open, ${begun} begun and ${late} on their way, ${unread} answers on theirs; ${lost} answers lost`,
    ),
    row(
      '  the longest that one was answered before a kill',
      `${Math.max(...results.map(({ atKills }) => atKills.slowestMs)).toFixed(0)} ms`,
    ),
    ...(['open', 'answered', 'never'] as const).map((heard) =>
      row(
        HEARD[heard],
        sum(results, ({ atKills }) => atKills.claimed[heard]),
      ),
    ),
    row(
      '  their stories told again as headlines',
      sum(results, ({ toldAgain }) => toldAgain),
    ),
    row(
      '  their headlines uncertain as well: not told a third time',
      sum(results, ({ uncertainTwice }) => uncertainTwice),
    ),
    row(
      '    of them arrived neither time',
      sum(results, ({ neverArrived }) => neverArrived),
    ),
    row('start to first message, median', ms(0.5), `limit ${FIRST_SEND_MS} ms, ${starts.length} starts`),
    row('start to first message, p95', ms(0.95), 'two databases at once on this machine'),
    row('breaches (lost, twice, untrue, damaged)', breaches, 'limit 0'),
  ];
}
