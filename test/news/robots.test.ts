import { describe, expect, onTestFinished, test } from 'vitest';
import { createFetcher } from '../../src/news/fetch.ts';
import { createRobots, type Robots } from '../../src/news/robots.ts';
import { openSite, type Page, type Site } from '../support/site.ts';

const NOW = Date.UTC(2025, 5, 30);
const HOUR = 3_600_000;

async function robotsOf(page: Page): Promise<{ robots: Robots; site: Site }> {
  const site = await openSite({ '/robots.txt': page });
  const fetcher = createFetcher({
    userAgent: 'Mujaz/test',
    allowPrivateHosts: [site.host],
    timeoutMs: 30_000,
    maxBytes: 1_000_000,
  });
  onTestFinished(() => fetcher.close());
  return { robots: createRobots({ fetcher, product: 'Mujaz' }), site };
}

describe('robots.txt', () => {
  test.each([
    ['User-agent: *\nDisallow: /private/', '/private/a', false],
    ['User-agent: *\nDisallow: /private/', '/news', true],
    ['User-agent: *\nDisallow: /\n\nUser-agent: mujaz\nAllow: /', '/news', true],
    ['User-agent: *\nAllow: /\n\nUser-agent: Mujaz\nDisallow: /news', '/news/1', false],
    ['User-agent: *\nDisallow: /*?print=', '/news?print=1', false],
    ['User-agent: *\nDisallow:', '/news', true],
    ['<html>this is no robots file</html>', '/news', true],
    [`User-agent: *\nDisallow: /${'*a'.repeat(200)}b`, `/${'a'.repeat(1_900)}`, true],
  ])('%j answers %s with %s', async (text, path, allowed) => {
    const { robots, site } = await robotsOf(text);
    expect(await robots.allows(site.origin + path, NOW)).toBe(allowed);
  });

  test.each([
    [404, true],
    [403, true],
    [410, true],
    [429, false],
    [500, false],
    [503, false],
  ])('that answers %i means %s', async (status, allowed) => {
    const { robots, site } = await robotsOf({ status });
    expect(await robots.allows(`${site.origin}/news`, NOW)).toBe(allowed);
  });

  test('is asked once a day, and once for many at a time', async () => {
    const { robots, site } = await robotsOf('User-agent: *\nDisallow: /x');
    await Promise.all([1, 2, 3].map((number) => robots.allows(`${site.origin}/${number}`, NOW)));
    await robots.allows(`${site.origin}/x`, NOW + 23 * HOUR);
    expect(site.asked).toHaveLength(1);
    await robots.allows(`${site.origin}/x`, NOW + 24 * HOUR);
    expect(site.asked).toHaveLength(2);
  });

  test('that could not be had is asked again after an hour', async () => {
    const { robots, site } = await robotsOf({ status: 503 });
    expect(await robots.allows(`${site.origin}/a`, NOW)).toBe(false);
    expect(await robots.allows(`${site.origin}/a`, NOW + HOUR / 2)).toBe(false);
    site.pages['/robots.txt'] = { status: 404 };
    expect(await robots.allows(`${site.origin}/a`, NOW + HOUR)).toBe(true);
    expect(site.asked).toHaveLength(2);
  });

  test('of what is no address allows nothing', async () => {
    const { robots } = await robotsOf('');
    expect(await robots.allows('no address', NOW)).toBe(false);
  });
});
