/**
 * What sites put around their news, as cue phrases. One spelling is enough: cues are compared in the full folding,
 * without marks. A phrase that fits one site only is a row here; a rule that fits Arabic news is code.
 */
import { fold } from '../arabic/normalize.ts';

export type CueKind =
  /** Heads what follows the article: it and all after it are gone. */
  | 'end'
  /** Points to another article: its headlines are gone; what follows them is judged. */
  | 'aside'
  /** A line of the frame, gone when it is no sentence. */
  | 'line'
  /** An appeal to the reader, gone even as a sentence. */
  | 'appeal';

const CUES: Readonly<Record<CueKind, string>> = {
  end: `
    مقالات مشابهة|مقالات ذات صلة|مقالات متعلقة|مقالات مرتبطة|مقالات أخرى|مقالات قد تعجبك|مقالات مقترحة|مواضيع ذات صلة|مواضيع متعلقة|مواضيع مشابهة
    مواضيع مرتبطة|مواضيع قد تهمك|موضوعات ذات صلة|موضوعات متعلقة|موضوعات مرتبطة|موضوعات مشابهة|الموضوعات المتعلقة|الموضوعات ذات الصلة
    المواضيع ذات الصلة|أخبار ذات صلة|أخبار متعلقة|أخبار مرتبطة|أخبار مشابهة|أخبار ذات علاقة|الأخبار المتعلقة|ذات صلة|روابط ذات صلة|وصلات ذات صلة|محتوى ذو صلة
    قصص ذات صلة|قصص مقترحة|كلمات دلالية|الكلمات الدلالية|كلمات مفتاحية|الكلمات المفتاحية|كلمات البحث|الوسوم|وسوم|تاغات|التاغات|تاجز|هاشتاغ
    العلامات|tags|tag|keywords|related|related articles|related posts|related topics|الأكثر قراءة|الأكثر قراءةً|الأكثر مشاهدة|الأكثر تداولا|الأكثر شعبية|الأكثر زيارة|الأكثر تعليقا
    الأكثر إرسالا|الاكثر قراءه في|المزيد في|المزيد من الأخبار|المزيد من أخبار|مزيد من الأخبار|المزيد حول هذه القصة|المزيد من المواضيع|المزيد عن|المزيد من نفس القسم
    أخبار أخرى|آخر الأخبار|أحدث الأخبار|أهم الأخبار|قد يهمك أيضا|قد يعجبك أيضا|ربما يعجبك|ربما يهمك|قد تعجبك|مختارات|اخترنا لك|اخترنا لكم|من اختيار المحرر|موصى به|نوصي به
    التعليقات|تعليقات|تعليقات القراء|تعليقات الزوار|اترك تعليقا|اترك تعليقك|اترك ردا|اترك رد|أضف تعليقا|أضف تعليق|أضف تعليقك|إضافة تعليق|شاركنا رأيك|شارك برأيك|التعليق على الخبر|لا توجد تعليقات|لا يوجد تعليقات
    لن يتم نشر عنوان بريدك|إلغاء الرد|leave a reply|leave a comment|comments|تعليقات facebook|التعليقات المنشورة|الآراء الواردة في التعليقات|المزيد من هذا الكاتب|عن الكاتب|نبذة عن الكاتب
    جميع الحقوق محفوظة|كافة الحقوق محفوظة|كل الحقوق محفوظة|حقوق النشر|حقوق الطبع|حقوق الملكية|all rights reserved|copyright|الخبر التالي|الخبر السابق|المقال التالي|المقال السابق|الموضوع التالي|الموضوع السابق
    التالي|السابق|تصفح المقالات|تصفّح المقالات|الرجوع إلى أعلى الصفحة|إلى أعلى|العودة للأعلى|سياسة الخصوصية|شروط الاستخدام|من نحن|اتصل بنا|أعلن معنا
  `,
  aside: `
    اقرأ أيضا|اقرا ايضا|إقرأ أيضا|واقرأ أيضا|اقرأوا أيضا|اقرؤوا أيضا|أقرأ أيضا|قرأ أيضا|اقرأ المزيد|اقرأ كذلك|إقرأ المزيد|اقرأ أكثر|اقرأ التفاصيل|اقرأ من|اقرأ عن|اقرأ هنا
    شاهد أيضا|شاهدي أيضا|شاهدوا أيضا|طالع أيضا|طالعوا أيضا|تابع أيضا|انظر أيضا|أنظر أيضا|راجع أيضا|اطلع أيضا|استمع أيضا|تابعوا أيضا|يمكنك أيضا قراءة|للمزيد اقرأ|مواضيع قد تهمك أيضا|اقرئي أيضا
    read more|read also|see also|also read|اضغط هنا لقراءة|لقراءة المزيد|لمزيد من التفاصيل|تفاصيل أكثر
  `,
  line: `
    شارك|مشاركة|شاركها|شارك الخبر|شارك المقال|شارك هذا الموضوع|شارك هذه الصفحة|مشاركة الخبر|مشاركة المقال|انشر|أرسل|ارسال إلى صديق|إرسال إلى صديق|أرسل إلى صديق|طباعة|اطبع|حفظ|احفظ|نسخ الرابط|انسخ الرابط|تم نسخ الرابط
    رابط مختصر|الرابط المختصر|رابط قصير|حجم الخط|تكبير الخط|تصغير الخط|تغيير حجم الخط|facebook|twitter|linkedin|whatsapp|telegram|pinterest|messenger|email|print|share|share on|copy link|x|viber|reddit|tumblr|google|google plus|فيسبوك|تويتر|واتساب|تليجرام|تيليجرام|تلغرام|لينكد إن|بنترست|ماسنجر|انستغرام|إنستغرام|يوتيوب
    إعلان|إعلانات|اعلان|advertisement|ads|sponsored|مساحة إعلانية|دعاية|نشر في|نشرت في|نشر بتاريخ|نشر يوم|تاريخ النشر|تاريخ الخبر|تاريخ التحديث|وقت النشر|آخر تحديث|اخر تحديث|تم النشر|تم التحديث|تمت المراجعة|حدث في|أضيف في|عدد المشاهدات|المشاهدات|مشاهدات|عدد القراءات|القراءات|عدد الزيارات|مدة القراءة|وقت القراءة
    الرئيسية|الصفحة الرئيسية|أنت هنا|القائمة|بحث|البحث|ابحث|عودة|رجوع|استمع|استمع إلى المقال|استمع للمقال|استمع الى الخبر|تشغيل الفيديو|مشاهدة الفيديو|صورة أرشيفية|صورة تعبيرية|أرشيفية|أرشيف|انتهى|يتبع|تنويه|skip to|play|video|loading|جاري التحميل|تحميل المزيد|عرض المزيد|المزيد|إغلاق|أغلق|كل التعليقات|مصدر الصورة|صدر الصورة|التعليق على الصورة|تعليق الصورة|تعليق على الصورة
    booked net|رابط الخبر|رابط المصدر|رابط الموضوع|المصدر الأصلي|للاطلاع على الخبر|عاجل|خبر عاجل|breaking|حالة الطقس|أسعار العملات
  `,
  appeal: `
    تابعنا على|تابعونا على|تابعنا عبر|تابعونا عبر|تابعوا آخر الأخبار|تابع آخر الأخبار|تابعوا قناتنا|تابع قناتنا|تابعوا صفحتنا|لمتابعة آخر|لمتابعة أخبار|لمتابعة المزيد|للمزيد تابعوا|للمزيد من الأخبار|لمزيد من الأخبار|للمزيد من التفاصيل|انضم إلى|انضموا إلى|انضم الى|انضموا الى قناتنا
    اشترك في|اشتركوا في|اشترك الآن|اشترك معنا|للاشتراك في|سجل في|احصل على آخر|حمل تطبيق|حمّل تطبيق|حملوا تطبيق|قم بتحميل تطبيق|نزل تطبيق|تنزيل تطبيق|النشرة البريدية|نشرتنا البريدية|القائمة البريدية|النشرة الإخبارية|ضع بريدك|أدخل بريدك|كن أول من|شاركونا|شاركنا|شاركونا آراءكم|يمكنكم متابعة|يمكنكم الاشتراك|يمكنك متابعة|يمكنك الاشتراك|يمكنكم استلام|ندعوكم
    فعل الإشعارات|تفعيل الإشعارات|subscribe|follow us|sign up|download our app|هذا المحتوى من|هذا الخبر منقول|هذا المقال يعبر|المقالات المنشورة لا تعبر|الآراء الواردة|تابع الجزيرة|ملاحظة المحرر|محتوى إعلاني|لا تفوت|لا يفوتك
  `,
};

/** Names that only ever stand in share bars when they come in a row. */
export const NETWORKS = new Set(
  'فيسبوك فيس بوك فايسبوك تويتر إكس واتساب واتس آب واتسآب تليجرام تيليجرام تلغرام تيلغرام لينكد لينكدإن انستغرام إنستغرام انستجرام جوجل بلس غوغل بلاس بنترست بينتيريست ماسنجر مسنجر يوتيوب سناب شات تيك توك ريديت فايبر facebook twitter x whatsapp telegram linkedin pinterest messenger instagram google plus youtube snapchat tiktok reddit viber tumblr email print'
    .split(' ')
    .map(fold),
);

/** Further words of share bars and reader's tools; alone they are ordinary words. */
export const BAR_WORDS = new Set(
  'شارك شاركها شاركه مشاركة المشاركة شير انشر نشر من خلال عبر على في مع طباعة اطبع ارسال إرسال أرسل ارسل إلى صديق لصديق بريد البريد إلكتروني الإلكتروني الالكتروني نسخ انسخ الرابط رابط اكتب رأيك رايك تعليق تعليقات علق غرد تغريد تغريدة أعجبني إعجاب حفظ احفظ اضف أضف المفضلة للمفضلة حجم الخط تكبير تصغير استمع share tweet like pin copy link send save comment comments'
    .split(' ')
    .map(fold),
);

/** Agencies and how they sign a dateline. */
export const AGENCIES: readonly string[] =
  `رويترز|وكالة رويترز|أ ف ب|أ.ف.ب|ا ف ب|اف ب|أف ب|فرانس برس|وكالة فرانس برس|أ ش أ|أ.ش.أ|ا ش ا|د ب أ|د.ب.أ|د ب ا|أ ب|أ.ب|أسوشيتد برس|اسوشيتد برس|واس|وام|كونا|قنا|بنا|بترا|وفا|واع|سانا|سونا|وات|وأج|واج|لانا|سبأ|العمانية|الأناضول|الاناضول|وكالة الأناضول|إرنا|ارنا|تسنيم|فارس|مهر|تاس|نوفوستي|سبوتنيك|شينخوا|إفي|آكي|معا|صفا|الوطنية|الوكالة الوطنية|وكالات|الوكالات|وكالة|مواقع|متابعات|متابعة|رصد|خاص|CNN|سي إن إن|CNN بالعربية|CNN Arabic|BBC|بي بي سي|Reuters|AFP|AP|RT|DW|الجزيرة|الجزيرة نت|العربية|العربية نت|الشرق الأوسط|القدس العربي|العربي الجديد|عربي21|سكاي نيوز عربية|فرانس 24|مونت كارلو الدولية|يورونيوز|الحرة`.split(
    '|',
  );

/** Outside marks that only publishing software leaves. */
export const PLACEHOLDER =
  /\[\/?(?:ad_?\d*|ads?|adsense|caption|embed|gallery|video|audio|vc_[a-z_]+|et_pb_[a-z_]+|su_[a-z_]+|quote|b|i|url|img)(?:\s[^\]\n]{0,200})?\]/giu;

export type Cue = { readonly kind: CueKind; readonly words: number; readonly phrase: string };

const byFirstWord = new Map<string, Cue[]>();
for (const kind of ['end', 'aside', 'line', 'appeal'] as const) {
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

/** A line as cues see it: folded words, one space between, no marks. */
export function keyOf(line: string): string {
  return fold(line)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** The longest cue that a line's key starts with. */
export function cueAt(key: string): Cue | undefined {
  const space = key.indexOf(' ');
  const row = byFirstWord.get(space === -1 ? key : key.slice(0, space));
  return row?.find(
    ({ phrase }) => key.startsWith(phrase) && (key.length === phrase.length || key[phrase.length] === ' '),
  );
}
