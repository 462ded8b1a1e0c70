/** What commands write: results on stdout, complaints on stderr, and how they end. */
import { isAbsolute, resolve } from 'node:path';
import { reason } from '../log.ts';

/** A reader that went away (`| head`) is no failure: nothing more is written, and the command ends quietly. */
let readerGone = false;
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  readerGone = true;
});

/** Ends the wait for a slow reader; one listener for the whole command. */
let resume: () => void = () => {};
for (const event of ['drain', 'close', 'error']) process.stdout.on(event, () => resume());

/** Write one line to stdout, waiting while the reader is slow. */
export async function line(text: string): Promise<void> {
  if (readerGone || process.stdout.write(`${text}\n`)) return;
  await new Promise<void>((resolve) => {
    resume = resolve;
  });
}

/** Write one JSON line: undefined becomes null, so that every field is always there. */
export async function jsonLine(value: Readonly<Record<string, unknown>>): Promise<void> {
  await line(JSON.stringify(value, (_key, field: unknown) => (field === undefined ? null : field)));
}

/** What the system says of a file, in words. */
const FILE_TROUBLE: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'is a folder',
  EACCES: 'may not be read',
};

/** One line on stderr for the operator; the command goes on and ends with 1. */
export function complain(what: string, error: unknown): void {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  process.stderr.write(`mujaz: ${what}: ${FILE_TROUBLE[code] ?? reason(error)}\n`);
  process.exitCode = 1;
}

/** Say on stderr how many entries of a feed were left out, if any; the rest was read, so the command has not failed. */
export function tellLeftOut(input: string, entries: number): void {
  if (entries > 0)
    process.stderr.write(`mujaz: ${input}: left out ${entries} entries, cut off, empty or over the limit\n`);
}

/** A path as the operator meant it: against the folder the command was typed in, which npm leaves in INIT_CWD. */
export function typedPath(path: string): string {
  return isAbsolute(path) ? path : resolve(process.env.INIT_CWD ?? process.cwd(), path);
}

/** Whether an input is an address to fetch, not a path. */
export function isAddress(input: string): boolean {
  return /^https?:\/\//i.test(input);
}
