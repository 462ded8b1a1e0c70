import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { keepSecret, reason, redact } from '../src/log.ts';

const TOKEN = `123456789:${'A'.repeat(35)}`;

/** What a process logs, as its operator sees it. */
function logged(lines: string): string {
  const script = `import { log, keepSecret } from './src/log.ts'; ${lines}`;
  const run = spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script], {
    cwd: fileURLToPath(new URL('../', import.meta.url)),
    encoding: 'utf8',
  });
  expect(run.stdout).toBe('');
  return run.stderr;
}

test('a log line is one line on stderr with its level, message and fields', () => {
  const out = logged(
    "log.warn('source failed', { source: 'a', error: 'no answer', failures: 3, missing: undefined });",
  );
  expect(out).toMatch(
    /^\[\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\] WARN: source failed \{"source":"a","error":"no answer","failures":3\}\n$/,
  );
});

test('no secret passes the door, in message or field, alone or inside an address', () => {
  const out = logged(
    `keepSecret(['hush-hush']); log.error('at https://api.example/bot${TOKEN}/getMe', { a: '${TOKEN}', b: 'x hush-hush y' });`,
  );
  expect(out).not.toContain('AAAA');
  expect(out).not.toContain('hush-hush');
  expect(out).toContain('<token>');
});

test('the reason of an error is its message and its cause’s, on one line, without secrets', () => {
  keepSecret(['p4ss word']);
  const cause = new Error(`refused by bot${TOKEN}`);
  expect(reason(new Error('first\n  second', { cause }))).toBe('first second (refused by bot<token>)');
  expect(reason('plain')).toBe('plain');
  expect(redact('q=p4ss%20word')).toBe('q=<secret>');
  expect(reason(new Error('x'.repeat(2_000)))).toHaveLength(500);
});
