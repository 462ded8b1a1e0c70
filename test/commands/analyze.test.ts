/** `analyze`: what each source repeats is learned from the whole stream first. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { madeArticle } from '../support/made-news.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const BANNER = 'السنبلة — نافذة تطل منها على الدنيا';
const SUPPORT = 'صحافتنا تعيش بكم، فكونوا شركاء السنبلة بمساهمة صغيرة كل شهر.';

test('what a source repeats goes from its first article on, in the order of the lines', () => {
  const rows = Array.from({ length: 24 }, (_, n) => {
    const { title, lines } = madeArticle(n);
    const bears = n % 2 === 0;
    const body = bears ? [BANNER, ...lines, SUPPORT] : lines;
    return { id: `a${n}`, title, source: bears ? 'السنبلة' : 'البيدر', body: body.join('\n') };
  });
  const input = rows.map((row) => JSON.stringify(row)).join('\n');
  const run = spawnSync(process.execPath, ['--import', 'tsx', 'src/main.ts', 'analyze'], {
    cwd: ROOT,
    input,
    encoding: 'utf8',
  });
  const answers = run.stdout
    .trim()
    .split('\n')
    .map((line): { id: string; text: string } => JSON.parse(line));
  expect(answers.map(({ id, text }) => [id, text])).toEqual(
    rows.map(({ id }, n) => [id, madeArticle(n).lines.join('\n')]),
  );
});
