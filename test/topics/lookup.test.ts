import { describe, expect, it } from 'vitest';
import { findTopic } from '../../src/topics/lookup.ts';

describe('findTopic', () => {
  it.each(['iran', 'Iran', 'IRAN', 'ايران', 'إيران', 'بايران', 'الإيراني', '/إيران', 'أخبار إيران'])(
    'knows Iran as «%s»',
    (words) => {
      expect(findTopic(words)).toMatchObject({ kind: 'exact', topic: { slug: 'iran' } });
    },
  );

  it.each([
    ['masr', 'egypt'],
    ['falasteen', 'palestine'],
    ['3iraq', 'iraq'],
    ['so3odia', 'saudi'],
    ['KSA', 'saudi'],
    ['Türkiye', 'turkey'],
    ['U.S.', 'usa'],
    ['kora', 'football'],
    ['دبي', 'uae'],
    ['بدمشق', 'syria'],
    ['للبنان', 'lebanon'],
    ['والعراق', 'iraq'],
    ['الجزائريين', 'algeria'],
    ['مغاربة', 'morocco'],
    ['الولايات المتحدة الأمريكية', 'usa'],
    ['الرياضه', 'sports'],
    ['ایران', 'iran'],
    ['شو صار بسوريا', 'syria'],
    ['ايه اخبار مصر', 'egypt'],
    ['🇯🇴', 'jordan'],
    ['عُمان', 'oman'],
    ['عمان', 'oman'],
    ['عمّان', 'jordan'],
    ['أهم الأخبار', 'top'],
    ['أهم أخبار اليوم', 'top'],
    ['أخبار عاجلة', 'top'],
  ])('knows «%s» as %s', (words, slug) => {
    expect(findTopic(words)).toMatchObject({ kind: 'exact', topic: { slug } });
  });

  it.each([
    ...['masr', 'misr', 'مصر', 'القاهرة', 'cairo'].map((words) => [words, 'egypt']),
    ...['falasteen', 'filistin', 'palestine'].map((words) => [words, 'palestine']),
    ...['lubnan', 'libnan', 'liban', 'بيروت'].map((words) => [words, 'lebanon']),
    ...['suria', 'سورية', 'سوريا', 'دمشق'].map((words) => [words, 'syria']),
    ...['urdun', 'amman'].map((words) => [words, 'jordan']),
    ...['3iraq', 'iraq', 'بغداد'].map((words) => [words, 'iraq']),
    ...['so3odia', 'saudia', 'ksa', 'جدة', 'الرياض'].map((words) => [words, 'saudi']),
    ...['emarat', 'dubai', 'دبي', 'أبو ظبي'].map((words) => [words, 'uae']),
    ...['tunis', 'tounes'].map((words) => [words, 'tunisia']),
    ...['dzayer', 'jazair', 'algerie'].map((words) => [words, 'algeria']),
    ...['maghrib', 'maroc', 'الدار البيضاء'].map((words) => [words, 'morocco']),
    ['amrika', 'usa'],
    ['rusia', 'russia'],
    ['kora', 'football'],
    ['football', 'football'],
    ['أريد أخبار إيران', 'iran'],
    ['ابغى أخبار السعودية', 'saudi'],
    ['بدي جديد لبنان', 'lebanon'],
    ['عايز أخبار عن مصر', 'egypt'],
    ['هات آخر أخبار اليمن', 'yemen'],
    ['وش أخبار الكويت', 'kuwait'],
    ['ماذا عن ليبيا', 'libya'],
    ['موضوع السودان', 'sudan'],
  ])('knows «%s», as readers write, as %s', (words, slug) => {
    expect(findTopic(words)).toMatchObject({ kind: 'exact', topic: { slug } });
  });

  it('offers two other topics at most', () => {
    for (const words of ['ايرن', 'السعودبة', 'طرابلس', 'عمانن', 'مالى', 'كوريه', 'تركبا']) {
      const found = findTopic(words);
      expect((found.kind === 'near' ? found.others : []).length).toBeLessThanOrEqual(2);
    }
  });

  it.each([
    ['ايرن', 'iran'],
    ['السعودبة', 'saudi'],
    ['فلسطن', 'palestine'],
    ['اكرانيا', 'ukraine'],
    ['Egpyt', 'egypt'],
  ])('answers «%s», one slip away from %s, saying so', (words, slug) => {
    expect(findTopic(words)).toMatchObject({ kind: 'near', topic: { slug } });
  });

  it('offers both countries of a name that two share', () => {
    expect(findTopic('طرابلس')).toMatchObject({
      kind: 'near',
      topic: { slug: 'libya' },
      others: [{ slug: 'lebanon' }],
    });
  });

  it('takes floods and Seoul for what «سيول» may mean', () => {
    expect(findTopic('سيول')).toMatchObject({
      kind: 'near',
      topic: { slug: 'disasters' },
      others: [{ slug: 'asia' }],
    });
    expect(findTopic('Seoul')).toMatchObject({ kind: 'exact', topic: { slug: 'asia' } });
  });

  it('tells the right hand from Yemen', () => {
    expect(findTopic('اليمنى').kind).not.toBe('exact');
    expect(findTopic('اليمني')).toMatchObject({ kind: 'exact', topic: { slug: 'yemen' } });
    expect(findTopic('المصرى')).toMatchObject({ kind: 'exact', topic: { slug: 'egypt' } });
  });

  it('takes a person or a movement for no topic, and names the topics near it', () => {
    expect(findTopic('حماس')).toMatchObject({
      kind: 'none',
      nearest: [{ slug: 'gaza' }, { slug: 'palestine' }],
    });
    expect(findTopic('بوتين')).toMatchObject({ kind: 'none', nearest: [{ slug: 'russia' }] });
  });

  it.each(['', ' ', 'بطاطا', 'شكرا', 'صباح الخير', 'hello', 'ا', '؟!', 'قطار', 'العرق', 'اخبار'])(
    'knows nothing near «%s»',
    (words) => {
      expect(findTopic(words)).toEqual({ kind: 'none', nearest: [] });
    },
  );

  it('reads only the beginning of a hostile line', () => {
    expect(findTopic(`${'x'.repeat(200)} إيران`)).toEqual({ kind: 'none', nearest: [] });
    expect(findTopic('و'.repeat(1_000_000))).toEqual({ kind: 'none', nearest: [] });
  });
});
