/** The layout as the README draws it: a module imports only from those to its right. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const SRC = fileURLToPath(new URL('../src/', import.meta.url));

/** From the rim to the middle; those in one row do not know each other. */
const LAYERS: readonly (readonly string[])[] = [
  ['main.ts'],
  ['commands'],
  ['telegram', 'storage', 'playground'],
  ['operator'],
  ['delivery'],
  ['digests'],
  ['subscriptions'],
  ['briefs'],
  ['stories'],
  ['topics'],
  ['news'],
  ['arabic'],
];

/** Besides the layers: who may use them. */
const SHARED: Readonly<Record<string, (module: string) => boolean>> = {
  'log.ts': (module) => module !== 'arabic',
  'durations.ts': (module) => module !== 'arabic',
  'listen.ts': (module) => module === 'commands' || module === 'playground',
  'config.ts': (module) => module === 'main.ts' || module === 'commands',
  'schedule.ts': (module) => module === 'main.ts' || module === 'commands',
};

type Import = { readonly from: string; readonly to: string };

function files(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return files(path);
    return /\.m?[jt]s$/.test(entry.name) ? [path] : [];
  });
}

function imports(file: string): Import[] {
  const text = readFileSync(file, 'utf8');
  const found = text.matchAll(/(?:\bfrom|\bimport\s*\(?|new URL\()\s*'(\.{1,2}\/[^']+)'/g);
  return [...found].map((match) => ({
    from: relative(SRC, file),
    to: relative(SRC, resolve(dirname(file), match[1] ?? '')),
  }));
}

const moduleOf = (path: string): string => path.split('/')[0] ?? path;
const layerOf = (module: string): number => LAYERS.findIndex((layer) => layer.includes(module));

const sources = files(SRC);
const inside = sources.flatMap(imports).filter(({ to }) => !to.startsWith('..'));

test('every file stands in a module of the layout', () => {
  const strangers = sources
    .map((file) => moduleOf(relative(SRC, file)))
    .filter((module) => layerOf(module) < 0 && !(module in SHARED));
  expect(strangers).toEqual([]);
});

test('imports go towards the middle only', () => {
  const wrong = inside.filter(({ from, to }) => {
    const [importer, imported] = [moduleOf(from), moduleOf(to)];
    if (importer === imported) return false;
    const shared = SHARED[imported];
    if (shared) return !shared(importer) && !(importer in SHARED);
    return importer in SHARED || layerOf(importer) >= layerOf(imported);
  });
  expect(wrong).toEqual([]);
});

test('the check sees imports at all', () => {
  expect(inside.length).toBeGreaterThan(50);
});

test('only the reader of the network opens connections to outlets', () => {
  const openers = sources
    .filter((file) => /from 'undici'|from 'node:https?'|\bfetch\(/.test(readFileSync(file, 'utf8')))
    .map((file) => moduleOf(relative(SRC, file)));
  expect(
    openers.filter((module) => !['news', 'telegram', 'playground', 'commands', 'listen.ts'].includes(module)),
  ).toEqual([]);
});

/** What Node reads before `file` runs: its imports that are no types, and theirs. */
function readBefore(file: string, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  const text = readFileSync(join(SRC, file), 'utf8');
  for (const [, what = '', from = ''] of text.matchAll(/^import (?!type\b)([^;]*?)from '([^']+)'/gms)) {
    if (/^\{(?:\s*type [^,}]+,?)+\s*\}/u.test(what)) continue;
    if (from.startsWith('.')) readBefore(relative(SRC, resolve(SRC, dirname(file), from)), seen);
    else seen.add(from);
  }
  return seen;
}

test('a start sends what waits before the rest of the program is read', () => {
  const first = readBefore('commands/start.ts');
  expect([...first]).toEqual(expect.arrayContaining(['delivery/deliver.ts', 'telegram/send.ts', 'undici']));
  const late = ['grammy', 'htmlparser2', 'linkedom', 'telegram/bot.ts', 'news/ingest.ts', 'briefs/brief.ts'];
  expect(late.filter((file) => first.has(file))).toEqual([]);
  // All of them are read in the end.
  const last = new Set([...readBefore('commands/app.ts'), ...readBefore('news/extract.ts')]);
  expect(late.filter((file) => !last.has(file))).toEqual([]);
});
