/** The five real pages beside the repository: what must come out of them (skipped, and saying so, where they are not there). */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { countWords } from '../src/arabic/words.ts';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const FOLDER = join(ROOT, '..', 'shared', 'articles');

type Expected = {
  readonly title: string | null;
  readonly source: string | null;
  readonly author: string | null;
  readonly topics: readonly string[];
  readonly with: readonly string[];
  readonly without: readonly string[];
};
type Line = {
  readonly file: string;
  readonly title: string | null;
  readonly source: string | null;
  readonly author: string | null;
  readonly text: string;
  readonly topics: readonly string[];
  readonly headline: string | null;
  readonly brief: string;
};

const present = existsSync(join(FOLDER, 'expectations.json'));
if (!present) process.stderr.write('skipped: ../shared/articles is not beside the repository\n');

function mujaz<Answer>(args: readonly string[], input = ''): Answer[] {
  const run = spawnSync(process.execPath, ['--import', 'tsx', 'src/main.ts', ...args], {
    cwd: ROOT,
    input,
    encoding: 'utf8',
  });
  expect([run.status, run.stderr]).toEqual([0, '']);
  return run.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Answer);
}

describe.skipIf(!present)('the five pages', () => {
  const expectations = present
    ? (JSON.parse(readFileSync(join(FOLDER, 'expectations.json'), 'utf8')) as {
        readonly files: Readonly<Record<string, Expected>>;
        readonly same_story: readonly (readonly string[])[];
      })
    : { files: {}, same_story: [] };
  const files = present
    ? readdirSync(FOLDER)
        .filter((name) => name.endsWith('.txt'))
        .sort()
    : [];
  const lines = present ? mujaz<Line>(['brief', '--json', ...files.map((name) => join(FOLDER, name))]) : [];

  test.each(files)('%s: title, source, author, topics, what must be there and what must not', (name) => {
    const line = lines.find(({ file }) => basename(file) === name);
    const expected = expectations.files[name];
    if (!line || !expected) throw new Error(`${name} has no line or no expectation`);
    const { title, source, author } = expected;
    expect(line).toMatchObject({ title, source, author });
    expect(line.topics).toEqual(expect.arrayContaining([...expected.topics]));
    expect(line.topics.length).toBeLessThanOrEqual(6);
    for (const phrase of expected.with) expect(line.text).toContain(phrase);
    for (const phrase of expected.without) {
      for (const shown of [line.title ?? '', line.text, line.headline ?? '', line.brief])
        expect(shown).not.toContain(phrase);
    }
    expect(countWords(line.brief)).toBeGreaterThan(10);
    expect(countWords(line.brief)).toBeLessThanOrEqual(60);
  });

  test('they tell three stories, one of them in three pages', () => {
    const input = lines
      .map(({ file, title, text }) => JSON.stringify({ id: basename(file), title, body: text }))
      .join('\n');
    const told = mujaz<{ readonly id: string; readonly story: string }>(['analyze'], input);
    const stories = [...new Set(told.map(({ story }) => story))].map((story) =>
      told.filter((line) => line.story === story).map(({ id }) => id),
    );
    const alone = files
      .filter((name) => !expectations.same_story.flat().includes(name))
      .map((name) => [name]);
    const inOrder = (groups: readonly (readonly string[])[]) =>
      groups.map((group) => group.join(' ')).toSorted();
    expect(inOrder(stories)).toEqual(inOrder([...expectations.same_story, ...alone]));
  });
});
