/**
 * `npm run chaos`: the real bot, killed again and again at random moments while the Bot API and the outlets fail at random, on
 * loopback; then an audit of what arrived. Prints what was survived; exit code 1 at any breach of the promise, 2 for wrong usage.
 */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import pLimit from 'p-limit';
import { table } from './table.ts';
import { runWorld } from './world.ts';

const RUNS = 312;
/** Kills in one database: it gets old and large meanwhile, and then has its calm days. */
const KILLS_EACH = 39;
const SHOWN = 40;
const AT_ONCE = Math.min(2, availableParallelism());

function wholeNumber(text: string | undefined, otherwise: number): number {
  const number = Number(text ?? otherwise);
  if (!Number.isSafeInteger(number) || number < 0) throw new TypeError(`${text} is no whole number`);
  return number;
}

function asked(): { readonly runs: number; readonly seed: number } {
  const { values } = parseArgs({ options: { runs: { type: 'string' }, seed: { type: 'string' } } });
  return {
    runs: wholeNumber(values.runs, RUNS),
    seed: wholeNumber(values.seed, Math.floor(Math.random() * 1_000_000)),
  };
}

async function main({ runs, seed }: { readonly runs: number; readonly seed: number }): Promise<void> {
  const began = performance.now();
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  say(`${runs} kills, seed ${seed} (repeat with --seed ${seed} --runs ${runs})`);
  const worlds = Array.from({ length: Math.ceil(runs / KILLS_EACH) }, (_, index) => ({
    seed: seed + index,
    kills: Math.min(KILLS_EACH, runs - index * KILLS_EACH),
  }));
  const atOnce = pLimit(AT_ONCE);
  const results = await Promise.all(worlds.map((world) => atOnce(() => runWorld({ ...world, say }))));
  process.stdout.write(`${table(results).join('\n')}\n`);
  process.stdout.write(`took ${((performance.now() - began) / 1000).toFixed(0)} s\n`);
  const breaches = results.flatMap((result, index) =>
    result.breaches.map((breach) => `seed ${worlds[index]?.seed}: ${breach}`),
  );
  for (const breach of breaches.slice(0, SHOWN)) process.stdout.write(`BREACH ${breach}\n`);
  if (breaches.length > SHOWN) process.stdout.write(`and ${breaches.length - SHOWN} more\n`);
  if (breaches.length > 0) process.exitCode = 1;
}

try {
  await main(asked());
} catch (error) {
  process.stderr.write(`chaos: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = error instanceof TypeError ? 2 : 1;
}
