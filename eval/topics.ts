/** How well topics are matched, on texts and labels that nobody on this project wrote. */
import { z } from 'zod';
import { foldLight } from '../src/arabic/normalize.ts';
import { catalogue } from '../src/topics/catalogue.ts';
import { matchTopics } from '../src/topics/match.ts';
import type { TopicMatch } from '../src/topics/topic.ts';
import { type Figure, f1Part, type Measure, type Part } from './report.ts';
import { rowsOf } from './rows.ts';

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

type Matcher = (title: string, text: string) => TopicMatch;

const ours: Matcher = (title, text) => matchTopics({ title, text });

const bareNames = catalogue.map((topic) => ({ slug: topic.slug, name: foldLight(topic.name) }));
/** The topic's bare Arabic name, anywhere in the letters. */
const byName: Matcher = (title, text) => {
  const letters = foldLight(`${title}\n${text}`);
  return { main: bareNames.filter(({ name }) => letters.includes(name)).map(({ slug }) => slug), side: [] };
};

/** For each item what its main topics among `slugs` hit, predict and miss. */
function score(
  items: readonly z.infer<typeof feedItem>[],
  matcher: Matcher,
  slugs: readonly string[],
): { readonly hits: number; readonly predicted: number; readonly wanted: number }[] {
  const counted = new Set(slugs);
  return items.map((item) => {
    const labels = new Set(item.topics.filter((slug) => counted.has(slug)));
    if (labels.has('gaza') && counted.has('palestine')) labels.add('palestine');
    const neutral = new Set(item.side_topics);
    let hits = 0;
    let predicted = 0;
    for (const slug of matcher(item.title, item.summary ?? '').main) {
      if (!counted.has(slug)) continue;
      if (labels.has(slug)) hits += 1;
      else if (neutral.has(slug)) continue;
      predicted += 1;
    }
    return { hits, predicted, wanted: labels.size };
  });
}

/** For each text how many of its labels were found, of how many, and how many topics it got. */
function fileNames(
  cases: readonly z.infer<typeof fileNamed>[],
  matcher: Matcher,
): { readonly found: Part[]; readonly topics: Part[] } {
  const found: Part[] = [];
  const topics: Part[] = [];
  for (const item of cases) {
    const { main, side } = matcher(item.title, `${item.summary ?? ''}\n${item.body}`);
    const all = new Set([...main, ...side]);
    const labels = item.topics.map((label) => SENSES[label] ?? [label]).filter((slugs) => slugs.length > 0);
    found.push([labels.filter((slugs) => slugs.some((slug) => all.has(slug))).length, labels.length]);
    topics.push([all.size, 1]);
  }
  return { found, topics };
}

const NAMES_ALONE = 'bare names';

/** Figures for feed items (main topics, places and subjects apart and together) and for file-name labels. */
export const measure: Measure = async (folder) => {
  if (folder === undefined) return [];
  const items = (await rowsOf(folder, 'rss_items')).map((row) => feedItem.parse(row));
  const named = (await rowsOf(folder, 'slug_topics')).map((row) => fileNamed.parse(row));
  const out: Figure[] = [];
  for (const [what, slugs, bar] of [
    ['places', PLACES, 0.92],
    ['subjects', SUBJECTS, 0.8],
    ['all', [...PLACES, ...SUBJECTS], 0.8],
  ] as const) {
    const mine = score(items, ours, slugs);
    const theirs = score(items, byName, slugs);
    const figure = (name: string, of: (counts: (typeof mine)[number]) => Part): Figure => ({
      measure: `topics of feed items, ${what}: ${name}`,
      unit: 'score',
      better: 'higher',
      ours: mine.map(of),
      baseline: { name: NAMES_ALONE, parts: theirs.map(of) },
    });
    out.push(
      { ...figure('F1', f1Part), bar: { of: 'ours', value: bar } },
      figure('precision', ({ hits, predicted }) => [hits, predicted]),
      figure('recall', ({ hits, wanted }) => [hits, wanted]),
    );
  }
  const mine = fileNames(named, ours);
  const theirs = fileNames(named, byName);
  out.push(
    {
      measure: 'topics against file names: recall',
      unit: 'percent',
      better: 'higher',
      ours: mine.found,
      baseline: { name: NAMES_ALONE, parts: theirs.found },
      bar: { of: 'ours', value: 0.97 },
    },
    {
      measure: 'topics against file names: mean number',
      unit: 'number',
      better: 'lower',
      ours: mine.topics,
      baseline: { name: NAMES_ALONE, parts: theirs.topics },
      bar: { of: 'ours', value: 5 },
      free: true,
    },
  );
  return out;
};
