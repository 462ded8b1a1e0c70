import { describe, expect, it } from 'vitest';
import {
  cellsOf,
  difference,
  type Figure,
  f1Part,
  fallen,
  interval,
  isMet,
  means,
  type Part,
  recordOf,
} from '../../eval/report.ts';

const alike = (count: number, part: Part): Part[] => Array.from({ length: count }, () => part);

function figure(ours: readonly Part[], more: Partial<Figure> = {}): Figure {
  return { measure: 'recall of something', unit: 'percent', better: 'higher', ours, ...more };
}

describe('a figure', () => {
  it('is the ratio of sums, not the mean of ratios', () => {
    expect(
      cellsOf(
        figure([
          [1, 1],
          [0, 3],
        ]),
      )[1],
    ).toBe('25.0 %');
  });

  it('is an F1 where its parts are', () => {
    const parts = [
      f1Part({ hits: 1, predicted: 1, wanted: 1 }),
      f1Part({ hits: 0, predicted: 1, wanted: 0 }),
    ];
    expect(cellsOf(figure(parts, { unit: 'score' }))[1]).toBe('0.667');
  });

  it('has an interval that holds it, the same at every run', () => {
    const parts = means([1, 2, 3, 4, 5, 6]);
    const found = interval(parts, 'points');
    expect(found.low).toBeLessThan(3.5);
    expect(found.high).toBeGreaterThan(3.5);
    expect(interval(parts, 'points')).toEqual(found);
  });

  it('is compared with its baseline case by case', () => {
    const theirs = means([1, 20, 300, 4000]);
    const ours = theirs.map(([value, one]): Part => [value + 1, one]);
    expect(difference(ours, theirs, 'points')).toEqual({ value: 1, low: 1, high: 1 });
  });

  it.each([
    { better: 'higher', value: 0.5, met: true },
    { better: 'higher', value: 0.6, met: false },
    { better: 'lower', value: 0.5, met: true },
    { better: 'lower', value: 0.4, met: false },
  ] as const)('of one half with a bar of $value, $better being better: met is $met', (row) => {
    const { better, value, met } = row;
    expect(isMet(figure([[1, 2]], { better, bar: { of: 'ours', value } }))).toBe(met);
  });

  it('without a bar is neither met nor missed', () => {
    expect(isMet(figure([[1, 2]]))).toBeUndefined();
  });

  it('may have to stand so far above its baseline', () => {
    const baseline = { name: 'the opening', parts: means([40]) };
    const ours = means([40.9]);
    expect(isMet(figure(ours, { baseline, unit: 'points', bar: { of: 'difference', value: 1 } }))).toBe(
      false,
    );
  });
});

describe('a run held against the recorded one', () => {
  const before = [...alike(80, [1, 1]), ...alike(20, [0, 1])];

  it('has nothing to say of the same figures', () => {
    expect(fallen([figure(before)], recordOf([figure(before)]), true)).toEqual([]);
  });

  it('forgives one case of a hundred', () => {
    const now = [...alike(79, [1, 1] as Part), ...alike(21, [0, 1] as Part)];
    expect(fallen([figure(now)], recordOf([figure(before)]), true)).toEqual([]);
  });

  it('names a figure that fell in eight cases, with both values', () => {
    const now = [...alike(72, [1, 1] as Part), ...alike(28, [0, 1] as Part)];
    const [complaint = '', ...others] = fallen([figure(now)], recordOf([figure(before)]), true);
    expect(complaint).toContain('recall of something: 80.0 % when recorded, now 72.0 %');
    expect(others).toEqual([]);
  });

  it('names one that rose where lower is better', () => {
    const left = figure(before, { better: 'lower' });
    const now = figure(alike(100, [1, 1]), { better: 'lower' });
    expect(fallen([now], recordOf([left]), true)).toHaveLength(1);
    expect(fallen([left], recordOf([now]), true)).toEqual([]);
  });

  it('lets a figure move that says nothing of quality by itself', () => {
    expect(fallen([figure(alike(100, [0, 1]), { free: true })], recordOf([figure(before)]), true)).toEqual(
      [],
    );
  });

  it('names a figure over other cases, and one that is gone when all were measured', () => {
    const record = recordOf([figure(before)]);
    expect(fallen([figure(before.slice(1))], record, true)[0]).toContain('100 cases and measured over 99');
    expect(fallen([], record, true)).toEqual(['recall of something: recorded, but measured no more']);
    expect(fallen([], record, false)).toEqual([]);
  });

  it('takes a figure that was never recorded as it is', () => {
    expect(fallen([figure(alike(3, [0, 1]))], {}, true)).toEqual([]);
  });
});
