/** What the README lists is what there is. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
const scripts = (
  JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: Record<string, string> }
).scripts;

test('the table of commands names every command of mujaz, and no other', () => {
  const { stdout } = spawnSync(process.execPath, ['--import', 'tsx', 'src/main.ts', '--help'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  const offered = [...stdout.matchAll(/^ {2}([a-z]+)(?= |$)/gm)]
    .map((match) => match[1])
    .filter((name) => name !== 'help');
  const table = readme.slice(readme.search(/^\| command +\| does/m), readme.indexOf('## How to add'));
  const listed = [...table.matchAll(/`([a-z]+)(?=[ `])/g)]
    .map((match) => match[1])
    .filter((name) => name !== 'npm');
  expect(new Set(listed)).toEqual(new Set(offered));
});

test('every folder of src has its line, and every path named is there', () => {
  for (const folder of readdirSync(join(ROOT, 'src'), { withFileTypes: true })) {
    if (folder.isDirectory()) expect(readme).toContain(`\`src/${folder.name}/\``);
  }
  const paths = [
    ...readme.matchAll(/`((?:src|test|migrations|eval|bench|chaos|deploy|samples)\/[^`*]*)`/g),
  ].map((match) => match[1] ?? '');
  expect(paths.length).toBeGreaterThan(15);
  expect(paths.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});

test('every npm command named is a script', () => {
  const named = [...readme.matchAll(/`npm run (?:-s )?([a-z:]+)/g)].map((match) => match[1] ?? '');
  expect(named.length).toBeGreaterThan(3);
  expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
});

test('every file of code says in its first line what it is for', () => {
  const files = ['src', 'eval', 'bench', 'chaos'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
  );
  const code = files.filter((file) => /\.m?[jt]s$/.test(file));
  expect(code.length).toBeGreaterThan(150);
  expect(code.filter((file) => !readFileSync(join(ROOT, file), 'utf8').startsWith('/**'))).toEqual([]);
});

test('the ways through the larger folders pass through files that are there', () => {
  const ways = readme.slice(readme.indexOf('The ways through'), readme.indexOf('## The command line'));
  const named = ways.split(/^- /mu).flatMap((way) => {
    const [folder = '', ...files] = [...way.matchAll(/`([a-z][a-z/.-]*)`/gu)].map((match) => match[1] ?? '');
    return files.map((file) => join(folder, file.includes('.') ? file : `${file}.ts`));
  });
  expect(named.length).toBeGreaterThan(30);
  expect(named.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});

test('every bench has its row, and no other', () => {
  const table = readFileSync(join(ROOT, 'bench', 'README.md'), 'utf8');
  const { stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'bench/main.ts', 'none'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  const [, names = ''] = /there are (.+)$/mu.exec(stderr) ?? [];
  expect([...table.matchAll(/^\| `([a-z]+)`/gmu)].map(([, name]) => name)).toEqual(names.split(', '));
});
