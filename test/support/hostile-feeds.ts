/** Documents made to hurt whoever reads them: too deep, too many, too long, or nothing of what they claim to be. */

const rss = (inner: string) => `<rss version="2.0"><channel><title>ف</title>${inner}</channel></rss>`;
const item = (inner: string) => `<item>${inner}</item>`;

/** Each by its name; made at the call, for some are large. */
export const HOSTILE_DOCUMENTS: Readonly<Record<string, () => string>> = {
  'entities that multiply': () =>
    `<!DOCTYPE rss [<!ENTITY a "ها">${Array.from({ length: 30 }, (_, at) => {
      const before = at === 0 ? 'a' : `a${at - 1}`;
      return `<!ENTITY a${at} "${`&${before};`.repeat(10)}">`;
    }).join('')}]>${rss(item('<title>&a29;</title>'))}`,
  'one entity a million times': () =>
    `<!DOCTYPE rss [<!ENTITY a "${'ه'.repeat(190)}">]>${rss(item(`<title>${'&a;'.repeat(1_000_000)}</title>`))}`,
  'an entity of a file': () =>
    `<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>${rss(item('<title>&a;</title>'))}`,
  '200,000 elements inside one another': () => rss(item('<a>'.repeat(200_000) + '</a>'.repeat(200_000))),
  'HTML of 200,000 elements inside one another': () =>
    rss(
      item(
        `<title>خبر من المدينة</title><description><![CDATA[${'<div>'.repeat(200_000)}نص]]></description>`,
      ),
    ),
  'a million attributes': () =>
    rss(
      `<item ${Array.from({ length: 1_000_000 }, (_, at) => `a${at}="1"`).join(' ')}><title>خبر من المدينة</title></item>`,
    ),
  'a million entries': () => rss(item('<title>خبر</title>').repeat(1_000_000)),
  'a million categories': () =>
    rss(item(`<title>خبر من المدينة</title>${'<category>ش</category>'.repeat(1_000_000)}`)),
  'fifty megabytes in one line': () =>
    rss(item(`<title>خبر من المدينة</title><description>${'نص '.repeat(9_000_000)}</description>`)),
  'a million namespaces': () =>
    `<rss ${Array.from({ length: 300_000 }, (_, at) => `xmlns:n${at}="x${at}"`).join(' ')}><channel>${item('<n7:a>ع</n7:a>')}</channel></rss>`,
  'comments without end': () =>
    `${rss(item('<title>خبر من المدينة</title>')).slice(0, -20)}${'<!--'.repeat(1_000_000)}`,
  'tags that never close': () => rss('<item'.repeat(1_000_000)),
  'quotes that never close': () => `<rss><channel>${'<item a="'.repeat(500_000)}`,
  'CDATA that never closes': () => `<rss><channel><item><title>${'<![CDATA['.repeat(1_000_000)}`,
  'brackets a million deep in JSON': () =>
    `{"version":"https://jsonfeed.org/version/1","items":[${'['.repeat(1_000_000)}`,
  'a JSON feed that breaks off in its millionth entry': () =>
    `{"version":"https://jsonfeed.org/version/1","items":[${'{"id":"1","title":"ع"},'.repeat(1_000_000)}`,
  'dates of a million digits': () =>
    rss(item(`<title>خبر من المدينة</title><pubDate>${'9'.repeat(1_000_000)}</pubDate>`)),
  'ampersands alone': () => rss(item(`<title>${'&'.repeat(5_000_000)}</title>`)),
  'white space alone': () => `<?xml version="1.0"?>${' \n'.repeat(5_000_000)}`,
  'a prolog without end': () => `<?xml ${'version="1.0" '.repeat(500_000)}`,
  'PHP warnings without end': () => 'Warning: x in y on line 1\n'.repeat(300_000),
  'NUL bytes': () => '\0'.repeat(10_000_000),
};
