/** Why a story came, or did not, in the bot's words. */
import { inDigits } from '../arabic/digits.ts';
import { counted } from '../arabic/plurals.ts';
import type { WhyStory } from '../digests/why.ts';
import { voice } from '../news/article.ts';
import type { Story, StoryArticle } from '../stories/story.ts';
import type { Chat } from '../subscriptions/chat.ts';
import { clockAt, clockOf, dayAndClock, localTime, type View } from './dates.ts';
import { outsideName, quoted } from './html.ts';
import type { Texts } from './languages.ts';
import { nouns } from './messages.ts';
import { topicName } from './settings.ts';

/** What is older is not told by weekday and clock. */
const THIS_WEEK = 6 * 86_400_000;

type Saying = View & {
  readonly say: Texts['messages'];
  /** Whose digests are meant. */
  readonly chat: Chat;
};

/** Sentences in HTML, the most telling first. */
export function reasons(found: WhyStory, saying: Saying): readonly string[] {
  const { say, chat } = saying;
  switch (found.kind) {
    case 'told': {
      const { story, topic } = found;
      const why =
        topic === 'top' ? say.whyTop(chat.kind) : say.whyFollowed(quoted(topicName(topic, chat)), chat.kind);
      return [published(why, story, saying), ...besides(story, saying)];
    }
    case 'broke':
      return [published(say.whyBroke(chat.kind), found.story, saying), ...besides(found.story, saying)];
    case 'coming':
      return [say.whyComing];
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
    const when = at === undefined || isOld(at, saying) ? [] : [moment(at, saying)];
    return say.whyAlone(why, [...(name === '' ? [] : [name]), ...when].join('، '));
  }
  const times = all.flatMap(({ publishedAt }) => publishedAt ?? []);
  return say.whySources(
    why,
    inDigits(counted(Math.max(1, all.length), nouns.source), digits),
    span(times, saying),
  );
}

/** What else raised it, and where it comes from. */
function besides(story: Story, { say, digits }: Saying): readonly string[] {
  const outlets = firstOfVoices(story).length;
  const number = (text: string): string => inDigits(text, digits);
  return [
    ...(story.voices < outlets
      ? [say.whyCopied(number(counted(Math.max(1, story.voices), nouns.source)))]
      : []),
    ...(story.origin === undefined ? [] : [say.whyOrigin(outsideName(story.origin))]),
    ...(story.articles.length > outlets
      ? [say.whyMuch(number(counted(story.articles.length, nouns.item)))]
      : []),
  ];
}

function isOld(at: number, { now }: View): boolean {
  return now - at >= THIS_WEEK;
}

/** «الاثنين 9:10 ص». */
function moment(at: number, { zone, digits }: View): string {
  return inDigits(dayAndClock(at, zone), digits);
}

/** «بين 9:10 و11:40 ص», with the days where they are not today; '' where nobody knows, and for what is long past. */
function span(times: readonly number[], saying: Saying): string {
  const [from, to] = [Math.min(...times), Math.max(...times)];
  if (times.length === 0 || isOld(from, saying)) return '';
  const { say, zone, now, digits } = saying;
  const [first, last, today] = [from, to, now].map((at) => localTime(at, zone));
  if (first?.day !== last?.day) return say.between(moment(from, saying), moment(to, saying));
  const clocks = [from, to].map((at) => clockOf(clockAt(at, zone), zone));
  const [one = '', other = ''] = clocks;
  if (one === other) return moment(from, saying);
  // «9:10 و11:40 ص»: what both end with stands once.
  const half = other.match(/ \p{L}$/u)?.[0] ?? '';
  const open = half !== '' && one.endsWith(half) ? one.slice(0, -half.length) : one;
  const between = say.between(inDigits(open, digits), inDigits(other, digits));
  return first?.day === today?.day ? between : say.onDay(first?.weekday ?? '', between);
}
