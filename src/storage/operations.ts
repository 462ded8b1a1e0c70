/** What the database shows of the bot's work, for those who run it. */
import type { SourceStore } from '../news/source.ts';
import type { OperationsStore } from '../operator/operations.ts';
import type { Database } from './database.ts';

type Waiting = { waiting: number; since: number | null };

/** What each method promises stands at OperationsStore; `sources` lists those that are read. */
export function operationsStore(database: Database, sources: Pick<SourceStore, 'list'>): OperationsStore {
  // Of very many that wait only the first are looked at: those are summarised next.
  const articles = database.prepare<[], Waiting>(`
    SELECT (SELECT count(*) FROM articles WHERE pending = 1) AS waiting, min(first_seen_at) AS since
    FROM (
      SELECT first_seen_at, story_id FROM articles WHERE pending = 1
      ORDER BY coalesce(published_at, first_seen_at), id LIMIT 50)
    WHERE story_id IS NULL`);
  const digests = database.prepare<[number], Waiting>(`
    SELECT count(*) AS waiting, min(next_digest_at) AS since
    FROM chats WHERE paused IS NULL AND next_digest_at IS NOT NULL AND next_digest_at <= ?`);
  // From the partial index alone, as it says it: of very many rows none is read.
  const parts = database.prepare<[], Waiting>(`
    SELECT count(*) AS waiting, min(moment_at) AS since
    FROM deliveries WHERE state IN ('pending', 'sending')`);
  const settled = database.prepare<[], { at: number | null }>(
    'SELECT max(settled_at) AS at FROM deliveries WHERE settled_at IS NOT NULL',
  );
  const chats = database.prepare<[], { count: number }>('SELECT count(*) AS count FROM chats');
  const active = database.prepare<[], { count: number }>(
    'SELECT count(*) AS count FROM chats WHERE paused IS NULL AND next_digest_at IS NOT NULL',
  );
  const size = database.prepare<[], { bytes: number }>(
    'SELECT page_count * page_size AS bytes FROM pragma_page_count(), pragma_page_size()',
  );
  const byState = database.prepare<[number, number], { state: string; parts: number }>(`
    SELECT state, count(*) AS parts FROM deliveries
    WHERE settled_at IS NOT NULL AND settled_at > ? AND settled_at <= ? GROUP BY state`);
  const stale = database.prepare<[number, number], { parts: number }>(`
    SELECT count(*) AS parts FROM deliveries
    WHERE settled_at IS NOT NULL AND settled_at > ? AND settled_at <= ?
      AND state = 'cancelled' AND reason = 'older than 12 hours'`);
  const refusal = database.prepare<[number, number], { reason: string | null }>(`
    SELECT reason FROM deliveries
    WHERE settled_at IS NOT NULL AND settled_at > ? AND settled_at <= ? AND state = 'refused'
    ORDER BY settled_at DESC LIMIT 1`);
  // From the partial index alone: of very many messages few are among them.
  const plain = database.prepare<[number, number], { parts: number; malformed: string | null }>(`
    SELECT count(*) OVER () AS parts, malformed FROM deliveries
    WHERE malformed IS NOT NULL AND settled_at > ? AND settled_at <= ? AND state = 'sent'
    ORDER BY settled_at DESC LIMIT 1`);
  const latest = database.prepare<[], { at: number | null }>(`
    SELECT max(at) AS at FROM (
      SELECT max(first_seen_at) AS at FROM articles UNION ALL SELECT max(at) FROM updates
      UNION ALL SELECT max(settled_at) FROM deliveries WHERE settled_at IS NOT NULL)`);
  return {
    async latest() {
      return latest.get()?.at ?? undefined;
    },
    async snapshot(now) {
      const [waiting, late, open] = [articles.get(), digests.get(now), parts.get()];
      return {
        sources: await sources.list(),
        articles: { waiting: waiting?.waiting ?? 0, since: waiting?.since ?? undefined },
        digests: { late: late?.waiting ?? 0, since: late?.since ?? undefined },
        parts: { waiting: open?.waiting ?? 0, since: open?.since ?? undefined },
        settledAt: settled.get()?.at ?? undefined,
        chats: { all: chats.get()?.count ?? 0, active: active.get()?.count ?? 0 },
        databaseBytes: size.get()?.bytes ?? 0,
      };
    },
    async sends(from, to) {
      const of = new Map(byState.all(from, to).map((row) => [row.state, row.parts]));
      const [sent, uncertain, refused] = ['sent', 'uncertain', 'refused'].map((state) => of.get(state) ?? 0);
      const unmarked = plain.get(from, to);
      return {
        sent: sent ?? 0,
        uncertain: uncertain ?? 0,
        refused: refused ?? 0,
        plain: unmarked?.parts ?? 0,
        stale: of.has('cancelled') ? (stale.get(from, to)?.parts ?? 0) : 0,
        refusal: of.has('refused') ? (refusal.get(from, to)?.reason ?? undefined) : undefined,
        malformed: unmarked?.malformed ?? undefined,
      };
    },
  };
}
