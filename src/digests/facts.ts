/** What a story tells that a later state of it can be held against: tolls, what outlets dispute, outcomes, and the headline they stood under. */
import { keptFor } from '../arabic/kept.ts';
import { numbersIn } from '../arabic/numbers.ts';
import { terms } from '../arabic/words.ts';
import { type Count, countsIn } from '../briefs/counts.ts';
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

/** Whether people are counted by it, and all: the soldiers among the dead are not all of them. */
function isTollOf({ subject, of, low }: Count, toll: Toll): boolean {
  return subject === toll && of === 'people' && low > 0;
}

/** What a story tells now. */
export const factsOf: (story: Story) => Facts = keptFor((story: Story): Facts => {
  const tolls = new Map<Toll, Counted>();
  const texts = [{ text: story.headline, articleId: story.headlineArticleId }, ...story.sentences];
  texts.forEach(({ text, articleId }, index) => {
    for (const one of countsIn(text, wordsOf(text))) {
      const { subject, low } = one;
      if (!isToll(subject) || !isTollOf(one, subject)) continue;
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

/** The same of what may be news to many at once: of headlines, those that their outlets corrected. */
export function pressingFacts(story: Story): string {
  const renamed = [...renamedIn(story)].map((id) => `~${id}`);
  return [written(factsOf(story)), ...renamed].filter((part) => part !== '').join(' ');
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
  const corrected = correctedSince(told, story);
  if (corrected !== undefined) return corrected;
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

/** The outlet whose headline gave the number gives a smaller one in it now, and nobody else so great a one. */
function correctedSince(told: Facts, story: Story): Turn | undefined {
  const { tolls } = factsOf(story);
  for (const [toll, { value: from, articleId, titled }] of told.tolls) {
    const title = story.articles.find(({ id }) => id === articleId)?.title;
    if (!titled || title === undefined || (tolls.get(toll)?.value ?? 0) >= from) continue;
    const to = tollIn(title, toll);
    if (to !== undefined && to < from) return { kind: 'corrected', toll, from, to, articleId };
  }
  return undefined;
}

/** The highest number of them in a text. */
function tollIn(text: string, toll: Toll): number | undefined {
  const counted = countsIn(text, wordsOf(text)).filter((one) => isTollOf(one, toll));
  return counted.length === 0 ? undefined : Math.max(...counted.map(({ low }) => low));
}

/** The headline that was told is one that its outlet then changed, and the story's own tells the former name no more. */
function renamedSince({ headed }: Facts, story: Story): Turn | undefined {
  const article = story.articles.find(({ id }) => id === headed?.articleId);
  const before = article?.formerTitle;
  if (article === undefined || before === undefined || termId(before) !== headed?.title) return undefined;
  if (!renamedIn(story).has(article.id)) return undefined;
  const now = new Set(terms(article.title ?? ''));
  const former = new Set(terms(before).filter((term) => !now.has(term)));
  return terms(story.headline).some((term) => former.has(term))
    ? undefined
    : { kind: 'renamed', before, articleId: article.id };
}

/** The articles into whose headlines their outlets put another name. A page that is written on all day has another one each hour. */
const renamedIn = keptFor((story: Story): ReadonlySet<number> => {
  const isRenamed = ({ id, kind, title = '', formerTitle = '' }: StoryArticle): boolean => {
    if (formerTitle === '' || (kind !== 'news' && kind !== 'report')) return false;
    const others = story.articles.flatMap((other) => (other.id === id ? [] : (other.title ?? [])));
    const beside = [...story.sentences.map(({ text }) => text), ...others].join('\n');
    return replacesName(formerTitle, title, beside);
  };
  return new Set(story.articles.filter(isRenamed).map(({ id }) => id));
});
