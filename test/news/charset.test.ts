import { describe, expect, test } from 'vitest';
import { decode } from '../../src/news/charset.ts';

const words = 'افتتح الوزير جسر الوادي الجديد';

/** Text in a one-byte charset that TextDecoder knows. */
function encode(text: string, charset: string): Uint8Array {
  const table = new Map<string, number>();
  const decoder = new TextDecoder(charset);
  for (let byte = 0; byte < 256; byte += 1) table.set(decoder.decode(new Uint8Array([byte])), byte);
  return Uint8Array.from(text, (character) => table.get(character) ?? 0x3f);
}

const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16();
const xml = (label: string) => `<?xml version="1.0" encoding="${label}"?><rss>${words}</rss>`;

describe('the charset of a document', () => {
  test.each([
    ['a UTF-8 mark', Buffer.from(`\ufeff${words}`), 'text/xml; charset=windows-1256', words],
    ['a UTF-16 mark, little end first', Buffer.from(`\ufeff${words}`, 'utf16le'), undefined, words],
    ['a UTF-16 mark, big end first', utf16be(`\ufeff${words}`), undefined, words],
    ['the HTTP header', encode(words, 'windows-1256'), 'text/html; charset="Windows-1256"', words],
    [
      'the header before the declaration',
      encode(xml('utf-8'), 'iso-8859-6'),
      'text/xml;charset=ISO-8859-6',
      xml('utf-8'),
    ],
    ['the XML declaration', encode(xml('windows-1256'), 'windows-1256'), 'text/xml', xml('windows-1256')],
    ['UTF-16 markup without a mark', Buffer.from(xml('utf-16'), 'utf16le'), undefined, xml('utf-16')],
    ['no label but strict UTF-8', Buffer.from(words), undefined, words],
    ['no label and no UTF-8', encode(words, 'windows-1256'), undefined, words],
    ['a label nobody knows', Buffer.from(words), 'text/html; charset=klingon', words],
  ])('is told by %s', (_, bytes, contentType, text) => {
    expect(decode(bytes, contentType)).toBe(text);
  });

  test.each([
    '<meta charset="windows-1256">',
    "<META http-equiv='Content-Type' content='text/html; charset=windows-1256'>",
  ])('is told by %s', (meta) => {
    const page = `<html><head>${meta}</head><body>${words}</body></html>`;
    expect(decode(encode(page, 'windows-1256'), 'text/html')).toBe(page);
  });

  test('that says UTF-16 in words one byte wide is UTF-8', () => {
    expect(decode(Buffer.from(xml('utf-16')), undefined)).toBe(xml('utf-16'));
  });

  test.each([
    [
      'UTF-8 over windows-1256',
      encode(xml('utf-8'), 'windows-1256'),
      'text/xml; charset=utf-8',
      xml('utf-8'),
    ],
    ['windows-1256 over UTF-8', Buffer.from(xml('windows-1256')), 'text/xml', xml('windows-1256')],
    ['a Western one over UTF-8', Buffer.from(words), 'text/html; charset=iso-8859-1', words],
    [
      'a Western one over windows-1256',
      encode(words, 'windows-1256'),
      'text/html; charset=iso-8859-1',
      words,
    ],
  ])('is not believed where the bytes contradict it: %s', (_, bytes, contentType, text) => {
    expect(decode(bytes, contentType)).toBe(text);
  });

  test('stays what it says when a character was cut', () => {
    const cut = Buffer.from(words.repeat(20)).subarray(0, -1);
    expect(decode(cut, 'text/xml; charset=utf-8')).toContain(words);
    expect(decode(cut, 'text/xml; charset=utf-8').endsWith('\ufffd')).toBe(true);
  });

  test('of Western text is left to it', () => {
    expect(
      decode(encode('Café à Genève, deuxième édition', 'windows-1252'), 'text/html; charset=iso-8859-1'),
    ).toBe('Café à Genève, deuxième édition');
  });

  test('of nothing is nothing', () => {
    expect(decode(new Uint8Array(), undefined)).toBe('');
  });
});

test('marks of windows-1252 that a server took for Latin-1 are read as the marks', () => {
  const bytes = Buffer.from('قال \u0093نعم\u0094 \u0096 ثم \u0085', 'utf8');
  expect(decode(bytes, 'text/xml; charset=utf-8')).toBe('قال “نعم” – ثم …');
  expect(decode(Buffer.from('He said \x93yes\x94.', 'latin1'), 'text/html; charset=iso-8859-1')).toBe(
    'He said “yes”.',
  );
});
