/** How long letting go of old stories keeps all others from the database: each step by itself. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Step, type Walk, walkFromStart } from '../src/storage/retention.ts';
import { openStore } from '../src/storage/store.ts';
import { buildArchive } from './archive.ts';
import { type Figure, quantile } from './measure.ts';

const NOW = Date.UTC(2026, 10, 23, 9);
const ARTICLES = 85_000;
const STEPS = 2_000;

async function timed(what: string, step: (from: Walk) => Promise<Step>): Promise<Figure> {
  const taken: number[] = [];
  let from: Walk | undefined = walkFromStart;
  while (from !== undefined && taken.length < STEPS) {
    const before = performance.now();
    from = (await step(from)).next;
    taken.push(performance.now() - before);
  }
  taken.sort((a, b) => a - b);
  return {
    what: `${what} of ${ARTICLES} articles, longest step`,
    value: `${taken.at(-1)?.toFixed(1)} ms`,
    beside: `median ${quantile(taken, 0.5).toFixed(1)} ms, p99 ${quantile(taken, 0.99).toFixed(1)} ms, ${taken.length} steps`,
  };
}

/** The steps that drop stories, and those that give back their words' room. */
export async function retention(): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'mujaz-retention-'));
  const path = join(folder, 'mujaz.db');
  buildArchive(path, ARTICLES, NOW);
  const store = openStore(path);
  try {
    return [
      await timed('dropping stories', (from) => store.retention.dropStories(NOW, from, NOW)),
      await timed('merging the search', () => store.retention.mergeSearch()),
    ];
  } finally {
    store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
