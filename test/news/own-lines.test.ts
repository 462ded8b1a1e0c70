import { expect, test } from 'vitest';
import { fateOf, ownLines } from '../../eval/own-lines.ts';

/** Lines that only one who knows the outlet tells from news, or news that only one who reads on tells from furniture. */
const NOT_TOLD = {
  'furniture-lines': [
    'في هذا الخبر: ميناء المرسى، نقابة العمال',
    'وفي خبر آخر: ارتفاع أسعار الخبز في الأسواق',
    'الإعلان',
    'سليم عثمان/ وهران',
    'التفاصيل في الفيديو التالي:',
    'عرض الصور',
    'الرئيسية أخبار محلية',
    'المرفأ - وهران',
    'كتبت هالة منصور:',
    'وهران: سليم عثمان -',
    'لندن- المرفأ',
    'فيديو الخبر',
    'تغريدة الوزير على إكس',
    'ما رأيك؟',
    'القاهرة: هالة منصور',
    'حجم الخط + -',
    'كل ما تريد معرفته عن الموانئ في تطبيق المرفأ.',
    'ساهم في دعم الصحافة المستقلة، تبرع للمرفأ الآن.',
  ],
  'news-lines': ['إلى أعلى', 'أرشيف', 'نظام غذائي | رياضة | نوم'],
} as const;

test.each([
  ['furniture-lines', 'gone'],
  ['news-lines', 'kept'],
] as const)('of the %s in one text each is %s, but for those listed here', (table, fate) => {
  const lines = ownLines(table);
  expect(lines.length).toBeGreaterThan(450);
  const not = lines.filter((line) => fateOf(line) !== fate).map(({ text }) => text);
  expect(not).toEqual(NOT_TOLD[table]);
});
