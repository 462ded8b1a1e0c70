import { describe, expect, it } from 'vitest';
import { headline, outletSuffix, tidy } from '../../src/news/headline.ts';

const plain = 'إضراب عمال الميناء يوقف شحن القمح';

describe('a headline', () => {
  it.each([
    [`${plain} - الضفاف`, ['الضفاف']],
    [`${plain} | تلفزيون الضفاف`, ['الضفاف']],
    [`${plain} - اقتصاد - أخبار وتقارير - الضفاف`, ['الضفاف']],
    [`${plain} – صحيفة لا يعرفها أحد`, []],
    [`${plain} - Difaf News عربي`, []],
    [`الضفاف | ${plain}`, ['الضفاف']],
    [`الضفاف :: ${plain}`, ['الضفاف']],
    [plain, ['الضفاف']],
  ])('«%s» stands without its outlet', (candidate, names) => {
    expect(headline([candidate], [], names)).toBe(plain);
  });

  it('holds no characters that turn or hide it', () => {
    expect(headline([tidy(`\u202e${plain}\u200b \u2066- الضفاف`)], [], ['الضفاف'])).toBe(plain);
  });

  it('keeps dashes and bars of its own', () => {
    for (const own of ['الميناء - المدينة: طريق واحد لا يكفي', 'من يدفع الرواتب؟ - الوزير يجيب']) {
      expect(headline([`${own} - الضفاف`], [], ['الضفاف'])).toBe(own);
    }
  });

  it('is the heading of the page when the title holds it', () => {
    expect(headline([`${plain} - شيء آخر`], ['الضفاف', plain], ['الضفاف'])).toBe(plain);
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
});
