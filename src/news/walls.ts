/** Pages that answer with something else than their article. */
import { fold } from '../arabic/normalize.ts';
import { countWords } from '../arabic/words.ts';

const CHALLENGE =
  /cf-browser-verification|cf-challenge|__cf_chl|challenge-platform|_Incapsula_Resource|ddos-guard|px-captcha|geo\.captcha-delivery/u;

const TITLES: ReadonlyArray<readonly [RegExp, string]> = [
  [
    /just a moment|attention required|checking your browser|verify you are human|ddos protection|لحظه من فضلك|التحقق من انك/u,
    'a bot check stands before the page',
  ],
  [
    /^\s?(?:40[34]|410|50[0-4])(?:\s|$|\s?[-|:])|not found|page (?:un)?available|الصفحه (?:غير موجوده|المطلوبه|غير متوفره|التي تبحث)|لم يتم العثور|صفحه غير موجوده|خطا 404/u,
    'the page is not there',
  ],
  [/access denied|forbidden|غير مصرح|تم رفض الوصول/u, 'access is denied'],
  [/^\s?(?:log ?in|sign ?in|تسجيل الدخول|دخول المشتركين)/u, 'the page asks to log in'],
];

const TEXTS: ReadonlyArray<readonly [RegExp, string]> = [
  [
    /(?:اشترك|اشتركوا|سجل|للمشتركين)[^\n]{0,40}(?:لمتابعه القراه|لقراه (?:المزيد|بقيه|باقي|المقال|كامل)|لمواصله القراه|فقط)|هذا (?:المحتوي|المقال) (?:حصري |متاح )?(?:فقط )?للمشتركين|subscribe to (?:continue|read)/u,
    'the text is for subscribers only',
  ],
  [
    /(?:سجل|تسجيل) الدخول (?:لمتابعه|لقراه|للاستمرار|للمتابعه)|sign in to (?:continue|read)/u,
    'the page asks to log in',
  ],
  [/ملفات تعريف الارتباط|الكوكيز|accept (?:all )?cookies/u, 'only a cookie notice was answered'],
  [/enable javascript|تفعيل (?:ال)?جافا ?سكريبت/u, 'the page needs scripts'],
  [/checking your browser|verify you are human|ray id/u, 'a bot check stands before the page'],
  [
    /الصفحه (?:التي تبحث عنها )?غير موجوده|الصفحه المطلوبه غير|عذرا[^\n]{0,20}الصفحه|page not found/u,
    'the page is not there',
  ],
];

/** Below this, what a page says is its wall; above, a notice is only part of the frame. */
const WALL_WORDS = 150;

/** Why a page is no article (a paywall, a log-in, a cookie notice, a bot check, an error page), or undefined. */
export function pageWall({
  html,
  title,
  text,
  paid,
}: {
  readonly html: string;
  readonly title: string | undefined;
  readonly text: string;
  /** The page's structured data says that its text is not free. */
  readonly paid: boolean;
}): string | undefined {
  const head = fold((title ?? '').slice(0, 300));
  const words = countWords(text.slice(0, 20_000));
  if (words < WALL_WORDS && CHALLENGE.test(html.slice(0, 200_000)))
    return 'a bot check stands before the page';
  for (const [pattern, reason] of TITLES) if (words < WALL_WORDS * 2 && pattern.test(head)) return reason;
  const folded = fold(text.slice(0, 20_000));
  if (paid && TEXTS[0]?.[0].test(folded) === true) return 'the text is for subscribers only';
  if (words >= WALL_WORDS) return undefined;
  for (const [pattern, reason] of TEXTS) if (pattern.test(folded)) return reason;
  return undefined;
}
