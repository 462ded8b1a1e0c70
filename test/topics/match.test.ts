import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchTopics, storyTopics } from '../../src/topics/match.ts';

const main = (title: string, text = '') => matchTopics({ title, text }).main;

describe('matchTopics', () => {
  it('matches through clitics and endings, in old and new spelling', () => {
    expect(main('مسؤول: للعراقيين حق في المياه')).toContain('iraq');
    expect(main('القوات الامريكية تغادر قاعدتها')).toContain('usa');
    expect(main('وبإسرائيل ولإيران رأي آخر')).toEqual(['israel', 'iran']);
  });

  it('never matches inside a word', () => {
    expect(main('مصرف ومصرع وعراقيل وتركة وقطار')).toEqual([]);
  });
});

describe('a word below the title', () => {
  const topics = (title: string, text: string) => matchTopics({ title, text });

  it('makes no second field main where the title names the first', () => {
    const found = topics('تلسكوب جديد يرصد كواكب بعيدة', 'يعرض المتحف المحلي صور البعثة طوال الشهر.');
    expect(found.main).toEqual(['science']);
    expect(found.side).not.toContain('science');
  });

  it('makes the field main that the title only hints at', () => {
    expect(topics('علماء يدرسون تلوث هاتفك', 'النفايات تتراكم في المكبات.').main).toContain('environment');
  });

  it('takes words of weather for the environment though disasters share them', () => {
    expect(topics('الثلوج تعزل قرى جبلية', 'قطعت العاصفة طرقا كثيرة.').main).toEqual(['environment']);
  });

  it('leaves science main beside health, whose news are studies', () => {
    expect(topics('فوائد المشي لمرضى السكري', 'أظهرت تجربة نشرها باحثون أن نصف ساعة تكفي.').main).toEqual(
      expect.arrayContaining(['health', 'science']),
    );
  });

  it('tells where a match is played, or against whom, and makes it a side topic', () => {
    const found = topics('المنتخب المغربي يفوز في مباراته الودية', 'سجل البدلاء هدفين في شباك البرتغال.');
    expect(found.main).toEqual(expect.arrayContaining(['morocco', 'sports']));
    expect(found.main).not.toContain('europe');
    expect(found.side).toContain('europe');
  });

  it('names the country that the title of a match hints at', () => {
    const found = topics('نجوم المملكة يحرزون ميداليات', 'عادت بعثة السعودية من البطولة بعشر ميداليات.');
    expect(found.main).toEqual(expect.arrayContaining(['saudi', 'sports']));
  });
});

describe('names that stand for a country in their time', () => {
  const at = (day: string, title: string) =>
    matchTopics({ title, text: '', publishedAt: Date.parse(day) }).main;

  it.each([
    ['uk', '2009-12-01', 'براون يدافع عن خطته أمام النواب'],
    ['usa', '2010-02-03', 'غيتس: لا تأجيل للانسحاب'],
    ['lebanon', '2025-03-01', 'عون يلتقي وفدا من الجنوب'],
    ['egypt', '2010-05-01', 'مبارك يعود إلى قصره'],
    ['sudan', '2010-04-20', 'البشير يؤدي اليمين'],
    ['tunisia', '2009-10-25', 'بن علي يقترع في مدرسته القديمة'],
    ['israel', '2010-01-11', 'باراك يلغي زيارته'],
  ])('finds %s on %s in: %s', (slug, day, title) => {
    expect(at(day, title)).toContain(slug);
  });

  it.each([
    ['uk', '2019-12-01', 'براون يدافع عن خطته أمام النواب'],
    ['uk', '2009-12-01', 'دان براون يوقع كتابه'],
    ['usa', '2010-02-03', 'بيل غيتس يتبرع بنصف ثروته'],
    ['lebanon', '2024-03-01', 'عون يلتقي وفدا من الجنوب'],
    ['egypt', '2010-05-01', 'عيد مبارك لكل القراء'],
    ['egypt', '2020-05-01', 'مبارك يعود إلى قصره'],
    ['israel', '2010-01-11', 'باراك أوباما يلغي زيارته'],
    ['lebanon', '2010-01-11', 'وليد سليمان يسجل هدفين'],
  ])('finds no %s on %s in: %s', (slug, day, title) => {
    expect(at(day, title)).not.toContain(slug);
  });

  it('takes no such name where nothing says when', () => {
    expect(main('براون يدافع عن خطته أمام النواب')).toEqual([]);
  });
});

describe('matchTopics of anything', () => {
  it('keeps main and side apart and bounded, whatever the letters', () => {
    const letters = fc.string({
      unit: fc.constantFrom(...'ابتجحدرسشعغفقكلمنهويىةأإآؤئء ،.؟:ـ\u064b\u0651«»5x\n'.split('')),
      maxLength: 400,
    });
    fc.assert(
      fc.property(fc.option(letters, { nil: undefined }), letters, (title, text) => {
        const match = matchTopics({ title, text });
        expect(match.main.length).toBeLessThanOrEqual(6);
        expect(new Set([...match.main, ...match.side]).size).toBe(match.main.length + match.side.length);
      }),
      { numRuns: 300 },
    );
  });
});

describe('storyTopics', () => {
  it('gives one article’s topics back', () => {
    const match = { main: ['iran', 'usa'], side: ['israel'] };
    expect(storyTopics([match])).toEqual(match);
    expect(storyTopics([])).toEqual({ main: [], side: [] });
  });

  it('takes what comes farthest where the articles agree on nothing', () => {
    expect(
      storyTopics([
        { main: ['iran'], side: [] },
        { main: ['usa'], side: [] },
      ]).main,
    ).toEqual(['iran', 'usa']);
  });

  it('keeps as main what most of the articles have as main', () => {
    const story = storyTopics([
      { main: ['iran', 'russia'], side: [] },
      { main: ['iran'], side: ['russia'] },
      { main: ['iran', 'usa'], side: [] },
    ]);
    expect(story.main).toEqual(['iran']);
    expect(story.side).toContain('russia');
  });
});
