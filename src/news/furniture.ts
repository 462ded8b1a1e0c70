/**
 * What sites put around their news, as cue phrases. One spelling is enough: cues are compared in the full folding,
 * without marks. A phrase that fits one site only is a row here; a rule that fits Arabic news is code.
 */
import { fold } from '../arabic/normalize.ts';

export type CueKind =
  /** Stands after the end of an article: it and all that follows are gone. */
  | 'end'
  /** Heads a list of other articles, mostly after the end, at times in the midst. */
  | 'related'
  /** Points to one other article, mostly in the midst. */
  | 'aside'
  /** A line of the frame, gone when it is no sentence. */
  | 'line'
  /** An appeal or notice to the reader, gone even as a sentence. */
  | 'appeal';

const CUES: Readonly<Record<CueKind, string>> = {
  end: `
    كلمات دلالية|الكلمات الدلالية|سمات|السمات|مواضيع|المواضيع|كلمات مفتاحية|الكلمات المفتاحية|كلمات البحث|الكلمات الأكثر بحثا|الوسوم|وسوم|أوسمة|تاغات|التاغات|تاجز|هاشتاغات|العلامات|الدلالات|tags|tag|keywords
    التعليقات|تعليقات|تعليقات القراء|تعليقات الزوار|تعليقات facebook|اترك تعليقا|اترك تعليقك|اترك ردا|اترك رد|اكتب تعليقا|اكتب تعليقك|أضف تعليقا|أضف تعليق|أضف تعليقك|أضف ردا|إضافة تعليق|شاركنا رأيك|شارك برأيك
    التعليق على الخبر|لا توجد تعليقات|لا يوجد تعليقات|لا تعليقات|لن يتم نشر عنوان بريدك|لن يتم نشر عنوان بريدك الإلكتروني|إلغاء الرد|leave a reply|leave a comment|comments|التعليقات المنشورة|الآراء الواردة في التعليقات|سياسة التعليقات|شروط نشر التعليقات
    عن الكاتب|نبذة عن الكاتب|حول الكاتب|about the author|جميع الحقوق محفوظة|كافة الحقوق محفوظة|كل الحقوق محفوظة|حقوق النشر|حقوق النشر محفوظة|حقوق الطبع|حقوق الملكية|جميع حقوق النشر|all rights reserved|copyright
    الخبر التالي|الخبر السابق|المقال التالي|المقال السابق|المقالة التالية|المقالة السابقة|الموضوع التالي|الموضوع السابق|التالي|السابق|تصفح المقالات|تصفح المقالات السابقة|next post|previous post|next article|previous article
    إلى أعلى الصفحة|إلى أعلى|العودة للأعلى|العودة إلى الأعلى|اذهب إلى الأعلى|back to top|سياسة الخصوصية|شروط الاستخدام|اتفاقية الاستخدام|من نحن|اتصل بنا|اتصلوا بنا|أعلن معنا|هيئة التحرير|خريطة الموقع|انتهى|انتهى الخبر|يتبع
  `,
  related: `
    مقالات مشابهة|مقالات ذات صلة|مقالات متعلقة|مقالات مرتبطة|مقالات أخرى|مقالات قد تعجبك|مقالات مقترحة|مقالات ذات علاقة|مقالات للكاتب|مواضيع ذات صلة|مواضيع متعلقة|مواضيع مشابهة|مواضيع أخرى|مواضيع مقترحة
    مواضيع مرتبطة|مواضيع قد تهمك|مواضيع ذات علاقة|موضوعات ذات صلة|موضوعات متعلقة|موضوعات مرتبطة|موضوعات مشابهة|موضوعات أخرى|موضوعات ذات علاقة|موضوعات تهمك|الموضوعات المتعلقة|الموضوعات ذات الصلة|الموضوعات المرتبطة|المواضيع المتعلقة|المواضيع المرتبطة
    المواضيع ذات الصلة|أخبار ذات صلة|أخبار متعلقة|أخبار مرتبطة|أخبار مشابهة|أخبار ذات علاقة|أخبار قد تهمك|أخبار تهمك|أخبار مقترحة|الأخبار المتعلقة|الأخبار ذات الصلة|خبر متعلق|ذات صلة|صلة|روابط ذات صلة|روابط متعلقة|وصلات ذات صلة|محتوى ذو صلة|محتوى مرتبط|تقارير ذات صلة|فيديوهات ذات صلة|في هذا الموضوع|في نفس السياق أيضا
    قصص ذات صلة|قصص مقترحة|قصص قد تهمك|الأكثر قراءة|الأكثر قراءة الآن|الأكثر مشاهدة|الأكثر تداولا|الأكثر شعبية|الأكثر زيارة|الأكثر تعليقا|الأكثر إرسالا|الأكثر رواجا|الأكثر متابعة|الأعلى قراءة|الأعلى مشاهدة|المزيد في|المزيد من|المزيد حول|المزيد عن|المزيد حول هذه القصة|مزيد من الأخبار
    أخبار أخرى|آخر الأخبار|أحدث الأخبار|أهم الأخبار|أبرز الأخبار|قد يهمك أيضا|قد يهمك|قد يهمكم أيضا|قد يعجبك أيضا|قد يعجبك|ربما يعجبك|ربما يعجبك أيضا|ربما يهمك|قد تعجبك|قد ترغب في قراءة|مختارات|اخترنا لك|اخترنا لكم|نرشح لك|نرشح لكم|ترشيحاتنا|من اختيار المحرر|اختيارات المحرر|موصى به|نوصي به|ينصح به|يوصى به
    related|related articles|related posts|related topics|related news|you may also like|you might also like|more from|more in|most read|recommended|trending
  `,
  aside: `
    اقرأ أيضا|واقرأ أيضا|اقرأوا أيضا|اقرؤوا أيضا|أقرأ أيضا|اقرئي أيضا|قرأ أيضا|يقرأ أيضا|اقرأ المزيد|اقرأ كذلك|اقرأ أكثر|اقرأ التفاصيل|اقرأ هنا|اقرأ ايضا في|اقرأ المزيد عن|اقرأ عن|اقرأ في|اقرأ من الموقع|اقرأ
    شاهد أيضا|شاهدي أيضا|شاهدوا أيضا|شاهد كذلك|طالع أيضا|طالعوا أيضا|تابع أيضا|انظر أيضا|راجع أيضا|اطلع أيضا|استمع أيضا|تابعوا أيضا|اسمع أيضا|يمكنك أيضا قراءة|للمزيد اقرأ|للاطلاع أيضا|تصفح أيضا|اكتشف أيضا
    read more|read also|see also|also read|اضغط هنا لقراءة|اضغط هنا|لقراءة المزيد|لقراءة الخبر|لقراءة المقال|تفاصيل أكثر|خبر ذو صلة|رابط الخبر|رابط الموضوع|رابط المقال|رابط المصدر|المصدر الأصلي|للاطلاع على الخبر|للاطلاع على المزيد|الخبر الأصلي|رابط مختصر|الرابط المختصر|رابط قصير|الرابط المباشر
  `,
  line: `
    شارك|مشاركة|مشاركه عبر|شاركها|شارك الخبر|شارك المقال|شارك هذا الموضوع|شارك هذا المقال|شارك هذا الخبر|شارك هذه الصفحة|شاركه على|مشاركة الخبر|مشاركة المقال|مشاركة المقالة|انشر|انشر الخبر|أرسل|ارسال إلى صديق|أرسل إلى صديق|أرسل الخبر|طباعة|طباعة الخبر|اطبع|حفظ|احفظ|احفظ المقال|نسخ الرابط|انسخ الرابط|نسخ|تم نسخ الرابط
    حجم الخط|تكبير الخط|تصغير الخط|تغيير حجم الخط|تكبير|تصغير|facebook|twitter|linkedin|whatsapp|telegram|pinterest|messenger|email|print|share|share on|share this|tweet|copy link|viber|reddit|tumblr|google|google plus|فيسبوك|تويتر|واتساب|تليجرام|تيليجرام|تلغرام|لينكد إن|بنترست|ماسنجر|انستغرام|يوتيوب
    إعلان|إعلانات|الإعلانات|advertisement|ads|sponsored|مساحة إعلانية|دعاية|نشر في|نشرت في|نشر بتاريخ|نشر يوم|نشر الخبر|تاريخ النشر|تاريخ الخبر|تاريخ التحديث|وقت النشر|آخر تحديث|أخر تحديث|تم النشر|تم التحديث|تم نشره|تم تحديثه|حدث في|أضيف في|كتب في|منذ
    عدد المشاهدات|المشاهدات|مشاهدات|عدد القراءات|القراءات|عدد الزيارات|عدد التعليقات|مدة القراءة|وقت القراءة|زمن القراءة|دقائق قراءة|دقيقة قراءة
    الرئيسية|الصفحة الرئيسية|أنت هنا|القائمة|القائمة الرئيسية|بحث|البحث|ابحث|ابحث في الموقع|عودة|رجوع|استمع|استمع إلى المقال|استمع للمقال|استمع الى الخبر|استمع إلى الخبر|تشغيل الفيديو|مشاهدة الفيديو|صورة أرشيفية|صورة تعبيرية|صور أرشيفية|أرشيفية|أرشيف|من الأرشيف|تنويه|skip to|play|video|loading|جاري التحميل|تحميل المزيد|عرض المزيد|المزيد|إغلاق|أغلق|كل التعليقات|تخطى إلى المحتوى|تخطي إلى المحتوى|الانتقال إلى المحتوى
    مصدر الصورة|صدر الصورة|التعليق على الصورة|تعليق الصورة|تعليق على الصورة|الصورة|صورة|تصوير|مصدر الفيديو|شرح الصورة|حقوق الصورة|booked net|عاجل|خبر عاجل|أخبار عاجلة|شريط الأخبار|breaking|breaking news|الهوامش|المصادر|هوامش|المراجع|next|previous|prev|الصفحة|الصفحات|تسجيل الدخول|إنشاء حساب|نسخة للطباعة|أدوات الصفحة|خيارات
  `,
  appeal: `
    تابعنا على|تابعونا على|تابعنا عبر|تابعونا عبر|تابعنا في|تابعونا|تابعنا|تابعوا آخر الأخبار|تابع آخر الأخبار|تابعوا قناتنا|تابع قناتنا|تابعوا صفحتنا|تابع صفحتنا|لمتابعة آخر|لمتابعة أخبار|لمتابعة المزيد|لمتابعتنا|للمتابعة عبر|للمزيد تابعوا|للمزيد تابع|للمزيد من الأخبار|لمزيد من الأخبار|للمزيد من التفاصيل|لمزيد من التفاصيل|للمزيد|انضم إلى قناتنا|انضم إلى قناة|انضموا إلى قناتنا|انضموا إلى قناة|انضم إلينا|انضموا إلينا|انضم الآن
    اشترك في|اشترك بنشرتنا|اشترك بقناتنا|اشتركوا في|اشتركوا بقناتنا|اشترك الآن|اشترك معنا|للاشتراك في|للاشتراك|سجل في نشرتنا|سجل الآن|سجل بريدك|احصل على آخر|احصل على أحدث|حمل تطبيق|حمل التطبيق|حملوا تطبيق|قم بتحميل تطبيق|نزل تطبيق|نزلوا تطبيق|تنزيل تطبيق|تحميل تطبيق|النشرة البريدية|نشرتنا البريدية|القائمة البريدية|ضع بريدك|أدخل بريدك|كن أول من|شاركونا|شاركونا آراءكم|يمكنكم متابعة|يمكنكم الاشتراك|يمكنك متابعة|يمكنك الاشتراك|يمكنكم متابعتنا|يمكنكم استلام
    فعل الإشعارات|فعلوا الإشعارات|تفعيل الإشعارات|subscribe|follow us|follow|sign up|download our app|هذا المحتوى من|هذا الخبر منقول|هذا المقال يعبر|هذه المادة تعبر|المقالات المنشورة لا تعبر|الآراء الواردة|المقال يعبر عن|المقال لا يعبر|الموقع غير مسؤول|تنويه هذا الخبر|ملاحظة هذا الخبر|إخلاء مسؤولية|لا تفوت|لا يفوتك|لا تفوتوا|للتواصل معنا|للتواصل عبر|للإبلاغ عن خطأ|هل وجدت خطأ|إذا وجدت خطأ|هذا النص مترجم|تمت ترجمة هذا
  `,
};

/** Names of networks: two of them near together make a share bar. */
export const NETWORKS = new Set(
  (
    'فيسبوك فيس بوك فايسبوك الفيسبوك تويتر التويتر إكس واتساب واتس آب واتسآب الواتساب تليجرام تيليجرام تلغرام تيلغرام لينكد لينكدإن انستغرام إنستغرام انستجرام جوجل بلس ' +
    'غوغل بلاس بنترست بينتيريست ماسنجر مسنجر يوتيوب سناب شات تيك توك ريديت فايبر facebook twitter x whatsapp telegram linkedin ' +
    'pinterest messenger instagram google plus youtube snapchat tiktok reddit viber tumblr email print flipboard'
  )
    .split(' ')
    .map(fold),
);

/** Further words of share bars and readers' tools; alone they are ordinary words. */
export const BAR_WORDS = new Set(
  (
    'شارك شاركها شاركه شاركنا مشاركة المشاركة شير انشر نشر من خلال عبر على في مع طباعة اطبع ارسال إرسال أرسل ارسل إلى صديق لصديق بريد البريد إلكتروني ' +
    'الإلكتروني الالكتروني نسخ انسخ الرابط رابط اكتب رأيك رايك تعليق تعليقات علق غرد تغريد تغريدة أعجبني إعجاب حفظ احفظ اضف أضف المفضلة ' +
    'للمفضلة الخبر المقال هذا حجم الخط تكبير تصغير استمع تابعنا share tweet like pin copy link send save comment comments on via'
  )
    .split(' ')
    .map(fold),
);

/** Latin words of a page's controls: no Arabic sentence starts with one. */
export const CONTROLS = new Set(
  'next previous prev play pause stop mute unmute share tweet print email menu search home skip loading close more advertisement ads prevnext live'.split(
    ' ',
  ),
);

/** Agencies and outlets as they sign a dateline. */
export const AGENCIES: readonly string[] = (
  'رويترز|وكالة رويترز|أ ف ب|أ.ف.ب|أف ب|فرانس برس|وكالة فرانس برس|وكالة الصحافة الفرنسية|أ ش أ|أ.ش.أ|د ب أ|د.ب.أ|أ ب|أ.ب|أسوشيتد برس|أسوشيتدبرس|واس|وام|كونا|قنا|بنا|بترا|وفا|واع|سانا|سونا|وات|وأج|واج|لانا|سبأ|العمانية|' +
  'الأناضول|وكالة الأناضول|إرنا|تسنيم|تاس|نوفوستي|سبوتنيك|شينخوا|إفي|آكي|معا|صفا|الوكالة الوطنية|وكالات|الوكالات|وكالات الأنباء|CNN|سي إن إن|CNN بالعربية|CNN Arabic|BBC|بي بي سي|بي بي سي عربي|' +
  'Reuters|AFP|AP|RT|DW|الجزيرة|الجزيرة نت|العربية نت|العربية.نت|الشرق الأوسط|القدس العربي|العربي الجديد|عربي21|سكاي نيوز عربية|فرانس 24|مونت كارلو الدولية|يورونيوز|الحرة'
).split('|');

/** Marks that only publishing software leaves. */
export const PLACEHOLDER =
  /\[\/?(?:ad_?\d*|ads?|adsense|caption|embed|gallery|video|audio|vc_[a-z_]+|et_pb_[a-z_]+|su_[a-z_]+|quote|b|i|url|img)(?:\s[^\]\n]{0,200})?\]/giu;

/** Lines of the frame that no single phrase tells: matched against a line's key (folded, without marks). */
export const LINE_PATTERNS: ReadonlyArray<readonly [string, RegExp]> = [
  [
    'follow us',
    /^(?:و?(?:تابع|تابعوا|تابعنا|تابعونا|لمتابعه|انضم|انضموا|اشترك|اشتركوا)) (?:\S+ ){0,6}(?:علي|عبر|في|الي)(?: \S+){0,4}$/u,
  ],
  ['rights', /(?:جميع|كافه|كل) (?:ال)?حقوق (?:\S+ ){0,4}?محفوظه|all rights reserved/u],
  ['clock', /^\d{1,2} \d{2}(?: \d{2})?(?: (?:ت م|ص|م|am|pm|gmt|بتوقيت \S+(?: \S+)?))?$/u],
  [
    'count',
    /^\d+ (?:مشاهده|مشاهدات|قراه|قراات|تعليق|تعليقات|زياره|زاير|views?|comments?|shares?|دقيقه|دقايق|دقيقه قراه|دقايق قراه|min read)(?: \S+){0,2}$/u,
  ],
  [
    'ago',
    /^(?:منذ|قبل) (?:\S+ ){0,2}(?:ثانيه|ثواني|دقيقه|دقايق|ساعه|ساعات|ساعتين|يوم|يومين|ايام|اسبوع|اسابيع|شهر|اشهر)$/u,
  ],
  [
    'caption',
    /^(?:صوره?|تصوير|المصور|عدسه|photo|image|credit|getty|getty images|ا ف ب|رويترز|afp|reuters)(?: (?:من|عن|ل)?\s?\S+){0,3}$/u,
  ],
  ['page number', /^(?:صفحه|page) \d+/u],
];

/** How an appeal can begin, as written: a look that costs little. */
export const APPEAL_START =
  /^[^\p{L}]{0,5}(?:تابع|اشترك|انضم|حم[ّ]?ل|سج[ّ]?ل|احصل|للا?شتراك|لمتابع|للمزيد|لمزيد|يمكنك|بإمكانك|لا تنس|تجدون|ندعوكم)/u;
const OURS =
  'قناتنا|قنواتنا|صفحتنا|صفحاتنا|حسابنا|حساباتنا|موقعنا|تطبيقنا|نشرتنا|منصاتنا|مجموعتنا|جروبنا|خدمتنا';
const THERE = `${OURS}|قناه|صفحه|حساب|تطبيق|نشره|النشره|واتساب|الواتساب|تلغرام|تليجرام|تيليجرام|تليغرام|فيسبوك|تويتر|يوتيوب|انستغرام|انستجرام|غوغل|جوجل|بريدك|بريدكم|الاشعارات|متجر`;
/** Appeals to the reader. Words that are verbs of news too («تابع»، «حمل») need something of the outlet's own beside them. */
export const APPEALS: readonly RegExp[] = [
  new RegExp(
    `^(?:تابعوا|تابعونا|تابعنا|اشترك|اشتركوا|انضموا|حملوا|سجلوا|للاشتراك|لمتابعه|لمتابعتنا|يمكنك|يمكنكم|بامكانكم|لا تنسوا|ندعوكم) (?:\\S+ ){0,12}?\\S{0,2}(?:${THERE})(?: |$)`,
    'u',
  ),
  new RegExp(
    `^(?:تابع|انضم|حمل|سجل|احصل|تجدون|للمزيد|لمزيد) (?:\\S+ ){0,12}?\\S{0,2}(?:${OURS})(?: |$)`,
    'u',
  ),
];

export type Cue = { readonly kind: CueKind; readonly words: number; readonly phrase: string };

const NOT_WORD = /[^\p{L}\p{N}]+/gu;

/** A line as cues see it: folded words, one space between, no marks. */
export function keyOf(line: string): string {
  return fold(line).replace(NOT_WORD, ' ').trim();
}

const wordKeys = new Map<string, string>();

/** keyOf for one word, remembered: news has few first words. */
export function wordKey(word: string): string {
  const known = wordKeys.get(word);
  if (known !== undefined) return known;
  const key = keyOf(word);
  if (wordKeys.size > 20_000) wordKeys.clear();
  if (word.length <= 40) wordKeys.set(word, key);
  return key;
}

const byFirstWord = new Map<string, Cue[]>();
for (const kind of ['end', 'related', 'aside', 'line', 'appeal'] as const) {
  for (const raw of CUES[kind].split(/[|\n]/u)) {
    const phrase = keyOf(raw);
    if (phrase === '') continue;
    const words = phrase.split(' ');
    const first = words[0] ?? '';
    const row = byFirstWord.get(first) ?? [];
    if (!row.some((cue) => cue.phrase === phrase)) row.push({ kind, words: words.length, phrase });
    byFirstWord.set(first, row);
  }
}
for (const row of byFirstWord.values()) row.sort((a, b) => b.phrase.length - a.phrase.length);

const FIRST_WORD = /^[^\p{L}\p{N}]{0,20}([\p{L}\p{M}\p{N}\u0640]{1,30})/u;

/** The longest cue that a line starts with; `key` gives its key. Folding is costly, and most lines begin with no cue's first word. */
export function cueAt(line: string, key: () => string): Cue | undefined {
  const word = FIRST_WORD.exec(line)?.[1];
  const row = word === undefined ? undefined : byFirstWord.get(wordKey(word));
  if (row === undefined) return undefined;
  const folded = key();
  return row.find(
    ({ phrase }) =>
      folded.startsWith(phrase) && (folded.length === phrase.length || folded[phrase.length] === ' '),
  );
}
