import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { cityOf, countryOf, findZone, zoneName } from '../../src/subscriptions/cities.ts';
import { cityTable } from '../../src/subscriptions/city-table.ts';
import { offeredCities } from '../../src/subscriptions/proposals.ts';

describe('finding a zone', () => {
  it.each([
    ['القاهرة', 'Africa/Cairo', 'القاهرة'],
    ['القاهره', 'Africa/Cairo', 'القاهرة'],
    ['قاهرة', 'Africa/Cairo', 'القاهرة'],
    ['مصر', 'Africa/Cairo', 'القاهرة'],
    ['Cairo', 'Africa/Cairo', 'القاهرة'],
    ['cairo, egypt', 'Africa/Cairo', 'القاهرة'],
    ['القاهرة، مصر', 'Africa/Cairo', 'القاهرة'],
    ['AFRICA/CAIRO', 'Africa/Cairo', 'القاهرة'],
    ['مدينة القاهرة', 'Africa/Cairo', 'القاهرة'],
    ['توقيت بيروت', 'Asia/Beirut', 'بيروت'],
    ['بتوقيت مدينة بيروت', 'Asia/Beirut', 'بيروت'],
    ['الاسكندرية', 'Africa/Cairo', 'الإسكندرية'],
    ['جدّة', 'Asia/Riyadh', 'جدة'],
    ['مكة المكرمة', 'Asia/Riyadh', 'مكة'],
    ['المدينة المنورة', 'Asia/Riyadh', 'المدينة المنورة'],
    ['ابو ظبى', 'Asia/Dubai', 'أبوظبي'],
    ['أبوظبي', 'Asia/Dubai', 'أبوظبي'],
    ['الدار البيضاء', 'Africa/Casablanca', 'الدار البيضاء'],
    ['طرابلس', 'Africa/Tripoli', 'طرابلس'],
    ['طرابلس لبنان', 'Asia/Beirut', 'طرابلس لبنان'],
    ['عمّان', 'Asia/Amman', 'عمّان'],
    ['عمان', 'Asia/Amman', 'عمّان'],
    ['عُمان', 'Asia/Muscat', 'مسقط'],
    ['سلطنة عُمان', 'Asia/Muscat', 'مسقط'],
    ['غزة', 'Asia/Gaza', 'غزة'],
    ['القدس', 'Asia/Jerusalem', 'القدس'],
    ['رام الله', 'Asia/Hebron', 'رام الله'],
    ['Europe/Berlin', 'Europe/Berlin', 'برلين'],
    ['europe/berlin', 'Europe/Berlin', 'برلين'],
    ['America/New York', 'America/New_York', 'نيويورك'],
    ['Düsseldorf', 'Europe/Berlin', 'دوسلدورف'],
    ['dearborn', 'America/Detroit', 'ديربورن'],
    ['لوس انجلوس', 'America/Los_Angeles', 'لوس أنجلوس'],
    ['ulaanbaatar', 'Asia/Ulaanbaatar', 'Ulaanbaatar'],
    ['ٱلریاض', 'Asia/Riyadh', 'الرياض'],
  ])('takes «%s» for %s', (words, zone, name) => {
    expect(findZone(words)).toMatchObject({ zone, name });
  });

  it('forgives none where it is told so', () => {
    expect(findZone('القاهرا', { slips: false })).toBeUndefined();
    expect(findZone('القاهره', { slips: false })?.zone).toBe('Africa/Cairo');
  });

  it.each([
    ['القاهرا', 'Africa/Cairo'],
    ['بيروتت', 'Asia/Beirut'],
    ['الرايض', 'Asia/Riyadh'],
    ['Biserte', 'Africa/Tunis'],
    ['casablnca', 'Africa/Casablanca'],
  ])('forgives the slip in «%s»', (words, zone) => {
    expect(findZone(words)?.zone).toBe(zone);
  });

  it.each([
    '',
    '   ',
    'لا أعرف',
    '+02:00',
    'UTC+3',
    'GMT+3',
    'Etc/GMT-3',
    '؟',
    'Mars/Olympus',
    'x'.repeat(5000),
    '../../etc/passwd',
    'قاف',
  ])('finds nothing in «%s»', (words) => {
    expect(findZone(words)).toBeUndefined();
  });

  it('forgives no slip that could mean two zones', () => {
    expect(findZone('القاهرة')?.zone).not.toBe(findZone('الناصرة')?.zone);
    expect(findZone('القاصرة')).toBeUndefined();
  });

  it('takes a city named with its country, not two places apart', () => {
    expect(findZone('باريس فرنسا')).toMatchObject({ zone: 'Europe/Paris', name: 'باريس' });
    expect(findZone('London UK')?.zone).toBe('Europe/London');
    expect(findZone('باريس مصر')).toBeUndefined();
  });
});

describe('the table', () => {
  it('holds only zones that this system knows, each once', () => {
    for (const { zone } of cityTable)
      expect(() => Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone), zone).not.toThrow();
    expect(new Set(cityTable.map(({ zone }) => zone)).size).toBe(cityTable.length);
  });

  it('finds each of its cities by the name it shows', () => {
    for (const { zone, city, cities } of cityTable)
      for (const names of [city, ...cities.split('; ')].filter((text) => text !== ''))
        for (const name of names.split('/'))
          expect(findZone(name), name).toMatchObject({ zone, name: names.split('/')[0] });
  });

  it('knows the capital of every member of the Arab League', () => {
    const capitals =
      'عمّان أبوظبي المنامة تونس الجزائر جيبوتي الرياض الخرطوم دمشق مقديشو بغداد مسقط القدس الدوحة موروني الكويت بيروت طرابلس القاهرة الرباط نواكشوط صنعاء';
    for (const capital of capitals.split(' ')) expect(findZone(capital)?.name, capital).toBe(capital);
  });
});

describe('the name of a zone', () => {
  it('is Arabic where the table has it, and the city of the IANA name elsewhere', () => {
    expect(zoneName('Africa/Cairo')).toBe('القاهرة');
    expect(zoneName('America/Argentina/Ushuaia')).toBe('Ushuaia');
    expect(zoneName('America/Port_of_Spain')).toBe('Port of Spain');
  });

  it.each([
    ['جدة', 'Jeddah'],
    ['الدوحة', 'Doha'],
    ['قطر', 'Doha'],
    ['Makkah', 'Mecca'],
    ['العاصمة الإدارية', 'Cairo'],
    ['Africa/El_Aaiun', 'El Aaiun'],
    ['Asia/Ulaanbaatar', 'Ulaanbaatar'],
  ])('of «%s» is %s in English', (words, english) => {
    expect(findZone(words)?.english).toBe(english);
  });

  it('of every city that is offered is there in both languages', () => {
    for (const { name, english } of offeredCities('Asia/Riyadh')) {
      expect(name).toMatch(/^\p{Script=Arabic}/u);
      expect(english).toMatch(/^[A-Z][A-Za-z ]+$/u);
    }
    expect(cityOf('Asia/Bahrain')).toEqual({ zone: 'Asia/Bahrain', name: 'المنامة', english: 'Manama' });
  });

  it('is the same for an older name of the zone', () => {
    expect(zoneName('Asia/Calcutta')).toBe(zoneName('Asia/Kolkata'));
    expect(zoneName('Europe/Kiev')).toBe('كييف');
    expect(countryOf('Europe/Kiev')).toBe('UA');
  });

  it('is nothing but the text for what is no zone', () => {
    expect(zoneName('Atlantis/Port')).toBe('Port');
  });
});

describe('the country of a zone', () => {
  it('is the one whose months and clock go with it', () => {
    expect(countryOf('Africa/Casablanca')).toBe('MA');
    expect(countryOf('Asia/Baghdad')).toBe('IQ');
    expect(countryOf('Asia/Ulaanbaatar')).toBeUndefined();
  });
});
