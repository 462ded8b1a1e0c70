import { afterAll, describe, expect, it } from 'vitest';
import { createPageReader } from '../../src/news/page.ts';

const paragraph =
  'أعلنت بلدية مدينة النخيل أنها ستفتح الجسر الجديد فوق الوادي أمام السيارات صباح الأحد بعد عامين من العمل المتواصل في الموقع.';
const page = (body: string, head = '') =>
  `<!doctype html><html lang="ar"><head><title>افتتاح جسر الوادي الجديد - صحيفة المرفأ</title>${head}</head><body>${body}</body></html>`;
const article = page(
  `<nav><a href="/">الرئيسية</a> <a href="/s">سياسة</a></nav><article><h1>افتتاح جسر الوادي الجديد</h1>${`<p>${paragraph}</p>`.repeat(1)}<p>وقال رئيس البلدية سالم الحديدي إن الجسر يختصر الطريق بين ضفتي المدينة إلى خمس دقائق، وإن العمل فيه كلف تسعة ملايين دينار.</p><p>ومن المقرر أن تسير عليه حافلات النقل العام ابتداء من الأسبوع المقبل وفق جدول تنشره البلدية.</p></article>`,
);

describe('the page reader', () => {
  const reader = createPageReader({ deadlineMs: 3000 });
  afterAll(() => reader.close());

  it('reads an article in its thread', async () => {
    const reading = await reader.read(article, 'https://marfa.example/news/1');
    expect(reading.kind).toBe('article');
    if (reading.kind !== 'article') return;
    expect(reading.content.title).toBe('افتتاح جسر الوادي الجديد');
    expect(reading.content.text).toContain('سالم الحديدي');
    expect(reading.content.text).not.toContain('الرئيسية');
  });

  it('reads on after a page that costs the thread its deadline', async () => {
    const slow = createPageReader({ deadlineMs: 1 });
    const [first, second] = await Promise.all([
      slow.read(page('<p>كلمة</p>'.repeat(60_000)), undefined),
      slow.read(page('<p>كلمة</p>'.repeat(60_000)), undefined),
    ]);
    expect(first).toEqual({ kind: 'unreadable', reason: 'not read within 1 ms' });
    expect(second.kind).toBe('unreadable');
    await slow.close();
  });

  it('refuses nesting past 512 elements and pages past five million characters without reading them', async () => {
    expect(await reader.read(page('<div>'.repeat(20_000)), undefined)).toEqual({
      kind: 'unreadable',
      reason: 'the page nests too deep',
    });
    expect(await reader.read('<p>'.padEnd(5_000_001, 'ا'), undefined)).toEqual({
      kind: 'unreadable',
      reason: 'the page is too large',
    });
  });

  it('is not misled by tags in scripts and comments, nor by elements that end by themselves', async () => {
    const flat = `<script>${'"<div>" '.repeat(600)}</script><!-- ${'<div>'.repeat(600)} -->${'<p>سطر<br>'.repeat(600)}`;
    const reading = await reader.read(article.replace('<body>', `<body>${flat.slice(0, 9000)}`), undefined);
    expect(reading).not.toEqual({ kind: 'unreadable', reason: 'the page nests too deep' });
  });

  it('answers what is asked after closing as unreadable', async () => {
    const closed = createPageReader({ deadlineMs: 3000 });
    await closed.close();
    expect(await closed.read(article, undefined)).toEqual({
      kind: 'unreadable',
      reason: 'the page reader is closed',
    });
  });
});
