import { describe, expect, it } from 'vitest';
import { terms } from '../../src/arabic/words.ts';
import { withoutColumn, withoutLabels } from '../../src/briefs/title-labels.ts';

const NEWS = 'جسر الوادي يفتح أمام السيارات';

describe('a headline', () => {
  it.each([
    `عاجل | ${NEWS}`,
    `#عاجل ${NEWS}`,
    `عاجل جدا: ${NEWS}`,
    `🔴 عاجل.. ${NEWS}`,
    `مستجدات | ${NEWS}`,
    `آخر التطورات - ${NEWS}`,
    `خاص | ${NEWS}`,
    `خاص لـ«الأفق»: ${NEWS}`,
    `خاص – ${NEWS}`,
    `حصري: ${NEWS}`,
    `حصري لـ«الأفق»: ${NEWS}`,
    `خاص للأفق | ${NEWS}`,
    `عاجل وخطير.. ${NEWS}`,
    `${NEWS} «فيديو»`,
    `حصريًا.. ${NEWS}`,
    `شاهد | ${NEWS}`,
    `شاهد بالفيديو.. ${NEWS}`,
    `شاهد بالصور والفيديو | ${NEWS}`,
    `بالفيديو | ${NEWS}`,
    `بالصور.. ${NEWS}`,
    `بالفيديو والصور ${NEWS}`,
    `(فيديو) ${NEWS}`,
    `[حصري] ${NEWS}`,
    `صور: ${NEWS}`,
    `إنفوغرافيك.. ${NEWS}`,
    `عاجل | بالفيديو.. ${NEWS}`,
    `متابعة / ${NEWS}`,
    `تغطية مستمرة | ${NEWS}`,
    `مباشر.. ${NEWS}`,
    `${NEWS} (فيديو)`,
    `${NEWS} (صور وفيديو)`,
    `${NEWS} | فيديو`,
    `${NEWS} - صور`,
    `${NEWS}.. شاهد بالفيديو`,
    `${NEWS} بالصور`,
    `${NEWS} [محدث]`,
  ])('stands without what is hung on it: %s', (title) => {
    expect(withoutLabels(title)).toBe(NEWS);
  });

  it.each([
    'الرئيس: لن نغلق الجسر قبل الشتاء',
    'سالم الحديدي: الجسر آمن',
    'وزير النقل.. رجل الجسور الهادئ',
    'شاهد عيان يروي لحظة انهيار الجسر',
    'صور أقمار صناعية تظهر أضرار الجسر',
    'فيديو من كاميرا الجسر يكشف هوية السائق',
    'عاجل وآجل في موازنة الجسر',
    'خاص بالنساء: حافلات جديدة على الجسر',
    'مباشرة العمل في الجسر غدا',
    'الآن يعبر الجسر من يشاء',
    'البلدية تنشر على صفحتها صورة',
    'وفاة المهندس أحمد منصور',
    'اكتشاف بئر تحت أحد القصور',
    'البرلمان يطلب اكتمال الصورة',
    'قمة الجزر | غزة',
    'عاجل | جسر',
  ])('keeps what is its own: %s', (title) => {
    expect(withoutLabels(title)).toBe(title);
  });

  it('is read in no time, whatever it repeats', () => {
    for (const part of ['.', ' ', '|', '«', '(', 'عاجل ', 'شاهد | ', 'فيديو و']) {
      const row = part.repeat(300);
      for (const title of [row, `عاجل${row}`, `${NEWS}${row}`, `${NEWS}${row}فيديو${row}س`])
        expect(withoutLabels(title).length).toBeLessThanOrEqual(title.length);
    }
  });

  const told = new Set(terms(`${NEWS} في مدينة النخيل بعد عامين من العمل، وقال رئيس البلدية إنه آمن.`));

  it.each([
    [`كواليس المدن | ${NEWS}`, NEWS],
    [`${NEWS} | رحلة الخميس`, NEWS],
    [`النخيل | ${NEWS}`, `النخيل | ${NEWS}`],
    [`بلدية النخيل | كواليس | ${NEWS}`, `بلدية النخيل | كواليس | ${NEWS}`],
    [`كواليس المدن: ${NEWS}`, `كواليس المدن: ${NEWS}`],
    ['كواليس المدن | الأسبوع', 'كواليس المدن | الأسبوع'],
    [NEWS, NEWS],
  ])('«%s» stands without a column that its article never speaks of', (title, bare) => {
    expect(withoutColumn(title, told)).toBe(bare);
  });
});
