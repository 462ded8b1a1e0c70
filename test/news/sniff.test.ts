import { expect, test } from 'vitest';
import { sniff } from '../../src/news/sniff.ts';

test.each([
  ['feed', '<?xml version="1.0"?>\n<!-- a\ncomment --><?style x?><rss version="2.0"><channel/></rss>'],
  ['feed', '\ufeff  <feed xmlns="http://www.w3.org/2005/Atom"></feed>'],
  ['feed', '<rdf:RDF xmlns:rdf="x">'],
  ['feed', '<br />\n<b>Warning</b>: Undefined key in <b>/x.php</b><br />\n<?xml version="1.0"?><rss>'],
  ['html', '<br />\n<b>Warning</b>: Undefined key in <b>/x.php</b><br />\n<html><p>خبر</p>'],
  ['text', 'Warning: a text may begin so, and speak of <?php later.'],
  ['feed', '<!DOCTYPE rss [<!ENTITY a "b">]><rss>'],
  ['feed', '{"version": "https://jsonfeed.org/version/1.1", "items": []}'],
  ['html', '<!DOCTYPE html><html lang="ar"><body>نص</body></html>'],
  ['html', '<!-- سطر --><HTML><body>نص</body>'],
  ['html', '<div class="a"><p>خبر</p></div>'],
  ['html', '<?xml version="1.0"?><!DOCTYPE html PUBLIC "x" "y"><html>'],
  ['text', 'خبر عادي لا وسوم فيه.\n\nوسطر ثان.'],
  ['text', `${'نص طويل عن صفحات الإنترنت '.repeat(40)} يكتب المطور <p> في أول الفقرة.`],
  ['text', 'أسعار < 100 و > 50'],
  ['text', '{"name": "ليس خلاصة"}'],
  ['text', ''],
])('tells a %s by its content: %s', (kind, text) => {
  expect(sniff(text)).toBe(kind);
});

test.each(['<!--', '<?', '<!', '<!doctype x [', ' ', '<', '{'])('ends on any amount of “%s”', (piece) => {
  expect(['feed', 'html', 'text']).toContain(sniff(piece.repeat(1_000_000)));
});
