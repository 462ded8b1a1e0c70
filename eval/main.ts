/** `npm run eval`: every quality figure beside its baseline, over the evaluation folder beside the repository. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { measure as briefs } from './briefs.ts';
import { measure as noise } from './noise.ts';
import { measure as pages } from './pages.ts';
import type { Measure, Row } from './report.ts';
import { measure as stories } from './stories.ts';
import { measure as topics } from './topics.ts';

const FOLDER = fileURLToPath(new URL('../../shared/eval/', import.meta.url));

const MEASURES: Readonly<Record<string, Measure>> = { noise, pages, topics, stories, briefs };

const COLUMNS = ['measure', 'ours', 'baseline', 'cases', 'bar', 'met'] as const;

function cells(row: Row): Record<(typeof COLUMNS)[number], string> {
  const met = row.met === undefined ? '' : row.met ? 'yes' : 'NO';
  return { ...row, cases: String(row.cases), met };
}

function table(rows: readonly Row[]): string {
  const all = [Object.fromEntries(COLUMNS.map((name) => [name, name])), ...rows.map(cells)];
  const widths = COLUMNS.map((name) => Math.max(...all.map((row) => String(row[name]).length)));
  return all
    .map((row) =>
      COLUMNS.map((name, index) => String(row[name]).padEnd(widths[index] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

if (!existsSync(FOLDER)) {
  process.stdout.write('evaluation skipped: there is no ../shared/eval beside this repository\n');
} else {
  // Names on the command line keep to some of the measures.
  const asked = process.argv.slice(2);
  const unknown = asked.filter((name) => !(name in MEASURES));
  if (unknown.length > 0) {
    process.stderr.write(
      `no measure is called ${unknown.join(', ')}: there are ${Object.keys(MEASURES).join(', ')}\n`,
    );
    process.exitCode = 2;
  } else {
    const rows: Row[] = [];
    for (const [name, measure] of Object.entries(MEASURES)) {
      if (asked.length === 0 || asked.includes(name)) rows.push(...(await measure(FOLDER)));
    }
    process.stdout.write(`${table(rows)}\n`);
  }
}
