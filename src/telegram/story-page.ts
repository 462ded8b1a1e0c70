/** One story with all that is known of it, as a message. */

import { inDigits } from '../arabic/digits.ts';
import { sidesOf } from '../stories/sides.ts';
import type { Story, StoryArticle } from '../stories/story.ts';
import { clockAt, isDayAlone, localTime, publishedDay, publishedWhen, type View } from './dates.ts';
import { contradictionLine, courseLine } from './differences.ts';
import { bold, link, outsideName, plainText } from './html.ts';
import { words } from './messages.ts';
import { fits } from './pack.ts';
import {
  articleLink,
  beforehandLine,
  countedSources,
  deniedLines,
  headlineLine,
  sameWords,
  sentenceLines,
  shownTime,
} from './story-lines.ts';

/** Sentences of a story's own view. */
const SENTENCES = 6;
/** Differences of each kind. */
const DIFFERENCES = 4;
/** Further articles of one outlet that are linked. */
const FURTHER = 3;

/**
 * The story's whole brief, what its outlets tell differently, how it came, and every outlet with links to its articles, as far as a message
 * holds them. Nothing is left out for being hard: it was asked for.
 */
export function renderStoryPage(story: Story, view: View): string {
  const sentences = (sidesOf(story)?.denying ?? story).sentences
    .filter(({ text }) => !sameWords(text, story.headline))
    .slice(0, SENTENCES);
  const outlets = [...byOutlet(story.articles).values()];
  for (const how of [
    { sentences: SENTENCES, named: outlets.length, further: FURTHER, times: true },
    { sentences: SENTENCES, named: outlets.length, further: 0, times: true },
    { sentences: SENTENCES, named: outlets.length, further: 0, times: false },
    { sentences: 3, named: 60, further: 0, times: false },
    { sentences: 3, named: 20, further: 0, times: false },
    { sentences: 3, named: 8, further: 0, times: false },
  ]) {
    const html = page(story, { ...how, outlets, told: sentences, view });
    if (fits(html)) return html;
  }
  return page(story, { sentences: 2, named: 3, further: 0, times: false, outlets, told: sentences, view });
}

type Page = {
  readonly told: Story['sentences'];
  readonly outlets: readonly (readonly StoryArticle[])[];
  readonly view: View;
  /** How much is shown. */
  readonly sentences: number;
  readonly named: number;
  readonly further: number;
  /** Whether a tap on a time shows it in the reader's own: each is an entity. */
  readonly times: boolean;
};

function page(story: Story, { told, outlets, view, sentences, ...shown }: Page): string {
  const differences = (kind: 'contradiction' | 'course') =>
    story.differences.filter((one) => one.kind === kind).slice(0, DIFFERENCES);
  const about = [
    ...deniedLines(story, sidesOf(story)?.denied.slice(0, sentences) ?? []),
    ...differences('contradiction').map((one) => contradictionLine(story, one, view)),
    ...differences('course').map((one, index) => courseLine(story, one, { ...view, first: index === 0 })),
    ...beforehandLine(story),
  ];
  const blocks = [
    [headlineLine(story), ...sentenceLines(story, told.slice(0, sentences))],
    about,
    sources(story, outlets, { view, ...shown }),
  ];
  return blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n');
}

/** Articles of each outlet, earliest first; those that name none are each on their own. */
function byOutlet(articles: readonly StoryArticle[]): ReadonlyMap<string, readonly StoryArticle[]> {
  const outlets = new Map<string, StoryArticle[]>();
  for (const article of articles) {
    const key = article.publisher ?? `#${article.id}`;
    const known = outlets.get(key);
    if (known) known.push(article);
    else outlets.set(key, [article]);
  }
  return outlets;
}

/** «3 مصادر:» and a line for each outlet; for one alone, that there is no other. */
function sources(
  story: Story,
  outlets: Page['outlets'],
  { view, named, ...shown }: Pick<Page, 'view' | 'named' | 'further' | 'times'>,
): string[] {
  const lines = outlets.slice(0, named).map((articles) => outletLine(articles, shown, view));
  const others = outlets.length - lines.length;
  const origin = story.origin === undefined ? [] : [words.origin(outsideName(story.origin))];
  if (outlets.length === 1)
    return [`${bold(`${words.onlySource}:`)} ${lines.join('')}`, ...origin, words.foundHereOnly];
  const head =
    story.voices === 1
      ? `${bold(words.onlySource)}، ${words.publishedIn}`
      : bold(`${countedSources(outlets.length, view)}:`);
  const more = others > 0 ? [words.moreSources(countedSources(others, view))] : [];
  return [head, ...lines, ...more, ...origin];
}

/** «RT · الاثنين 15:59، 17:48»: the outlet is a link to its first article, each later time to a further one. */
function outletLine(
  articles: readonly StoryArticle[],
  { further, times }: Pick<Page, 'further' | 'times'>,
  view: View,
): string {
  const [first, ...later] = articles;
  if (first === undefined) return '';
  const at = first.publishedAt;
  const tagged = at === undefined ? words.undated : shownTime(at, first.published, view);
  const when = times ? tagged : plainText(tagged);
  const more = later.slice(0, further).flatMap((article) => {
    const time = laterTime(article, first, view);
    return time === undefined ? [] : [link(time, article.url)];
  });
  return `${articleLink(first)} · ${[when, ...more].join('، ')}`;
}

/** The clock on the day of the first one, else with its day. */
function laterTime(
  { publishedAt: at, published }: StoryArticle,
  first: StoryArticle,
  view: View,
): string | undefined {
  if (at === undefined) return undefined;
  const { zone, now, digits } = view;
  if (isDayAlone(published)) return inDigits(publishedDay(at, zone, now), digits);
  const [day, other] = [at, first.publishedAt ?? 0].map((time) => localTime(time, zone));
  const sameDay = day?.day === other?.day && day?.month === other?.month && day?.year === other?.year;
  return inDigits(sameDay ? clockAt(at, zone) : publishedWhen(at, zone, now), digits);
}
