/** The job that tells the operators what is wrong: at most hourly, each thing once, and when it is over. */
import type { SendMessage } from '../delivery/delivery.ts';
import type { Pace } from '../delivery/pace.ts';
import { HOUR } from '../durations.ts';
import { type Log, reason } from '../log.ts';
import type { ReportReason } from '../subscriptions/reports.ts';
import type { Sends, Sight, Trouble } from './operations.ts';

/** A trouble as it is told: `since` is known by then. */
export type Alert = Omit<Trouble, 'since' | 'ripeMs'> & { readonly since: number };

/** What one operator has not been told yet. */
export type AlertReport = {
  readonly begun: readonly Alert[];
  /** What he was told of and is over. */
  readonly ended: readonly Alert[];
  /** What became of messages since he was told last. */
  readonly sends: Sends;
  /** What readers reported since then, by reason. */
  readonly reports: ReportCounts;
};

/** How often readers gave each reason. */
export type ReportCounts = Readonly<Partial<Record<ReportReason, number>>>;

export interface AlertStore {
  /** Note what is wrong now: what is not among it any more is over, save for what nobody can say yet. */
  observe(sight: Sight, now: number): Promise<void>;
  /** Take what is to be told to an operator, as told: undefined when there is nothing, or when he was told something less than
   * `pauseMs` before. Of messages and reports, those of the last day at most. */
  take(
    adminId: number,
    now: number,
    pauseMs: number,
  ): Promise<{ report: AlertReport; undo: AlertUndo } | undefined>;
  /** It surely was not told after all. */
  putBack(undo: AlertUndo): Promise<void>;
}

/** What `take` changed. */
export type AlertUndo = {
  readonly adminId: number;
  readonly toldAt: number | undefined;
  readonly countedTo: number | undefined;
  readonly begun: readonly Alert[];
  readonly ended: readonly Alert[];
};

/** What telling the operators works with. */
export type AlertDeps = {
  readonly alerts: AlertStore;
  readonly adminIds: readonly number[];
  readonly look: () => Promise<Sight>;
  readonly send: SendMessage;
  readonly pace: Pace;
  /** The message in Telegram's HTML. */
  readonly render: (report: AlertReport) => string;
  readonly log: Log;
};

/** Where no database can keep it: when each operator was told of the database's own trouble, epoch ms. */
export type AlertMemory = Map<number, number>;

/**
 * Look what is wrong, and send each operator what is new to him. `now` is epoch ms. When the database itself cannot be used, that is
 * told, hourly, and thrown. What was sent without an answer counts as told; what surely did not arrive is told at
 * the next run.
 */
export async function tellOperators(
  deps: AlertDeps,
  memory: AlertMemory,
  now: number,
  signal: AbortSignal,
): Promise<void> {
  try {
    await deps.alerts.observe(await deps.look(), now);
    memory.clear();
  } catch (error) {
    await tellOfDatabase(deps, memory, { error, now, signal });
    throw error;
  }
  for (const adminId of deps.adminIds) {
    if (signal.aborted) return;
    const taken = await deps.alerts.take(adminId, now, HOUR);
    if (taken === undefined) continue;
    const arrived = await sendAlert(deps, adminId, { html: deps.render(taken.report), now, signal });
    if (!arrived) await deps.alerts.putBack(taken.undo);
  }
}

const NO_SENDS: Sends = {
  sent: 0,
  uncertain: 0,
  refused: 0,
  plain: 0,
  stale: 0,
  refusal: undefined,
  malformed: undefined,
};

/** Tell each operator of the database's trouble, who was not told within the hour. */
export async function tellOfDatabase(
  deps: AlertDeps,
  memory: AlertMemory,
  { error, now, signal }: { readonly error: unknown; readonly now: number; readonly signal: AbortSignal },
): Promise<void> {
  const why = reason(error);
  const alert: Alert = { kind: 'database', subject: '', name: '', since: now, amount: 0, why };
  for (const adminId of deps.adminIds) {
    if (Math.abs(now - (memory.get(adminId) ?? Number.NEGATIVE_INFINITY)) < HOUR) continue;
    const html = deps.render({ begun: [alert], ended: [], sends: NO_SENDS, reports: {} });
    if (await sendAlert(deps, adminId, { html, now, signal })) memory.set(adminId, now);
  }
}

/** Whether it may have arrived, or never will. */
async function sendAlert(
  { send, pace, log }: AlertDeps,
  adminId: number,
  { html, now, signal }: { readonly html: string; readonly now: number; readonly signal: AbortSignal },
): Promise<boolean> {
  // As an answer to a reader: before digests, and not while Telegram takes nothing; then the next run tells it.
  if (pace.turn(adminId, now) > 0) return false;
  const to = { telegramId: adminId, threadId: 0 };
  const outcome = await send(to, { html, buttons: [] }, { plain: false, signal });
  switch (outcome.kind) {
    case 'sent':
      pace.passed(adminId, now);
      return true;
    case 'uncertain':
      return true;
    case 'tooMany':
      pace.refused(adminId, { waitMs: outcome.afterMs, answer: true }, now);
      return false;
    case 'retry':
      return false;
    case 'migrated':
      log.error('an operator of ADMIN_IDS is a group: name people');
      return true;
    case 'unreachable':
    case 'refused':
      log.error(`an operator could not be told: ${outcome.reason} (he must write to the bot first)`);
      return true;
  }
}
