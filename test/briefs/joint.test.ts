/** The brief of a story told by several outlets. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BriefArticle, writeBrief } from '../../src/briefs/brief.ts';
import { article, BRIDGE, BRIDGE_ELSEWHERE } from './texts.ts';

const READERS = { maxWords: 60, maxSentences: 3 } as const;
const HOUR = 3_600_000;
const NOON = Date.UTC(2026, 10, 23, 12);

const SUMMIT_PREVIEW = [
  'يلتقي رئيس نورين سامر البدري نظيره هاني المصلح، الخميس، في مدينة السرو لبحث تقاسم مياه الوادي.',
  'وقال مستشار الرئاسة كريم الصافي إن اللقاء سيتناول رسوم العبور أيضا.',
].join('\n');
const SUMMIT_REPORT = [
  'التقى رئيس نورين سامر البدري نظيره هاني المصلح، الخميس، في مدينة السرو، ووقعا اتفاقا على تقاسم مياه الوادي.',
  'وأعلن البدري أن سد الوادي يبدأ ضخ المياه في آذار.',
].join('\n');

describe('a preview and its report', () => {
  const preview = article({ title: 'البدري يلتقي المصلح الخميس', text: SUMMIT_PREVIEW, publishedAt: NOON });
  const report = article({
    title: 'البدري والمصلح يوقعان اتفاق مياه الوادي',
    text: SUMMIT_REPORT,
    publishedAt: NOON + 72 * HOUR,
  });

  it('leave to the preview nothing but what it said beforehand', () => {
    const brief = writeBrief([preview, report], READERS);
    expect(brief?.headlineArticleId).toBe(report.id);
    expect(new Set(brief?.sentences.map(({ articleId }) => articleId))).toEqual(new Set([report.id]));
    expect(brief?.before).toEqual([
      {
        text: 'قال مستشار الرئاسة كريم الصافي إن اللقاء سيتناول رسوم العبور أيضا.',
        articleId: preview.id,
      },
    ]);
  });

  it('leave a preview that stands alone its own news', () => {
    const brief = writeBrief([preview], READERS);
    expect(brief?.sentences[0]?.text).toContain('يلتقي رئيس نورين');
    expect(brief?.before).toEqual([]);
  });

  it('leave what is announced after the report its own news', () => {
    const next = article({
      text: 'يزور رئيس نورين سامر البدري مدينة السرو الشهر المقبل لافتتاح سد الوادي.',
      publishedAt: NOON + 80 * HOUR,
    });
    expect(writeBrief([report, next], READERS)?.before).toEqual([]);
  });
});

describe('a toll that rose', () => {
  const tell = (publisher: string, toll: string, hours: number): BriefArticle =>
    article({
      publisher,
      title: `مقتل ${toll} في انهيار منجم السرو`,
      text: `قُتل ${toll} في انهيار منجم للفحم بمحافظة السرو، بحسب فرق الإنقاذ.\nوقالت الشركة إن منجم السرو فُحص قبل شهر.`,
      publishedAt: NOON + hours * HOUR,
    });
  const all = [tell('الأفق', '15 شخصا', 0), tell('المرفأ', '24 شخصا', 2), tell('الضفة', '33 شخصا', 4)];

  it('stands in headline and brief as it is now, and in its steps beside them', () => {
    const brief = writeBrief(all, READERS);
    const shown = [brief?.headline, ...(brief?.sentences.map(({ text }) => text) ?? [])].join(' ');
    expect(shown).toContain('33 شخصا');
    expect(shown).not.toMatch(/15|24/u);
    expect(brief?.differences.map(({ kind, versions }) => [kind, versions.map(({ text }) => text)])).toEqual([
      ['course', ['15', '24', '33']],
    ]);
  });
});

it('is the same whatever the order in which its articles came', () => {
  const all = [
    article({ publisher: 'الأفق', title: 'افتتاح جسر الوادي', text: BRIDGE, publishedAt: NOON }),
    article({ publisher: 'المرفأ', title: 'جسر الوادي يفتتح', text: BRIDGE_ELSEWHERE, publishedAt: NOON }),
    article({ publisher: 'الضفة', text: BRIDGE_ELSEWHERE.replace('70', '80'), publishedAt: NOON }),
    article({ publisher: 'الساحل', text: SUMMIT_REPORT, publishedAt: undefined }),
    article({ publisher: 'النهار', text: SUMMIT_PREVIEW, publishedAt: undefined }),
  ];
  const expected = writeBrief(all, READERS);
  fc.assert(
    fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (shuffled) => {
      expect(writeBrief(shuffled, READERS)).toEqual(expected);
    }),
    { numRuns: 60 },
  );
});
