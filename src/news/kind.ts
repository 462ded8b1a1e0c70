/** What kind of text an article is: digests tell news and reports, the rest only on request. */
import { fold } from '../arabic/normalize.ts';
import { countWords } from '../arabic/words.ts';
import type { ArticleKind } from './article.ts';

/** Words in a path or a section's name, and the kind they mean. The first that matches wins. */
const SECTIONS: ReadonlyArray<readonly [RegExp, ArticleKind]> = [
  [
    /^(?:sponsored|partner(?:s| content)?|advertorial|paid content|promoted|برعايه|محتوي مدفوع|محتوي ترويجي|اعلان تحريري)$/u,
    'sponsored',
  ],
  [/^(?:live|live ?blog|live ?updates?|live ?news|مباشر|بث مباشر|تغطيه (?:مباشره|حيه|مستمره))$/u, 'live'],
  [
    /^(?:opinions?|blogs?|columns?|columnists?|editorials?|op ?eds?|voices|articles opinion|analysis|راي|ارا|الراي|مقالات|مقالات راي|مدونات|كتاب|كتاب وارا|كتاب الراي|وجهات نظر|تحليل|تحليلات|افكار)$/u,
    'opinion',
  ],
  [/^(?:press ?review|press|عرض الصحف|اقوال الصحف|جوله الصحافه|صحافه)$/u, 'review'],
  [/^(?:explainers?|what we know|شرح|شروحات|في العمق|سوال وجواب)$/u, 'explainer'],
  [
    /^(?:prices|weather|horoscopes?|prayer times|jobs|frequencies|طقس|الطقس|ابراج|الابراج|حظك اليوم|اسعار|اسعار العملات|اسعار الذهب|وظايف|ترددات|خدمات|مواقيت الصلاه|وفيات)$/u,
    'service',
  ],
  [
    /^(?:style|fashion|celebrit(?:y|ies)|entertainment|lifestyle|beauty|cooking|recipes?|galler(?:y|ies)|photos?|photo ?galler(?:y|ies)|pictures|videos?|podcasts?|funny|variety|varieties|miscellaneous|misc|videoclub|health wellness|wellness|woman|منوعات|مشاهير|لايف ستايل|ستايل|ازيا|موضه|صور|فيديو|مطبخ|المراه|غرايب|طرايف)$/u,
    'soft',
  ],
  [
    /^(?:reports?|investigations?|in depth|features?|long ?form|تقارير|تحقيقات|تقارير وتحقيقات|قصص خاصه)$/u,
    'report',
  ],
];

/** Papers that a press review names after the quoted headline; before a colon they are only a claimant. */
const PAPERS =
  'نيويورك تايمز|واشنطن بوست|وول ستريت جورنال|فاينانشال تايمز|فايننشال تايمز|فورين بوليسي|فورين افيرز|ذا اتلانتك|الغارديان|غارديان|التايمز|ديلي تلغراف|التلغراف|ذا تلغراف|الاندبندنت|ايكونوميست|الايكونوميست|بوليتيكو|نيوزويك|لوموند|لوفيغارو|ليبراسيون|دير شبيغل|شبيغل|دي فيلت|هارتس|يديعوت احرونوت|معاريف|يسراييل هيوم|جيروزاليم بوست|ناشونال انترست|بلومبرغ|بلومبيرغ|ميدل ايست اي|ريسبونسبل ستيت كرافت|كوميرسانت|ازفيستيا';

const TITLES: ReadonlyArray<readonly [RegExp, ArticleKind]> = [
  [/^(?:برعايه|محتوي (?:مدفوع|برعايه)|اعلان تحريري|بالتعاون مع)(?=[\s:|])/u, 'sponsored'],
  [/(?:^|[\s|:-])(?:بث مباشر|تغطيه (?:مباشره|مستمره|حيه)|لحظه بلحظه|اولا باول|مباشر\s?[|:-])/u, 'live'],
  [
    new RegExp(
      `(?:عرض|اقوال|جوله) (?:ال)?(?:صحف|صحافه)|^(?:صحف|الصحف|صحافه)(?:\\s\\S+){0,3}\\s?[:|]|^(?:نشره|جوله) الصحافه|\\s[-–|]\\s?(?:صحيفه )?(?:${PAPERS})$`,
      'u',
    ),
    'review',
  ],
  [
    /(?:^|\s)(?:ي|ت)?كتب(?:ان|ون)? (?:عن|ل\S+:)|^كتب\S{0,3} [^:]{3,60} في [«"“][^:]{2,40}[»"”]\s?:|^(?:راي|مقال|تحليل|افتتاحيه|مقال راي|تحليل اخباري)\s?[:|-]/u,
    'opinion',
  ],
  [
    /^(?:ماذا نعرف عن|ما (?:الذي )?نعرفه عن|كل ما (?:تريد|يجب|نعرف)|شرح\s?[:|]|دليلك|ما (?:هو|هي|هما) |من (?:هو|هي|هم) |كيف |لماذا |سوال وجواب|بالارقام\s?[:.|]|تسلسل زمني|خط زمني|\d{1,2} (?:اسيله|نقاط|معلومات|حقايق) )|(?:^|[.|:]\s?)(?:هل|كيف|لماذا|ما الذي|الي اين|اين) [^؟?]{8,}[؟?]$|تقصي الحقايق|(?:^|\s)تحقق من (?:صحه|حقيقه)/u,
    'explainer',
  ],
  [
    /(?:^|\s)(?:ا?سعا?ر (?:\S+ ){0,4}?(?:اليوم|الان|الاحد|الاثنين|الثلاثا|الاربعا|الخميس|الجمعه|السبت)|سعر صرف|حاله الطقس|درجات الحراره (?:اليوم|غدا|المتوقعه)|طقس (?:اليوم|غدا|السبت|الاحد|الاثنين|الثلاثا|الاربعا|الخميس|الجمعه)|مواقيت الصلاه|مواعيد? (?:الصلاه|مباراه|مباريات|القطارات|صرف|امتحانات|اجازه)|موعد (?:\S+ ){0,7}?(?:والقنوات|والقناه|الناقله|صرف|اجازه|امتحان)|تردد قن|حظك اليوم|برجك|توقعات الابراج|تفسير حلم|رابط (?:نتيجه|نتايج|التقديم|الاستعلام|التسجيل)|نتيج[هت] (?:الثانويه|الشهاده|الدبلومات|امتحان)|نتايج (?:الثانويه|التوجيهي|الباكالوريا|البكالوريا|امتحان)|شروط التقديم|خطوات (?:التسجيل|الاستعلام|استخراج)|القنوات الناقله|عيار 21)/u,
    'service',
  ],
  [
    /^(?:شاهد(?! عيان)|بالفيديو|فيديو|بالصور|صور|شاهدوا|لن تصدق|اطلاله|اطلالات|جلسه تصوير)(?=[\s:.|،-])/u,
    'soft',
  ],
];

/** Lines that say of themselves that they are somebody's opinion, an advertisement, or a service. */
const TEXTS: ReadonlyArray<readonly [RegExp, ArticleKind]> = [
  [
    /الارا الوارده|(?:هذا )?المقال (?:لا )?يعبر|تعبر (?:فقط )?عن راي (?:ال)?كاتب|لا تعبر بالضروره|كاتب (?:و\S+ )?(?:صحفي|سعودي|مصري|لبناني|عراقي|اردني|فلسطيني|سوري|كويتي) ?$|نقلا عن صفحه الكاتب/u,
    'opinion',
  ],
  [
    /(?:هذا )?(?:المحتوي|المقال|الماده|التقرير) (?:برعايه|مدفوع|ترويجي|اعلاني)|^(?:ماده|محتوي) (?:اعلانيه|اعلاني|ترويجيه|ترويجي)/u,
    'sponsored',
  ],
];

/** Words without which none of these lines can be there, as written: folding costs more than this look. */
const SPEAKS_OF_ITSELF = /ر[أا]ي|[آا]را|كاتب|مقال|برعاي|مدفوع|ترويج|[إا]علان/u;

/** The folders of an address and its first host label; its last part is the article's own words. */
function folders(url: string | undefined): string[] {
  if (url === undefined || !URL.canParse(url)) return [];
  const { pathname, hostname } = new URL(url);
  return [...pathname.split('/').slice(1, 8).slice(0, -1), hostname.split('.')[0] ?? ''].map((part) => {
    try {
      return decodeURIComponent(part);
    } catch {
      return part;
    }
  });
}

export type KindSignals = {
  readonly url: string | undefined;
  readonly title: string | undefined;
  readonly text: string;
  /** Notices to the reader that were taken out of the text. */
  readonly notices: readonly string[];
};

/** The kind that a page's sections mean, by their names or the folders of an address; undefined when they say nothing. */
export function sectionKind(names: readonly string[]): ArticleKind | undefined {
  const places = names.map((name) => fold(name).replace(/[-_+]/gu, ' ').trim());
  return SECTIONS.find(([pattern]) => places.some((place) => pattern.test(place)))?.[1];
}

/** A text of more words is told at length, whatever its headline. */
const REPORT_WORDS = 700;

/** The kind of an article by its address, its headline and what it says of itself; news when nothing speaks against it. */
export function articleKind({ url, title, text, notices }: KindSignals): ArticleKind {
  const section = sectionKind(folders(url));
  if (section !== undefined && section !== 'report') return section;
  const headline = fold(title ?? '').trim();
  for (const [pattern, kind] of TITLES) if (pattern.test(headline)) return kind;
  const edges = [text.slice(0, 300), text.slice(-500), ...notices].join('\n').slice(0, 4000);
  if (SPEAKS_OF_ITSELF.test(edges)) {
    for (const line of fold(edges).split('\n')) {
      for (const [pattern, kind] of TEXTS) if (pattern.test(line)) return kind;
    }
  }
  if (section !== undefined) return section;
  return (text.length > REPORT_WORDS * 4 && countWords(text) > REPORT_WORDS) ||
    /^(?:تقرير|تحقيق)(?=[\s:|])/u.test(headline)
    ? 'report'
    : 'news';
}
