/**
 * How many texts a second go through cleaning, topics, story and brief, in one process, beside a plain TextRank. In the order of the
 * jobs: what a visit to an outlet brings is cleaned together, then each article goes through the other steps.
 */
import { cleaned } from '../eval/rows.ts';
import { writeBrief } from '../src/briefs/brief.ts';
import { READERS_BUDGET } from '../src/briefs/summarize.ts';
import type { Article } from '../src/news/article.ts';
import { createMemoryIndex, joinInMemory } from '../src/stories/memory-index.ts';
import { matchTopics } from '../src/topics/match.ts';
import { type Figure, quantile } from './measure.ts';
import { type MadeText, madeStream } from './stream.ts';
import { textRank } from './textrank.ts';

const TEXTS = 2_000;
/** Read before them while the engine still compiles, and not counted: the bot runs for months. A text's median falls by a seventh
 * over the first thousand and a half, and no further. */
const WARM_UPS = 1_500;
const TEXTS_PER_EVENT = 4;
/** What one visit to a feed brings. */
const VISIT = 25;
const NOW = Date.UTC(2026, 10, 23, 9);

const STEPS = ['clean', 'topics', 'join', 'brief', "story's brief", 'TextRank'] as const;
type Step = (typeof STEPS)[number];
/** What every text goes through; the others are beside it. */
const LINE: readonly Step[] = ['clean', 'topics', 'join', 'brief'];

function toArticle(made: MadeText, id: number): Article {
  const published = new Date(made.publishedAt).toISOString();
  return {
    ...cleaned({ title: made.title, body: made.text, published, source: made.publisher }),
    id,
    key: String(id),
    revision: '',
    sourceId: undefined,
    publisher: made.publisher,
    house: undefined,
    publishedAt: made.publishedAt,
    sample: false,
    firstSeenAt: made.publishedAt,
  };
}

/** Rates of the line, of each of its steps, and of TextRank over the same cleaned texts in the same run. */
export async function rates(): Promise<readonly Figure[]> {
  const index = createMemoryIndex();
  const spent = new Map<Step, number>();
  const perText = new Array<number>(WARM_UPS + TEXTS).fill(0);
  const stories = new Map<number, Article[]>();
  const step = async <Result>(
    name: Step,
    id: number,
    work: () => Result | Promise<Result>,
  ): Promise<Result> => {
    const before = performance.now();
    const result = await work();
    const taken = performance.now() - before;
    if (id >= WARM_UPS) spent.set(name, (spent.get(name) ?? 0) + taken);
    if (LINE.includes(name)) perText[id] = (perText[id] ?? 0) + taken;
    return result;
  };
  const all = madeStream(WARM_UPS + TEXTS, TEXTS_PER_EVENT, NOW);
  for (let first = 0; first < all.length; first += VISIT) {
    const visit: Article[] = [];
    for (const [place, made] of all.slice(first, first + VISIT).entries()) {
      const id = first + place;
      visit.push(await step('clean', id, () => toArticle(made, id)));
    }
    /** The stories of these articles, as each left its own. */
    const grown: (readonly Article[])[] = [];
    for (const article of visit) {
      const { id } = article;
      await step('topics', id, () => matchTopics(article));
      const story = await step('join', id, () => joinInMemory(article, index, { opens: id, now: NOW }));
      await step('brief', id, () => writeBrief([article], READERS_BUDGET));
      const members = [...(stories.get(story) ?? []), article];
      stories.set(story, members);
      grown.push(members);
    }
    // Beside the line: other work between its steps would only show how much of it the processor's memory holds.
    for (const [place, members] of grown.entries()) {
      await step("story's brief", first + place, () => writeBrief(members, READERS_BUDGET));
    }
    for (const { id, text } of visit) {
      await step('TextRank', id, () => textRank(text, READERS_BUDGET.maxWords, READERS_BUDGET.maxSentences));
    }
  }
  perText.splice(0, WARM_UPS);
  const rate = (ms: number) => `${((TEXTS / ms) * 1000).toFixed(0)} / s`;
  const of = (step: Step) => rate(spent.get(step) ?? Number.NaN);
  perText.sort((a, b) => a - b);
  return [
    {
      what: 'texts of 300 words: clean, topics, join, brief',
      value: rate(perText.reduce((sum, ms) => sum + ms, 0)),
      beside: `bar 1000 / s; plain TextRank alone ${of('TextRank')}`,
    },
    {
      what: '  one text, p95',
      value: `${quantile(perText, 0.95).toFixed(2)} ms`,
      beside: `median ${quantile(perText, 0.5).toFixed(2)} ms`,
    },
    ...LINE.map((name) => ({ what: `  ${name} alone`, value: of(name), beside: '' })),
    {
      what: '  brief from all articles of the story so far',
      value: of("story's brief"),
      beside: `${stories.size} stories opened for ${Math.ceil(all.length / TEXTS_PER_EVENT)} events`,
    },
  ];
}
