/** What the audit of dependencies makes of npm's answers. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const SCRIPT = fileURLToPath(new URL('../.ci/audit.mjs', import.meta.url));

function audited(report: string) {
  const { status, stdout } = spawnSync(process.execPath, [SCRIPT], { input: report, encoding: 'utf8' });
  return [status, stdout.trim()];
}

function found(counts: Readonly<Record<string, number>>, vulnerabilities: object = {}): string {
  return JSON.stringify({ auditReportVersion: 2, vulnerabilities, metadata: { vulnerabilities: counts } });
}

test('nothing found passes', () => {
  expect(audited(found({ moderate: 0, high: 0, critical: 0, total: 0 }))).toEqual([
    0,
    'npm audit: 0 findings, 0 of them high or critical',
  ]);
});

test('what is moderate is told, what is high fails', () => {
  const [status, said] = audited(found({ moderate: 1, total: 1 }, { left: { severity: 'moderate' } }));
  expect([status, said]).toEqual([
    0,
    'npm audit: moderate: left\nnpm audit: 1 findings, 0 of them high or critical',
  ]);
  expect(audited(found({ high: 1, total: 1 }, { left: { severity: 'high' } }))[0]).toBe(1);
  expect(audited(found({ critical: 1, total: 1 }))[0]).toBe(1);
});

test.each([
  ['nothing', ''],
  ['a page', '<html>'],
  [
    'an error',
    '{"message":"request failed","error":{"code":"ENOTFOUND","summary":"getaddrinfo","detail":""}}',
  ],
  ['null', 'null'],
])('no audit is no failure, but said aloud: %s', (_, answer) => {
  const [status, said] = audited(answer);
  expect(status).toBe(0);
  expect(said).toMatch(/^npm audit: SKIPPED, the registry does not answer it \(.+\)$/);
});

test('CI asks for it', () => {
  expect(readFileSync(new URL('../.ci/run', import.meta.url), 'utf8')).toMatch(
    /npm audit --omit=dev .*\| node \.ci\/audit\.mjs/,
  );
});
