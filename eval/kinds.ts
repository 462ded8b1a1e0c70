/** How well the kind of a text is known: above all whether a digest tells it. */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { ArticleKind } from '../src/news/article.ts';
import { articleKind } from '../src/news/kind.ts';
import { type Figure, f1Part, type Measure, type Part } from './report.ts';
import { rowsOf } from './rows.ts';

const kindName = z.enum([
  'news',
  'report',
  'opinion',
  'explainer',
  'review',
  'service',
  'soft',
  'live',
  'sponsored',
]) satisfies z.ZodType<ArticleKind>;

type Labelled = {
  readonly label: ArticleKind;
  readonly title: string;
  readonly text: string;
  readonly url: string | undefined;
};

async function table<T>(file: string, shape: z.ZodType<T>): Promise<T[]> {
  const lines = (await readFile(new URL(file, import.meta.url), 'utf8')).trim().split('\n');
  return lines.filter((line) => !line.startsWith('#')).map((line) => shape.parse(line.split('\t')));
}

const feedItem = z.object({
  id: z.string(),
  title: z.string(),
  summary: z.string().nullable(),
  url: z.string().nullable(),
});

async function feedItems(folder: string): Promise<Labelled[]> {
  const labels = new Map(await table('kinds.tsv', z.tuple([z.string(), kindName])));
  return (await rowsOf(folder, 'rss_items')).flatMap((row) => {
    const { id, title, summary, url } = feedItem.parse(row);
    const label = labels.get(id);
    return label === undefined ? [] : [{ label, title, text: summary ?? '', url: url ?? undefined }];
  });
}

const ownRow = z.tuple([z.enum(['seen', 'held']), kindName, z.string(), z.string()]);

/** Rows of our own, those that the rules were mended over or those held out from it. */
async function own(which: 'seen' | 'held'): Promise<Labelled[]> {
  const rows = await table('our-kinds.tsv', ownRow);
  return rows
    .filter(([part]) => part === which)
    .map(([, label, title, text]) => ({ label, title, text, url: undefined }));
}

const isTold = (kind: ArticleKind) => kind === 'news' || kind === 'report';

function figuresOf(name: string, rows: readonly Labelled[]): Figure[] {
  const judged = rows.map(({ label, title, text, url }) => {
    const kind = articleKind({ url, title, text, notices: [] });
    return { label, kind, apart: !isTold(kind), wanted: !isTold(label) };
  });
  /** With everything taken for news nothing is kept out. */
  const nothing = (part: (row: { readonly apart: boolean; readonly wanted: boolean }) => Part): Part[] =>
    judged.map(({ wanted }) => part({ apart: false, wanted }));
  const figure = (what: string, part: Parameters<typeof nothing>[0]): Figure => ({
    measure: `kinds, ${name}: not for a digest, ${what}`,
    unit: 'score',
    better: 'higher',
    ours: judged.map(part),
    baseline: { name: 'all news', parts: nothing(part) },
  });
  const hits = ({ apart, wanted }: { readonly apart: boolean; readonly wanted: boolean }) =>
    Number(apart && wanted);
  return [
    figure('F1', (row) =>
      f1Part({ hits: hits(row), predicted: Number(row.apart), wanted: Number(row.wanted) }),
    ),
    {
      ...figure('precision', (row) => [hits(row), Number(row.apart)]),
      bar: { of: 'ours', value: 0.95 },
    },
    figure('recall', (row) => [hits(row), Number(row.wanted)]),
    {
      measure: `kinds, ${name}: the very kind`,
      unit: 'percent',
      better: 'higher',
      ours: judged.map(({ label, kind }): Part => [Number(label === kind), 1]),
      baseline: {
        name: 'all news',
        parts: judged.map(({ label }): Part => [Number(label === 'news'), 1]),
      },
    },
  ];
}

/** Figures over feed items with and without their addresses, and over rows of our own. */
export const measure: Measure = async (folder) => {
  const ours = [
    ...figuresOf('rows of our own, held out', await own('held')),
    ...figuresOf('rows of our own, seen', await own('seen')),
  ];
  if (folder === undefined) return ours;
  const items = await feedItems(folder);
  return [
    ...figuresOf('feed items', items),
    ...figuresOf(
      'feed items without their address',
      items.map((item) => ({ ...item, url: undefined })),
    ),
    ...ours,
  ];
};
