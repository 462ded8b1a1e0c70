/** Two made-up stories as six outlets tell them in a day, from their raw texts to what a reader is sent. */
import { expect, test } from 'vitest';
import { summarizePending } from '../src/briefs/summarize.ts';
import { believableTime } from '../src/news/article.ts';
import { cleanText } from '../src/news/clean.ts';
import type { Store } from '../src/storage/store.ts';
import { plainText } from '../src/telegram/html.ts';
import { renderPage } from '../src/telegram/story-block.ts';
import { newArticle } from './support/articles.ts';
import { listeningLog, testStore } from './support/outbox.ts';

const EVENING = Date.UTC(2026, 10, 23, 18);

type Raw = {
  readonly publisher: string;
  /** The clock in UTC on 23 November 2026, or a day and a clock. */
  readonly at: string;
  readonly title: string;
  readonly text: string;
};

/** Takes each text in as it comes, an hour's worth at a time, and summarises after each. */
async function tellDay(raws: readonly Raw[]): Promise<Store> {
  const store = testStore();
  for (const { publisher, at, title, text } of raws) {
    const published = at.length > 5 ? `2026-11-${at.replace(' ', 'T')}:00Z` : `2026-11-23T${at}:00Z`;
    const content = cleanText({
      text,
      title,
      url: undefined,
      published,
      author: undefined,
      statedSource: undefined,
      publisherNames: [publisher],
    });
    await store.articles.add(
      [newArticle({ ...content, publisher, publishedAt: believableTime(published, EVENING) })],
      EVENING,
    );
    await summarizePending({ stories: store.stories, holders: store.holders, log: listeningLog() }, EVENING);
  }
  return store;
}

async function shown(store: Store): Promise<readonly string[]> {
  const stories = await store.stories.latest({ topic: undefined, limit: 9, since: undefined });
  const view = { zone: 'Asia/Riyadh', now: EVENING, digits: 'latn', detail: 'short' } as const;
  return plainText(renderPage({ title: 'آخر الأخبار', stories, from: 1, view })).split('\n');
}

const WIRE = `عين الزيتون (رويترز) - قالت وزارة الصحة إن 19 شخصا قتلوا في قصف استهدف سوق الخضار في بلدة عين الزيتون صباح الاثنين.
وقال شهود إن القذائف سقطت عند ازدحام السوق، وإن فرق الإنقاذ ما زالت تبحث تحت الأنقاض.
وتتبادل قوات نورين والفصائل المسلحة الاتهام بخرق الهدنة منذ أسبوعين.`;

const DAY: readonly Raw[] = [
  {
    publisher: 'قناة الأفق',
    at: '08:10',
    title: 'قتلى في قصف على سوق الخضار في عين الزيتون',
    text: `قُتل 7 أشخاص على الأقل في قصف استهدف سوق الخضار في بلدة عين الزيتون صباح الاثنين، بحسب مستشفى البلدة.
وأفاد المستشفى بوصول عشرات الجرحى إليه.`,
  },
  {
    publisher: 'صحيفة المرفأ',
    at: '09:30',
    title: 'ارتفاع قتلى قصف سوق عين الزيتون إلى 12',
    text: `ارتفع عدد قتلى القصف الذي استهدف سوق الخضار في بلدة عين الزيتون صباح الاثنين إلى 12 قتيلا، بحسب مستشفى البلدة.
وقال مدير المستشفى كريم الصافي إن 30 جريحا بينهم أطفال نقلوا إلى نورين.`,
  },
  {
    publisher: 'صحيفة الضفة',
    at: '11:00',
    title: '19 قتيلا في قصف على سوق الخضار في عين الزيتون',
    text: WIRE,
  },
  {
    publisher: 'منبر الساحل',
    at: '11:05',
    title: 'وزارة الصحة: 19 قتيلا في قصف سوق عين الزيتون',
    text: WIRE,
  },
  {
    publisher: 'النهار الجديد',
    at: '11:20',
    title: 'مقتل 19 في قصف سوق بعين الزيتون',
    text: WIRE,
  },
  {
    publisher: 'قناة الأفق',
    at: '11:25',
    title: 'الدفاع المدني: 26 قتيلا في قصف سوق عين الزيتون',
    text: `قال الدفاع المدني إن 26 شخصا قتلوا في القصف الذي استهدف سوق الخضار في بلدة عين الزيتون صباح الاثنين.
وأضاف أن 41 جريحا نقلوا إلى مستشفيات نورين.`,
  },
  {
    publisher: 'وكالة الوادي',
    at: '12:00',
    title: 'جيش نورين ينفي قصف سوق الخضار في عين الزيتون',
    text: `نفى المتحدث باسم جيش نورين سامر البدري أن تكون قواته قد قصفت سوق الخضار في بلدة عين الزيتون صباح الاثنين.
وقال البدري إن الجيش فتح تحقيقا في مصدر القذائف.`,
  },
];

test('a toll that rises, is disputed and denied is one story that says so', async () => {
  expect((await shown(await tellDay(DAY))).slice(2)).toEqual([
    '\u200f1. قتلى في قصف على سوق الخضار في عين الزيتون',
    'قال الدفاع المدني إن 26 شخصا قتلوا في القصف الذي استهدف سوق الخضار في بلدة عين الزيتون صباح الاثنين (23 نوفمبر).',
    'الحصيلة تختلف: 26 (قناة الأفق، 14:25)، و19 (النهار الجديد، 14:20)',
    '6 مصادر: قناة الأفق (النص)، صحيفة المرفأ، صحيفة الضفة، منبر الساحل، النهار الجديد، وغيرها · الاثنين 14:25',
    'مزيد: نفى المتحدث باسم جيش نورين سامر البدري أن تكون قواته قد قصفت سوق الخضار في بلدة عين الزيتون صباح الاثنين. (وكالة الوادي)',
    'كيف تطوّر الخبر: عدد القتلى 7 على الأقل (قناة الأفق، 11:10)، ثم 12 (صحيفة المرفأ، 12:30)، ثم 19 (صحيفة الضفة، 14:00)، ثم 26 (قناة الأفق، 14:25)',
    'عدد المصابين 30 (صحيفة المرفأ، 12:30)، ثم 41 (قناة الأفق، 14:25)',
  ]);
});

const SUMMIT: readonly Raw[] = [
  {
    publisher: 'صحيفة المرفأ',
    at: '20 09:00',
    title: 'البدري يلتقي المصلح الاثنين في السرو',
    text: `يلتقي رئيس نورين سامر البدري رئيس وزراء السرو هاني المصلح، الاثنين، في منتدى الأنهار لبحث تقاسم مياه وادي السنديان.
وقال مستشار الرئاسة كريم الصافي إن البدري سيعرض خفض رسوم العبور على جسر الوادي.`,
  },
  {
    publisher: 'قناة الأفق',
    at: '10:00',
    title: 'البدري والمصلح يتفقان على تقاسم مياه وادي السنديان',
    text: `اتفق رئيس نورين سامر البدري ورئيس وزراء السرو هاني المصلح، الاثنين، على تقاسم مياه وادي السنديان، خلال لقائهما في منتدى «ضفاف بلا حدود» في السرو.
وأعلن البدري أن ضخ المياه يبدأ في آذار بعد ترميم السد القديم.`,
  },
  {
    publisher: 'صحيفة الضفة',
    at: '10:20',
    title: 'اتفاق على مياه وادي السنديان بين نورين والسرو',
    text: `وقع رئيس نورين سامر البدري ورئيس وزراء السرو هاني المصلح اتفاقا على تقاسم مياه وادي السنديان، الاثنين، على هامش منتدى "جيران النهر" في السرو.
وقالت وزيرة الري ليلى حداد إن الاتفاق يكلف 40 مليون دينار.`,
  },
  {
    publisher: 'منبر الساحل',
    at: '11:00',
    title: 'نورين والسرو تتقاسمان مياه وادي السنديان',
    text: `قالت وزيرة الري ليلى حداد إن اتفاق تقاسم مياه وادي السنديان الذي وقعه سامر البدري وهاني المصلح، الاثنين، يكلف 55 مليون دينار.
ورحبت جمعية المزارعين في السرو بالاتفاق، وطلبت نشر نصه.`,
  },
];

test('a meeting announced and reported opens with the report, and says what is told differently', async () => {
  expect((await shown(await tellDay(SUMMIT))).slice(2)).toEqual([
    '\u200f1. اتفاق على مياه وادي السنديان بين نورين والسرو',
    'وقع رئيس نورين سامر البدري ورئيس وزراء السرو هاني المصلح اتفاقا على تقاسم مياه وادي السنديان، الاثنين (23 نوفمبر)، على هامش منتدى "جيران النهر" في السرو.',
    'الكلفة تختلف: 55 مليون دينار (منبر الساحل، 14:00)، و40 مليون دينار (صحيفة الضفة، 13:20)',
    '4 مصادر: صحيفة الضفة (النص)، صحيفة المرفأ، قناة الأفق، منبر الساحل · الاثنين 13:20',
    'مزيد: رحبت جمعية المزارعين في السرو بالاتفاق، وطلبت نشر نصه. (منبر الساحل)',
    'أعلن البدري أن ضخ المياه يبدأ في آذار بعد ترميم السد القديم. (قناة الأفق)',
    'تسمية المنتدى تختلف: «جيران النهر» (صحيفة الضفة، 13:20)، و«ضفاف بلا حدود» (قناة الأفق، 13:00)',
    'قبل اللقاء: قال مستشار الرئاسة كريم الصافي إن البدري سيعرض خفض رسوم العبور على جسر الوادي. (صحيفة المرفأ)',
  ]);
});
