/**
 * `npm run eval [-- NAME …]`: every quality figure beside its baseline. A whole run writes what it found to
 * eval/RESULTS.md, to be read, and to eval/results.json, to be held against. `npm run eval -- --check` writes nothing
 * and fails where a figure fell beyond noise.
 */
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { z } from 'zod';
import { measure as briefs } from './briefs.ts';
import { measure as kinds } from './kinds.ts';
import { measure as noise } from './noise.ts';
import { measure as pages } from './pages.ts';
import { COLUMNS, cellsOf, type Figure, fallen, type Measure, type Recorded, recordOf } from './report.ts';
import { measure as stories } from './stories.ts';
import { measure as topics } from './topics.ts';
import { measure as words } from './words.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const FOLDER = here('../../shared/eval/');
const RESULTS = here('RESULTS.md');
const RECORD = here('results.json');

const MEASURES: Readonly<Record<string, Measure>> = { noise, pages, kinds, topics, stories, briefs, words };

const recordShape = z.record(z.string(), z.array(z.tuple([z.number(), z.number()])));

/** Columns padded to their width, for a terminal. */
function aligned(rows: readonly (readonly string[])[]): string {
  const widths = COLUMNS.map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  return rows
    .map(
      (row) =>
        `${row
          .map((cell, at) => cell.padEnd(widths[at] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}

function markdown(rows: readonly (readonly string[])[]): string {
  const [head = [], ...body] = rows.map(
    (row) => `| ${row.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`,
  );
  const rule = `|${COLUMNS.map(() => ' --- ').join('|')}|`;
  return `# Quality, measured

What \`npm run eval\` found, each figure beside a baseline of the same run; intervals are 95 % by bootstrap over the cases.
Written by it over texts that nobody on this project wrote, and over rows of our own where a line says so; the rules were written
with these rows in view, but for those called held out.

${[head, rule, ...body].join('\n')}
`;
}

/** The record as JSON, a figure a line, so that a change shows which figures it moved. */
function recordText(record: Recorded): string {
  const lines = Object.entries(record).map(
    ([name, parts]) => `${JSON.stringify(name)}:${JSON.stringify(parts)}`,
  );
  return `{\n${lines.join(',\n')}\n}\n`;
}

async function recorded(): Promise<Recorded> {
  return existsSync(RECORD) ? recordShape.parse(JSON.parse(await readFile(RECORD, 'utf8'))) : {};
}

async function run(names: readonly string[], check: boolean): Promise<void> {
  const folder = existsSync(FOLDER) ? FOLDER : undefined;
  if (folder === undefined) {
    process.stdout.write('evaluation over ../shared/eval skipped: it is not beside this repository\n');
  }
  const figures: Figure[] = [];
  for (const [name, measure] of Object.entries(MEASURES)) {
    if (names.length === 0 || names.includes(name)) figures.push(...(await measure(folder)));
  }
  const rows = [COLUMNS, ...figures.map(cellsOf)];
  if (figures.length > 0) process.stdout.write(aligned(rows));
  const complete = names.length === 0 && folder !== undefined;
  if (check) {
    const complaints = fallen(figures, await recorded(), complete);
    for (const complaint of complaints) process.stderr.write(`fell beyond noise: ${complaint}\n`);
    if (complaints.length > 0) process.exitCode = 1;
  } else if (complete) {
    await writeFile(RESULTS, markdown(rows));
    await writeFile(RECORD, recordText(recordOf(figures)));
  }
}

await new Command('eval')
  .argument('[name...]', `which measures: ${Object.keys(MEASURES).join(', ')}; all when none is named`)
  .option('--check', 'compare with the recorded run and fail where a figure fell beyond noise')
  .action(async (names: readonly string[], { check = false }: { check?: boolean }, command: Command) => {
    const unknown = names.filter((name) => !(name in MEASURES));
    if (unknown.length > 0) command.error(`no measure is called ${unknown.join(', ')}`, { exitCode: 2 });
    await run(names, check);
  })
  .parseAsync();
