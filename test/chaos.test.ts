/** The trial by kills in its short form, and proof that its audit sees what it is there to see. */
import { describe, expect, test } from 'vitest';
import { audit, type Trial } from '../chaos/audit.ts';
import type { Told } from '../chaos/evidence.ts';
import { eventsIn, mark } from '../chaos/mark.ts';
import { chance, lifePlan, sendFault } from '../chaos/plan.ts';
import { runWorld } from '../chaos/world.ts';

test('killed at random while Telegram and the outlets fail, the bot loses nothing and repeats nothing', async () => {
  const result = await runWorld({ seed: 20_261_123, kills: 12, say: () => undefined });
  expect(result.breaches).toEqual([]);
  expect(result.kills).toBe(12);
  // The trial was one: stories were chosen, messages arrived, and kills fell into jobs.
  expect(result.chosen).toBeGreaterThan(50);
  expect(result.accepted).toBeGreaterThan(20);
  expect(result.due).toBeGreaterThan(0);
  expect([...result.killsIn.keys()].filter((job) => job !== 'none').length).toBeGreaterThan(1);
}, 600_000);

test('the same seed plans the same lives and faults, another seed others', () => {
  const plans = (seed: number) => {
    const lives = chance(seed, 'lives');
    const faults = chance(seed, 'bot api');
    return Array.from({ length: 50 }, () => [lifePlan(lives), sendFault(faults)]);
  };
  expect(plans(7)).toEqual(plans(7));
  expect(plans(7)).not.toEqual(plans(8));
});

test('an event is known by its mark wherever it stands', () => {
  for (const event of [0, 1, 18, 19, 360, 361, 6_858, 130_320])
    expect(eventsIn(`في السوق شركة ${mark(event)}، وأخرى`)).toEqual([event]);
});

const part = (about: Partial<Told>): Told => ({
  delivery: 1,
  chat: 1,
  story: 10,
  reminder: false,
  state: 'sent',
  messageId: 100,
  ...about,
});

/** Told once, sent once: story 10 of event 5 to Telegram's chat 77. */
const KEPT: Trial = {
  told: [part({})],
  chats: new Map([[1, 77]]),
  stories: new Map([[10, [5]]]),
  waiting: [],
  uncertain: { interrupted: 0, answered: 0 },
  toldByStore: new Set(['1 10']),
  atOnce: new Set(),
  failing: [],
  damage: [],
  accepted: [{ chat: 77, at: 0, messageId: 100, text: `نشرة الصباح\n1. جسر شركة ${mark(5)}` }],
  firstNumber: (chat) => chat,
  claimedAtKills: 0,
  openAtKills: 0,
  answersLost: 0,
  known: new Set([5]),
  due: [],
  rests: () => false,
};

const again = (messageId: number) => ({
  chat: 77,
  at: 0,
  messageId,
  text: `نشرة المساء\nربما لم تصلك في نشرة الاثنين:\nجسر شركة ${mark(5)}`,
});
const UNCERTAIN = {
  uncertain: { interrupted: 1, answered: 0 },
  claimedAtKills: 1,
  openAtKills: 1,
} as const;

describe('the audit', () => {
  test('finds nothing in a trial that kept the promise', () => {
    expect(audit(KEPT).breaches).toEqual([]);
    // It arrived and nobody knew: told again as a headline.
    const uncertain = part({ state: 'uncertain', messageId: undefined });
    const named = part({ delivery: 2, reminder: true, messageId: 101 });
    const toldAgain = audit({
      ...KEPT,
      ...UNCERTAIN,
      told: [uncertain, named],
      accepted: [...KEPT.accepted, again(101)],
    });
    expect(toldAgain).toMatchObject({ breaches: [], uncertain: 1, toldAgain: 1 });
    // The headline is uncertain as well, and neither arrived: not told a third time, but counted.
    const nowhere = {
      ...part({ delivery: 2, reminder: true }),
      state: 'uncertain',
      messageId: undefined,
    } as const;
    expect(audit({ ...KEPT, ...UNCERTAIN, told: [uncertain, nowhere], accepted: [] })).toMatchObject({
      breaches: [],
      uncertainTwice: 1,
      neverArrived: 1,
    });
    // Given up, and among the untold again.
    expect(
      audit({
        ...KEPT,
        told: [part({ state: 'cancelled', messageId: undefined })],
        toldByStore: new Set(),
        accepted: [],
      }).breaches,
    ).toEqual([]);
  });

  const doctored: Readonly<Record<string, readonly [Partial<Trial>, string]>> = {
    'a part that arrived twice': [
      { accepted: [...KEPT.accepted, ...KEPT.accepted.map((one) => ({ ...one, messageId: 101 }))] },
      'chat 77 was sent the same part twice: messages 100 and 101',
    ],
    'a story told in two digests': [
      {
        accepted: [
          ...KEPT.accepted,
          { chat: 77, at: 0, messageId: 101, text: `نشرة المساء\n1. جسر شركة ${mark(5)}` },
        ],
      },
      'chat 77 was sent story 5 twice: messages 100 and 101',
    ],
    'a headline named again twice': [
      { accepted: [...KEPT.accepted, again(101), { ...again(102), text: `${again(102).text}.` }] },
      'chat 77 was sent the headline of 5 twice: messages 101 and 102',
    ],
    'a part called sent that never arrived': [
      { accepted: [] },
      'part 1 is called sent, and no such message stands anywhere',
    ],
    'a part that arrived in another chat': [
      { accepted: KEPT.accepted.map((one) => ({ ...one, chat: 78 })) },
      'part 1 is called sent, and stands in another chat',
    ],
    'a part that does not hold its story': [
      { accepted: [{ chat: 77, at: 0, messageId: 100, text: 'نشرة الصباح' }] },
      'part 1 is said to tell story 10, and does not',
    ],
    'a story given up and called told': [
      { told: [part({ state: 'refused', messageId: undefined })], accepted: [] },
      'story 10 for chat 77 never arrived and is not among the untold (part 1 refused)',
    ],
    'an uncertain story that was not told again': [
      { ...UNCERTAIN, told: [part({ state: 'uncertain', messageId: undefined })] },
      'story 10 for chat 77 is uncertain and was not told again as a headline (part 1 uncertain)',
    ],
    'a part that still waits': [
      { told: [part({ state: 'pending', messageId: undefined })], accepted: [] },
      'story 10 for chat 77 still waits in the outbox',
    ],
    'more parts interrupted than were under way': [
      { uncertain: { interrupted: 2, answered: 0 }, claimedAtKills: 1, openAtKills: 2 },
      '2 parts were called interrupted, though only 1 were under way',
    ],
    'more parts uncertain than requests were open and answers lost': [
      { uncertain: { interrupted: 1, answered: 3 }, claimedAtKills: 1, openAtKills: 1, answersLost: 2 },
      '4 parts are uncertain, though only 1 requests were open and 2 answers were lost',
    ],
    'an article that was read and lost': [
      { known: new Set([5, 6]) },
      'event 6 was taken in and is not in the database',
    ],
    'an article stored twice': [
      {
        stories: new Map([
          [10, [6]],
          [11, [6]],
        ]),
      },
      'event 6 is stored 2 times',
    ],
    'an article that waits for ever': [
      { waiting: [6], known: new Set([5, 6]) },
      'event 6 still waits to be summarised',
    ],
    'an outlet that is not read any more': [
      { failing: ['outlet-1: HTTP 500'] },
      'an outlet that does not fail any more is not read: outlet-1: HTTP 500',
    ],
    'breaking news told again by a digest': [
      {
        accepted: [
          ...KEPT.accepted,
          { chat: 77, at: 0, messageId: 101, text: `خبر عاجل: جسر شركة ${mark(5)}` },
        ],
      },
      'chat 77 was sent story 5 twice: messages 100 and 101',
    ],
    'a correction that came twice': [
      {
        accepted: [
          ...KEPT.accepted,
          { chat: 77, at: 0, messageId: 101, text: `تصحيح: بلدية تنفي ${mark(5)}` },
          { chat: 77, at: 0, messageId: 102, text: `تصحيح: بلدية تنفي ${mark(5)} أيضا` },
        ],
      },
      'chat 77 was sent the correction 5 twice: messages 101 and 102',
    ],
    'breaking news that did not come': [
      { due: [{ event: 5, chat: 77 }], toldByStore: new Set() },
      'event 5 broke, and chat 77 was not told',
    ],
    'breaking news in quiet hours': [
      {
        accepted: [{ chat: 77, at: 0, messageId: 100, text: `خبر عاجل: جسر شركة ${mark(5)}` }],
        rests: () => true,
      },
      'chat 77 was disturbed at 1970-01-01T00:00:00.000Z: message 100',
    ],
    'what is new about a story, in quiet hours': [
      {
        accepted: [...KEPT.accepted, { chat: 77, at: 0, messageId: 101, text: `جديد الخبر: جسر ${mark(5)}` }],
        atOnce: new Set([101]),
        rests: () => true,
      },
      'chat 77 was disturbed at 1970-01-01T00:00:00.000Z: message 101',
    ],
    'a damaged database': [{ damage: ['row 3 missing'] }, 'the database is damaged: row 3 missing'],
  };
  test.each(Object.entries(doctored))('sees %s', (_, [change, breach]) => {
    expect(audit({ ...KEPT, ...change }).breaches).toContain(breach);
  });
});
