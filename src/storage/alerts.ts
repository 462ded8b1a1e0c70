/** What is wrong, and which operator was told of it, in SQLite: a restart repeats nothing. */
import { DAY } from '../durations.ts';
import type { Alert, AlertReport, AlertStore, AlertUndo } from '../operator/alerts.ts';
import type { OperationsStore, TroubleKind } from '../operator/operations.ts';
import type { ReportReason } from '../subscriptions/reports.ts';
import type { Database } from './database.ts';

type AlertRow = {
  kind: TroubleKind;
  subject: string;
  name: string;
  since: number;
  amount: number;
  why: string | null;
};

/** Messages of before that are no news. */
const COUNTED_MS = DAY;

function toAlert({ kind, subject, name, since, amount, why }: AlertRow): Alert {
  return { kind, subject, name, since, amount, why: why ?? undefined };
}

const COLUMNS = 'kind, subject, name, since, amount, why';

/** What each method promises stands at AlertStore. */
export function alertStore(database: Database, operations: Pick<OperationsStore, 'sends'>): AlertStore {
  const present = database.prepare<[], { kind: string; subject: string }>('SELECT kind, subject FROM alerts');
  const over = database.prepare('DELETE FROM alerts WHERE kind = ? AND subject = ?');
  const note = database.prepare(`
    INSERT INTO alerts (kind, subject, name, since, ripe_at, amount, why)
    VALUES (@kind, @subject, @name, coalesce(@since, @now), coalesce(@since, @now) + @ripeMs, @amount, @why)
    ON CONFLICT (kind, subject) DO UPDATE SET
      name = excluded.name, since = min(since, excluded.since),
      ripe_at = min(since, excluded.since) + @ripeMs, amount = excluded.amount, why = excluded.why`);
  const operator = database.prepare<[number], { told_at: number; counted_to: number }>(
    'SELECT told_at, counted_to FROM operators WHERE telegram_id = ?',
  );
  const setOperator = database.prepare(`
    INSERT INTO operators (telegram_id, told_at, counted_to) VALUES (?, ?, ?)
    ON CONFLICT (telegram_id) DO UPDATE SET told_at = excluded.told_at, counted_to = excluded.counted_to`);
  const dropOperator = database.prepare('DELETE FROM operators WHERE telegram_id = ?');
  const begun = database.prepare<[{ adminId: number; now: number }], AlertRow>(`
    SELECT ${COLUMNS} FROM alerts
    WHERE ripe_at <= @now AND NOT EXISTS (
      SELECT 1 FROM alerts_told AS told
      WHERE told.telegram_id = @adminId AND told.kind = alerts.kind AND told.subject = alerts.subject)
    ORDER BY since, subject`);
  const ended = database.prepare<[{ adminId: number }], AlertRow>(`
    SELECT ${COLUMNS} FROM alerts_told
    WHERE telegram_id = @adminId AND NOT EXISTS (
      SELECT 1 FROM alerts WHERE alerts.kind = alerts_told.kind AND alerts.subject = alerts_told.subject)
    ORDER BY since, subject`);
  const tell = database.prepare(`
    INSERT OR IGNORE INTO alerts_told (telegram_id, ${COLUMNS})
    VALUES (@adminId, @kind, @subject, @name, @since, @amount, @why)`);
  const untell = database.prepare(
    'DELETE FROM alerts_told WHERE telegram_id = @adminId AND kind = @kind AND subject = @subject',
  );
  const reported = database.prepare<[number, number], { reason: ReportReason; reports: number }>(
    'SELECT reason, count(*) AS reports FROM reports WHERE at > ? AND at <= ? GROUP BY reason ORDER BY reason',
  );
  const row = (alert: Alert, adminId: number) => ({ ...alert, adminId, why: alert.why ?? null });

  /** Write down, for an operator, that these were told, and of those that they are over. */
  function mark(adminId: number, told: readonly Alert[], forgotten: readonly Alert[]): void {
    for (const alert of told) tell.run(row(alert, adminId));
    for (const { kind, subject } of forgotten) untell.run({ adminId, kind, subject });
  }

  return {
    async observe({ troubles, undecided }, now) {
      database
        .transaction(() => {
          const lasting = new Set(troubles.map(({ kind, subject }) => `${kind} ${subject}`));
          for (const { kind, subject } of present.all())
            if (!lasting.has(`${kind} ${subject}`) && !undecided.has(`${kind} ${subject}`))
              over.run(kind, subject);
          for (const trouble of troubles)
            note.run({ ...trouble, since: trouble.since ?? null, why: trouble.why ?? null, now });
        })
        .immediate();
    },
    async take(adminId, now, pauseMs) {
      const before = operator.get(adminId);
      // A clock that was set back silences nobody for long.
      if (before !== undefined && Math.abs(now - before.told_at) < pauseMs) return undefined;
      const from = Math.max(before?.counted_to ?? 0, now - COUNTED_MS);
      const counted = await operations.sends(from, now);
      return database
        .transaction(() => {
          const report: AlertReport = {
            begun: begun.all({ adminId, now }).map(toAlert),
            ended: ended.all({ adminId }).map(toAlert),
            sends: counted,
            reports: Object.fromEntries(
              reported.all(from, now).map(({ reason, reports }) => [reason, reports]),
            ),
          };
          const trouble = counted.uncertain + counted.refused + counted.plain + counted.stale;
          const told = Object.values(report.reports).reduce((sum, reports) => sum + reports, 0);
          if (report.begun.length + report.ended.length + trouble + told === 0) return undefined;
          mark(adminId, report.begun, report.ended);
          setOperator.run(adminId, now, now);
          const undo: AlertUndo = {
            adminId,
            toldAt: before?.told_at,
            countedTo: before?.counted_to,
            begun: report.begun,
            ended: report.ended,
          };
          return { report, undo };
        })
        .immediate();
    },
    async putBack({ adminId, toldAt, countedTo, begun: told, ended: forgotten }) {
      database
        .transaction(() => {
          mark(adminId, forgotten, told);
          if (toldAt === undefined || countedTo === undefined) dropOperator.run(adminId);
          else setOperator.run(adminId, toldAt, countedTo);
        })
        .immediate();
    },
  };
}
