import { describe, expect, it } from 'vitest';
import { sieveOf } from '../../src/topics/sieve.ts';
import { readings } from '../../src/topics/vocabulary.ts';

const forms = ['نهر', 'الميناء', 'سدود', 'بندر', 'وادي', 'اللوز', '7'];

describe('the sieve of first words', () => {
  it('lets through every word that can be read as one of its forms, whatever clitics it bears', () => {
    const mayHold = sieveOf(forms);
    const clitics = ['', 'و', 'ف', 'ب', 'ك', 'ل', 'س', 'وب', 'ول', 'فك', 'وس'];
    let read = 0;
    for (const clitic of clitics)
      for (const article of ['', 'ال', 'ل'])
        for (const form of forms)
          for (const rest of [form, form.slice(2)]) {
            const key = `${clitic}${article}${rest}`;
            if (!readings(key).some((reading) => forms.includes(reading.form))) continue;
            read += 1;
            expect([key, mayHold(key)]).toEqual([key, true]);
          }
    expect(read).toBeGreaterThan(100);
  });

  it('stops nearly all other words', () => {
    const mayHold = sieveOf(forms);
    const others = Array.from({ length: 2_000 }, (_, number) => `كلمة${number}`);
    expect(others.filter(mayHold).length).toBeLessThan(20);
  });
});
