/** Sources in SQLite: what is remembered of each between two visits, and which are due. */

import { outletKey } from '../news/publishers.ts';
import type { Source, SourceState, SourceStore, Unread } from '../news/source.ts';
import { farthestVisit } from '../news/visit.ts';
import type { Database } from './database.ts';
import { removedOutlets } from './removal-gate.ts';

type SourceRow = {
  id: string;
  kind: Source['kind'];
  url: string;
  publisher: string;
  house: string | null;
  full_text: number;
  disabled: string | null;
  etag: string | null;
  last_modified: string | null;
  next_due_at: number;
  failures: number;
  last_success_at: number | null;
  last_error: string | null;
  moved_to: string | null;
  moved_seen: number;
  unread: string | null;
};

function toSource(row: SourceRow): SourceState {
  return {
    id: row.id,
    kind: row.kind,
    url: row.url,
    publisher: row.publisher,
    house: row.house ?? undefined,
    fullText: row.full_text === 1,
    disabled: row.disabled ?? undefined,
    etag: row.etag ?? undefined,
    lastModified: row.last_modified ?? undefined,
    nextDueAt: row.next_due_at,
    failures: row.failures,
    lastSuccessAt: row.last_success_at ?? undefined,
    lastError: row.last_error ?? undefined,
    movedTo: row.moved_to ?? undefined,
    movedSeen: row.moved_seen,
    unread: row.unread === null ? undefined : (JSON.parse(row.unread) as Unread),
  };
}

/** What each method promises stands at SourceStore. */
export function sourceStore(database: Database): SourceStore {
  const leave = database.prepare('UPDATE sources SET position = NULL');
  // A new address is a new place: what was remembered of the old one says nothing of it.
  const forget = database.prepare(`
    UPDATE sources
    SET disabled = NULL, etag = NULL, last_modified = NULL, next_due_at = @now, failures = 0,
        last_success_at = NULL, last_error = NULL, moved_to = NULL, moved_seen = 0, unread = NULL
    WHERE id = @id AND (url <> @url OR kind <> @kind)`);
  const upsert = database.prepare(`
    INSERT INTO sources (id, position, kind, url, publisher, house, full_text, next_due_at)
    VALUES (@id, @position, @kind, @url, @publisher, @house, @fullText, @now)
    ON CONFLICT (id) DO UPDATE SET
      position = excluded.position, kind = excluded.kind, url = excluded.url,
      publisher = excluded.publisher, house = excluded.house, full_text = excluded.full_text`);
  const due = database.prepare<[{ now: number; tooFar: number }], SourceRow>(`
    SELECT * FROM sources
    WHERE position IS NOT NULL AND disabled IS NULL AND (next_due_at <= @now OR next_due_at > @tooFar)
    ORDER BY next_due_at, position`);
  const list = database.prepare<[], SourceRow>(
    'SELECT * FROM sources WHERE position IS NOT NULL ORDER BY position',
  );
  // A source that the operator stopped while it was visited stays stopped.
  const settle = database.prepare(`
    UPDATE sources
    SET disabled = coalesce(@disabled, disabled), etag = @etag, last_modified = @lastModified, next_due_at = @nextDueAt, failures = @failures,
        last_success_at = @lastSuccessAt, last_error = @lastError, moved_to = @movedTo, moved_seen = @movedSeen,
        unread = @unread
    WHERE id = @id`);
  // One that is visited again is due at once.
  const disable = database.prepare(`
    UPDATE sources
    SET next_due_at = iif(@reason IS NULL AND disabled IS NOT NULL, 0, next_due_at), disabled = @reason
    WHERE id = @id AND position IS NOT NULL`);
  const newest = database.prepare<[string], { at: number }>(`
    SELECT coalesce(published_at, first_seen_at) AS at FROM articles
    WHERE publisher = ? ORDER BY first_seen_at DESC LIMIT 1`);
  const fresh = database.prepare<[string, number], { articles: number }>(
    'SELECT count(*) AS articles FROM articles WHERE publisher = ? AND first_seen_at > ?',
  );
  const removed = removedOutlets(database);

  /** Without the outlets that are taken out of every answer. */
  function shown(rows: readonly SourceRow[]): SourceState[] {
    const out = removed();
    return rows.filter(({ publisher }) => out.size === 0 || !out.has(outletKey(publisher))).map(toSource);
  }

  return {
    async sync(sources, now) {
      database
        .transaction(() => {
          leave.run();
          sources.forEach((source, position) => {
            const row = {
              ...source,
              house: source.house ?? null,
              fullText: source.fullText ? 1 : 0,
              position,
              now,
            };
            forget.run({ id: row.id, url: row.url, kind: row.kind, now });
            upsert.run(row);
          });
        })
        .immediate();
    },
    async due(now) {
      return shown(due.all({ now, tooFar: now + farthestVisit }));
    },
    async list() {
      return shown(list.all());
    },
    async news(publishers, since) {
      return new Map(
        publishers.flatMap((publisher) => {
          const last = newest.get(publisher);
          if (last === undefined) return [];
          return [[publisher, { newestAt: last.at, fresh: fresh.get(publisher, since)?.articles ?? 0 }]];
        }),
      );
    },
    async settle(id, visit) {
      settle.run({
        id,
        disabled: visit.disabled ?? null,
        etag: visit.etag ?? null,
        lastModified: visit.lastModified ?? null,
        nextDueAt: visit.nextDueAt,
        failures: visit.failures,
        lastSuccessAt: visit.lastSuccessAt ?? null,
        lastError: visit.lastError ?? null,
        movedTo: visit.movedTo ?? null,
        movedSeen: visit.movedSeen,
        unread: visit.unread === undefined ? null : JSON.stringify(visit.unread),
      });
    },
    async setDisabled(id, reason) {
      return disable.run({ id, reason: reason ?? null }).changes === 1;
    },
  };
}
