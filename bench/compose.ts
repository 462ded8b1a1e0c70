/** How long the readers of one minute wait until the last of their digests is in the outbox. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeAudience } from './audience.ts';
import { AS_STARTED, type Figure, quantile } from './measure.ts';

const NOW = Date.UTC(2026, 10, 23, 5);
const CHATS = 100_000;
const RUNS = 3;
const BAR = { seconds: 60, megabytes: 300 };
const PROCESS = fileURLToPath(new URL('./compose-process.ts', import.meta.url));

/** 100,000 chats due in one minute, each with its own topics and history, composed by a process of its own; again with words of their own. */
export async function compose(): Promise<readonly Figure[]> {
  return [await composed({ ownWords: false }), await composed({ ownWords: true })];
}

async function composed(having: { readonly ownWords: boolean }): Promise<Figure> {
  const folder = mkdtempSync(join(tmpdir(), 'mujaz-compose-'));
  try {
    const made = join(folder, 'made.db');
    await makeAudience(made, CHATS, NOW, having);
    const seconds: number[] = [];
    let megabytes = 0;
    for (let run = 0; run < RUNS; run += 1) {
      const path = join(folder, `${run}.db`);
      copyFileSync(made, path);
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        [...AS_STARTED.flags, PROCESS, path, String(NOW)],
        { encoding: 'utf8', env: AS_STARTED.env },
      );
      if (status !== 0) throw new Error(`composing failed: ${stderr}`);
      const result = JSON.parse(stdout) as { ms: number; composed: number; megabytes: number };
      if (result.composed !== CHATS) throw new Error(`${result.composed} digests of ${CHATS}`);
      seconds.push(result.ms / 1000);
      megabytes = Math.max(megabytes, result.megabytes);
      rmSync(path);
    }
    seconds.sort((a, b) => a - b);
    const who = having.ownWords ? ', one in ten with words of its own' : '';
    return {
      what: `${CHATS.toLocaleString('en')} chats due in one minute composed${who}, median of ${RUNS}`,
      value: `${quantile(seconds, 0.5).toFixed(1)} s`,
      beside: `bar ${BAR.seconds} s; ${megabytes.toFixed(0)} MB at most, bar ${BAR.megabytes} MB`,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
