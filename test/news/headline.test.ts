import { describe, expect, it } from 'vitest';
import { headline, headlineAt, outletSuffix, tidy } from '../../src/news/headline.ts';

const plain = 'إضراب عمال الميناء يوقف شحن القمح';

describe('a headline', () => {
  it.each([
    [`${plain} - الضفاف`, ['الضفاف']],
    [`${plain} | تلفزيون الضفاف`, ['الضفاف']],
    [`${plain} - اقتصاد - أخبار وتقارير - الضفاف`, ['الضفاف']],
    [`${plain} – صحيفة لا يعرفها أحد`, []],
    [`${plain} - Difaf News عربي`, []],
    [`${plain} -صحيفة الضفاف`, ['الضفاف']],
    [`${plain}- الضفاف`, ['الضفاف']],
    [`الضفاف: ${plain}`, ['الضفاف']],
    [`${plain} – تلفزيون الضفاف – لبنان`, ['تلفزيون الضفاف']],
    [`الضفاف | ${plain}`, ['الضفاف']],
    [`الضفاف :: ${plain}`, ['الضفاف']],
    [`${plain} ‹ الضفاف`, ['الضفاف']],
    [`${plain} ~ الضفاف`, ['الضفاف']],
    [`${plain} ★ الضفاف`, ['الضفاف']],
    [`${plain}، الضفاف`, ['الضفاف']],
    [`${plain} (الضفاف)`, ['الضفاف']],
    [`${plain} - موانئ - الضفاف نيوز`, ['الضفاف']],
    [plain, ['الضفاف']],
  ])('«%s» stands without its outlet', (candidate, names) => {
    expect(headline([candidate], [], names)).toBe(plain);
  });

  it('holds no characters that turn or hide it', () => {
    expect(headline([tidy(`\u202e${plain}\u200b \u2066- الضفاف`)], [], ['الضفاف'])).toBe(plain);
  });

  it('keeps dashes and bars of its own', () => {
    for (const own of [
      'بنك الضفاف: الفائدة باقية',
      'الميناء - المدينة: طريق واحد لا يكفي',
      'من يدفع الرواتب؟ - الوزير يجيب',
      'عمال الميناء يعلقون إضرابهم حتى الأحد - «لن نستسلم»',
    ]) {
      expect(headline([`${own} - الضفاف`], [], ['الضفاف'])).toBe(own);
    }
  });

  it('is the heading of the page when the title holds it', () => {
    expect(headline([`${plain} - شيء آخر`], ['الضفاف', plain], ['الضفاف'])).toBe(plain);
  });

  it('is no section, though that be a heading of the page', () => {
    expect(
      headline([`${plain} - أخبار الموانئ والملاحة - الضفاف`], ['أخبار الموانئ والملاحة'], ['الضفاف']),
    ).not.toBe('أخبار الموانئ والملاحة');
  });

  it('is not a title that was cut when another is whole', () => {
    expect(headline(['إضراب عمال الميناء يوقف...', plain], [], [])).toBe(plain);
  });

  it('is not the name of the outlet', () => {
    expect(headline(['الضفاف'], [plain], ['الضفاف'])).toBe(plain);
    expect(headline(['الضفاف'], [], ['الضفاف'])).toBeUndefined();
  });

  it('shows the outlet by what stands beside it in the title of the page', () => {
    expect(outletSuffix(`${plain} - الضفاف`, [plain])).toBe('الضفاف');
    expect(outletSuffix(`الضفاف | ${plain}`, [plain])).toBe('الضفاف');
    expect(outletSuffix(`${plain} - الضفاف`, [])).toBeUndefined();
    expect(outletSuffix(plain, [plain])).toBeUndefined();
  });

  it.each([
    [
      'its very words',
      [
        [0, 'أخبار'],
        [0, plain],
        [1, plain],
      ],
      2,
    ],
    [
      "its words below the head's title",
      [
        [0, plain],
        [0, 'أخبار'],
        [0, plain],
      ],
      2,
    ],
    [
      'most of its words',
      [
        [1, 'الضفاف'],
        [2, 'إضراب عمال الميناء يوقف شحن الحبوب'],
        [2, 'رياضة'],
      ],
      1,
    ],
    [
      'the only first heading',
      [
        [1, 'الأرصفة خالية منذ يومين كاملين'],
        [2, 'رياضة'],
      ],
      0,
    ],
    [
      'nothing',
      [
        [1, 'الضفاف'],
        [0, 'سطر ما'],
      ],
      -1,
    ],
  ] as const)('stands on the line with %s', (_, lines, at) => {
    expect(
      headlineAt(
        lines.map(([heading, text]) => ({ heading, text, linked: 0 })),
        plain,
      ),
    ).toBe(at);
  });
});
