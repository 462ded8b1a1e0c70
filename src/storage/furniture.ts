/** The counts of what outlets repeat in their articles, and the articles that lose it once it is known. */
import { z } from 'zod';
import { lastAsked } from '../arabic/kept.ts';
import { DAY } from '../durations.ts';
import { withoutRepeated } from '../news/clean.ts';
import {
  createLearner,
  emptyMemory,
  type FurnitureStore,
  type Memory,
  type Repeated,
  type Run,
} from '../news/repeated.ts';
import type { Database } from './database.ts';
import { forgetJoinTerms } from './join-index.ts';

const recents = z.array(z.object({ title: z.array(z.string()), longest: z.array(z.number()) }));

/** As long as an article can be joined and told; what is older is read no more. */
const CLEANED_AGAIN_MS = 7 * DAY;
/** Of a busy outlet the newest. */
const CLEANED_AGAIN = 200;
/** Outlets whose runs stay in memory: the feeds of one are mostly visited one after the other. */
const REMEMBERED = 4;

type ArticleText = { id: number; title: string | null; text: string };
type OutletRow = { id: number; told: number; recent: string };
type GrownRow = OutletRow & { outlet: string };
type RunRow = { run: number; articles: number; weight: number; ties: number; last: number };

/** What each method promises stands at FurnitureStore. */
export function furnitureStore(database: Database): FurnitureStore {
  const outletOf = database.prepare<[string], OutletRow>(
    'SELECT id, told, recent FROM furniture_outlets WHERE outlet = ?',
  );
  const grownOutlet = database.prepare<[], GrownRow>(
    'SELECT id, outlet, told, recent FROM furniture_outlets WHERE grown = 1 LIMIT 1',
  );
  const setGrown = database.prepare('UPDATE furniture_outlets SET grown = ? WHERE id = ?');
  const runsOf = database.prepare<[number], RunRow>(
    'SELECT run, articles, weight, ties, last FROM furniture_runs WHERE outlet_id = ?',
  );
  const keepOutlet = database.prepare<
    [{ outlet: string; told: number; recent: string; now: number }],
    { id: number }
  >(`
    INSERT INTO furniture_outlets (outlet, told, recent, learned_at) VALUES (@outlet, @told, @recent, @now)
    ON CONFLICT (outlet) DO UPDATE SET told = @told, recent = @recent, learned_at = @now
    RETURNING id`);
  const keepRun = database.prepare<[RunRow & { outlet: number }]>(`
    INSERT INTO furniture_runs (outlet_id, run, articles, weight, ties, last)
    VALUES (@outlet, @run, @articles, @weight, @ties, @last)
    ON CONFLICT (outlet_id, run) DO UPDATE
    SET articles = @articles, weight = @weight, ties = @ties, last = @last`);
  const dropRun = database.prepare('DELETE FROM furniture_runs WHERE outlet_id = ? AND run = ?');

  // An article whose publisher nothing names belongs to its host.
  const recentOf = database.prepare<
    [{ outlet: string; since: number; limit: number }],
    ArticleText & { at: number }
  >(`
    SELECT id, title, text, first_seen_at AS at FROM articles WHERE publisher = @outlet AND first_seen_at >= @since
    UNION ALL
    SELECT id, title, text, first_seen_at AS at FROM articles WHERE publisher IS NULL AND first_seen_at >= @since
      AND substr(url, instr(url, '://') + 3, length(@outlet) + 1) = @outlet || '/'
    ORDER BY at DESC LIMIT @limit`);
  const setText = database.prepare('UPDATE articles SET text = ?, pending = 1 WHERE id = ?');
  const forget = forgetJoinTerms(database);

  /** Take what is known by now out of the outlet's recent articles; those that lose something are summarised again. */
  const cleanAgain = (outlet: string, repeated: Repeated, now: number) => {
    const recent = recentOf.all({ outlet, since: now - CLEANED_AGAIN_MS, limit: CLEANED_AGAIN });
    for (const { id, title, text } of recent) {
      const { text: bare } = withoutRepeated(text, title ?? undefined, repeated);
      if (bare === '' || bare === text) continue;
      setText.run(bare, id);
      // Its old words must not vouch for it.
      forget(id);
    }
  };

  const read = (row: OutletRow | undefined): Memory => {
    const memory = emptyMemory();
    if (row === undefined) return memory;
    memory.told = row.told;
    memory.recent.push(...recents.parse(JSON.parse(row.recent)));
    for (const { run, ...counts } of runsOf.all(row.id)) memory.runs.set(run, counts);
    return memory;
  };

  type Remembered = { readonly memory: Memory; recent: string };
  const asked = lastAsked<string, Remembered>(REMEMBERED);
  /** The memory of an outlet, from here unless another process, or what was rolled back, has made another of it. */
  const remember = (outlet: string, row: OutletRow | undefined): Remembered =>
    asked(
      outlet,
      ({ memory, recent }) => memory.told === row?.told && recent === row.recent,
      () => ({ memory: read(row), recent: row?.recent ?? '' }),
    );

  return {
    async learn(outlet, told, now) {
      return database
        .transaction(() => {
          const known = remember(outlet, outletOf.get(outlet));
          const { memory } = known;
          // Until it is stored it is nobody's: what is rolled back is read again.
          if (told.length > 0) known.recent = '';
          const changes = new Map<number, Run | undefined>();
          const learner = createLearner(memory, { changed: (key, run) => changes.set(key, run) });
          const lessons = told.map((article) => learner.learn(article));
          if (told.length === 0) return learner.repeated;
          known.recent = JSON.stringify(memory.recent);
          const id = keepOutlet.get({ outlet, told: memory.told, recent: known.recent, now })?.id ?? 0;
          for (const [run, counts] of changes) {
            if (counts === undefined) dropRun.run(id, run);
            else keepRun.run({ outlet: id, run, ...counts });
          }
          if (lessons.includes('grown')) setGrown.run(1, id);
          return learner.repeated;
        })
        .immediate();
    },
    async cleanAgain(now) {
      return database
        .transaction(() => {
          const row = grownOutlet.get();
          if (row === undefined) return false;
          cleanAgain(row.outlet, createLearner(remember(row.outlet, row).memory).repeated, now);
          setGrown.run(0, row.id);
          return true;
        })
        .immediate();
    },
  };
}
