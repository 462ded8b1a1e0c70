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
    ['من هو رئيس الوزراء الجديد؟', 'explainer'],
    ['عرض الصحف: جدل حول الموازنة', 'review'],
    ['كتب سليم عثمان في «الضفاف»: أين ذهب القمح؟', 'opinion'],
    ['رأي | متى يتعلم الميناء؟', 'opinion'],
    ['بالفيديو.. لحظة افتتاح الجسر', 'soft'],
    ['شاهد: لحظة افتتاح الجسر', 'soft'],
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
  ])('«%s» is %s by its headline', (title, kind) => {
    expect(kindOf({ title })).toBe(kind);
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
