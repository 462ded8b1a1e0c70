import { describe, expect, it } from 'vitest';
import { sameName, skeleton } from '../../src/arabic/names.ts';
import { fold } from '../../src/arabic/normalize.ts';

const pairs = (text: string): string[][] => text.split('، ').map((pair) => pair.split(' '));

describe('sameName', () => {
  it.each(
    pairs(
      'بوتين بوتن، بزشكيان بزكشيان، بزشكيان بيزشكيان، نتنياهو نتانياهو، نتنياهو نتياهو، غوتيريش جوتيريش، غوتيريش غوتيريس، ترامب ترمب، زيلينسكي زيلنسكي، أردوغان إردوغان، هيغسيث هيجسيث، هرتسوغ هرتزوغ، عراقجي عراقتشي، البارزاني برزاني، ميدفيديف مدفيديف، موريتانيا موريطانيا، ستولتنبرغ ستولتنبرج، ماكرون مكرون',
    ),
  )('%s and %s are one', (a, b) => {
    expect(sameName(a, b)).toBe(true);
    expect(sameName(b, a)).toBe(true);
  });

  it.each(
    pairs(
      'محمد محمود، محمد أحمد، حسن حسين، سالم سليم، عمر عامر، سلمان سليمان، صالح صلاح، بوتين بايدن، لافروف لابيد، غانتس غالانت، ليبيا لبنان، النيجر نيجيريا، كوريا كوبا، كتاب كاتب، مكتب مكاتب، تقرير تقارير، مصر مصري، روسيا روسي، باريس بارزاني، عون عنان',
    ),
  )('%s and %s are two', (a, b) => {
    expect(sameName(a, b)).toBe(false);
    expect(sameName(b, a)).toBe(false);
  });
});

describe('skeleton', () => {
  it.each(pairs('بوتين بوتن، بزشكيان بزكشيان، نتنياهو نتانياهو، غوتيريش جوتيريش، ترامب ترمب'))(
    'is one for %s and %s',
    (a, b) => {
      expect(skeleton(fold(a))).toBe(skeleton(fold(b)));
    },
  );

  it('keeps the first letter and tells other consonants apart', () => {
    expect(skeleton(fold('بوتين'))).not.toBe(skeleton(fold('بايدن')));
    expect(skeleton(fold('أوباما'))).not.toBe(skeleton(fold('بوما')));
  });
});
