import { expect, test } from 'vitest';
import { hijriDay, hijriOf } from '../../src/arabic/hijri.ts';

test.each([
  ['2026-11-23', '13 جمادى الآخرة 1448'],
  ['2027-02-07', '30 شعبان 1448'],
  ['2027-02-08', '1 رمضان 1448'],
  ['2027-03-08', '29 رمضان 1448'],
  ['2027-03-09', '1 شوال 1448'],
  ['2027-05-16', '10 ذو الحجة 1448'],
])('%s is %s', (localDate, hijri) => {
  expect(hijriDay(localDate)).toBe(hijri);
});

test('every day of four years is the day after its eve', () => {
  let before = hijriOf('2026-01-01');
  for (let at = Date.UTC(2026, 0, 2); at < Date.UTC(2030, 0, 1); at += 86_400_000) {
    const one = hijriOf(new Date(at).toISOString().slice(0, 10));
    const begins = one.day === 1 && one.month === (before.month % 12) + 1 && before.day >= 29;
    expect(begins || (one.day === before.day + 1 && one.month === before.month)).toBe(true);
    before = one;
  }
});
