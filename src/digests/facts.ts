/** What a story tells that a later state of it can be held against: tolls, what outlets dispute, outcomes, and the headline they stood under. */
import { keptFor } from '../arabic/kept.ts';
import { numbersIn } from '../arabic/numbers.ts';
import { terms } from '../arabic/words.ts';
import { countsIn } from '../briefs/counts.ts';
import { wordsOf } from '../briefs/word.ts';
import { denialIn } from '../stories/denial.ts';
import { type Phrases, phrases } from '../stories/phrases.ts';
import type { Story, StoryArticle, Subject } from '../stories/story.ts';
import { termId } from '../stories/terms.ts';
import { replacesName } from './renamed.ts';

/** What is counted of people, those whom readers ask for first. */
const TOLLS = ['killed', 'wounded'] as const satisfies readonly Subject[];
type Toll = (typeof TOLLS)[number];

const OUTCOMES = ['verdict', 'accord', 'death', 'release'] as const;
type Outcome = (typeof OUTCOMES)[number];

const OUTCOME_WORDS: Readonly<Record<Outcome, Phrases>> = {
  verdict: phrases(`
    قضت محكمة، قضت المحكمة، محكمة تقضي، المحكمة تقضي، حكمت محكمة، حكمت المحكمة، محكمة تحكم، الحكم على، الحكم بالسجن، الحكم بالإعدام، السجن المؤبد
    أدانت محكمة، أدانت المحكمة، محكمة تدين، المحكمة تدين، إدانة، براءة، تبرئة، محكمة تبرئ، المحكمة تبرئ`),
  accord: phrases(`
    توصلا إلى اتفاق، توصل إلى اتفاق، التوصل إلى اتفاق، التوصل لاتفاق، توقيع اتفاق، توقيع الاتفاق، توقيع اتفاقية، يوقعان اتفاقا، توقعان اتفاقا، وقعا اتفاقا، توقع اتفاقا
    الاتفاق على، اتفاق على وقف إطلاق النار`),
  death: phrases(
    'متأثرا بجراحه، متأثرة بجراحها، متأثرا بجروحه، متأثرا بإصابته، متأثرة بإصابتها، وفاة المصاب، وفاة أحد المصابين، وفاة أحد الجرحى',
  ),
  release: phrases(
    'الإفراج عن، إطلاق سراح، أفرج عن، أفرجت عن، يفرج عن، تفرج عن، تحرير الرهائن، تحرير المختطفين',
  ),
};

/** How many are counted, in which article, and whether its headline says so. */
type Counted = { readonly value: number; readonly articleId: number; readonly titled: boolean };

/** An article's headline, by a number that another one will hardly have. */
type Headed = { readonly articleId: number; readonly title: number };

/** What of a story's state is told again when it changes. */
export type Facts = {
  readonly tolls: ReadonlyMap<Toll, Counted>;
  /** Of these outlets give numbers of which one is half as much again as another, or more. */
  readonly disputed: ReadonlySet<Toll>;
  readonly outcomes: ReadonlySet<Outcome>;
  /** An outlet's headline denies it. */
  readonly denied: boolean;
  /** Whose headline the story had; undefined where it had none of an outlet's. */
  readonly headed: Headed | undefined;
};

/** A toll that grew by half is news; less is what every hour brings. */
const GROWN = 1.5;

function isToll(subject: string): subject is Toll {
  return (TOLLS as readonly string[]).includes(subject);
}

/** What a story tells now. */
export const factsOf: (story: Story) => Facts = keptFor((story: Story): Facts => {
  const tolls = new Map<Toll, Counted>();
  const texts = [{ text: story.headline, articleId: story.headlineArticleId }, ...story.sentences];
  texts.forEach(({ text, articleId }, index) => {
    for (const { subject, of, low } of countsIn(text, wordsOf(text))) {
      // The soldiers among the dead are not all of them.
      if (!isToll(subject) || of !== 'people' || !(low > 0)) continue;
      if (low > (tolls.get(subject)?.value ?? 0))
        tolls.set(subject, { value: low, articleId, titled: index === 0 });
    }
  });
  const disputed = new Set<Toll>();
  for (const { kind, subject, versions } of story.differences) {
    const numbers = versions.flatMap(({ text }) => numbersIn(text)[0]?.value ?? []);
    if (kind === 'contradiction' && isToll(subject) && Math.max(...numbers) >= Math.min(...numbers) * GROWN)
      disputed.add(subject);
  }
  const told = texts.map(({ text }) => text).join('\n');
  const outcomes = new Set(OUTCOMES.filter((outcome) => OUTCOME_WORDS[outcome].in(told) !== undefined));
  return { tolls, disputed, outcomes, denied: denialIn(story) !== undefined, headed: headedBy(story) };
});

function headedBy({ headline, headlineArticleId, articles }: Story): Headed | undefined {
  const title = articles.find(({ id }) => id === headlineArticleId)?.title;
  if (title === undefined) return undefined;
  const all = new Set(terms(title));
  if (!terms(headline).every((term) => all.has(term))) return undefined;
  return { articleId: headlineArticleId, title: termId(title) };
}

/** Facts as a short line: «killed=33@17* wounded=120@17 !killed +verdict denied ~k3f9a@17», the number, its article, * where it is in the
 * headline, and that headline's own number. */
export const writtenFacts: (story: Story) => string = keptFor((story: Story): string => {
  const { headed } = factsOf(story);
  const happened = written(factsOf(story));
  if (headed === undefined) return happened;
  const heading = `~${headed.title.toString(36)}@${headed.articleId}`;
  return happened === '' ? heading : `${happened} ${heading}`;
});

/** The same of what may be news to many at once: a headline only where it was corrected. */
export function pressingFacts(story: Story): string {
  const { articles, headlineArticleId } = story;
  const headed = articles.find(({ id }) => id === headlineArticleId);
  return headed !== undefined && isRenamed(headed) ? writtenFacts(story) : written(factsOf(story));
}

function written({ tolls, disputed, outcomes, denied }: Facts): string {
  return [
    ...[...tolls].map(
      ([toll, { value, articleId, titled }]) => `${toll}=${value}@${articleId}${titled ? '*' : ''}`,
    ),
    ...[...disputed].map((toll) => `!${toll}`),
    ...[...outcomes].map((outcome) => `+${outcome}`),
    ...(denied ? ['denied'] : []),
  ].join(' ');
}

/** What `writtenFacts` wrote; what it does not know is passed over. */
export function readFacts(line: string): Facts {
  const tolls = new Map<Toll, Counted>();
  const disputed = new Set<Toll>();
  const words = line.split(' ');
  let headed: Headed | undefined;
  for (const word of words) {
    const [, title, headedBy] = /^~([\da-z]{1,7})@(\d+)$/u.exec(word) ?? [];
    if (title !== undefined) headed = { articleId: Number(headedBy), title: Number.parseInt(title, 36) };
    const [, toll = '', value, article, star] = /^(\w+)=(\d+(?:\.\d+)?)@(\d+)(\*?)$/u.exec(word) ?? [];
    if (isToll(toll))
      tolls.set(toll, { value: Number(value), articleId: Number(article), titled: star === '*' });
    const subject = word.slice(1);
    if (word.startsWith('!') && isToll(subject)) disputed.add(subject);
  }
  const outcomes = new Set(OUTCOMES.filter((outcome) => words.includes(`+${outcome}`)));
  return { tolls, disputed, outcomes, denied: words.includes('denied'), headed };
}

/** What is news about a story to those who were told it before. */
export type Turn =
  /** The toll grew by half or more. */
  | { readonly kind: 'grown'; readonly toll: Toll; readonly from: number; readonly to: number }
  /** The outlet that gave the number now gives a smaller one. */
  | {
      readonly kind: 'corrected';
      readonly toll: Toll;
      readonly from: number;
      readonly to: number;
      readonly articleId: number;
    }
  /** The outlet whose headline was told now names somebody else, or another place. */
  | { readonly kind: 'renamed'; readonly before: string; readonly articleId: number }
  | { readonly kind: 'disputed'; readonly toll: Toll }
  | { readonly kind: 'outcome' };

/**
 * What has happened to a story since it was told with these facts at `toldAt` (epoch ms): the first that is news of a correction of a number or
 * a name, a toll that grew, a ruling, an accord, a death or a release, and a number that outlets give otherwise. undefined when nothing has.
 */
export function turnOf(told: Facts, story: Story, toldAt: number): Turn | undefined {
  const facts = factsOf(story);
  for (const [toll, { value: to, articleId, titled }] of facts.tolls) {
    const before = told.tolls.get(toll);
    if (
      before !== undefined &&
      before.articleId === articleId &&
      before.titled &&
      titled &&
      to < before.value
    )
      return { kind: 'corrected', toll, from: before.value, to, articleId };
  }
  const renamed = renamedSince(told, story);
  if (renamed !== undefined) return renamed;
  const isNewer = story.articles.some(({ publishedAt = 0 }) => publishedAt > toldAt);
  if (!isNewer) return undefined;
  for (const [toll, { value: to, titled }] of facts.tolls) {
    const from = told.tolls.get(toll)?.value;
    if (from === undefined || to < from * GROWN || to < from + 2) continue;
    const grew = story.differences.some(({ kind, subject }) => kind === 'course' && subject === toll);
    if (grew || titled) return { kind: 'grown', toll, from, to };
  }
  const { headline, headlineArticleId } = story;
  const headed = story.articles.find(({ id }) => id === headlineArticleId)?.publishedAt ?? 0;
  const outcome = OUTCOMES.find(
    (one) => !told.outcomes.has(one) && OUTCOME_WORDS[one].in(headline) !== undefined,
  );
  if (outcome !== undefined && headed > toldAt) return { kind: 'outcome' };
  const toll = [...facts.disputed].find((one) => !told.disputed.has(one));
  return toll === undefined ? undefined : { kind: 'disputed', toll };
}

/** The headline that was told is the one that its outlet then changed. */
function renamedSince({ headed }: Facts, { articles, headlineArticleId }: Story): Turn | undefined {
  const article = articles.find(({ id }) => id === headed?.articleId && id === headlineArticleId);
  const before = article?.formerTitle;
  if (article === undefined || before === undefined || termId(before) !== headed?.title) return undefined;
  return isRenamed(article) ? { kind: 'renamed', before, articleId: article.id } : undefined;
}

/** Whether its outlet put another name into its headline. A page that is written on all day has another one each hour. */
const isRenamed = keptFor(
  ({ title = '', formerTitle = '', kind }: StoryArticle): boolean =>
    formerTitle !== '' && (kind === 'news' || kind === 'report') && replacesName(formerTitle, title),
);
