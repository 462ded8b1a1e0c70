/** Takes back what waits to be sent and names what was taken out. */
import type { DigestKind } from '../digests/digest.ts';
import type { Database } from './database.ts';

type PartRow = {
  id: number;
  digest_id: number;
  chat_id: number;
  state: 'pending' | 'sending';
  moment_at: number;
  kind: DigestKind;
  /** Whether every part of its digest still waits. */
  untouched: number;
};

/**
 * Withdraws the waiting parts that tell of stories which lost an article since their digest was made: a digest of which nothing
 * went yet is made anew, of another one the part is cancelled, and its stories are untold again. A part just being sent
 * never waits again. Returns how many parts. To be called inside a transaction; `now` is epoch ms.
 */
export function withdrawParts(database: Database): (now: number) => number {
  const naming = database.prepare<[], PartRow>(`
    SELECT deliveries.id, digest_id, deliveries.chat_id, state, deliveries.moment_at, digests.kind,
           NOT EXISTS (
             SELECT 1 FROM deliveries AS other
             WHERE other.digest_id = deliveries.digest_id AND other.state <> 'pending') AS untouched
    FROM deliveries JOIN digests ON digests.id = deliveries.digest_id
    WHERE state IN ('pending', 'sending') AND withdrawn = 0 AND EXISTS (
      SELECT 1 FROM delivery_stories AS told JOIN removed_stories AS removed ON removed.story_id = told.story_id
      WHERE told.delivery_id = deliveries.id AND removed.removed_at >= digests.created_at)`);
  const mark = database.prepare('UPDATE deliveries SET withdrawn = 1 WHERE id = ?');
  const cancel = database.prepare(`
    UPDATE deliveries SET state = 'cancelled', reason = 'withdrawn', settled_at = ?, html = '' WHERE id = ?`);
  const unmake = database.prepare('DELETE FROM digests WHERE id = ?');
  const dueAgain = database.prepare(
    'UPDATE chats SET next_digest_at = min(next_digest_at, ?) WHERE id = ? AND paused IS NULL',
  );
  return (now) => {
    const parts = naming.all();
    const unmade = new Set<number>();
    for (const part of parts) {
      if (part.state === 'sending') mark.run(part.id);
      else if (part.untouched === 0) cancel.run(now, part.id);
      else if (!unmade.has(part.digest_id)) {
        unmade.add(part.digest_id);
        unmake.run(part.digest_id);
        // What is sent at once is made anew by itself, if it still is news.
        if (part.kind === 'digest') dueAgain.run(part.moment_at, part.chat_id);
      }
    }
    return parts.length;
  };
}
