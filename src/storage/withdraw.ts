/** Takes back what waits to be sent and names what was taken out. */
import type { Database } from './database.ts';

type PartRow = {
  id: number;
  digest_id: number;
  chat_id: number;
  state: 'pending' | 'sending';
  moment_at: number;
  /** Whether every part of its digest still waits. */
  untouched: number;
};

/**
 * Withdraws the waiting parts that tell of these stories: a digest of which nothing went yet is made anew, of another one the
 * part is cancelled, and its stories are untold again. A part just being sent never waits again. Returns how many
 * parts. To be called inside a transaction; `now` is epoch ms.
 */
export function withdrawParts(database: Database): (storyIds: readonly number[], now: number) => number {
  const naming = database.prepare<[{ stories: string }], PartRow>(`
    WITH told (id) AS (
      SELECT value FROM json_each(@stories)
      UNION SELECT id FROM stories WHERE merged_into IN (SELECT value FROM json_each(@stories)))
    SELECT id, digest_id, chat_id, state, moment_at,
           NOT EXISTS (
             SELECT 1 FROM deliveries AS other
             WHERE other.digest_id = deliveries.digest_id AND other.state <> 'pending') AS untouched
    FROM deliveries
    WHERE state IN ('pending', 'sending') AND EXISTS (
      SELECT 1 FROM delivery_stories
      WHERE delivery_stories.delivery_id = deliveries.id AND delivery_stories.story_id IN (SELECT id FROM told))`);
  const mark = database.prepare('UPDATE deliveries SET withdrawn = 1 WHERE id = ?');
  const cancel = database.prepare(`
    UPDATE deliveries SET state = 'cancelled', reason = 'withdrawn', settled_at = ?, html = '' WHERE id = ?`);
  const unmake = database.prepare('DELETE FROM digests WHERE id = ?');
  const dueAgain = database.prepare(
    'UPDATE chats SET next_digest_at = min(next_digest_at, ?) WHERE id = ? AND paused IS NULL',
  );
  return (storyIds, now) => {
    const parts = naming.all({ stories: JSON.stringify(storyIds) });
    const unmade = new Set<number>();
    for (const part of parts) {
      if (part.state === 'sending') mark.run(part.id);
      else if (part.untouched === 0) cancel.run(now, part.id);
      else if (!unmade.has(part.digest_id)) {
        unmade.add(part.digest_id);
        unmake.run(part.digest_id);
        dueAgain.run(part.moment_at, part.chat_id);
      }
    }
    return parts.length;
  };
}
