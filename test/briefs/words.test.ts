import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { unattested, unattestedIn } from '../../eval/words.ts';
import { loadSamples } from '../../samples/load.ts';
import type { BriefArticle } from '../../src/briefs/brief.ts';
import { cleanText } from '../../src/news/clean.ts';
import { readPage } from '../../src/news/extract.ts';
import { article, BRIDGE, BRIDGE_ELSEWHERE, PREVIEW, VALLEY } from './texts.ts';

const FIXTURES = fileURLToPath(new URL('../fixtures/', import.meta.url));
const NOW = Date.UTC(2026, 10, 23, 9);
const PUBLISHED = '2026-11-22T20:15:00+03:00';

describe('every word of a brief', () => {
  let samples: readonly BriefArticle[] = [];
  beforeAll(async () => {
    samples = (await loadSamples({ readPage: async (html, url) => readPage(html, url) }, NOW)).map(
      (sample, id) => ({
        ...sample,
        id,
        firstSeenAt: NOW,
      }),
    );
  });

  it('stands in its sample article, or in the closed list', () => {
    expect(samples.length).toBeGreaterThan(10);
    expect(samples.flatMap((one) => unattestedIn([one]))).toEqual([]);
    expect(unattestedIn(samples)).toEqual([]);
  });

  it('stands in its article, or in the closed list, where pages and scraped texts are briefed', () => {
    const pages = readdirSync(`${FIXTURES}pages`).filter((file) => file.endsWith('.html'));
    const texts = readdirSync(`${FIXTURES}texts`);
    const read = [
      ...pages.map((file) => {
        const reading = readPage(readFileSync(`${FIXTURES}pages/${file}`, 'utf8'), undefined);
        return reading.kind === 'article' ? reading.content : undefined;
      }),
      ...texts.map((file) =>
        cleanText({
          text: readFileSync(`${FIXTURES}texts/${file}`, 'utf8'),
          title: undefined,
          url: undefined,
          published: PUBLISHED,
          author: undefined,
          statedSource: undefined,
          publisherNames: [],
        }),
      ),
    ].flatMap((content) => (content === undefined ? [] : [article({ ...content, published: PUBLISHED })]));
    expect(read.length).toBeGreaterThan(20);
    expect(read.flatMap((one) => unattestedIn([one]))).toEqual([]);
  });

  it('stands in its article, or in the closed list, where several outlets tell a story', () => {
    const told = [BRIDGE, BRIDGE_ELSEWHERE, PREVIEW, VALLEY].map((text) =>
      article({ text, published: PUBLISHED }),
    );
    expect(unattestedIn(told)).toEqual([]);
  });
});

describe('a word that its article does not attest', () => {
  const one = article({
    text: 'قال مدير السوق هاني المصلح إن الجدران قديمة.\nوأوضح أن الترميم بدأ أمس.',
    published: PUBLISHED,
  });

  it.each([
    ['is found', 'وأوضح أن الترميم انتهى أمس.', ['انتهى']],
    ['is found where the order is another', 'الترميم بدأ أن أمس.', ['الترميم بدأ أن أمس.']],
    [
      'is no name of it, nor a date near its own',
      'أوضح مدير السوق هاني المصلح أن الترميم بدأ أمس (السبت 21 نوفمبر).',
      [],
    ],
    ['is a name of nobody', 'أوضح مدير السوق كريم أن الترميم بدأ أمس.', ['كريم']],
    ['is a date far off', 'أوضح أن الترميم بدأ أمس (السبت 8 نوفمبر).', ['(السبت 8 نوفمبر)']],
  ])('%s', (_, sentence, found) => {
    expect(unattested(sentence, one, true)).toEqual(found);
  });

  it('may not be added to an extract', () => {
    expect(unattested('أوضح أن الترميم بدأ أمس (السبت 21 نوفمبر).', one, false)).toEqual([
      '(السبت 21 نوفمبر)',
    ]);
    expect(unattested('أوضح مدير السوق أن الترميم بدأ أمس.', one, false)).toHaveLength(1);
  });
});
