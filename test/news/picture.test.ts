import { describe, expect, it } from 'vitest';
import { isEmblem, sharedPictures } from '../../src/news/picture.ts';

describe('a picture', () => {
  it.each([
    'logo.png',
    'marfa_logo.jpg',
    'MarfaLogo-640x480.png',
    'default-share.png',
    'no-image.gif',
    'article-placeholder-16x9.svg',
    'og-share-default.jpeg',
    'Default.webp',
  ])('named %s stands for its outlet', (file) => {
    expect(isEmblem(`https://www.marfa.example/img/${file}?v=3`)).toBe(true);
  });

  it.each([
    'bridge.jpg',
    'google-logo.jpg',
    'share-prices-fall.jpg',
    '2025-03-09.jpg',
    '',
    '6930.jpg',
    'جسر.jpg',
  ])('named %s may be of the news', (file) => {
    expect(isEmblem(`https://www.marfa.example/default/${file}`)).toBe(false);
  });

  it('is none of any article that shares it with two others of its outlet', () => {
    const seen = (title: string, ...pictures: readonly (string | undefined)[]) => ({ title, pictures });
    expect([
      ...sharedPictures([
        seen('خبر أول', 'https://a.example/1.jpg', 'https://a.example/1.jpg'),
        seen('خبر ثان', 'https://a.example/1.jpg', 'https://a.example/2.jpg'),
        seen('خبر ثان', 'https://a.example/2.jpg'),
        seen('خبر ثالث', 'https://a.example/1.jpg', 'https://a.example/2.jpg'),
        seen('خبر رابع', undefined),
      ]),
    ]).toEqual(['https://a.example/1.jpg']);
  });
});
