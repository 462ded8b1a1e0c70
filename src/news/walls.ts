/** Pages that answer with something else than their article. */
import { fold } from '../arabic/normalize.ts';
import { countWords } from '../arabic/words.ts';

const CHALLENGE =
  /cf-browser-verification|cf-challenge|__cf_chl|challenge-platform|_Incapsula_Resource|ddos-guard|px-captcha|geo\.captcha-delivery/u;

const TITLES: ReadonlyArray<readonly [RegExp, string]> = [
  [
    /just a moment|attention required|checking your browser|verify (?:that )?you are (?:a )?human|are you a robot|ddos protection|robot check|captcha|لحظه من فضلك|التحقق من انك|لست روبوت/u,
    'a bot check stands before the page',
  ],
  [
    /^\s?(?:(?:error|خطا) )?(?:40[34]|410|50[0-4])(?:\s?$|\s?[-–|:]|\s(?:error|not|bad|service|internal|gateway|forbidden|gone))|page not found|^not found|page (?:un)?available|الصفحه (?:غير موجوده|المطلوبه|غير متوفره|التي تبحث)|لم يتم العثور علي (?:ال)?(?:صفحه|نتايج|محتوي|مطلوب)|صفحه غير موجوده|خطا 404/u,
    'the page is not there',
  ],
  [
    /access denied|^(?:403 )?forbidden|(?:^|[-|:] ?)غير مصرح(?: لك)?(?: بالدخول| بالوصول)?(?:$| ?[-|:])|تم رفض الوصول/u,
    'access is denied',
  ],
  [/^\s?(?:log ?in|sign ?in|تسجيل الدخول|دخول المشتركين)\s?(?:$|[-–|:])/u, 'the page asks to log in'],
];

/** An offer to read on for money. */
const SUBSCRIBERS =
  /(?:استنفدت|استنفدتم|استهلكت|انتهت|بلغت)(?: \S+){0,3} (?:المجانيه|المجاني)|(?:اكمل|اكملوا|تابع|تابعوا|واصل|لاكمال|لمتابعه|لمواصله) (?:ال)?قراه(?: \S+){0,3} (?:مقابل|باشتراك|بالاشتراك|عبر الاشتراك)|(?:اشترك|اشتركوا|سجل|للمشتركين|مشتركا?)[^\n]{0,40}(?:لمتابعه|لمواصله|لاكمال|لقراه) (?:القراه|المزيد|بقيه|باقي|المقال|التقرير|كامل|هذا|النص)|للمشتركين (?:فقط|حصرا)|(?:هذا|هذه) (?:المحتوي|المقال|الماده|التقرير|الخبر) (?:(?:حصري|متاح|مخصص)ه? )?(?:فقط )?للمشتركين|subscribe to (?:continue|read)|subscribers only/u;

const TEXTS: ReadonlyArray<readonly [RegExp, string]> = [
  [SUBSCRIBERS, 'the text is for subscribers only'],
  [
    /(?:سجل|تسجيل) الدخول (?:لمتابعه|لقراه|للاستمرار|للمتابعه)|(?:انشي|انشا|افتح|سجل) حسابا?(?: \S+){0,3} (?:لتتمكن|لتتابع|لتقرا|لمتابعه|لمواصله|لقراه|للقراه|كي تتمكن|حتي تتمكن)|sign in to (?:continue|read)/u,
    'the page asks to log in',
  ],
  [/ملفات تعريف الارتباط|الكوكيز|accept (?:all )?cookies/u, 'only a cookie notice was answered'],
  [/enable javascript|تفعيل (?:ال)?جافا ?سكريبت/u, 'the page needs scripts'],
  [/checking your browser|verify you are human|ray id/u, 'a bot check stands before the page'],
  [
    /الصفحه (?:التي تبحث عنها )?غير موجوده|الصفحه المطلوبه غير|الصفحه التي (?:تحاول|تبحث|تطلب|طلبت)|(?:عذرا|عفوا|نعتذر)[^\n]{0,20}(?:الصفحه|الرابط)|(?:حذفت|ازيلت|نقلت) (?:هذه )?الصفحه|تم (?:حذف|ازاله) (?:هذه )?الصفحه|page not found/u,
    'the page is not there',
  ],
  [
    /(?:الموقع|الصفحه|الخدمه) (?:\S+ ){0,2}(?:قيد|تحت) الصيانه|نجري(?: \S+){0,3} صيانه|(?:نعود|سنعود) (?:اليكم )?قريبا|under (?:scheduled )?maintenance/u,
    'the site is closed for works',
  ],
  [
    /(?:غير متاحه?|غير متوفره?|محجوبه?) (?:للزوار )?(?:في|من) (?:بلدك|بلدكم|منطقتك|منطقتكم|دولتك)|unavailable for legal reasons|not available in your (?:country|region)/u,
    'the page is closed to this country',
  ],
];

/** Below this, what a page says is its wall; above, a notice is only part of the frame. */
const WALL_WORDS = 150;
/** What is free of a text that is not has fewer words. */
const TEASER_WORDS = 80;
/** A wall in the place of the text says what it is in so few words, whatever stands around it. */
const NOTICE_WORDS = 60;
/** Lists of other articles and a menu stand round an error too, and make so many words. */
const FRAME_WORDS = 600;
/** A line of a notice on cookies or on what readers consent to. */
const CONSENT =
  /ملفات (?:تعريف )?(?:ال)?ارتباط|كوكيز|خصوصيت(?:ك|كم|نا)|نحن وشركا|مصلحه مشروعه|cookies?|consent|privacy/u;
/** From this share of such lines on a text is a notice. */
const CONSENT_SHARE = 0.4;

/** Whether a text is a notice on cookies: a good part of its lines speaks of them, and its title does not. */
function isConsent(text: string, head: string): boolean {
  const lines = text.split('\n').filter((line) => line.length >= 20);
  const speaking = lines.filter((line) => CONSENT.test(line)).length;
  return lines.length > 0 && speaking >= lines.length * CONSENT_SHARE && !CONSENT.test(head);
}

/** Why a page is no article (a paywall, a log-in, a cookie notice, a bot check, an error page), or undefined. */
export function pageWall({
  html,
  title,
  page,
  article,
  paid,
}: {
  readonly html: string;
  readonly title: string | undefined;
  /** All that the page shows. */
  readonly page: string;
  /** What was taken for its article, with the lines next below. */
  readonly article: { readonly text: string; readonly below: string };
  /** The page's structured data says that its text is not free. */
  readonly paid: boolean;
}): string | undefined {
  const head = fold((title ?? '').slice(0, 300));
  const words = countWords(page.slice(0, 20_000));
  if (words < WALL_WORDS && CHALLENGE.test(html.slice(0, 200_000)))
    return 'a bot check stands before the page';
  for (const [pattern, reason] of TITLES) if (words < FRAME_WORDS && pattern.test(head)) return reason;
  const text = fold(article.text.slice(0, 20_000));
  if (isConsent(text, head)) return 'only a cookie notice was answered';
  const told = countWords(article.text);
  if (paid && told < TEASER_WORDS) return 'the text is for subscribers only';
  const around = `${text}\n${fold(article.below.slice(0, 5_000))}`;
  if (told < WALL_WORDS && SUBSCRIBERS.test(around)) return 'the text is for subscribers only';
  const whole = fold(page.slice(0, 20_000));
  if (paid && SUBSCRIBERS.test(whole)) return 'the text is for subscribers only';
  const notice = words < WALL_WORDS ? whole : told < NOTICE_WORDS ? text : '';
  for (const [pattern, reason] of TEXTS) if (pattern.test(notice)) return reason;
  return undefined;
}
