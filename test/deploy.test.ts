/** The systemd unit: it says what the program takes, and systemd takes it. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const UNIT = fileURLToPath(new URL('../deploy/mujaz.service', import.meta.url));
const unit = readFileSync(UNIT, 'utf8');

test('the unit starts what npm start does', () => {
  const { scripts } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const [, command = '?'] = /^ExecStart=\/usr\/bin\/node (.+)$/m.exec(unit) ?? [];
  expect(scripts.start?.endsWith(` ${command}`)).toBe(true);
});

test('the unit gives a stop the time that the program takes at most, and nothing to write to but its state', () => {
  expect(Number(/^TimeoutStopSec=(\d+)$/m.exec(unit)?.[1])).toBeGreaterThan(10);
  for (const line of [
    'DynamicUser=yes',
    'ProtectSystem=strict',
    'StateDirectory=mujaz',
    'NoNewPrivileges=yes',
  ])
    expect(unit.split('\n')).toContain(line);
});

test('the unit starts it again whatever ends it, but where another bot has its database or its token', () => {
  const lines = unit.split('\n');
  expect(lines).toContain('Restart=always');
  // What start.test.ts sees it end with.
  expect(lines).toContain('RestartPreventExitStatus=3');
});

const verifies = existsSync('/usr/bin/systemd-analyze') && existsSync('/usr/bin/node');

test.skipIf(!verifies)('systemd finds no fault in the unit (where it is installed)', () => {
  const { status, stderr } = spawnSync('systemd-analyze', ['verify', UNIT], { encoding: 'utf8' });
  // It looks at this machine's own units as well.
  const about = stderr.split('\n').filter((line) => line.includes('mujaz'));
  expect([status, about]).toEqual([0, []]);
});
