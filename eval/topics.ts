/** How well topics are matched, on texts and labels that nobody on this project wrote. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { foldLight } from '../src/arabic/normalize.ts';
import { catalogue } from '../src/topics/catalogue.ts';
import { matchTopics } from '../src/topics/match.ts';
import type { TopicMatch } from '../src/topics/topic.ts';
import type { Measure, Row } from './report.ts';

const PLACES =
  'iran israel gaza palestine lebanon syria iraq jordan egypt sudan libya tunisia algeria morocco yemen saudi uae qatar kuwait bahrain oman turkey russia ukraine usa china india pakistan afghanistan france uk germany europe africa asia'.split(
    ' ',
  );
const SUBJECTS = 'economy sports technology science health culture environment'.split(' ');

/** File-name words that are no slug, by sense; an empty list is left out of the score. */
const SENSES: Readonly<Record<string, readonly string[]>> = {
  afghan: ['afghanistan'],
  taliban: ['afghanistan'],
  obama: ['usa'],
  hamas: ['palestine'],
  darfur: ['sudan'],
  somalia: ['somalia', 'africa'],
  nuclear: [],
  haiti: [],
};

const feedItem = z.object({
  title: z.string(),
  summary: z.string().nullable(),
  topics: z.array(z.string()),
  side_topics: z.array(z.string()),
});
const fileNamed = z.object({
  title: z.string(),
  summary: z.string().nullable(),
  body: z.string(),
  topics: z.array(z.string()),
});

async function rows<T>(file: string, shape: z.ZodType<T>): Promise<T[]> {
  const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line.trim() !== '');
  return lines.map((line) => shape.parse(JSON.parse(line)));
}

type Matcher = (title: string, text: string) => TopicMatch;

const ours: Matcher = (title, text) => matchTopics({ title, text });

const bareNames = catalogue.map((topic) => ({ slug: topic.slug, name: foldLight(topic.name) }));
/** The topic's bare Arabic name, anywhere in the letters. */
const byName: Matcher = (title, text) => {
  const letters = foldLight(`${title}\n${text}`);
  return { main: bareNames.filter(({ name }) => letters.includes(name)).map(({ slug }) => slug), side: [] };
};

type Score = { readonly precision: number; readonly recall: number; readonly f1: number };

function score(
  items: readonly z.infer<typeof feedItem>[],
  matcher: Matcher,
  slugs: readonly string[],
): Score {
  const counted = new Set(slugs);
  let hits = 0;
  let predicted = 0;
  let wanted = 0;
  for (const item of items) {
    const labels = new Set(item.topics.filter((slug) => counted.has(slug)));
    if (labels.has('gaza') && counted.has('palestine')) labels.add('palestine');
    const neutral = new Set(item.side_topics);
    wanted += labels.size;
    for (const slug of matcher(item.title, item.summary ?? '').main) {
      if (!counted.has(slug)) continue;
      if (labels.has(slug)) hits += 1;
      else if (neutral.has(slug)) continue;
      predicted += 1;
    }
  }
  const precision = predicted === 0 ? 0 : hits / predicted;
  const recall = wanted === 0 ? 0 : hits / wanted;
  return {
    precision,
    recall,
    f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall),
  };
}

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
const show = ({ precision, recall, f1 }: Score) =>
  `P ${percent(precision)} R ${percent(recall)} F1 ${f1.toFixed(3)}`;

function fileNames(
  cases: readonly z.infer<typeof fileNamed>[],
  matcher: Matcher,
): { recall: number; mean: number; cases: number } {
  let found = 0;
  let wanted = 0;
  let topics = 0;
  for (const item of cases) {
    const { main, side } = matcher(item.title, `${item.summary ?? ''}\n${item.body}`);
    const all = new Set([...main, ...side]);
    topics += all.size;
    for (const label of item.topics) {
      const slugs = SENSES[label] ?? [label];
      if (slugs.length === 0) continue;
      wanted += 1;
      if (slugs.some((slug) => all.has(slug))) found += 1;
    }
  }
  return { recall: found / wanted, mean: topics / cases.length, cases: wanted };
}

/** Rows for feed items (main topics, places and subjects apart and together) and for file-name labels. */
export const measure: Measure = async (folder) => {
  const items = await rows(join(folder, 'rss_items.jsonl'), feedItem);
  const named = await rows(join(folder, 'slug_topics.jsonl'), fileNamed);
  const out: Row[] = [];
  for (const [what, slugs, bar] of [
    ['places', PLACES, 0.92],
    ['subjects', SUBJECTS, 0.8],
    ['all', [...PLACES, ...SUBJECTS], 0.8],
  ] as const) {
    const figure = score(items, ours, slugs);
    out.push({
      measure: `topics of feed items: ${what}`,
      ours: show(figure),
      baseline: show(score(items, byName, slugs)),
      cases: items.length,
      bar: `F1 ≥ ${bar.toFixed(2)}`,
      met: figure.f1 >= bar,
    });
  }
  const figure = fileNames(named, ours);
  const base = fileNames(named, byName);
  out.push({
    measure: 'topics against file names: recall',
    ours: percent(figure.recall),
    baseline: percent(base.recall),
    cases: figure.cases,
    bar: '≥ 97 %',
    met: figure.recall >= 0.97,
  });
  out.push({
    measure: 'topics against file names: mean number',
    ours: figure.mean.toFixed(2),
    baseline: base.mean.toFixed(2),
    cases: named.length,
    bar: '≤ 5',
    met: figure.mean <= 5,
  });
  return out;
};
