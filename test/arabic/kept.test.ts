import { expect, test } from 'vitest';
import { keptFor, lastAsked, once } from '../../src/arabic/kept.ts';

test('what was made of a thing is made once, also when it is nothing', () => {
  const asked: object[] = [];
  const nothing = keptFor((of: object) => {
    asked.push(of);
    return undefined;
  });
  const [one, other] = [{}, {}];
  for (const each of [one, other, one]) expect(nothing(each)).toBeUndefined();
  expect(asked).toEqual([one, other]);
});

test('of values under keys those asked for last are kept, while they fit and are not large', () => {
  const made: string[] = [];
  const memory = lastAsked<number, string>(2, (value) => value.length > 5);
  const ask = (key: number, value: string) =>
    memory(
      key,
      (known) => known === value,
      () => {
        made.push(value);
        return value;
      },
    );
  ask(1, 'خبر');
  ask(2, 'بيان');
  ask(1, 'خبر');
  expect(made).toEqual(['خبر', 'بيان']);
  // The third drives out the second, which was asked for longest ago.
  ask(3, 'نبأ');
  ask(1, 'خبر');
  ask(2, 'بيان');
  expect(made).toEqual(['خبر', 'بيان', 'نبأ', 'بيان']);
  ask(1, 'تصحيح');
  ask(4, 'تقرير طويل');
  expect([ask(1, 'تصحيح'), ask(4, 'تقرير طويل')]).toEqual(['تصحيح', 'تقرير طويل']);
  expect(made.slice(4)).toEqual(['تصحيح', 'تقرير طويل', 'تقرير طويل']);
});

test('what is asked for again was made once, also when it is nothing', () => {
  let made = 0;
  const nothing = once(() => {
    made += 1;
  });
  nothing();
  nothing();
  expect(made).toBe(1);
});
