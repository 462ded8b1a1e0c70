/** `backup` and `restore`: a copy of the database beside a running bot, and its way back. */
import type { Config } from '../config.ts';
import { backUp, restore as restoreDatabase } from '../storage/backup.ts';
import { line, typedPath } from './output.ts';
import { removalsOf, removeAgain } from './remove.ts';

function size(bytes: number): string {
  return `${(bytes / 1_048_576).toFixed(1)} MB`;
}

/** Copy the database to `file`, checked; an existing file is replaced only on `replace`. */
export async function backup(
  config: Config,
  { file, replace }: { readonly file: string; readonly replace: boolean },
): Promise<void> {
  const { bytes, rows } = await backUp(config.DATABASE_PATH, typedPath(file), replace);
  await line(`${file}: ${size(bytes)}, ${rows} rows, checked`);
}

/** Put the backup `file` in the database's place, while no bot runs on it. `now` is epoch ms. */
export async function restore(
  config: Config,
  { file, asItIs }: { readonly file: string; readonly asItIs: boolean },
  now: number,
): Promise<void> {
  const removals = await removalsOf(config.DATABASE_PATH);
  const restored = await restoreDatabase(typedPath(file), config.DATABASE_PATH, { asItIs, now });
  await line(`${config.DATABASE_PATH}: ${size(restored.bytes)}, ${restored.rows} rows, checked`);
  if (restored.aside !== undefined) await line(`what stood there is kept as ${restored.aside}`);
  const again = await removeAgain(config, removals, now);
  if (again > 0) await line(`${again} removals that the backup did not know hold again`);
  if (restored.sentSince) {
    await line(
      'digests may have been sent since the backup: what waited in it comes as headlines only, and digests tell what is published from now on',
    );
  }
}
