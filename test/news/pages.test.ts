/** Whole pages: their text word by word, and what they say of themselves. */
import { describe, expect, it } from 'vitest';
import { pageCases, sharedWords, VARIANTS } from '../../eval/page-cases.ts';
import { readPage } from '../../src/news/extract.ts';

const cases = pageCases();

function read(html: string, url: string) {
  const reading = readPage(html, url);
  if (reading.kind === 'unreadable') throw new Error(reading.reason);
  return reading.content;
}

describe('a page', () => {
  it.each(cases)('of the structure «$name» gives its headline, day, author and image', (page) => {
    const content = read(page.html, page.url);
    expect(content).toMatchObject({ title: page.title, kind: page.kind });
    expect([content.author ?? null, content.published ?? null, content.image ?? null]).toEqual([
      page.author,
      page.published,
      page.image,
    ]);
  });

  it.each([
    ['arc', '2025-10-01T08:00:00+00:00', 'طاقة'],
    ['jnews', '2025-02-19T09:00:00+00:00', undefined],
    ['tagdiv', '2025-05-12T10:00:00+03:00', undefined],
    ['blogger', undefined, undefined],
  ])(
    'of the structure «%s» tells when it was changed and its section, where it says so',
    (name, updated, section) => {
      const page = cases.find((one) => one.name === name);
      const content = read(page?.html ?? '', page?.url ?? '');
      expect([content.updated, content.section]).toEqual([updated, section]);
    },
  );

  it.each(cases.filter(({ text }) => text !== undefined))(
    'of the structure «$name» gives its text and hardly a word more',
    ({ html, url, text = '' }) => {
      const { hits, found, wanted } = sharedWords(read(html, url).text, text);
      expect(hits / wanted).toBeGreaterThanOrEqual(0.95);
      expect(hits / found).toBeGreaterThanOrEqual(0.95);
    },
  );

  it.each(Object.entries(VARIANTS))('built otherwise, %s, still gives its text', (_, variant) => {
    const total = { hits: 0, found: 0, wanted: 0 };
    for (const { html, url, text } of cases) {
      if (text === undefined) continue;
      const shared = sharedWords(read(variant(html), url).text, text);
      expect(shared.hits / shared.wanted).toBeGreaterThanOrEqual(0.95);
      total.hits += shared.hits;
      total.found += shared.found;
    }
    expect(total.hits / total.found).toBeGreaterThanOrEqual(0.95);
  });
});
