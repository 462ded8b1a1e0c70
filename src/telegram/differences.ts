/** What outlets tell differently → lines of a story: «الحصيلة تختلف: …», «كيف تطوّر الخبر: …». */
import { isolateForeign } from '../arabic/bidi.ts';
import { inDigits } from '../arabic/digits.ts';
import type { Difference, Story, StoryArticle } from '../stories/story.ts';
import { clockAt, isDayAlone, localTime, publishedDay, publishedWhen, type View } from './dates.ts';
import { bold, outside, outsideName, rtl } from './html.ts';
import { words } from './messages.ts';

/** What one line may show at most, in pieces and UTF-16 units. */
const VERSIONS = 4;
const VERSION_UNITS = 60;
const NAME_UNITS = 30;

type Clock = (article: StoryArticle) => string;

/** «17:48» where all of them are of one day in the reader's zone, else with the day; the day where no hour is known. */
function clockOf(articles: readonly (StoryArticle | undefined)[], view: View): Clock {
  const days = new Set(
    articles.flatMap((article) => {
      if (article?.publishedAt === undefined) return [];
      const { year, month, day } = localTime(article.publishedAt, view.zone);
      return [`${year}-${month}-${day}`];
    }),
  );
  return ({ published, publishedAt: at }) => {
    if (at === undefined) return '';
    if (isDayAlone(published)) return publishedDay(at, view.zone, view.now);
    return days.size > 1 ? publishedWhen(at, view.zone, view.now) : clockAt(at, view.zone);
  };
}

/** «33 على الأقل (RT، 17:48)» of each version. */
function versions(story: Story, { subject, versions: told }: Difference, view: View): string[] {
  const shown = told.slice(0, VERSIONS);
  const articles = shown.map(({ articleId }) => story.articles.find(({ id }) => id === articleId));
  const clock = clockOf(articles, view);
  return shown.map(({ text }, index) => {
    const article = articles[index];
    const name = outsideName(article?.publisher ?? article?.author ?? '', NAME_UNITS);
    const time = article === undefined ? '' : inDigits(clock(article), view.digits);
    const who = [name, time].filter((part) => part !== '').join('، ');
    // A score is laid out by itself, or its two numbers change places; a foreign name, or it draws the hour behind it along.
    const said =
      subject === 'score' ? isolateForeign(outside(text, VERSION_UNITS)) : outsideName(text, VERSION_UNITS);
    return `${subject === 'name' ? `«${said}»` : said}${who === '' ? '' : ` (${who})`}`;
  });
}

/** «33 على الأقل (RT، 17:48)، و24 (سكاي نيوز عربية، 17:18)» behind what it is that differs. */
export function contradictionLine(story: Story, difference: Difference, view: View): string {
  const all = versions(story, difference, view);
  const listed = all.map((version, index) =>
    index > 0 && index === all.length - 1 ? `و${version}` : version,
  );
  const bearer = outsideName(difference.bearer ?? '', NAME_UNITS);
  return rtl(`${bold(words.differs(difference.subject, bearer))} ${listed.join('، ')}`);
}

/** «15 (RT، 15:59)، ثم 24 (سكاي نيوز عربية، 17:18)» behind what it is that grew; the `first` such line says what they are. */
export function courseLine(
  story: Story,
  difference: Difference,
  { first, ...view }: View & { readonly first: boolean },
): string {
  const what = words.grew(difference.subject, outsideName(difference.bearer ?? '', NAME_UNITS));
  const steps = versions(story, difference, view).join('، ثم ');
  return rtl(`${first ? `${bold(words.course)} ` : ''}${what === '' ? '' : `${what} `}${steps}`);
}
