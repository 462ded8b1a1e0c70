/** npm writes a lock file from what the registry it can reach offers; a platform's part that is not in it makes `npm ci` fail. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

type Package = {
  readonly version?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
};

const lock = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8')) as {
  readonly packages: Readonly<Record<string, Package & { readonly resolved?: string }>>;
};

test('the lock file knows every platform’s part of every package, at the version asked for', () => {
  const asked = Object.values(lock.packages).flatMap((one) => Object.entries(one.optionalDependencies ?? {}));
  const missing = asked.filter(([name]) => lock.packages[`node_modules/${name}`] === undefined);
  expect(asked.length).toBeGreaterThan(50);
  expect(missing).toEqual([]);
});

test('the lock file names no host', () => {
  expect(Object.values(lock.packages).filter((one) => one.resolved?.startsWith('http'))).toEqual([]);
});
