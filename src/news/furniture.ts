/**
 * What sites put around their news, as cue phrases. One spelling is enough: cues are compared in the full folding,
 * without marks. A phrase that fits one site only is a row here; a rule that fits Arabic news is code.
 */
import { mayMatch } from '../arabic/needles.ts';
import { fold } from '../arabic/normalize.ts';
import { factOf, wordAt } from '../arabic/remember.ts';

type CueKind =
  /** Heads the article's keywords, often in a row with them: it and all that follow are gone. */
  | 'tags'
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
  tags: `
    كلمات دلالية|الكلمات الدلالية|سمات|السمات|مواضيع|المواضيع|كلمات مفتاحية|الكلمات المفتاحية|كلمات البحث|الكلمات الأكثر بحثا|الوسوم|وسوم|أوسمة|تاغات|التاغات|تاجز|هاشتاغات|العلامات|الدلالات|tags|tag|keywords
  `,
  end: `
    التعليقات|تعليقات|تعليقات القراء|تعليقات الزوار|تعليقات facebook|اترك تعليقا|اترك تعليقك|اترك ردا|اترك رد|اكتب تعليقا|اكتب تعليقك|أضف تعليقا|أضف تعليق|أضف تعليقك|أضف ردا|إضافة تعليق|شاركنا رأيك|شارك برأيك
    التعليق على الخبر|لا توجد تعليقات|لا يوجد تعليقات|لا تعليقات|إلغاء الرد|leave a reply|leave a comment|comments|التعليقات المنشورة|تعليقات حول الموضوع|تعليقات على الموضوع|تعليقات على الخبر|تعليقات على المقال|التعليقات على الموضوع|التعليقات على المقال|تعليقات الفيسبوك|تعليقات فيسبوك|آراء القراء|ردود القراء|الآراء الواردة في التعليقات|سياسة التعليقات|شروط نشر التعليقات
    عن الكاتب|نبذة عن الكاتب|حول الكاتب|about the author|جميع الحقوق محفوظة|كافة الحقوق محفوظة|كل الحقوق محفوظة|حقوق النشر محفوظة|حقوق الطبع محفوظة|جميع حقوق النشر|all rights reserved|copyright
    الخبر التالي|الخبر السابق|المقال التالي|المقال السابق|المقالة التالية|المقالة السابقة|الموضوع التالي|الموضوع السابق|التالي|السابق|تصفح المقالات|تصفح المقالات السابقة|next post|previous post|next article|previous article
    إلى أعلى الصفحة|إلى أعلى|العودة للأعلى|العودة إلى الأعلى|اذهب إلى الأعلى|back to top|سياسة الخصوصية|شروط الاستخدام|اتفاقية الاستخدام|من نحن|اتصل بنا|اتصلوا بنا|أعلن معنا|هيئة التحرير|خريطة الموقع|انتهى|انتهى الخبر|يتبع|حول هذه القصة
  `,
  related: `
    صلة|في نفس السياق أيضا|الأكثر قراءة|الأكثر قراءة الآن|الأكثر مشاهدة|الأكثر تداولا|الأكثر شعبية|الأكثر زيارة|الأكثر تعليقا|الأكثر إرسالا|الأكثر رواجا|الأكثر متابعة|الأعلى قراءة|الأعلى مشاهدة
    المزيد في|المزيد من الأخبار|المزيد من أخبار|المزيد من المقالات|المزيد من المواضيع|المزيد من القصص|المزيد من نفس|المزيد من التفاصيل|المزيد حول هذا|المزيد حول هذه|المزيد عن هذا|المزيد عن هذه|روابط خارجية|مزيد من الأخبار|آخر الأخبار|أحدث الأخبار|أهم الأخبار|أبرز الأخبار|استطلاع رأي|استطلاع الرأي|استطلاع للرأي|شارك في الاستطلاع|أخبار أخرى|مقالات أخرى|مواضيع أخرى|موضوعات أخرى|مقالات للكاتب|في هذا الموضوع
    قد يهمك أيضا|قد يهمك|قد يهمكم أيضا|قد يهمكم|قد يعجبك أيضا|قد يعجبك|ربما يعجبك|ربما يعجبك أيضا|ربما يهمك|قد تعجبك|قد ترغب في قراءة|قد تقرأ|مختارات|اخترنا لك|اخترنا لكم|نرشح لك|نرشح لكم|ترشيحاتنا|من اختيار المحرر|اختيارات المحرر|موصى به|نوصي به|ينصح به|يوصى به
    related|related articles|related posts|related topics|related news|you may also like|you might also like|more from|more in|most read|recommended|trending
  `,
  aside: `
    اقرأ|اقرأ التفاصيل|اقرأ هنا|اقرأ ايضا في|اقرأ المزيد عن|اقرأ عن|اقرأ في|اقرأ من الموقع|اقرأ أيضا على|واقرأ|شاهد|شاهدوا|شاهدي|شاهد الفيديو|شاهد بالفيديو|شاهدوا بالفيديو|شاهدوا الفيديو|طالع|طالعوا|فيديو|بالفيديو|صور|بالصور
    يمكنك أيضا قراءة|للمزيد اقرأ|للاطلاع أيضا|read more|read also|see also|also read|اضغط هنا لقراءة|اضغط هنا|لقراءة المزيد|لقراءة الخبر|لقراءة المقال|تفاصيل أكثر|خبر ذو صلة|شاهد البث المباشر|شاهدوا البث المباشر|تابع البث المباشر|تابعوا البث المباشر
    رابط الخبر|رابط الموضوع|رابط المقال|رابط المصدر|المصدر الأصلي|للاطلاع على الخبر|للاطلاع على المزيد|الخبر الأصلي|رابط مختصر|الرابط المختصر|رابط قصير|الرابط المباشر|الرابط الأصلي
  `,
  line: `
    شارك|مشاركة|مشاركه عبر|شاركها|شاركه على|انشر|أرسل|طباعة|اطبع|حفظ|احفظ|نسخ
    حجم الخط|تغيير حجم الخط|تكبير|تصغير|facebook|twitter|linkedin|whatsapp|telegram|pinterest|messenger|email|print|share|share on|share this|tweet|copy link|viber|reddit|tumblr|google|فيسبوك|تويتر|واتساب|تليجرام|تيليجرام|تلغرام|لينكد إن|بنترست|ماسنجر|انستغرام|يوتيوب
    إعلان|إعلانات|الإعلانات|advertisement|ads|sponsored|دعاية|نشر في|نشرت في|نشر بتاريخ|نشر يوم|نشر الخبر|تاريخ النشر|تاريخ الخبر|تاريخ التحديث|وقت النشر|آخر تحديث|أخر تحديث|تم النشر|تم نشر هذا|تم نشر الخبر|تم التحديث|تم نشره|تم تحديثه|حدث في|أضيف في|كتب في|منذ
    المشاهدات|مشاهدات|القراءات|زمن القراءة
    الرئيسية|الصفحة الرئيسية|أنت هنا|القائمة|القائمة الرئيسية|بحث|البحث|ابحث|ابحث في الموقع|عودة|رجوع|استمع|استمع للمقال|مشاهدة الفيديو|صورة أرشيفية|صورة تعبيرية|صور أرشيفية|أرشيفية|أرشيف|من الأرشيف|تنويه|skip to|play|video|loading|جاري التحميل|جار التحميل|تحميل|إخلاء مسؤولية|تحميل المزيد|عرض المزيد|المزيد|إغلاق|أغلق|كل التعليقات|الانتقال إلى المحتوى
    مصدر الصورة|صدر الصورة|التعليق على الصورة|تعليق الصورة|تعليق على الصورة|الصورة|صورة|تصوير|مصدر الفيديو|شرح الصورة|حقوق الصورة|حجم النص|مدة الفيديو|مدة المقطع|شاشة كاملة|ملء الشاشة|booked net|عاجل|خبر عاجل|أخبار عاجلة|شريط الأخبار|breaking|breaking news|الهوامش|المصادر|هوامش|المراجع|next|previous|prev|الصفحة|الصفحات|تسجيل الدخول|إنشاء حساب|نسخة للطباعة|قبول ومواصلة|أدوات الصفحة|خيارات
  `,
  appeal: `
    تابعنا على|تابعونا على|تابعنا عبر|تابعونا عبر|تابعنا في|تابعونا|تابعنا|تابعوا آخر الأخبار|تابع آخر الأخبار|لمتابعتنا|للمتابعة عبر|للمزيد تابعوا|للمزيد تابع|للمزيد من الأخبار|لمزيد من الأخبار|للمزيد من التفاصيل|لمزيد من التفاصيل|للمزيد|انضم إلينا|انضموا إلينا|انضم الآن
    اشترك الآن|اشترك معنا|سجل الآن|سجل بريدك|احصل على آخر|احصل على أحدث|احصل على أهم|حمل تطبيق|حمل التطبيق|حملوا تطبيق|قم بتحميل تطبيق|نزل تطبيق|نزلوا تطبيق|تنزيل تطبيق|تحميل تطبيق|النشرة البريدية|نشرتنا البريدية|القائمة البريدية|ضع بريدك|أدخل بريدك|كن أول من|شاركونا|شاركونا آراءكم|يمكنكم متابعة|يمكنكم الاشتراك|يمكنك متابعة|يمكنك الاشتراك|يمكنكم متابعتنا|يمكنكم استلام
    يجب أن تسجل الدخول|يجب تسجيل الدخول|سجل دخولك|المشغل لا يدعم|الآراء المنشورة|التعليقات المنشورة لا|لن يتم نشر عنوان|لن يتم نشر بريدك|لن ينشر بريدك|احفظ اسمي|احفظ بياناتي|الحقول المطلوبة|لن ينشر عنوان|الحقول الإلزامية|اضغط لمشاركة|انقر لمشاركة|انقر هنا|معجب بهذه|عرض هذا المنشور|عرض هذا المنشور على|تمت مشاركة منشور|منشور تمت مشاركته|إعجاب تحميل|هل كان هذا المقال|هل كان هذا الخبر|هل كان هذا المحتوى|هل كانت هذه المقالة|قيم هذا المقال|قيم هذا الخبر|يسمح بالنقل والاقتباس|متصفحك لا يدعم|قيم المقال|قيم الخبر|your browser does not|please enable|enable javascript|لا يدعم متصفحك|يرجى تفعيل|يرجى الإشارة إلى المصدر|يرجى ذكر المصدر|فعل الإشعارات|فعلوا الإشعارات|تفعيل الإشعارات|subscribe|follow us|follow|sign up|download our app|هذا المحتوى من|هذا الخبر منقول|هذا المقال يعبر|هذه المادة تعبر|المقالات المنشورة لا تعبر|الآراء الواردة|المقال يعبر عن|المقال لا يعبر|الموقع غير مسؤول|تنويه هذا الخبر|ملاحظة هذا الخبر|لا تفوت|لا يفوتك|لا تفوتوا|للتواصل معنا|للتواصل عبر|للتواصل مع الكاتب|للتواصل مع الكاتبة|للتواصل مع المحرر|ما هو رد فعلك|ما هي ردة فعلك|هل لديك معلومات|هل لديكم معلومات|هذه روابط خارجية|السماح بعرض المحتوى من|تحتوي هذه الصفحة على|موافقتكم مطلوبة قبل|تحذير المحتوى الخارجي|سياستنا بخصوص الروابط|اقرأ المزيد عن هذه الروابط|اطلع على المزيد في|المحتوى غير متاح|ظهرت المقالة|ظهرت التدوينة|ظهرت المادة|ظهر المقال|ظهر الموضوع|the post|this post|this article|للإبلاغ عن خطأ|هل وجدت خطأ|إذا وجدت خطأ|هذا النص مترجم|تمت ترجمة هذا
  `,
};

/** Marks that only publishing software leaves. */
export const PLACEHOLDER =
  /\[\/?(?:ad_?\d*|ads?|adsense|caption|embed|gallery|video|audio|vc_[a-z_]+|et_pb_[a-z_]+|su_[a-z_]+|quote|b|i|url|img)(?:\s[^\]\n]{0,200})?\]/giu;

/** What blogs' feeds end an entry with. */
export const FIRST_PUBLISHED =
  /^(?:the post\s.{0,300}\s(?:appeared first|first appeared) on\s|(?:ظهرت?|المقالة?|التدوينة|الخبر)\s.{0,300}?\sأول[ًا]{0,2}\s(?:على|في)\s)/iu;

/** What a notice speaks of: the text itself and the site that bears it. */
const THIS =
  '(?:هذا|هذه) (?:الخبر|المقال|المقاله|الماده|الموضوع|المحتوي|النص|الصفحه|الموقع|التقرير|الصوره|الفيديو)';
const THIS_TEXT = '(?:هذا|هذه) (?:الخبر|المقال|المقاله|الماده|المحتوي)';
/**
 * Notices on whose opinion a text is, who answers for it, who may copy it, and what the page keeps of its readers: gone
 * even as sentences.
 */
export const NOTICES: readonly RegExp[] = [
  new RegExp(
    `^(?:(?:تم )?(?:نشرت?|ظهرت?|قرات|تقرا|ترجمه|تمت ترجمه|اعدت?) ${THIS_TEXT}(?: (?:اول|لاول|في|علي|بتاريخ|يوم|من|نقلا|عن|بالاتفاق)|$)|${THIS_TEXT} (?:منشوره?|اعده|اعدها|اعدت?|نشرت?|مترجمه?|انتج|بالاتفاق|بالتعاون|برعايه|ماخوذه?|منقوله?))(?: |$)`,
    'u',
  ),
  new RegExp(
    `^(?:ملحوظه|ملاحظه|تنويه|تنبيه|اخلا مسووليه)(?: مضمون| محتوي| ان)? ${THIS_TEXT} (?:\\S+ ){0,12}(?:كتابته|كتابتها|نقله|نقلها|نشره|نشرها|منقوله?)(?: |$)`,
    'u',
  ),
  /^(?:لا يجوز|لا يسمح|يمنع|يحظر)(?: اعاده)? (?:نشر|نسخ|نقل|اقتباس|استخدام|طبع) (?:الماده|المواد|الخبر|الاخبار|المقال|المقالات|المحتوي|النص|النصوص)(?: |$)/u,
  new RegExp(
    `(?:^|\\s)(?:لا يجوز|لا يسمح|لا يحق|غير مسموح|يمنع|يحظر|يسمح|يرجي|الرجا|نرجو)(?: \\S+){0,4}? \\S{0,2}(?:نشر|نسخ|نقل|اقتباس|استخدام|توزيع|طبع|ذكر|اشاره)(?: \\S+){0,10}? (?:${THIS}|ذكر المصدر|الي المصدر|(?:محتوي|محتويات|مواد) (?:ال)?(?:موقع|صحيفه|وكاله|موقعنا)|من (?:الناشر|الموقع|اداره الموقع|الصحيفه|الوكاله))(?: |$)`,
    'u',
  ),
  /(?:^|\s)(?:نستخدم|يستخدم (?:هذا )?(?:ال)?موقع(?:نا)?|هذا الموقع يستخدم|باستخدامك|باستخدامكم|بمتابعتك|بمواصلتك|بمتابعه التصفح|بمواصله التصفح|اقبل|موافق)(?: \S+){0,12}? (?:تعريف الارتباط|كوكيز|الكوكيز|cookies|سياسه الخصوصيه|شروط الاستخدام)(?: |$)/u,
  /(?:يعبر|تعبر|يعكس|تعكس)(?: فقط| بالضروره| الا){0,3} (?:عن )?(?:راي|ارا|وجهه نظر|وجهات نظر|الموقف|موقف|سياسه)(?: \S+){0,5}? \S{0,3}(?:كاتب|كاتبه|كاتبها|كتاب|كتابها|اصحابها|صاحبه|صاحبها|الموقع|الصحيفه|الجريده|الشبكه|القناه|التحريري|الوكاله|المركز)\p{L}{0,2}(?: |$)/u,
  /(?:لا يتحمل|لا تتحمل|غير مسوول|غير مسووله|ليست? مسوولا?ه?|لسنا مسوولين|يخلي|تخلي)(?: \S+){0,6} (?:التعليقات|المحتوي|محتوي الروابط|المواقع|الموقع|الصحيفه|الكاتب|الكتاب|النشر|مسووليته|مسووليتها)(?: |$)/u,
];

/** One word of each line pattern as written: a look that costs little. */
export const LINE_WORD =
  /^\P{L}{0,5}(?:مصدر ال|[أا] ب|[أا]نت|تقر[أا]|تتصفح|الصور|غيتي|جيتي|الأناضول|[أا]سوشيتد|ap|epa|\d|continue|read|المزيد|متابعة|قراءة|منذ|قبل|صور|تصوير|المصور|عدس|photo|image|credit|getty|[أا] ?ف ?ب|رويترز|reuters|afp|صفح|page|شارك|مشارك|انشر|[أا]رسل|و?تابع|لمتابع|انضم|اشترك|نهاي)|حقوق|rights|اضغط|انقر/iu;

/** Lines of the frame that no single phrase tells: matched against a line's key (folded, without marks). */
export const LINE_PATTERNS: ReadonlyArray<readonly [string, RegExp]> = [
  [
    'follow us',
    /^و?تابع (?!(?:\S+ ){0,6}(?:قايلا|قوله|حديثه|ان|انه) )(?:\S+ ){0,6}(?:علي|عبر)(?: \S+){0,4}$|^(?:و?(?:تابعوا|تابعنا|تابعونا|لمتابعه|انضم|انضموا|اشترك|اشتركوا)) (?:\S+ ){0,6}(?:علي|عبر|في|الي)(?: \S+){0,4}$/u,
  ],
  [
    'rights',
    /^(?:\S+ ){0,4}(?:جميع|كافه|كل) (?:ال)?حقوق (?:\S+ ){0,4}?محفوظه|^(?:\d+ )?(?:طبعه?|طبعت|مطبوعه?|نسخه) من (?:\S+ ){1,6}?حقوق|^حقوق (?:ال)?(?:نشر|طبع|ملكيه)(?: و?(?:ال)?(?:نشر|طبع|توزيع))? (?:محفوظه|\d{4}|ل\S+ \d{4})|all rights reserved|^(?:c )?copyright \d{4}/u,
  ],
  [
    'share',
    /^(?:شارك|شاركوا|مشاركه|انشر|ارسل) (?:(?:هذا|هذه) \S+|الخبر|المقال|المقاله|الموضوع|الصفحه|القصه|التقرير|المنشور|الرابط)(?: \S+){0,3}$/u,
  ],
  ['click here', /(?:^|\s)(?:اضغط|اضغطوا|انقر|انقروا) (?:هنا|علي (?:هذا )?الرابط)(?: \S+){0,2}$/u],
  [
    'end of a box',
    /^نهايه (?:\S+ ){0,2}(?:الاكثر قراه|البودكاست|مقترحه|مشاركه|يوتيوب|youtube|فيسبوك|facebook|تويتر|twitter|x|انستغرام|instagram|تيك توك|tiktok)(?: \S+){0,3}$/u,
  ],
  [
    'you are here',
    /^(?:انت |انتم )?(?:الان )?(?:تقرا|تتصفح|تتصفحون|تشاهد) (?:الان )?(?:في )?(?:قسم|صفحه|موقع|الان)(?: \S+){0,4}$/u,
  ],
  ['clock', /^\d{1,2} \d{2}(?: \d{2})?(?: (?:ت م|ص|م|am|pm|gmt|بتوقيت \S+(?: \S+)?))?$/u],
  [
    'read on',
    /^(?:المزيد|(?:continue reading|read more|تابع القراه|متابعه القراه|قراه المزيد)(?: \S+){0,8})$/u,
  ],
  [
    'count',
    /^\d+(?: \d{3})* (?:مشاهده|مشاهدات|قراه|قراات|تعليق|تعليقات|زياره|زاير|views?|comments?|shares?)(?: \S+){0,2}$|^\d+ (?:تعليق|تعليقا|تعليقات) (?:علي|حول) .{1,200}$|^\d+ (?:دقيقه|دقايق|min)(?: (?:قراه|للقراه|من القراه|read))?$/u,
  ],
  [
    'ago',
    /^(?:منذ|قبل) (?:حوالي )?(?:\d{1,3} \S+|(?:ثوان|دقيقه|دقيقتين|ساعه|ساعتين|يوم|يومين|اسبوع|اسبوعين|شهر|شهرين)(?: واحده?)?)$/u,
  ],
  [
    'caption',
    /^(?:(?:مصدر|حقوق) الصوره(?: \S+){0,5}|(?:(?:مصدر|حقوق) الصوره |image copyright )(?:\S+ ){0,5}image caption(?: \S+){0,20}|image (?:caption|copyright)(?: \S+){0,20}|(?:ال)?صوره?(?: (?:من (?:ارشيف|وكاله|حساب|صفحه|موقع|الفيديو|المصدر|الانترنت)|ل|ا ف ب|ا ب|د ب ا|رويترز|الاناضول|ارشيفيه|ارشيف|تعبيريه|توضيحيه|متداوله|خاصه|بعدسه|بواسطه)(?: \S+){0,4})?|(?:تصوير|المصور|عدسه|photo|image|credit)(?: \S+){0,3}|(?:(?:getty|images|غيتي|جيتي|ايماجز|ا ف ب|ا ب|د ب ا|رويترز|الاناضول|اسوشيتد برس|afp|reuters|ap|epa|via|عبر)(?: |$)){1,5})$/u,
  ],
  ['page number', /^(?:صفحه|page) \d+/u],
];

/** How an appeal can begin, as written: a look that costs little. */
export const APPEAL_START =
  /^[^\p{L}]{0,5}(?:تابع|اشترك|انضم|حم[ّ]?ل|سج[ّ]?ل|احصل|للا?شتراك|لمتابع|للمزيد|لمزيد|يمكنك|بإمكانك|لا تنس|تجدون|ندعوكم)/u;
/** Media of the outlet's own. */
const OURS =
  'قناتنا|قنواتنا|صفحتنا|صفحاتنا|حسابنا|حساباتنا|موقعنا|تطبيقنا|نشرتنا|منصاتنا|مجموعتنا|جروبنا|خدمتنا';
const THERE = `${OURS}|قناه|صفحه|حساب|تطبيق|نشره|النشره|واتساب|الواتساب|تلغرام|تليجرام|تيليجرام|تليغرام|فيسبوك|تويتر|يوتيوب|انستغرام|انستجرام|غوغل|جوجل|بريدك|بريدكم|الاشعارات|متجر`;
/** What the outlet calls its own or its reader's, as written: a look that costs little. */
export const OURS_OR_YOURS =
  /(?:قناتنا|قنواتنا|صفحتنا|صفحاتنا|حسابنا|حساباتنا|موقعنا|تطبيقنا|نشرتنا|منصاتنا|مجموعتنا|جروبنا|خدمتنا|خدماتنا|بريدك|بريدكم|متصفحك|متصفحكم|[أا]خباركم|صوركم|مشاركاتكم|رسائلكم|استفساراتكم|مقترحاتكم|اقتراحاتكم|[آأا]راءكم|[آأا]رائكم|[إا]علاناتكم|تواصلكم)(?!\p{L})/u;
/** The same with a way to reach it. */
export const REACH =
  /(?:^|\s)(?:و?(?:علي|عبر) |\S{0,2}(?:رابط|الرابط|رقم|الرقم|هاتف|بريد|البريد|ايميل|واتساب|الواتساب|تلغرام|تليجرام|تيليجرام|فيسبوك|تويتر|يوتيوب|انستغرام|انستجرام|الاشعارات|متجر|النشره|الاشتراك|تصلك|يصلك|تصلكم|يصلكم|لنا|الينا|معنا)(?: |$))/u;
/** A word of each notice as written: a look that costs little. */
export const NOTICE_WORD =
  /عب(?:ر|ّر)|عكس|غير مس|ليست? مس|تحمل|خلي|(?:يجوز|سمح|يحق|مسموح|يمنع|يحظر|رج[ىيو]|الرجاء)[^\n]{0,120}(?:مصدر|هذ|محتوي|محتوى|مواد|الماد|الخبر|الأخبار|المقال|النص|من )|ارتباط|كوكيز|cookies|الخصوصي[ةه]|شروط ال[إا]ستخدام|هذ[اه] (?:ال(?:خبر|مقال|ماد|محتو))/u;
/** A mail address to write to. */
export const ADDRESS =
  /^\P{L}{0,5}(?:(?:ل\p{L}+|[أا]و|البريد|بريد|[إا]يميل|راسل|تواصل|[أا]رسلوا|هاتف|email|contact)[^@\n]{0,80}|[\w.-]{1,60})[\w.-]@[\w-]{2,60}\.\w/iu;
/** The end of a line that asks for a click. */
export const CLICK = /(?:اضغط|[اإ]ضغطوا|[اإ]نقر|انقروا) هنا[\s.…]{0,4}$/u;

/** Text that was decoded wrongly. */
export const MOJIBAKE = /[\ufffd]{2}|(?:[ØÙÃÂ][^\s\p{Script=Arabic}]){3}/u;

/** What a line may hold, as bits: which of the patterns that look through all of it are worth trying. */
export const SIGNS = {
  ours: 1,
  notice: 2,
  address: 4,
  click: 8,
  mojibake: 16,
  appeal: 32,
  firstPublished: 64,
  post: 128,
} as const;
/** The signs of a line. */
export const signsOf: (line: string) => number = mayMatch([
  OURS_OR_YOURS,
  NOTICE_WORD,
  ADDRESS,
  CLICK,
  /\ufffd|Ø|Ù|Ã|Â/u,
  APPEAL_START,
  FIRST_PUBLISHED,
  /\(@|twitter\.com|t\.co/u,
]);

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

/** A row of the table, as lines are compared with it. */
export type Cue = {
  readonly kind: CueKind;
  /** As the table has it, and folded. */
  readonly raw: string;
  readonly phrase: string;
  readonly words: number;
};

const NOT_WORD = /[^\p{L}\p{N}]+/gu;

/** A line as cues see it: folded words, one space between, no marks. */
export function keyOf(line: string): string {
  return fold(line).replace(NOT_WORD, ' ').trim();
}

/** Agencies and outlets as they sign a dateline, as keys. */
export const AGENCIES: ReadonlySet<string> = new Set(
  (
    'رويترز|وكالة رويترز|أ ف ب|أ.ف.ب|أف ب|فرانس برس|وكالة فرانس برس|وكالة الصحافة الفرنسية|أ ش أ|أ.ش.أ|د ب أ|د.ب.أ|أ ب|أ.ب|أسوشيتد برس|أسوشيتدبرس|واس|وام|كونا|قنا|بنا|بترا|وفا|واع|سانا|سونا|وات|وأج|واج|لانا|سبأ|العمانية|' +
    'الأناضول|وكالة الأناضول|إرنا|تسنيم|تاس|نوفوستي|سبوتنيك|شينخوا|إفي|آكي|معا|صفا|الوكالة الوطنية|وطنية|NNA|المركزية|وكالات|الوكالات|وكالات الأنباء|CNN|سي إن إن|CNN بالعربية|CNN Arabic|BBC|بي بي سي|بي بي سي عربي|' +
    'Reuters|AFP|AP|RT|DW|الجزيرة|الجزيرة نت|العربية نت|العربية.نت|الشرق الأوسط|القدس العربي|العربي الجديد|عربي21|سكاي نيوز عربية|فرانس 24|مونت كارلو الدولية|يورونيوز|الحرة'
  )
    .split('|')
    .map(keyOf),
);

const keyOfWord = factOf(keyOf);

/** keyOf for the word between two offsets of a text, remembered. */
function wordKeyAt(text: string, start: number, end: number): string {
  return keyOfWord(wordAt(text, start, end));
}

/** keyOf for one word, remembered: news has few first words. */
export function wordKey(word: string): string {
  return wordKeyAt(word, 0, word.length);
}

/** What other articles are called, and how they are said to be near: each with each. */
const OTHERS =
  'أخبار|الأخبار|خبر|مقالات|المقالات|مقال|مقالة|مواضيع|المواضيع|موضوعات|الموضوعات|موضوع|قصة|قصص|تقارير|تقرير|روابط|وصلات|فيديو|فيديوهات|محتوى|ملفات|مواد'.split(
    '|',
  );
const NEAR =
  'ذات صلة|ذات الصلة|ذو صلة|ذات علاقة|متعلقة|المتعلقة|متعلق|مرتبطة|المرتبطة|مرتبط|مشابهة|متصلة|متصل|مقترحة|مختارة|تهمك|قد تهمك|قد تعجبك|قد يهمك|قد يعجبك'.split(
    '|',
  );
/** Verbs that send the reader elsewhere, and what makes a pointer of them. */
const LOOK =
  'اقرأ|واقرأ|أقرأ|قرأ|يقرأ|اقرئي|اقرأي|اقرأوا|اقرؤوا|اقرأ ي|شاهد|شاهدي|شاهدوا|طالع|طالعوا|تابع|تابعوا|انظر|انظروا|راجع|اطلع|اطلعوا|استمع|استمعوا|اسمع|تصفح|اكتشف|تعرف'.split(
    '|',
  );
const TOO = 'أيضا|كذلك|المزيد|أكثر'.split('|');
/** Whether the reader liked it. */
const LIKED = 'هل أعجبك|هل أعجبتك|هل أعجبكم|هل أعجبتكم|أعجبك|أعجبتك'.split('|');
const TEXTS =
  'الخبر|المقال|المقالة|الموضوع|القصة|التقرير|المحتوى|المادة|الفيديو|هذا الخبر|هذا المقال|هذه المقالة|هذا المحتوى|هذا الموضوع'.split(
    '|',
  );
const each = (first: readonly string[], second: readonly string[]) =>
  first.flatMap((one) => second.map((other) => `${one} ${other}`));

/** The phrases of the tables, and those that are made of two. */
const phrases: ReadonlyArray<readonly [CueKind, readonly string[]]> = [
  ...(['tags', 'end', 'related', 'aside', 'line', 'appeal'] as const).map(
    (kind) => [kind, CUES[kind].split(/[|\n]/u)] as const,
  ),
  ['related', [...each(OTHERS, NEAR), ...NEAR.slice(0, 4)]],
  ['aside', each(LOOK, TOO)],
  ['appeal', each(LIKED, TEXTS)],
];

const byFirstWord = new Map<string, Cue[]>();
for (const [kind, rows] of phrases) {
  for (const raw of rows) {
    const phrase = keyOf(raw);
    if (phrase === '') continue;
    const words = phrase.split(' ');
    const first = words[0] ?? '';
    const row = byFirstWord.get(first) ?? [];
    if (!row.some((cue) => cue.phrase === phrase))
      row.push({ kind, raw: raw.trim(), words: words.length, phrase });
    byFirstWord.set(first, row);
  }
}
for (const row of byFirstWord.values()) row.sort((a, b) => b.phrase.length - a.phrase.length);

const FIRST_WORD = /^[^\p{L}\p{N}]{0,20}([\p{L}\p{M}\p{N}\u0640]{1,30})/u;
const TATWEEL = 0x0640;
/** Letters and marks of plain Arabic, which `FIRST_WORD` would find too. */
const isArabic = (code: number) => code >= 0x0621 && code <= 0x0652;

/** The first word of a line. */
function firstWord(line: string): string | undefined {
  let end = 0;
  while (isArabic(line.charCodeAt(end))) end += 1;
  // A letter at the beginning and a space at the end: nothing that the pattern would have to look at.
  const plain = end > 0 && end <= 30 && line.charCodeAt(0) <= 0x064a && line.charCodeAt(0) !== TATWEEL;
  return plain && line.charCodeAt(end) === 0x20 ? line.slice(0, end) : FIRST_WORD.exec(line)?.[1];
}

/** More words than any cue has. */
const CUE_WORDS = 8;

/** The first words of a line as cues see them: each was mostly folded before. */
function firstWords(line: string): string {
  let out = '';
  let start = 0;
  for (let count = 0; count < CUE_WORDS && start < line.length; count += 1) {
    const space = line.indexOf(' ', start);
    const end = space === -1 ? line.length : space;
    const word = wordKeyAt(line, start, end);
    if (word !== '') out += out === '' ? word : ` ${word}`;
    start = end + 1;
  }
  return out;
}

/** The longest cue that a line starts with. Most lines begin with no cue's first word. */
export function cueAt(line: string): Cue | undefined {
  const word = firstWord(line);
  const row = word === undefined ? undefined : byFirstWord.get(wordKey(word));
  if (row === undefined) return undefined;
  const folded = firstWords(line);
  return row.find(
    ({ phrase }) =>
      folded.startsWith(phrase) && (folded.length === phrase.length || folded[phrase.length] === ' '),
  );
}
