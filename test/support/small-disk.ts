/** A disk of a few megabytes, which can really be filled; only where this machine lets us mount one. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

function mount(folder: string, options: string): boolean {
  return spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'mujaz-test', folder]).status === 0;
}

/** Mounting needs root, and a container may refuse it even so. */
export const canMount: boolean = (() => {
  const folder = mkdtempSync(join(tmpdir(), 'mujaz-mount-'));
  const mounted = process.getuid?.() === 0 && mount(folder, 'size=1m');
  if (mounted) spawnSync('umount', [folder]);
  rmdirSync(folder);
  return mounted;
})();

export type SmallDisk = {
  readonly folder: string;
  /** Leave not a byte. */
  fill(): void;
  free(): void;
  /** Writable no more; nothing on it may be open. */
  lock(): void;
};

/** A disk of its own for one test. */
export function smallDisk(megabytes: number): SmallDisk {
  const folder = mkdtempSync(join(tmpdir(), 'mujaz-disk-'));
  if (!mount(folder, `size=${megabytes}m`)) throw new Error('nothing can be mounted here');
  onTestFinished(() => {
    spawnSync('umount', ['-l', folder]);
    rmdirSync(folder);
  });
  const filler = join(folder, 'filler');
  return {
    folder,
    fill() {
      const block = Buffer.alloc(4096, 7);
      for (const bytes of [256 * 4096, 4096]) {
        try {
          for (;;) writeFileSync(filler, bytes === 4096 ? block : Buffer.alloc(bytes, 7), { flag: 'a' });
        } catch (error) {
          if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
        }
      }
    },
    free() {
      rmSync(filler, { force: true });
    },
    lock() {
      const { status, stderr } = spawnSync('mount', ['-o', 'remount,ro', folder], { encoding: 'utf8' });
      if (status !== 0) throw new Error(stderr);
    },
  };
}
