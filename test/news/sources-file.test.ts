import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { publisherOf } from '../../src/news/publishers.ts';
import { readSourcesFile } from '../../src/news/sources-file.ts';
import { temporaryFolder } from '../support/temporary.ts';

const row = { id: 'marfa', kind: 'feed', url: 'https://marfa.example/feed', publisher: 'المرفأ' };

async function written(content: unknown): Promise<string> {
  const path = join(temporaryFolder(), 'sources.json');
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

test('a sources file is read in its order, folders against its own place', async () => {
  const path = await written([
    row,
    { ...row, id: 'b', house: 'دار', fullText: true },
    { id: 'c', kind: 'folder', url: 'texts', publisher: 'نصوص' },
  ]);
  expect(await readSourcesFile(path)).toEqual([
    { ...row, house: undefined, fullText: false },
    { ...row, id: 'b', house: 'دار', fullText: true },
    {
      id: 'c',
      kind: 'folder',
      url: join(path, '..', 'texts'),
      publisher: 'نصوص',
      house: undefined,
      fullText: false,
    },
  ]);
});

describe('a wrong file is told in one line with its row and the remedy', () => {
  test.each([
    ['{', /: is not JSON \(.*\); it must hold an array/],
    [{}, /: must hold an array of \{id, kind, url/],
    [['x'], /: row 1: must be an object of \{id/],
    [[{ ...row, urll: 1, x: 2 }], /: row 1 \(marfa\): unknown key "urll", "x"; the keys are id, kind/],
    [[row, row], /: row 2 \(marfa\): the id stands in row 1 already/],
    [[{ ...row, id: 'A b' }], /row 1 \(A b\): id must be 1 to 40/],
    [[{ ...row, id: undefined }], /row 1: id is missing/],
    [[{ ...row, kind: 'rss' }], /kind must be "feed", "page" or "folder"/],
    [[{ ...row, url: 'ftp://x.example/' }], /url must be an http\(s\) address/],
    [[{ ...row, url: 'https://a:b@x.example/' }], /url must be an http\(s\) address/],
    [[{ ...row, publisher: ' ' }], /publisher is empty/],
    [[{ ...row, fullText: 'yes' }], /fullText must be true or false/],
  ])('%j', async (content, message) => {
    const path = await written(content);
    const error: unknown = await readSourcesFile(path).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'SourcesFileError' });
    const told = error instanceof Error ? error.message : '';
    expect(told).toMatch(message);
    expect(told.startsWith(path)).toBe(true);
    expect(told).not.toContain('\n');
  });

  test('that is not there', async () => {
    await expect(readSourcesFile('/nowhere/sources.json')).rejects.toThrow('set SOURCES_FILE');
  });
});

describe('the outlets that come with the bot', async () => {
  const sources = await readSourcesFile(fileURLToPath(new URL('../../sources.json', import.meta.url)));

  test('stand each once, and none is an aggregate', () => {
    const publishers = sources.map(({ publisher }) => publisher);
    expect(new Set(publishers).size).toBe(publishers.length);
    expect(new Set(sources.map(({ url }) => url)).size).toBe(sources.length);
    expect(sources.filter(({ url }) => new URL(url).host === 'news.google.com')).toEqual([]);
  });

  test.each(sources.map((source) => [source.id, source] as const))(
    '%s bears the name and house of the outlet at its address',
    (_, source) => {
      const { publisher: name, house } = source;
      expect(publisherOf({ url: source.url, stated: undefined })).toEqual({ name, house });
    },
  );
});
