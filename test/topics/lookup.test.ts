import { describe, expect, it } from 'vitest';
import { findTopic } from '../../src/topics/lookup.ts';

describe('findTopic', () => {
  it.each(['iran', 'Iran', 'IRAN', 'ايران', 'إيران', 'بايران', 'الإيراني', '/إيران', 'أخبار إيران'])(
    'knows Iran as «%s»',
    (words) => {
      expect(findTopic(words)).toMatchObject({ kind: 'exact', topic: { slug: 'iran' } });
    },
  );

  it('answers a name that is one slip away, saying so', () => {
    expect(findTopic('ايرن')).toMatchObject({ kind: 'near', topic: { slug: 'iran' } });
  });

  it('knows nothing of words that are no topic', () => {
    expect(findTopic('بطاطا')).toEqual({ kind: 'none', nearest: [] });
    expect(findTopic('')).toEqual({ kind: 'none', nearest: [] });
  });
});
