import { expect, test } from 'vitest';
import { inDigits } from '../../src/arabic/digits.ts';

test('numbers come in the digits that a chat reads', () => {
  expect(inDigits('3 أخبار · 17:48', 'latn')).toBe('3 أخبار · 17:48');
  expect(inDigits('3 أخبار · 17:48', 'arab')).toBe('٣ أخبار · ١٧:٤٨');
  expect(inDigits('0123456789', 'arab')).toBe('٠١٢٣٤٥٦٧٨٩');
});
