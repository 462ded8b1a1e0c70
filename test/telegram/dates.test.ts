import { describe, expect, test } from 'vitest';
import {
  clockOf,
  dayAndClock,
  dayAndMonth,
  fromArchive,
  localTime,
  publishedWhen,
  weekdayOf,
  zoneWords,
} from '../../src/telegram/dates.ts';

const NOON = Date.UTC(2026, 10, 23, 12);
const DAY = 86_400_000;

describe('days', () => {
  test.each([
    ['Africa/Cairo', '23 نوفمبر'],
    ['Asia/Riyadh', '23 نوفمبر'],
    ['Asia/Baghdad', '23 تشرين الثاني'],
    ['Asia/Beirut', '23 تشرين الثاني'],
    ['Asia/Gaza', '23 تشرين الثاني'],
    ['Africa/Algiers', '23 نوفمبر'],
    ['Africa/Casablanca', '23 نونبر'],
    ['Africa/Nouakchott', '23 نوفمبر'],
    ['Europe/Berlin', '23 نوفمبر'],
    ['Asia/Tokyo', '23 نوفمبر'],
  ])('in %s are written %s', (zone, written) => {
    expect(dayAndMonth(localTime(NOON, zone), zone)).toBe(written);
  });

  test.each([
    [
      'Asia/Amman',
      'كانون الثاني شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين الأول تشرين الثاني كانون الأول',
    ],
    ['Africa/Tunis', 'جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر'],
    ['Africa/Casablanca', 'يناير فبراير مارس أبريل ماي يونيو يوليوز غشت شتنبر أكتوبر نونبر دجنبر'],
    ['Africa/Nouakchott', 'يناير فبراير مارس إبريل مايو يونيو يوليو أغشت شتمبر أكتوبر نوفمبر دجمبر'],
  ])('in %s have the months’ own names', (zone, names) => {
    const months = Array.from({ length: 12 }, (_, index) =>
      dayAndMonth({ day: 1, month: index + 1 }, zone).slice(2),
    );
    expect(months.join(' ')).toBe(names);
  });

  test('have their Arabic names', () => {
    const names = [22, 23, 24, 25, 26, 27, 28].map((day) => weekdayOf(`2026-11-${day}`));
    expect(names).toEqual(['الأحد', 'الاثنين', 'الثلاثاء', 'الأربعاء', 'الخميس', 'الجمعة', 'السبت']);
  });
});

describe('clocks', () => {
  test('have twelve hours with ص and م, in Morocco twenty-four', () => {
    const clocks = ['00:00', '08:05', '12:00', '19:30'].map((time) => clockOf(time, 'Asia/Riyadh'));
    expect(clocks).toEqual(['12:00 ص', '8:05 ص', '12:00 م', '7:30 م']);
    expect(clockOf('19:30', 'Africa/Casablanca')).toBe('19:30');
  });

  test('name their city, in Arabic where it has a name there', () => {
    expect(zoneWords('Asia/Riyadh')).toBe('بتوقيت الرياض');
    expect(zoneWords('Asia/Ulaanbaatar')).toBe('بتوقيت \u2068Ulaanbaatar\u2069');
  });

  test('follow the zone over midnight', () => {
    expect(dayAndClock(Date.UTC(2026, 10, 23, 22, 30), 'Asia/Riyadh')).toBe('الثلاثاء 1:30 ص');
  });
});

describe('when something was published', () => {
  test.each([
    [0, 'الاثنين 15:00'],
    [5, 'الأربعاء 15:00'],
    [6, 'الثلاثاء 17 نوفمبر'],
    [400, 'الأحد 19 أكتوبر 2025'],
  ])('%i days ago is said so that it stays true', (days, words) => {
    expect(publishedWhen(NOON - days * DAY, 'Asia/Riyadh', NOON)).toBe(words);
  });

  test('more than a week ago it is from the archive', () => {
    expect(fromArchive(NOON - 7 * DAY, NOON)).toBe(false);
    expect(fromArchive(NOON - 7 * DAY - 1, NOON)).toBe(true);
  });
});
