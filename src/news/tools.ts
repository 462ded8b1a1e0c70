/** The words of a page's own tools (share bars, players, counters, menus): a line made of nothing else is no news. */
import { fold } from '../arabic/normalize.ts';
import { factOf, wordAt } from '../arabic/remember.ts';
import { keyOf, wordKey } from './furniture.ts';
import type { Line } from './lines.ts';

/** What a word may be in a page's frame. Many are ordinary words: only together do they tell a line. */
type Kind =
  /** A network or shop: two near together make a share bar. */
  | 'network'
  /** A control of the page, in English: no Arabic sentence starts with one. */
  | 'control'
  /** Asks the reader to do something with the page, or names the tool for it. */
  | 'tool'
  /** Says when something was published; tells a line that holds a number too. */
  | 'stamp'
  /** What tickers name beside their numbers: prayers, currencies, weather. */
  | 'ticker'
  /** A section of a paper: three in a row make a menu. */
  | 'section'
  /** What the page is made of, and what is said of it. */
  | 'part'
  /** Joins the others. */
  | 'link';

const WORDS: Readonly<Record<Kind, string>> = {
  network: `فيسبوك فيس بوك فايسبوك تويتر إكس واتساب واتس آب تليجرام تيليجرام تلغرام تيلغرام تليغرام لينكد لينكدإن انستغرام انستجرام جوجل بلس غوغل بلاس بنترست
    بينتيريست ماسنجر مسنجر يوتيوب سناب شات تيك توك ريديت فايبر facebook twitter x whatsapp telegram linkedin pinterest messenger instagram google plus
    youtube snapchat tiktok reddit viber tumblr email print flipboard appgallery huawei android ios`,
  control: `next previous prev play pause stop mute unmute share tweet print email menu search home skip loading close more advertisement ads prevnext live of partager tweeter imprimer envoyer`,
  tool: `شارك شاركها شاركه شاركنا شاركونا مشاركة شير انشر انشره طباعة اطبع طبع طبعت ارسال أرسل أرسلها نسخ انسخ احفظ حفظ غرد تغريد تغريدة علق أعجبني إعجاب استمع
    استماع اسمع تابعنا تابعونا لمتابعتنا اشترك اشتركوا للاشتراك الاشتراك اضغط انقر للضغط حجم شاهد شاهدوا اقرأ ألبوم تكبير تصغير تشغيل لتشغيل إيقاف كتم
    إغلاق إخفاء مشاهدات زيارات قراءات قراءة تعليق تعليقات تعليقك تعليقكم رأيك الرأي التقييم قيم التالي السابق ممول ممولة إعلان إعلانات إعلاني إعلانية
    متوفر متاح متاحة جار جاري المفضلة للمفضلة أضف اكتب اترك pin copy send save comment comments views via like tweet share shares download follow listen`,
  stamp: `نشر نشرت كتب كتبت أضيف أضيفت الإضافة حدث حدثت محدث تحديث صدر صدرت منذ تاريخ بتاريخ updated published posted`,
  ticker: `المغرب العصر الفجر العشاء الظهر الشروق دولار يورو إسترليني ريال دينار درهم جنيه ليرة ذهب فضة نفط برنت عيار سعر شراء بيع درجة حرارة مئوية رطوبة رياح
    العظمى الصغرى usd eur gbp`,
  section: `سياسة سياسية محليات محلي محلية اقتصاد اقتصادية رياضة رياضية ثقافة ثقافية فن فنون الفن منوعات تكنولوجيا تقنية علوم صحة طقس مقالات آراء مدونات حوادث
    مجتمع أسرة المرأة مشاهير سيارات سياحة عقارات بورصة دولي دولية عالمي عالمية عربي عربية إقليمي إقليمية تحقيقات تقارير ملفات كاريكاتير بودكاست انفوغرافيك
    بانوراما بروفايل`,
  part: `تخطي قسم أقسام خبر أخبار مقال المقالة موضوع المادة صفحة موقع محتوى رابط القائمة فيديو صورة صور خط الخط النص نص بريد بريدك الكتروني صديق لصديق أصدقاء أصدقائك تطبيق
    تطبيقنا قناة قناتنا صفحتنا حسابنا نشرة نشرتنا البريدية الإخبارية صحيفة جريدة وكالة الرئيسية الآن ساعة ساعات دقيقة دقائق دقيقتان ثوان ثواني بتوقيت
    توقيت ص صباحا مساء am pm gmt متصفح مواقع التواصل الاجتماعي شبكات الاسم اسمك كامل كاملا كاملة الأصلي متعلق متعلقة صلة مؤقت مؤقتا صوت صوتي صوتيا آلي
    بصوت متجر store app play خيارات أدوات إعدادات رد ردود الرد إضافة عدد مرة مغلقة معطلة مدة وقت يستمر تستمر يتبع انتهى مزيد بحث تحميل تنزيل كبير عرض صغير
    أكبر أصغر عادي أول مساحة فاصل تكملة تتمة متابعة عودة أعلى مشترك نجاح بنجاح now min read text page article`,
  link: 'من في على إلى عن مع أو و هذا هذه لهذا لهذه كل جميع بعد قبل لا لم تم يتم عبر خلال غير هنا ثم آخر اخر on in to the this of a an for',
};

const KINDS = new Map<string, Kind>();
for (const kind of ['link', 'part', 'ticker', 'section', 'stamp', 'tool', 'control', 'network'] as const) {
  for (const word of WORDS[kind].split(/\s+/u)) KINDS.set(fold(word), kind);
}

/** What a folded word is in a page's frame, with the article or without. */
const kindOf = (word: string): Kind | undefined =>
  KINDS.get(word) ?? (/^(?:ال|لل)../u.test(word) ? KINDS.get(word.slice(2)) : undefined);

/** Of names in two words: «تيك توك» is one network. */
const SECOND_HALF = new Set(['بوك', 'اب', 'بلس', 'بلاس', 'شات', 'توك', 'plus'].map(fold));

/** Characters of a line in which its bar of tools must end. */
const BAR_LOOK = 400;
/** Three tools in a row: no sentence begins with «طباعة إرسال حفظ». */
const TOOLS_IN_A_ROW = 3;
/** Nor with «سياسة اقتصاد رياضة منوعات». */
const SECTIONS_IN_A_ROW = 4;
/** What a bar asks to comment on or to send. */
const COMMENTED = new Set(
  ['على الخبر', 'على المقال', 'على الموضوع', 'هذا الخبر', 'هذا المقال', 'إلى صديق'].map(keyOf),
);
const NUMBER = /^\d*$/u;
/** Buttons that are no words: arrows of a slider, sizes of the letters. */
const BUTTON = /^(?:[‹›◀▶◄►❮❯←→]+|A[+-])$/u;
/** The two ends of a slider, which no sentence names side by side. */
const SLIDER = new Set(['السابق التالي', 'التالي السابق']);

/** Whether a text may start with a share bar by its first word. */
const opensBar = factOf((word) => {
  const key = keyOf(word);
  return kindOf(key) !== undefined || NUMBER.test(key);
});

/** How many characters of a share bar or of a page's controls a text starts with. */
export function barLength(text: string): number {
  const space = text.indexOf(' ');
  if (!opensBar(wordAt(text, 0, space === -1 ? text.length : space))) return 0;
  let end = 0;
  let networks = 0;
  let controls = 0;
  let tools = 0;
  let counts = 0;
  let sections = 0;
  /** Where the words end that could be the bar's or the news's own. */
  let open = 0;
  let whole = true;
  let before = '';
  for (const match of text.slice(0, BAR_LOOK).matchAll(/\S+/gu)) {
    const word = wordKey(match[0]);
    const kind = kindOf(word);
    const to = match.index + match[0].length;
    if (BUTTON.test(match[0])) {
      controls += 1;
      end = to;
    } else if (NUMBER.test(word)) {
      counts += word === '' ? 0 : 1;
      open = to;
      // «1 of 5»; and nothing begins by counting nothing: «Share 0».
      if (before === 'of' || (word === '0' && end > 0)) end = to;
    } else if (kind === 'section') {
      sections += 1;
      open = to;
      if (sections >= SECTIONS_IN_A_ROW) end = to;
    } else if (kind === 'link' || kind === 'part') {
      open = to;
      // «علق على الخبر»
      if (end > 0 && COMMENTED.has(`${before} ${word}`)) end = to;
    } else if (word === 'ان' && before === 'لينكد') end = to;
    else if (kind === undefined || kind === 'stamp' || kind === 'ticker') {
      whole = false;
      break;
    } else {
      if (kind === 'network') networks += SECOND_HALF.has(word) ? 0 : 1;
      else if (kind === 'control' || SLIDER.has(`${before} ${word}`)) controls += 1;
      else tools += 1;
      end = to;
    }
    before = word;
  }
  const bar =
    networks >= 2 ||
    controls >= 1 ||
    sections >= SECTIONS_IN_A_ROW ||
    (whole && networks === 1) ||
    (tools >= TOOLS_IN_A_ROW && tools > counts);
  if (!bar) return 0;
  return whole ? Math.max(end, open) : end;
}

/** A line of the frame has no more words. */
const LINE_WORDS = 14;
/** Of the words of a line that are no links, so many may be strange to the frame: an outlet's name. */
const STRANGE = 0.25;

/** Whether a line is made of the page's own words, or above the news of its sections or of a ticker. */
export function toolRule({ text, words, ends }: Line, told: number): 'tools' | 'menu' | 'ticker' | undefined {
  if (words > LINE_WORDS || (ends && (words > 5 || /[^.\s]\.$/u.test(text)))) return undefined;
  let tools = 0;
  let stamps = 0;
  let sections = 0;
  let tickers = 0;
  let parts = 0;
  let numbers = 0;
  let strange = 0;
  let zone = false;
  for (const word of keyOf(text).split(' ')) {
    const kind = kindOf(word) ?? (word.startsWith('و') ? kindOf(word.slice(1)) : undefined);
    // Any city may follow «بتوقيت».
    if (zone && kind === undefined) continue;
    zone = word.endsWith('توقيت');
    if (NUMBER.test(word)) numbers += 1;
    else if (word.length === 1) continue;
    else if (kind === undefined) strange += 1;
    else if (kind === 'stamp') stamps += 1;
    else if (kind === 'ticker') tickers += 1;
    else if (kind === 'section') sections += 1;
    else if (kind === 'part') parts += 1;
    else if (kind !== 'link') tools += 1;
    if (strange > 2) return undefined;
  }
  if (numbers > 0) tools += stamps;
  else parts += stamps;
  if (told === 0 && strange === 0 && tickers >= 3 && numbers > 0) return 'ticker';
  strange += tickers;
  if (strange === 0 && sections >= 3 && sections > parts) return 'menu';
  const known = tools + parts + sections;
  if (tools === 0 || known < 2 || sections > tools) return undefined;
  return strange === 0 || (tools >= 2 && strange <= STRANGE * (known + strange)) ? 'tools' : undefined;
}
