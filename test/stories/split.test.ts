import { expect, test } from 'vitest';
import { leavers } from '../../src/stories/split.ts';
import { article, type Given } from './articles.ts';

const FIRE: Given = {
  title: 'حريق في مصنع ورق بمدينة المحلة',
  text: 'شب حريق في مصنع للورق بمدينة المحلة فجر الاثنين وأصاب 12 عاملا، وفق الدفاع المدني.',
  publisher: 'قناة الضفة',
};
const FIRE_AGAIN: Given = {
  title: 'إصابة 12 عاملا في حريق مصنع الورق بالمحلة',
  text: 'أصيب 12 عاملا في الحريق الذي شب فجر الاثنين في مصنع ورق بالمحلة.',
  publisher: 'صحيفة المرفأ',
};
const MATCH: Given = {
  title: 'الوحدات يهزم الجزيرة بهدفين',
  text: 'فاز الوحدات على الجزيرة بهدفين مساء السبت في الدوري الأردني، ورفع رصيده إلى 22 نقطة.',
  publisher: 'وكالة الساحل',
};
const MATCH_AGAIN: Given = {
  title: 'هدفان للوحدات في مرمى الجزيرة',
  text: 'تغلب الوحدات على الجزيرة بهدفين في الدوري الأردني مساء السبت وصار رصيده 22 نقطة.',
  publisher: 'منبر الساحل',
};

const idsOf = (given: readonly Given[]) =>
  leavers(given.map((one, id) => article(id, one))).map((group) => group.map(({ id }) => id));

test('a story that hangs together stays whole', () => {
  expect(idsOf([FIRE, FIRE_AGAIN])).toEqual([]);
  expect(idsOf([FIRE])).toEqual([]);
  expect(idsOf([])).toEqual([]);
});

test('the smaller group leaves, of equal ones the later', () => {
  expect(idsOf([MATCH, FIRE, FIRE_AGAIN])).toEqual([[0]]);
  expect(idsOf([FIRE, FIRE_AGAIN, MATCH])).toEqual([[2]]);
  expect(idsOf([MATCH, FIRE, FIRE_AGAIN, MATCH_AGAIN])).toEqual([[1, 2]]);
});

test('what is left is a story that no part leaves', () => {
  const all = [FIRE, MATCH, FIRE_AGAIN, MATCH_AGAIN].map((one, id) => article(id, one));
  const gone = leavers(all).flat();
  expect(gone).toHaveLength(2);
  expect(leavers(all.filter((one) => !gone.includes(one)))).toEqual([]);
  expect(leavers(gone)).toEqual([]);
});

test('a very large story is left as it is', () => {
  expect(idsOf([MATCH, ...Array.from({ length: 45 }, () => FIRE)])).toEqual([]);
});
