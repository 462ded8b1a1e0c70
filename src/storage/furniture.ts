/** The counts of what outlets repeat in their articles. */
import { z } from 'zod';
import { createLearner, emptyMemory, type FurnitureStore, type Memory, type Run } from '../news/repeated.ts';
import type { Database } from './database.ts';

const recents = z.array(z.object({ title: z.array(z.string()), longest: z.array(z.number()) }));

type OutletRow = { id: number; told: number; recent: string };
type RunRow = { run: number; articles: number; weight: number; ties: number; last: number };

export function furnitureStore(database: Database): FurnitureStore {
  const outletOf = database.prepare<[string], OutletRow>(
    'SELECT id, told, recent FROM furniture_outlets WHERE outlet = ?',
  );
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

  const remember = (outlet: string): Memory => {
    const memory = emptyMemory();
    const row = outletOf.get(outlet);
    if (row === undefined) return memory;
    memory.told = row.told;
    memory.recent.push(...recents.parse(JSON.parse(row.recent)));
    for (const { run, ...counts } of runsOf.all(row.id)) memory.runs.set(run, counts);
    return memory;
  };

  return {
    async learn(outlet, told, now) {
      return database
        .transaction(() => {
          const memory = remember(outlet);
          const changes = new Map<number, Run | undefined>();
          const learner = createLearner(memory, { changed: (key, run) => changes.set(key, run) });
          for (const article of told) learner.learn(article);
          if (told.length === 0) return learner.repeated;
          const recent = JSON.stringify(memory.recent);
          const id = keepOutlet.get({ outlet, told: memory.told, recent, now })?.id ?? 0;
          for (const [run, counts] of changes) {
            if (counts === undefined) dropRun.run(id, run);
            else keepRun.run({ outlet: id, run, ...counts });
          }
          return learner.repeated;
        })
        .immediate();
    },
  };
}
