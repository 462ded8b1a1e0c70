import { describe, expect, it } from 'vitest';
import {
  createHolderMemory,
  holdersNamed,
  holdersOf,
  isLearned,
  type Sighting,
  sighted,
} from '../../src/topics/holders.ts';
import { matchTopics } from '../../src/topics/match.ts';

const DAY = 86_400_000;
const named = (text: string) =>
  holdersNamed({ title: undefined, text }).map(({ slug, surname }) => `${slug} ${surname}`);

describe('who is introduced with an office', () => {
  it.each([
    ['uk مارلوند', 'قال رئيس الوزراء البريطاني أوليفر مارلوند إن الميزانية جاهزة.'],
    ['uk مارلوند', 'وصل رئيس الوزراء البريطاني مارلوند، صباح اليوم، إلى المصنع.'],
    ['europe فالدرسن', 'التقى وزير الخارجية الدنماركي بيتر فالدرسن نظيره.'],
    ['iran شهرودي', 'المتحدث باسم وزارة الطاقة الإيرانية كامران شهرودي: لا تفاوض تحت الضغط'],
    ['latam كاستانيدو', 'أعلن الرئيس الفنزويلي الجديد رافاييل كاستانيدو تشكيل حكومته.'],
    ['germany هوفبرغر', 'وقالت المستشارة الألمانية كلارا هوفبرغر في برلين إن القرار نهائي.'],
    ['israel زلمانسون', 'زعيم المعارضة الإسرائيلية إيتان زلمانسون يدعو إلى انتخابات'],
    ['iraq البريسمي', 'بحث وزير النفط العراقي حيدر البريسمي مع وفد زائر خطة الحقول.'],
  ])('finds %s in: %s', (found, text) => {
    expect(named(text)).toContain(found);
  });

  it.each([
    ['a former one', 'قال رئيس الوزراء البريطاني السابق أوليفر مارلوند إن الوقت تأخر.'],
    ['a club’s president', 'قال رئيس نادي النصر السعودي فهد المرزبان إن الصفقة تمت.'],
    ['a given name alone', 'قال الملك الأردني عبدالله إن الموقف ثابت.'],
    ['a name that goes on', 'أمير الكويت مشعل الأحمد الجابر الصباح يستقبل وفدا.'],
    ['a name of joined words', 'ولي العهد رئيس الوزراء السعودي محمد بن سلمان يستقبل وفدا.'],
    ['no name', 'قال الرئيس المصري في كلمته إن البلاد بخير.'],
    ['a verb', 'الرئيس الإيراني يصل إلى العاصمة.'],
    ['a day', 'استقبل الرئيس التركي الخميس وفدا.'],
    ['a name after a comma', 'حضر الرئيس الروسي، مارلوند، المراسم.'],
    ['a word of the catalogue', 'قال الرئيس الأميركي فولان النفط.'],
    ['an object', 'استأنف رئيس الوزراء العراقي زيارة مقررة.'],
  ])('passes over %s', (_, text) => {
    expect(named(text)).toEqual([]);
  });

  it('reads an endless line in bounds', () => {
    expect(named('رئيس الوزراء البريطاني '.repeat(50_000))).toEqual([]);
  });
});

describe('learning', () => {
  const article = (id: number, voice: string, day: number) => ({ article: id, voice, at: day * DAY });
  const introduced = holdersNamed({
    title: 'رئيس الوزراء البريطاني أوليفر مارلوند يفتتح جسرا',
    text: '',
  });

  function memory(...articles: ReturnType<typeof article>[]) {
    const learner = createHolderMemory();
    for (const one of articles) learner.learn(one, introduced);
    return learner;
  }

  it('takes three articles of two voices', () => {
    expect(memory(article(1, 'أ', 1), article(2, 'ب', 2)).at(2 * DAY).size).toBe(0);
    expect(memory(article(1, 'أ', 1), article(2, 'أ', 2), article(3, 'أ', 2)).at(2 * DAY).size).toBe(0);
    expect(memory(article(1, 'أ', 1), article(1, 'ب', 1), article(1, 'ج', 2)).at(2 * DAY).size).toBe(0);
    const learned = memory(article(1, 'أ', 1), article(2, 'أ', 1), article(3, 'ب', 2)).at(2 * DAY);
    expect([...learned]).toEqual([['مارلوند', 'uk']]);
  });

  it('lapses 120 days after the last', () => {
    const learner = memory(article(1, 'أ', 1), article(2, 'أ', 1), article(3, 'ب', 2));
    expect(learner.at(122 * DAY).size).toBe(1);
    expect(learner.at(123 * DAY).size).toBe(0);
  });

  it('begins anew after a lapse', () => {
    const old: Sighting[] = [3, 2, 1].map((day) => ({ ...article(day, `${day}`, day), full: true }));
    expect(isLearned(old)).toBe(true);
    expect(sighted(old, { ...article(9, 'ب', 200), full: true })).toHaveLength(1);
  });

  it('asks for the whole name once', () => {
    const short = [1, 2, 3].map((id) => ({ ...article(id, `${id}`, 1), full: false }));
    expect(isLearned(short)).toBe(false);
    expect(isLearned(sighted(short, { ...article(4, 'أ', 1), full: true }))).toBe(true);
  });

  it('takes the second of three words where others stop at it', () => {
    const learner = createHolderMemory();
    const longer = holdersNamed({
      title: 'وزير المالية الياباني كنجي تاكامورا مشروعا، ثم غادر',
      text: '',
    });
    const exact = holdersNamed({ title: 'وزير المالية الياباني كنجي تاكامورا: لا ركود', text: '' });
    for (const id of [1, 2]) learner.learn(article(id, `${id}`, 1), exact);
    learner.learn(article(3, '3', 1), longer);
    expect([...learner.at(DAY)]).toEqual([['تاكامورا', 'asia']]);
  });

  it('takes a name that stands for two countries for neither', () => {
    const one = { surname: 'مارلوند', slug: 'uk' };
    expect(holdersOf([one, { ...one, slug: 'usa' }]).size).toBe(0);
    expect(holdersOf([one]).get('مارلوند')).toBe('uk');
  });
});

describe('matching with what was learned', () => {
  const holders = new Map([['مارلوند', 'uk']]);

  it('takes the surname for the country, through clitics', () => {
    const title = 'خصوم ومارلوند على طاولة واحدة';
    expect(matchTopics({ title, text: '' }).main).toEqual([]);
    expect(matchTopics({ title, text: '' }, holders).main).toEqual(['uk']);
  });

  it('not where the tables know the name for another word', () => {
    const learned = new Map([['مبارك', 'egypt']]);
    const topics = (title: string) => matchTopics({ title, text: '' }, learned).main;
    expect(topics('مبارك يلتقي وفدا زائرا')).toEqual(['egypt']);
    expect(topics('عيد مبارك لكل القراء')).toEqual([]);
  });

  it('never inside another word', () => {
    expect(matchTopics({ title: 'مارلوندي يفتتح متجرا', text: '' }, holders).main).toEqual([]);
  });
});
