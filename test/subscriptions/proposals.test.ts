import { describe, expect, test } from 'vitest';
import { cityTable } from '../../src/subscriptions/city-table.ts';
import { offeredCities, proposedTopics } from '../../src/subscriptions/proposals.ts';
import { topicBySlug } from '../../src/topics/catalogue.ts';

describe('to a new reader', () => {
  test('the most likely city is offered first, and each once', () => {
    for (const zone of ['Asia/Riyadh', 'Africa/Cairo', 'Europe/London', 'Asia/Aden', 'America/New_York']) {
      const cities = offeredCities(zone);
      expect(cities[0]?.zone).toBe(zone);
      expect(cities).toHaveLength(18);
      expect(new Set(cities.map((city) => city.name)).size).toBe(18);
    }
    expect(offeredCities('Asia/Riyadh').map((city) => city.name)).toEqual(
      'الرياض القاهرة بغداد دمشق عمّان بيروت غزة القدس الخرطوم الدار_البيضاء الجزائر تونس دبي الكويت الدوحة إسطنبول برلين لندن'
        .split(' ')
        .map((name) => name.replace('_', ' ')),
    );
  });

  test.each([
    ['Africa/Cairo', 'egypt top sudan libya gaza saudi palestine syria iran economy'],
    ['Asia/Baghdad', 'iraq top kurds iran syria turkey palestine egypt saudi economy'],
    ['Asia/Riyadh', 'saudi top gulf yemen uae kuwait palestine egypt syria iran'],
    ['Asia/Gaza', 'palestine top gaza westbank israel jordan egypt saudi syria iran'],
    ['Africa/Casablanca', 'morocco top algeria mauritania palestine egypt saudi syria iran economy'],
    ['Europe/Stockholm', 'europe top migration palestine egypt saudi syria iran economy football'],
    ['Australia/Sydney', 'top palestine egypt saudi syria iran economy football'],
    ['Etc/UTC', 'top palestine egypt saudi syria iran economy football'],
  ])('in %s their own country is proposed, the top news, neighbours, and what most follow', (zone, slugs) => {
    expect(proposedTopics(zone).join(' ')).toBe(slugs);
  });

  test('every zone of the table is proposed topics that there are, each once, the top news among the first two', () => {
    for (const { zone } of cityTable) {
      const slugs = proposedTopics(zone);
      expect(slugs.filter((slug) => topicBySlug(slug) === undefined)).toEqual([]);
      expect(new Set(slugs).size).toBe(slugs.length);
      expect(slugs.slice(0, 2)).toContain('top');
      expect(slugs.length).toBeLessThanOrEqual(10);
    }
  });

  test('an Arab country’s own topic stands first', () => {
    for (const [zone, slug] of [
      ['Africa/Khartoum', 'sudan'],
      ['Asia/Aden', 'yemen'],
      ['Asia/Muscat', 'oman'],
      ['Africa/Tripoli', 'libya'],
      ['Africa/Nouakchott', 'mauritania'],
      ['Africa/Mogadishu', 'somalia'],
    ] as const)
      expect(proposedTopics(zone)[0]).toBe(slug);
  });
});
