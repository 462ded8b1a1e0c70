import { describe, expect, it } from 'vitest';
import { articleKind, sectionKind } from '../../src/news/kind.ts';

const kindOf = (more: Partial<Parameters<typeof articleKind>[0]>) =>
  articleKind({
    url: undefined,
    title: 'وزير النقل يفتتح المطار الجديد',
    text: 'افتتح وزير النقل المطار.',
    notices: [],
    ...more,
  });

describe('the kind of an article', () => {
  it.each([
    ['https://marfa.example/opinion/2025/3/9/title', 'opinion'],
    ['https://blogs.marfa.example/2025/title', 'opinion'],
    ['https://marfa.example/%D9%85%D9%82%D8%A7%D9%84%D8%A7%D8%AA/1', 'opinion'],
    ['https://marfa.example/live-updates/storm', 'live'],
    ['https://marfa.example/style/dress', 'soft'],
    ['https://marfa.example/videos/1', 'soft'],
    ['https://marfa.example/sponsored/bank', 'sponsored'],
    ['https://marfa.example/press-review/today', 'review'],
    ['https://marfa.example/reports/title', 'report'],
    ['https://marfa.example/world/title-with-opinion-inside', 'news'],
    ['https://marfa.example/fact-check/harbour', 'explainer'],
    ['https://marfa.example/gold-prices/today', 'service'],
    ['https://marfa.example/opinion', 'news'],
    ['not an address', 'news'],
  ])('%s is %s by its address', (url, kind) => {
    expect(kindOf({ url })).toBe(kind);
  });

  it.each([
    ['وزير النقل يفتتح المطار الجديد', 'news'],
    ['سعر الذهب اليوم الأحد في محال الصاغة', 'service'],
    ['أسعار العملات والذهب اليوم', 'service'],
    ['حالة الطقس: أمطار متفرقة غدا', 'service'],
    ['موعد مباراة الواحة ونجوم البحر والقنوات الناقلة', 'service'],
    ['رابط نتيجة الشهادة الإعدادية برقم الجلوس', 'service'],
    ['تردد قناة الضفاف الجديد', 'service'],
    ['تفسير حلم الطيران في المنام', 'service'],
    ['ماذا نعرف عن الجسر الجديد؟', 'explainer'],
    ['كيف تعمل محطات التحلية؟', 'explainer'],
    ['لماذا ارتفعت أسعار القمح؟', 'explainer'],
    ['عرض الصحف: جدل حول الموازنة', 'review'],
    ['كتب سليم عثمان في «الضفاف»: أين ذهب القمح؟', 'opinion'],
    ['رأي | متى يتعلم الميناء؟', 'opinion'],
    ['بالفيديو.. لحظة افتتاح الجسر', 'news'],
    ['إطلالة لافتة لفنانة في المهرجان', 'soft'],
    ['تغطية مباشرة: أمطار الشمال', 'live'],
    ['أمطار الشمال لحظة بلحظة', 'live'],
    ['تقرير: ثلث القمح يفسد في المخازن', 'report'],
    ['برعاية: بنك الضفاف يطلق بطاقة جديدة', 'sponsored'],
    ['هل تنجح المحادثات في إنهاء إضراب الميناء؟', 'explainer'],
    ['الموانئ أولا.. كيف تغيرت خطة الحكومة بعد الإضراب؟', 'explainer'],
    ['سليم عثمان يكتب عن أزمة القمح', 'opinion'],
    ['«القمح سلاح المستقبل» - نيويورك تايمز', 'review'],
    ['نيويورك تايمز: الوزير وافق على بيع الميناء', 'news'],
    ['لم يتوصل العمال والإدارة إلى اتفاق', 'news'],
    ['الوزير يرد على العمال.. ماذا قال؟', 'news'],
    ['حريق في ميناء المرسى (فيديو)', 'news'],
    ['الحكومة تناقش أسعار القمح مع المستوردين', 'news'],
    ['شاهد عيان يروي ما جرى في الميناء', 'news'],
    ['كيفية توزيع المساعدات تثير خلافا في المجلس', 'news'],
    ['الحكومة تعلن موعد إجازة العيد', 'news'],
    ['المركزي يرفع سعر الفائدة اليوم', 'news'],
    ['أسعار النفط تقفز اليوم', 'news'],
    ['وزير التعليم يعتمد نتيجة الثانوية العامة', 'news'],
    ['حالة الطقس تغلق المطار', 'news'],
    ['تحطم سيارة في حفل زفاف نجم الكرة يوقع ثلاثة قتلى', 'news'],
    ['برعاية أممية.. الطرفان يوقعان الهدنة', 'news'],
    ['السجن لكاتب بسبب مقال', 'news'],
    ['بعد قرار الحكومة.. سعر الدولار اليوم في البنوك', 'service'],
    ['طريقة استخراج رخصة قيادة في البيت', 'service'],
    ['برج الأسد اليوم: يوم هادئ', 'service'],
    ['وفيات الخميس 3 كانون الثاني', 'service'],
    ['طريقة عمل الكعك بالتمر', 'soft'],
    ['نجم الغناء يحتفل بعيد ميلاد ابنته', 'soft'],
    ['ماذا وراء استقالة الوزير؟', 'explainer'],
    ['أسئلة وأجوبة عن قانون العمل', 'explainer'],
    ['محلل اقتصادي: الموازنة بلا بوصلة', 'opinion'],
    ['قراءة في كتاب الموازنة', 'opinion'],
    ['عن بيوت لم تعد لنا', 'opinion'],
    ['أبرز عناوين الصحف العربية', 'review'],
    ['متابعة حية: جلسة الثقة', 'live'],
  ])('«%s» is %s by its headline', (title, kind) => {
    expect(kindOf({ title })).toBe(kind);
  });

  it.each([
    ['رأى الكاتب يوسف حمدان في مقال نشرته «المرفأ» أن الهدنة لن تدوم.', 'opinion'],
    ['عن حال الجيش، كتب بيوتر ماركوف، في «فيدوموستي»:', 'opinion'],
    ['قال المحلل العسكري بيتر رولف إن الجبهة باردة.', 'opinion'],
    ['ليس في البحر ما يخيفنا أكثر من الشاطئ.', 'opinion'],
    ['لا أظن أن أحدا يقرأ البيانات إلى آخرها.', 'opinion'],
    ['كشف المحلل العسكري لصحيفة محلية أن الجيش طلب جنودا جددا.', 'news'],
    ['قال رئيس الوزراء في مقال نشرته «المرفأ» إنه سيستقيل.', 'news'],
    ['كتب الوزير على حسابه إنه لن يستقيل.', 'news'],
    ['قال الوزير: «نحن أمام أزمة، ويمكنكم رؤية ذلك».', 'news'],
    ['نستعرض في السطور التالية قصة الميناء من أولها.', 'explainer'],
    ['يعود النزاع بين القريتين إلى عين ماء جفت.', 'explainer'],
    ['يترقب طلاب الجامعات جدول المحاضرات.', 'service'],
    ['تراوحت أسعار السردين بين 10 و15 دينارا.', 'service'],
    ['يكون الطقس باردا على المرتفعات.', 'service'],
    ['جربي هذه الوصفة مع أطفالك في العطلة.', 'soft'],
    ['تفاعل مغردون مع صورة الحصان.', 'soft'],
    ['نستهل الجولة من صحيفة المرفأ.', 'review'],
    ['تابعوا معنا وقائع الجلسة لحظة بلحظة.', 'live'],
  ])('a text that opens «%s» is %s', (text, kind) => {
    expect(kindOf({ title: 'الميناء بعد عام', text })).toBe(kind);
  });

  const EVENT = 'أعلنت الوزارة، الأحد، إغلاق الميناء أمام السفن.';
  const STATE = 'للميناء ثلاثة أرصفة وتاريخ طويل.';
  it.each([
    ['كيف أغلق الميناء؟', EVENT, 'news'],
    ['كيف أغلق الميناء؟', STATE, 'explainer'],
    ['هل أغلق الميناء؟ الوزارة ترد', 'نفت الوزارة إغلاق الميناء.', 'news'],
    ['من هو مدير الميناء الجديد؟', STATE, 'explainer'],
    ['شاهد: لحظة إغلاق الميناء', EVENT, 'news'],
    ['شاهد: لحظة إغلاق الميناء', STATE, 'soft'],
    ['أفضل 5 موانئ للعائلات', STATE, 'soft'],
    ['أفضل لاعب في الدوري يفتتح الميناء', EVENT, 'news'],
    ['متى موعد عيد الأضحى؟', 'كشفت الحسابات عن أول أيام العيد.', 'service'],
    ['موعد إجازة العيد', EVENT, 'news'],
    ['ما سبب إغلاق الميناء؟ الوزارة توضح', 'قالت الوزارة إن السفن تأخرت.', 'news'],
    ['من وراء إغلاق الميناء؟ خبير يجيب', 'قال مهندس إن الريح هي السبب.', 'explainer'],
    ['سعر الذهب اليوم يقفز عالميا', 'قفز الذهب في المعاملات الفورية.', 'news'],
    ['مقتل صحفي خلال بث مباشر', EVENT, 'news'],
    ['وزير النقل يتابع الإغلاق لحظة بلحظة', EVENT, 'news'],
    ['افتتاح معرض كتب في الميناء', EVENT, 'news'],
    ['إصابة حارس برصاصة عيار 24', EVENT, 'news'],
    ['وصفه باللص.. النائب يهاجم المدير', EVENT, 'news'],
    ['رابط وثيق بين الملح والضغط', 'وجدت دراسة أن الملح يرفع الضغط.', 'news'],
    ['اتهام نجم الراب بضرب زوجته', EVENT, 'news'],
    ['المنتخب يدخل التاريخ', 'كتب المنتخب التاريخ في ملعب «الواحة» بفوزه الأول.', 'news'],
    ['الرئيس يرد', 'كتب الرئيس في منصة «إكس» أنه لن يستقيل.', 'news'],
    ['الوزير: لن نرحل', '«ليس لدينا ما نخفيه».. بهذه العبارة بدأ الوزير خطابه.', 'news'],
    ['بالفيديو.. انهيار رصيف في الميناء', '', 'news'],
    ['بالفيديو.. نوارس الميناء', '', 'soft'],
    ['نجم الواحة يستعد لأول ظهور بعد الإصابة', STATE, 'news'],
    ['أحدث ظهور لابنة الفنان سليم عثمان', STATE, 'soft'],
    ['وظائف في الميناء', EVENT, 'news'],
    ['وظائف في الميناء', STATE, 'service'],
    ['كيف يؤثر الملح في النوم؟', 'وجد باحثون من جامعة المرسى أن الملح يقطع النوم.', 'news'],
    ['بالفيديو.. إغلاق الميناء', 'المرسى - سليم عثمان: أعلنت الوزارة إغلاق الميناء.', 'news'],
  ])('«%s» over «%s» is %s', (title, text, kind) => {
    expect(kindOf({ title, text })).toBe(kind);
  });

  it('is opinion where a press page tells one column over, else a review', () => {
    const url = 'https://marfa.example/press/1';
    expect(kindOf({ url, text: 'عن حال الميناء، كتب بيوتر ماركوف، في «فيدوموستي»:' })).toBe('opinion');
    expect(kindOf({ url })).toBe('review');
  });

  it('reads hostile headlines and openings without end', () => {
    const text = 'قال الكاتب في « من إلى ؟ '.repeat(20_000);
    expect(kindOf({ title: text, text })).toBe('opinion');
  });

  it('is opinion where the text or a notice on the page says so', () => {
    expect(kindOf({ notices: ['الآراء الواردة هنا لا تلزم الصحيفة'] })).toBe('opinion');
    expect(kindOf({ text: 'نص المقال.\nالمقال يعبر عن رأي كاتبه.' })).toBe('opinion');
  });

  it('is a report when it is told at length', () => {
    expect(kindOf({ text: 'قال الوزير إن العمل مستمر. '.repeat(200) })).toBe('report');
  });

  it('follows the sections that the page names', () => {
    expect(sectionKind(['اقتصاد', 'آراء'])).toBe('opinion');
    expect(sectionKind(['اقتصاد'])).toBeUndefined();
  });
});
