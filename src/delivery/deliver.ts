/** The job that sends what waits in the outbox: connect, claim within the pace, write, settle. */
import { setMaxListeners } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { type Log, reason } from '../log.ts';
import { momentLifetime } from '../subscriptions/due.ts';
import type { Delivery, DeliveryStore, SendMessage, SendOutcome, Settlement } from './delivery.ts';
import type { Pace } from './pace.ts';

/** What the deliver job works with. */
export type DeliverDeps = {
  readonly deliveries: DeliveryStore;
  readonly send: SendMessage;
  readonly pace: Pace;
  readonly log: Log;
};

/** What a run did: parts by how they were settled, parts found interrupted, digests given up as stale, and parts that expired. */
export type DeliverReport = Readonly<
  Record<Settlement['kind'] | 'interrupted' | 'stale' | 'expired', number>
>;

/** Sends at once that are answered quickly: more make nothing faster. */
const QUICK_AT_ONCE = 300;
/** What takes longer counts as slow: it holds up nobody else. */
const SLOW_MS = 2_000;
/** All sends at once: as many as Telegram's pace starts within a send's time-out, so that slow chats never take all; its own server
 * refuses more than a thousand. */
const MOST_AT_ONCE = 900;
/** Parts that are read from the outbox at once. */
const READ_AT_ONCE = 50;
/** A connection stands ready for its message so long while the pace lets nothing go; then the part is begun anew later. */
const READY_MS = 2_000;
/** After so many answers in a row that never came, Telegram is tried with one message at a time, after waits that double. */
const LOST_IN_A_ROW = 20;
const LOST_WAIT_MS = { least: 1_000, most: 30_000 };
/** With so many in hand and no answer at all for so long, no more than one a second is begun: they may all be lost. */
const SILENCE = { inHand: 100, ms: 10_000, everyMs: 1_000 };
/** What is in hand when the bot stops has this long to end. */
const GRACE_MS = 8_000;
/** A run waits for what may go within this time; what has to wait longer is another run's. */
const WORTH_WAITING_MS = 60_000;
const STALE_CHECK_MS = 60_000;
/** While a run waits for what is in hand or to be tried again, new digests may come in. */
const LOOK_AGAIN_MS = 1_000;
/** Waits between attempts to record when the database takes nothing. */
const RECORD_WAITS_MS = [1_000, 2_000, 5_000, 10_000, 30_000];
/** After so many failures to record, what changes a chat is recorded as a mere refusal: it may be what the store cannot do. */
const SIMPLER_AFTER = 3;
/** The least and the most wait before a part is tried again, doubled with each attempt. */
const RETRY_MS = { least: 1_000, most: 300_000 };

/**
 * Send all parts that wait, until none is left that may go within a minute, or `signal` aborts; then nothing new is started, and what is in hand has 8 s.
 * `now` gives epoch ms. Only one run at a time may be under way on a database: parts found `sending` at its start are
 * called uncertain. Throws what the store throws, after settling what was in hand; while sends cannot be recorded,
 * nothing more is sent.
 */
export async function deliverDue(
  deps: DeliverDeps,
  now: () => number,
  signal: AbortSignal,
): Promise<DeliverReport> {
  const run = createRun(deps, now, signal);
  try {
    await run.sendAll();
  } finally {
    await run.finish();
  }
  return run.report;
}

/** A part in hand. */
type Flight = {
  readonly delivery: Delivery;
  readonly since: number;
  /** It is claimed: its message may be written. */
  begun: boolean;
};

/** A flight whose connection stands, and that waits to be told whether its message may be written. */
type Ready = { readonly flight: Flight; readonly go: (may: boolean) => void };

/** After these nothing of a message was written that was not begun: its part waits as it did. */
const NOTHING_CAME: ReadonlySet<SendOutcome['kind']> = new Set(['retry', 'tooMany', 'uncertain']);

function createRun(deps: DeliverDeps, now: () => number, signal: AbortSignal) {
  const { deliveries, send, pace, log } = deps;
  const report: Record<keyof DeliverReport, number> = {
    sent: 0,
    uncertain: 0,
    refused: 0,
    waiting: 0,
    malformed: 0,
    unreachable: 0,
    migrated: 0,
    interrupted: 0,
    stale: 0,
    expired: 0,
  };
  /** Oldest first. */
  const inHand = new Map<Promise<void>, Flight>();
  let ready: Ready[] = [];
  const ended: Settlement[] = [];
  /** Nothing more is begun. */
  let closed = false;
  /** Aborts what is in hand when its time is over. */
  const deadline = new AbortController();
  setMaxListeners(0, deadline.signal);
  /** Called when something in hand ends, and when the run is to stop. */
  let ring = (): void => undefined;
  const onStop = (): void => ring();
  /** Answers in a row that never came, and the wait that followed. */
  const lost = { inRow: 0, waitMs: 0, triedAt: Number.NEGATIVE_INFINITY };
  let answeredAt = now();
  let nextRetryAt = Number.POSITIVE_INFINITY;
  let staleCheckedAt = Number.NEGATIVE_INFINITY;

  async function sendAll(): Promise<void> {
    signal.addEventListener('abort', onStop, { once: true });
    report.interrupted = await deliveries.settleInterrupted(now());
    if (report.interrupted > 0)
      log.warn(`${report.interrupted} parts were interrupted: whether they arrived is uncertain`);
    while (!signal.aborted) {
      await record();
      // What was answered meanwhile is recorded before anything else is done.
      if (await begin()) continue;
      await giveUpStale();
      if (signal.aborted) return;
      const free = freeNow();
      // Asked before: who is passed by may have waited long enough right after.
      const busy = pace.busy(now()).length > 0;
      if (free > 0 && (await take(Math.min(free, READ_AT_ONCE)))) {
        // All answers that are here by now are recorded together.
        await setImmediate();
        continue;
      }
      const times = [nextRetryAt];
      const full = slots() <= 0;
      const room = pace.room(now()) > 0;
      // There was none a moment ago, when it was asked how many may go.
      if (room && free <= 0 && inHand.size === 0) continue;
      if (!room && (ready.length > 0 || !full)) times.push(pace.nextAt(now(), false));
      if (free > 0 && busy) times.push(pace.nextAt(now(), true));
      const next = Math.min(...times);
      // What has just ended may let its chat's next part go.
      if (next - now() > WORTH_WAITING_MS && inHand.size === 0 && ended.length === 0) return;
      await until(next, full || room ? LOOK_AGAIN_MS : STALE_CHECK_MS);
      if (now() >= nextRetryAt) nextRetryAt = Number.POSITIVE_INFINITY;
    }
  }

  /** Take parts from the outbox and begin to connect for them; whether there were any. */
  async function take(limit: number): Promise<boolean> {
    const flights = [...inHand.values()];
    const connecting = flights.filter(({ begun }) => !begun).map(({ delivery }) => delivery.telegramId);
    const except = new Set([...pace.busy(now()), ...connecting]);
    const underWay = flights.map(({ delivery }) => delivery.id);
    let taken = false;
    for (const delivery of await deliveries.waiting(now(), { limit, except: [...except], underWay })) {
      // Threads of one group have one pace.
      if (except.has(delivery.telegramId)) continue;
      except.add(delivery.telegramId);
      start(delivery);
      taken = true;
    }
    return taken;
  }

  /** Claim the parts whose connection stands, as many as may go now, and let their messages be written at once; whether there were
   * any. */
  async function begin(): Promise<boolean> {
    if (ready.length === 0) return false;
    let room = pace.room(now());
    if (room > 0 && isSilent()) {
      room = 1;
      pace.hold(now() + SILENCE.everyMs, now());
    }
    const turn = ready.slice(0, room);
    ready = ready.slice(room);
    if (turn.length > 0) {
      let claimed: ReadonlySet<number> = new Set();
      try {
        claimed = await deliveries.claim(turn.map(({ flight }) => flight.delivery));
      } finally {
        for (const { flight, go } of turn) {
          flight.begun = claimed.has(flight.delivery.id);
          if (flight.begun) pace.spend(flight.delivery.telegramId, now());
          go(flight.begun);
        }
      }
      // They are written before anything else is done: what is claimed and not written is uncertain after a kill.
      await setImmediate();
    }
    if (ready.length > 0 && pace.nextAt(now(), false) - now() > READY_MS) sendBack();
    return turn.length > 0;
  }

  /** Those that stand ready end without a message. */
  function sendBack(): void {
    for (const { go } of ready.splice(0)) go(false);
  }

  /** How many more may be in hand. */
  function slots(): number {
    // While nobody knows whether Telegram answers at all, one message finds out.
    if (lost.inRow >= LOST_IN_A_ROW) return 1 - inHand.size;
    if (inHand.size < QUICK_AT_ONCE) return QUICK_AT_ONCE - inHand.size;
    let slow = 0;
    for (const { since } of inHand.values()) {
      if (Math.abs(now() - since) < SLOW_MS) break;
      slow += 1;
    }
    return Math.min(QUICK_AT_ONCE + slow, MOST_AT_ONCE) - inHand.size;
  }

  /** Much is in hand, and no answer has come for long. */
  function isSilent(): boolean {
    return inHand.size >= SILENCE.inHand && now() - answeredAt >= SILENCE.ms;
  }

  /** How many parts may be taken in hand now. */
  function freeNow(): number {
    let connecting = 0;
    for (const { begun } of inHand.values()) connecting += begun ? 0 : 1;
    const free = Math.min(slots(), pace.room(now()) - connecting);
    return isSilent() ? Math.min(free, 1 - connecting) : free;
  }

  /** Learn from what came of an attempt how Telegram does. */
  function learn({ telegramId }: Delivery, outcome: SendOutcome): void {
    if (outcome.kind === 'retry') return;
    if (outcome.kind === 'sent') pace.passed(telegramId, now());
    if (outcome.kind === 'tooMany')
      pace.refused(telegramId, { waitMs: outcome.afterMs, answer: false }, now());
    if (outcome.kind !== 'uncertain') {
      if (lost.inRow >= LOST_IN_A_ROW) log.info('Telegram answers again');
      answeredAt = now();
      lost.inRow = 0;
      lost.waitMs = 0;
      return;
    }
    lost.inRow += 1;
    // Those that were in hand already tell nothing new.
    if (lost.inRow < LOST_IN_A_ROW || Math.abs(now() - lost.triedAt) < lost.waitMs) return;
    if (lost.waitMs === 0) log.warn(`${lost.inRow} answers in a row were lost: one message at a time now`);
    lost.waitMs = Math.min(Math.max(LOST_WAIT_MS.least, lost.waitMs * 2), LOST_WAIT_MS.most);
    lost.triedAt = now();
    pace.hold(now() + lost.waitMs, now());
  }

  /** Wait until something in hand ends, the time comes, or the run is to stop; `most` ms at most. */
  async function until(time: number, most: number): Promise<void> {
    if (ended.length > 0 || signal.aborted || (ready.length > 0 && pace.room(now()) > 0)) return;
    const woken = new AbortController();
    const ms = Math.min(Math.max(1, time - now()), most);
    const rung = new Promise<void>((resolve) => {
      ring = resolve;
    });
    await Promise.race([rung, pace.wait(ms, woken.signal)]);
    woken.abort();
    await setImmediate();
  }

  function start(delivery: Delivery): void {
    if (inHand.size === 0) answeredAt = now();
    const flight = { delivery, since: now(), begun: false };
    const sending = conclude(flight).then((settlement) => {
      if (settlement !== undefined) ended.push(settlement);
      inHand.delete(sending);
      ring();
    });
    inHand.set(sending, flight);
  }

  /** A connection that stood ready for it is gone: it is not claimed for that one any more. */
  function leave(flight: Flight): void {
    const gone = ready.filter((one) => one.flight === flight);
    if (gone.length === 0) return;
    ready = ready.filter((one) => one.flight !== flight);
    for (const { go } of gone) go(false);
  }

  /** Whether the flight's message may be written, when it is its turn. */
  function mayBegin(flight: Flight): Promise<boolean> {
    leave(flight);
    if (flight.begun || closed) return Promise.resolve(flight.begun);
    return new Promise((go) => {
      ready.push({ flight, go });
      ring();
    });
  }

  /** Send a part and say how it is to be settled, undefined when it was not begun; never rejects. */
  async function conclude(flight: Flight): Promise<Settlement | undefined> {
    const { delivery } = flight;
    const outcome = await attempt(flight);
    leave(flight);
    if (!flight.begun && NOTHING_CAME.has(outcome.kind)) {
      if (outcome.kind === 'retry' && outcome.afterMs > 0) pace.hold(now() + outcome.afterMs, now());
      return undefined;
    }
    // It was answered before it was written: what concerns the part can be settled once it is claimed.
    if (!(await mayBegin(flight))) return undefined;
    if (outcome.kind !== 'refused') return settlementOf(delivery, outcome);
    const about = { delivery: delivery.id, chat: delivery.chatId };
    if (delivery.plain) {
      log.error(`Telegram refused a part as plain text too, it is given up: ${outcome.reason}`, about);
      return settlementOf(delivery, outcome);
    }
    nextRetryAt = now();
    return { id: delivery.id, kind: 'malformed', reason: outcome.reason };
  }

  async function attempt(flight: Flight): Promise<SendOutcome> {
    const { delivery } = flight;
    let stop = (): void => undefined;
    const stopped = new Promise<SendOutcome>((resolve) => {
      const outcome = { kind: 'uncertain', reason: 'stopped before its answer came' } as const;
      // The sender heard the same signal and may know that nothing was written: its word goes first.
      stop = () => void setImmediate().then(() => resolve(outcome));
    });
    deadline.signal.addEventListener('abort', stop, { once: true });
    try {
      const { plain } = delivery;
      const options = { plain, signal: deadline.signal, begin: () => mayBegin(flight) };
      const outcome = await Promise.race([send(delivery, delivery.message, options), stopped]);
      learn(delivery, outcome);
      return outcome;
    } catch (error) {
      // What fails before it was begun is the part's own fault, and would fail for ever.
      return { kind: flight.begun ? 'uncertain' : 'refused', reason: reason(error) };
    } finally {
      deadline.signal.removeEventListener('abort', stop);
    }
  }

  function settlementOf(delivery: Delivery, outcome: SendOutcome): Settlement {
    const { id } = delivery;
    if (outcome.kind === 'tooMany') return waiting(id, outcome.afterMs, outcome.reason);
    // It would be sent there again and again.
    if (outcome.kind === 'migrated' && outcome.toTelegramId === delivery.telegramId)
      return { id, kind: 'refused', reason: 'the group is said to have moved to where it is' };
    if (outcome.kind !== 'retry') return { id, ...outcome };
    const doubled = RETRY_MS.least * 2 ** Math.min(delivery.attempts, 16);
    const wait = outcome.everyone
      ? outcome.afterMs
      : Math.max(outcome.afterMs, Math.min(doubled, RETRY_MS.most));
    if (outcome.everyone) pace.hold(now() + wait, now());
    return waiting(id, wait, outcome.reason);
  }

  function waiting(id: number, ms: number, why: string): Settlement {
    const notBefore = now() + ms;
    nextRetryAt = Math.min(nextRetryAt, notBefore);
    return { id, kind: 'waiting', notBefore, reason: why };
  }

  /** Write down what ended. While the database does not take it, nothing more is sent: the wait is in here. */
  async function record(): Promise<void> {
    for (let failures = 0; ended.length > 0; failures += 1) {
      const batch = ended.slice();
      try {
        await deliveries.settle(batch, now());
      } catch (error) {
        if (failures === 0)
          log.error(`what was sent cannot be recorded, so nothing more is sent for now: ${reason(error)}`);
        if (signal.aborted) throw error;
        if (failures + 1 === SIMPLER_AFTER) ended.splice(0, ended.length, ...ended.map(simpler));
        await pace.wait(RECORD_WAITS_MS[failures] ?? 30_000, signal);
        continue;
      }
      ended.splice(0, batch.length);
      if (failures > 0) log.info('what was sent is recorded again');
      for (const settlement of batch) tell(settlement);
    }
  }

  /** Count, and say the first of each kind that an operator should hear of. */
  function tell(settlement: Settlement): void {
    report[settlement.kind] += 1;
    if (report[settlement.kind] > 1 || settlement.kind === 'sent') return;
    const why = settlement.kind === 'migrated' ? 'the group has a new id' : settlement.reason;
    const level = WARNED.has(settlement.kind) ? 'warn' : 'info';
    log[level](`${TOLD[settlement.kind]}: ${why}`, { delivery: settlement.id });
  }

  async function giveUpStale(): Promise<void> {
    if (Math.abs(now() - staleCheckedAt) < STALE_CHECK_MS) return;
    staleCheckedAt = now();
    const expired = await deliveries.cancelExpired(now());
    report.expired += expired;
    if (expired > 0)
      log.warn(
        `${expired} messages to be sent at once came too late and were given up; their stories are untold again`,
      );
    const stale = await deliveries.cancelStale(now() - momentLifetime, now());
    report.stale += stale;
    if (stale > 0) log.warn(`${stale} digests older than 12 h were given up; their stories are untold again`);
  }

  /** Let what is in hand end (within its time, when the bot stops), and record it. */
  async function finish(): Promise<void> {
    closed = true;
    sendBack();
    const over = new AbortController();
    const limit = (): void =>
      void pace.wait(GRACE_MS, over.signal).then(() => {
        if (!over.signal.aborted) deadline.abort();
      });
    if (signal.aborted) limit();
    else signal.addEventListener('abort', limit, { once: true });
    await Promise.all(inHand.keys());
    signal.removeEventListener('abort', limit);
    signal.removeEventListener('abort', onStop);
    over.abort();
    await record();
    if (report.uncertain > 1) log.warn(`${report.uncertain} parts are uncertain in this run`);
  }

  return { report, sendAll, finish };
}

function simpler(settlement: Settlement): Settlement {
  if (settlement.kind !== 'unreachable' && settlement.kind !== 'migrated') return settlement;
  return { id: settlement.id, kind: 'refused', reason: `${settlement.kind}, which could not be recorded` };
}

const WARNED: ReadonlySet<Settlement['kind']> = new Set(['uncertain', 'waiting', 'malformed']);

const TOLD: Readonly<Record<Exclude<Settlement['kind'], 'sent'>, string>> = {
  uncertain: 'a part may or may not have arrived',
  refused: 'a part was refused',
  waiting: 'a part waits for another attempt',
  malformed: 'a part goes once more as plain text',
  unreachable: 'a chat cannot be written to, its digests are paused',
  migrated: 'a group became a supergroup',
};
