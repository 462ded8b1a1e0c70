import { describe, expect, test } from 'vitest';
import { absoluteUrl, articleKey, canonicalUrl } from '../../src/news/url.ts';

describe('the canonical address', () => {
  test.each([
    ['HTTPS://News.Example:443/a?utm_source=x&id=7&fbclid=y#top', 'https://news.example/a?id=7'],
    ['http://news.example:80/?at_medium=RSS&at_campaign=z', 'http://news.example/'],
    ['https://news.example./a//b', 'https://news.example/a/b'],
    ['https://news.example/story/amp/', 'https://news.example/story/'],
    ['https://news.example/story/amp', 'https://news.example/story'],
    ['https://news.example/story?amp=1&page=2', 'https://news.example/story?page=2'],
    ['https://news.example/story?outputType=amp', 'https://news.example/story'],
    ['https://news.example/story?amp=7', 'https://news.example/story?amp=7'],
    ['https://news.example/story?outputType=amp-type&gad_source=1', 'https://news.example/story'],
    ['https://news.example/story/print/', 'https://news.example/story/'],
    ['https://news.example/story?print=yes', 'https://news.example/story'],
    ['https://news.example/articles/c4gx2k.amp', 'https://news.example/articles/c4gx2k'],
    ['https://news.example/story.amp.html', 'https://news.example/story.html'],
    ['https://news.example/blueprint', 'https://news.example/blueprint'],
    ['https://news.example/champ', 'https://news.example/champ'],
    ['https://news-example.cdn.ampproject.org/c/s/news.example/story', 'https://news.example/story'],
    ['https://user:word@news.example/a', 'https://news.example/a'],
    ['https://news.example/#!/story/7', 'https://news.example/#!/story/7'],
    ['https://news.example/خبر', `https://news.example/${encodeURIComponent('خبر')}`],
    ['https://news.example/a?q=%D8%AE&UTM_Medium=x', 'https://news.example/a?q=%D8%AE'],
    [
      'https://news.example/a?constructor=1&__proto__=2&toString',
      'https://news.example/a?constructor=1&__proto__=2&toString',
    ],
    ['mailto:desk@news.example', 'mailto:desk@news.example'],
    ['not a url', 'not a url'],
  ])('%s becomes %s', (address, canonical) => {
    expect(canonicalUrl(address)).toBe(canonical);
    expect(canonicalUrl(canonicalUrl(address))).toBe(canonical);
  });

  test('without tracking keeps its query byte for byte', () => {
    expect(canonicalUrl('https://news.example/a?x=%d8+1&y')).toBe('https://news.example/a?x=%d8+1&y');
  });
});

test.each([
  ['/a', 'https://news.example/b/c', 'https://news.example/a'],
  ['c?x', 'https://news.example/b/d', 'https://news.example/b/c?x'],
  ['https://news.example/خبر', undefined, 'https://news.example/خبر'],
  ['https://news.example/a b', undefined, 'https://news.example/a%20b'],
  ['/a', undefined, undefined],
  ['javascript:alert(1)', 'https://news.example/', undefined],
  ['', 'https://news.example/', undefined],
  [undefined, 'https://news.example/', undefined],
])('%s against %s is %s', (written, base, absolute) => {
  expect(absoluteUrl(written, base)).toBe(absolute);
});

describe('the key of an article', () => {
  const about = { id: undefined, url: undefined, title: 'عنوان', text: 'نص', scope: 'marfa' };
  const key = (more: Partial<Parameters<typeof articleKey>[0]>) => articleKey({ ...about, ...more });

  test('is one for all the addresses of one page', () => {
    const keys = [
      'https://www.news.example/a/?utm_source=x',
      'http://news.example/a',
      'https://m.news.example/a#b',
      'https://amp.news.example/a/amp/',
    ].map((url) => key({ url }));
    expect(new Set(keys)).toEqual(new Set(['news.example/a']));
  });

  test.each([
    [
      'an address as id',
      { id: 'https://news.example/?p=7', url: 'https://news.example/new-words' },
      'news.example?p=7',
    ],
    ['a tag or URN', { id: 'urn:uuid:7', url: 'https://news.example/a' }, 'urn:uuid:7'],
    ['an id within its source', { id: '7', url: 'https://news.example/a' }, 'marfa 7'],
    ['the address without an id', { url: 'https://news.example/a' }, 'news.example/a'],
    [
      'the address where an id has no scope',
      { id: '7', url: 'https://news.example/a', scope: undefined },
      'news.example/a',
    ],
    ['a host that is only two words long', { url: 'https://m.example/a' }, 'm.example/a'],
  ])('is %s', (_, identity, expected) => {
    expect(key(identity)).toBe(expected);
  });

  test('is the words themselves where nothing else is', () => {
    expect(key({})).toMatch(/^sha256:/);
    expect(key({})).not.toBe(key({ text: 'نص آخر' }));
  });
});
