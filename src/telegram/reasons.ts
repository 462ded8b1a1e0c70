/** Why a story came, or did not, in the bot's words. */
import { WEEKDAYS } from '../arabic/calendar.ts';
import { inDigits } from '../arabic/digits.ts';
import type { WhyStory } from '../digests/why.ts';
import { DAY } from '../durations.ts';
import { voice } from '../news/article.ts';
import type { Story, StoryArticle } from '../stories/story.ts';
import type { Chat } from '../subscriptions/chat.ts';
import { clockAt, type LocalTime, localTime, type View } from './dates.ts';
import { outsideName, quoted } from './html.ts';
import type { Texts } from './languages.ts';
import { topicName } from './settings.ts';

const DAYS: readonly string[] = WEEKDAYS;

/** What is older is not told by weekday and clock. */
const THIS_WEEK = 6 * DAY;

type Saying = View & {
  readonly say: Texts['messages'];
  readonly dates: Texts['dates'];
  readonly names: Texts['names'];
  /** Whose digests are meant. */
  readonly chat: Chat;
};

/** Sentences in HTML, the most telling first. */
export function reasons(found: WhyStory, saying: Saying): readonly string[] {
  const { say, names, chat } = saying;
  switch (found.kind) {
    case 'told': {
      const { story, topic } = found;
      const why =
        topic === 'top'
          ? say.whyTop(chat.kind)
          : say.whyFollowed(quoted(topicName(topic, chat, names)), chat.kind);
      return [published(why, story, saying), ...besides(story, saying)];
    }
    case 'broke':
      return [published(say.whyBroke(chat.kind), found.story, saying), ...besides(found.story, saying)];
    case 'coming': {
      const { story, topic } = found;
      const name = topic === 'top' ? undefined : quoted(topicName(topic, chat, names));
      return [published(say.whyComing(name, chat.kind), story, saying), ...besides(story, saying)];
    }
    case 'hindered':
      return [say.whyNot(say.whyHindered[found.by.kind])];
  }
}

/** The first article of each voice. */
function firstOfVoices(story: Story): readonly StoryArticle[] {
  const first = new Map<string, StoryArticle>();
  for (const article of story.articles) if (!first.has(voice(article))) first.set(voice(article), article);
  return [...first.values()];
}

/** That the story is there, who has it, and since when. */
function published(why: string, story: Story, saying: Saying): string {
  const { say, digits } = saying;
  const all = firstOfVoices(story);
  const [only] = all;
  if (only !== undefined && all.length === 1) {
    const name = outsideName(only.publisher ?? '');
    const at = only.publishedAt ?? story.publishedAt;
    return say.whyAlone(why, name, at === undefined || isOld(at, saying) ? '' : moment(at, saying));
  }
  const times = all.flatMap(({ publishedAt }) => publishedAt ?? []);
  return say.whySources(why, inDigits(say.sourcesOf(Math.max(1, all.length)), digits), span(times, saying));
}

/** What else raised it, and where it comes from. */
function besides(story: Story, { say, digits }: Saying): readonly string[] {
  const outlets = firstOfVoices(story).length;
  const number = (text: string): string => inDigits(text, digits);
  return [
    ...(story.voices < outlets ? [say.whyCopied(number(say.sourcesOf(Math.max(1, story.voices))))] : []),
    ...(story.origin === undefined ? [] : [say.whyOrigin(outsideName(story.origin))]),
    ...(story.articles.length > outlets ? [say.whyMuch(number(say.itemsOf(story.articles.length)))] : []),
  ];
}

function isOld(at: number, { now }: View): boolean {
  return now - at >= THIS_WEEK;
}

/** «الاثنين 9:10 ص». */
function moment(at: number, { dates, zone, digits }: Saying): string {
  return inDigits(dates.dayAndClock(at, zone), digits);
}

function weekday(time: LocalTime | undefined, dates: Saying['dates']): string {
  return dates.weekday(DAYS.indexOf(time?.weekday ?? ''));
}

/** «بين 9:10 و11:40 ص», with the days where they are not today; '' where nobody knows, and for what is long past. */
function span(times: readonly number[], saying: Saying): string {
  const [from, to] = [Math.min(...times), Math.max(...times)];
  if (times.length === 0 || isOld(from, saying)) return '';
  const { say, dates, zone, now, digits } = saying;
  const [first, last, today] = [from, to, now].map((at) => localTime(at, zone));
  if (first?.day !== last?.day) return say.between(moment(from, saying), moment(to, saying));
  const clocks = [from, to].map((at) => dates.clock(clockAt(at, zone), zone));
  const [one = '', other = ''] = clocks;
  if (one === other) return moment(from, saying);
  // «9:10 و11:40 ص»: what both end with stands once.
  const half = other.match(/ \p{L}{1,2}$/u)?.[0] ?? '';
  const open = half !== '' && one.endsWith(half) ? one.slice(0, -half.length) : one;
  const between = say.between(inDigits(open, digits), inDigits(other, digits));
  return first?.day === today?.day ? between : say.onDay(weekday(first, dates), between);
}
