import { readFileSync } from 'node:fs';
import { parse } from 'dotenv';
import { describe, expect, test } from 'vitest';
import { readConfig, settings } from '../src/config.ts';

const example = readFileSync(new URL('../.env.example', import.meta.url), 'utf8');

test('.env.example names every setting, in the schema’s order, with its default', () => {
  const written = parse(example);
  expect(Object.keys(written)).toEqual(Object.keys(settings.shape));
  expect(readConfig(written)).toEqual(readConfig({}));
});

test('what is empty counts as unset, and foreign variables are none of ours', () => {
  expect(readConfig({ PORT: ' ', PATH: '/bin' })).toEqual(readConfig({}));
});

test('lists are parted by commas', () => {
  const config = readConfig({ ADMIN_IDS: '1, 22 ,333', ALLOW_PRIVATE_HOSTS: 'localhost:81, 10.0.0.1' });
  expect(config.ADMIN_IDS).toEqual([1, 22, 333]);
  expect(config.ALLOW_PRIVATE_HOSTS).toEqual(['localhost:81', '10.0.0.1']);
});

describe('a wrong value is named in one line with the remedy, and its value is not told', () => {
  test.each([
    ['BOT_TOKEN', 'secret-but-wrong'],
    ['TELEGRAM_API_ROOT', 'ftp://secret'],
    ['TELEGRAM_API_ROOT', 'secret'],
    ['TELEGRAM_API_ROOT', 'https://reader:secret@bots.example'],
    ['PORT', '99999'],
    ['PORT', 'secret'],
    ['DEFAULT_TIMEZONE', 'Mars/Secret'],
    ['INGEST_CRON', 'secret'],
    ['ADMIN_IDS', 'secret'],
    ['LOG_LEVEL', 'secret'],
    ['KEEP_TEXTS_DAYS', '3'],
    ['KEEP_TEXTS_DAYS', 'secret'],
    ['KEEP_STORIES_DAYS', '29'],
    ['WEBHOOK_URL', 'ftp://secret.example'],
    ['WEBHOOK_SECRET', 'secret with spaces'],
  ])('%s=%s', (name, value) => {
    let message = '';
    try {
      readConfig({ [name]: value });
    } catch (error) {
      message = error instanceof Error ? error.message : '';
    }
    expect(message).toMatch(new RegExp(`^${name} .+: correct it in .env or the environment\\.$`));
    expect(message).not.toContain(value);
  });
});
