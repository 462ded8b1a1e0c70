/** `brief`: with `--why`, which rule of the cleaning took which piece; and what of a feed it left out. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../support/temporary.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const LEAD = 'افتتح عمدة مدينة النخيل صباح السبت مكتبة عامة تضم ثلاثين ألف كتاب في وسط المدينة القديمة.';
const POINTER = 'اقرأ أيضا: نادي الواحة يفوز بكأس المدينة';

function run(files: Readonly<Record<string, string>>, ...options: readonly string[]) {
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return spawnSync(
    process.execPath,
    ['--import', 'tsx', 'src/main.ts', 'brief', ...options, ...Object.keys(files)],
    { cwd: ROOT, env: { ...process.env, INIT_CWD: folder }, encoding: 'utf8' },
  );
}

const brief = (...asked: Parameters<typeof run>) => run(...asked).stdout;

test('each piece that went is told with its rule, of texts and of pages', () => {
  const files = {
    'a.txt': `${LEAD}\n${POINTER}\n`,
    'b.html': `<html lang="ar"><body><article><h1>مكتبة جديدة في النخيل</h1><p>${LEAD}</p><p>${POINTER}</p></article></body></html>`,
  };
  expect(brief(files, '--why').split(`  − «اقرأ أيضا»: ${POINTER}\n`)).toHaveLength(3);
  const why = brief(files, '--why', '--json')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).why);
  const pointer = { rule: '«اقرأ أيضا»', text: POINTER };
  expect(why).toEqual([expect.arrayContaining([pointer]), expect.arrayContaining([pointer])]);
});

test('unasked, the rules stay untold', () => {
  const files = { 'a.txt': `${LEAD}\n${POINTER}\n` };
  expect(brief(files)).not.toContain(POINTER);
  expect(JSON.parse(brief(files, '--json'))).not.toHaveProperty('why');
});

test('entries of a feed that are left out are counted, and the others told', () => {
  const item = `<item><title>مكتبة جديدة في النخيل</title><description>${LEAD}</description></item>`;
  const { stdout, stderr } = run({ 'a.xml': `<rss><channel>${item}<item><title>ناد` });
  expect(stdout).toContain('مكتبة جديدة في النخيل');
  expect(stderr).toBe('mujaz: a.xml: left out 1 entries, cut off, empty or over the limit\n');
});
