/** Who holds which country's office, as outlets introduce them. */
import { z } from 'zod';
import {
  type HolderStore,
  holdersOf,
  isLearned,
  lapsesBefore,
  sighted,
  surnameOf,
} from '../topics/holders.ts';
import type { Database } from './database.ts';

const sightings = z.array(
  z.object({ article: z.number(), voice: z.string(), at: z.number(), full: z.boolean() }),
);

type Row = { surname: string; topic: string; sightings: string; last_at: number; learned: number };

/** Forget them all: what is processed again is learned from again. */
export function clearHolders(database: Database): void {
  database.prepare('DELETE FROM holders').run();
}

/** What each method promises stands at HolderStore. */
export function holderStore(database: Database): HolderStore {
  const noted = database.prepare<[string, string], Pick<Row, 'sightings'>>(
    'SELECT sightings FROM holders WHERE surname = ? AND topic = ?',
  );
  const note = database.prepare<[Row]>(`
    INSERT INTO holders (surname, topic, sightings, last_at, learned)
    VALUES (@surname, @topic, @sightings, @last_at, @learned)
    ON CONFLICT (surname, topic) DO UPDATE
    SET sightings = @sightings, last_at = @last_at, learned = @learned`);
  const forget = database.prepare<[number]>('DELETE FROM holders WHERE last_at < ?');
  const learned = database.prepare<[number], { surname: string; slug: string }>(
    'SELECT surname, topic AS slug FROM holders WHERE learned = 1 AND last_at >= ?',
  );

  return {
    async learn(article, named) {
      return database
        .transaction(() => {
          const since = lapsesBefore(article.at);
          forget.run(since);
          for (const one of named) {
            const surname = surnameOf(one, (other) => noted.get(other, one.slug) !== undefined);
            const row = noted.get(surname, one.slug);
            const before = row === undefined ? [] : sightings.parse(JSON.parse(row.sightings));
            const now = sighted(before, { ...article, full: one.full });
            note.run({
              surname,
              topic: one.slug,
              sightings: JSON.stringify(now),
              last_at: now[0]?.at ?? article.at,
              learned: isLearned(now) ? 1 : 0,
            });
          }
          return holdersOf(learned.all(since));
        })
        .immediate();
    },
  };
}
