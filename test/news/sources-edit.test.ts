import { expect, test } from 'vitest';
import { idFor, type SourceRow, withRow } from '../../src/news/sources-edit.ts';

const row: SourceRow = {
  id: 'port',
  kind: 'feed',
  url: 'https://port.example/rss',
  publisher: 'صحيفة «المرفأ»',
  house: undefined,
};
const inLine =
  '{ "id": "port", "kind": "feed", "url": "https://port.example/rss", "publisher": "صحيفة «المرفأ»" }';

test.each([
  ['an empty array', '[]\n', `[\n  ${inLine}\n]\n`],
  ['a line each', '[\n  { "id": "a" }\n]\n', `[\n  { "id": "a" },\n  ${inLine}\n]\n`],
  ['one line for all', '[{ "id": "a" }]', `[{ "id": "a" }, ${inLine}]`],
  ['tabs and no line at the end', '[\n\t{ "id": "a" }\n]', `[\n\t{ "id": "a" },\n\t${inLine}\n]`],
  ['four spaces', '[\n    { "id": "a" }\n]\n', `[\n    { "id": "a" },\n    ${inLine}\n]\n`],
  [
    'lines of Windows',
    '\ufeff[\r\n  { "id": "a" }\r\n]\r\n',
    `\ufeff[\r\n  { "id": "a" },\r\n  ${inLine}\r\n]\r\n`,
  ],
  ['brackets in texts', '[\n  { "id": "[a]" }\n]\n\n', `[\n  { "id": "[a]" },\n  ${inLine}\n]\n\n`],
])('a row more leaves all else as it is: %s', (_, before, after) => {
  expect(withRow(before, row)).toBe(after);
});

test('a long row stands over several lines, a key on each', () => {
  const url = `https://port.example/${'a'.repeat(60)}`;
  expect(withRow('[\n  { "id": "a" }\n]\n', { ...row, url, house: 'دار' })).toBe(
    `[\n  { "id": "a" },\n  {\n    "id": "port",\n    "kind": "feed",\n    "url": "${url}",\n    "publisher": "صحيفة «المرفأ»",\n    "house": "دار"\n  }\n]\n`,
  );
});

test.each([
  ['https://www.harbour.example/feed', 'harbour'],
  ['https://feeds.harbour.co.uk/arabic/rss.xml', 'harbour'],
  ['https://arabic.rt.example/rss/', 'rt'],
  ['https://ar.news.gov.example/', 'ar'],
  ['http://127.0.0.1:8080/rss', '127.0.0.1-8080'],
  ['http://localhost/rss', 'localhost'],
  ['https://xn--mgbb7b.example/', 'xn--mgbb7b'],
])('%s is called %s', (url, id) => {
  expect(idFor(url, new Set())).toBe(id);
  expect(idFor(url, new Set([id, `${id}-2`]))).toBe(`${id}-3`);
});
