/** Others' texts are for measuring only: no file of the project may hold five words in a row of theirs. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { fold } from '../src/arabic/normalize.ts';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const SHARED = join(ROOT, '..', 'shared');
const RUN = 5;

/** Every run of five words that holds an Arabic letter, folded. */
function* runs(text: string): Generator<string> {
  const words = fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
  for (let start = 0; start + RUN <= words.length; start++) {
    const run = words.slice(start, start + RUN).join(' ');
    if (/\p{Script=Arabic}/u.test(run)) yield run;
  }
}

function sharedTexts(): string[] {
  const read = (folder: string, pattern: RegExp) =>
    readdirSync(join(SHARED, folder))
      .filter((name) => pattern.test(name))
      .map((name) => readFileSync(join(SHARED, folder, name), 'utf8'));
  const strings = (value: unknown): string[] => {
    if (typeof value === 'string') return [value];
    return value !== null && typeof value === 'object' ? Object.values(value).flatMap(strings) : [];
  };
  const rows = read('eval', /\.jsonl$/)
    .flatMap((file) => file.split('\n'))
    .filter((line) => line.trim() !== '')
    .flatMap((line) => strings(JSON.parse(line)));
  const pages = read('eval/pages', /\.html$/).map((html) => html.replace(/<[^>]*>/g, '\n'));
  return [...read('articles', /\.txt$/), ...rows, ...pages];
}

const present = existsSync(join(SHARED, 'articles')) && existsSync(join(SHARED, 'eval'));
if (!present)
  process.stderr.write('skipped: ../shared is not beside the repository, so originality is not checked\n');

test.skipIf(!present)('no file holds five words in a row of a text that is only for measuring', () => {
  const theirs = new Set(sharedTexts().flatMap((text) => [...runs(text)]));
  expect(theirs.size).toBeGreaterThan(100_000);
  const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
    cwd: ROOT,
    encoding: 'utf8',
  })
    .split('\0')
    .filter((file) => file !== '' && file !== 'package-lock.json' && existsSync(join(ROOT, file)));
  const found = files.flatMap((file) =>
    [...runs(readFileSync(join(ROOT, file), 'utf8'))]
      .filter((run) => theirs.has(run))
      .map((run) => `${file}: ${run}`),
  );
  expect(found).toEqual([]);
});
