/** Pages of our own making in the structures that Arabic sites are built in, and how the same page could be built otherwise. */
import { existsSync, readFileSync } from 'node:fs';
import { decode } from '../src/news/charset.ts';

const FOLDER = new URL('../test/fixtures/pages/', import.meta.url);

type Stated = {
  readonly name: string;
  /** Where the page was fetched. */
  readonly url: string;
  readonly title: string;
  readonly author: string | null;
  /** As the article should carry it, with the outlet's own offset where the page states one. */
  readonly published: string | null;
  readonly image: string | null;
  readonly kind: string;
};

export type PageCase = Stated & {
  readonly html: string;
  /** The article's text; undefined where the page is kept short instead. */
  readonly text: string | undefined;
};

/** The pages with what should be read off them. */
export function pageCases(): PageCase[] {
  const rows = JSON.parse(readFileSync(new URL('pages.json', FOLDER), 'utf8')) as readonly Stated[];
  return rows.map((row) => {
    const text = new URL(`${row.name}.txt`, FOLDER);
    return {
      ...row,
      html: decode(readFileSync(new URL(`${row.name}.html`, FOLDER)), undefined),
      text: existsSync(text) ? readFileSync(text, 'utf8').trim() : undefined,
    };
  });
}

const words = (text: string) => text.match(/[\p{L}\p{N}]+/gu) ?? [];

/** How many words two texts share, each counted as often as it stands in both, and how many each has. */
export function sharedWords(found: string, wanted: string) {
  const left = new Map<string, number>();
  for (const word of words(wanted)) left.set(word, (left.get(word) ?? 0) + 1);
  let hits = 0;
  for (const word of words(found)) {
    const count = left.get(word) ?? 0;
    if (count > 0) hits += 1;
    left.set(word, count - 1);
  }
  return { hits, found: words(found).length, wanted: words(wanted).length };
}

/** The part of a page from its body on, changed. */
function inBody(html: string, change: (body: string) => string): string {
  const at = html.search(/<body/iu);
  return html.slice(0, at) + change(html.slice(at));
}

/** A name that says nothing, always the same for the same name, as style compilers make them. */
function hashed(name: string): string {
  let hash = 7;
  for (const character of name) hash = (Math.imul(hash, 31) + character.charCodeAt(0)) | 0;
  return `c${(hash >>> 0).toString(36)}`;
}

const OTHERS =
  '<div class="box"><h4>مواد ذات صلة</h4><a href="/1">تعيين قائد جديد لفرقة الإنشاد</a><a href="/2">سباق القوارب ينطلق غدًا</a></div>';

function withoutMicrodata(html: string): string {
  return html.replace(
    / (?:itemprop|itemtype|itemscope|property|typeof)=(?:"[^"]*"|'[^']*')/gu,
    (attribute, at) => (html.lastIndexOf('<meta', at) > html.lastIndexOf('>', at) ? attribute : ''),
  );
}

/** Each way a page can be built otherwise and still hold the same article. */
export const VARIANTS: Readonly<Record<string, (html: string) => string>> = {
  'without JSON-LD': (html) => html.replace(/<script[^>]*ld\+json[\s\S]*?<\/script>/giu, ''),
  'without microdata': withoutMicrodata,
  'with other names of classes': (html) =>
    html.replace(
      /\b(class|id)=(?:"([^"]*)"|'([^']*)')/giu,
      (_, kind, double, single) =>
        `${kind}="${String(double ?? single)
          .split(/\s+/u)
          .filter((name) => name !== '')
          .map(hashed)
          .join(' ')}"`,
    ),
  'with a wrapper round each paragraph': (html) =>
    inBody(html, (body) =>
      body.replace(/<p([\s>])/gu, '<div class="w"><p$1').replace(/<\/p>/gu, '</p></div>'),
    ),
  'with paragraphs that are divisions': (html) =>
    inBody(html, (body) => body.replace(/<p([\s>])/gu, '<div$1').replace(/<\/p>/gu, '</div>')),
  'with paragraphs in boxes of two kinds': (html) =>
    inBody(html, (body) => {
      let count = 0;
      return body.replace(/<p[\s>][\s\S]*?<\/p>/gu, (paragraph) => {
        count += 1;
        return count % 2 === 1 ? `<section>${paragraph}</section>` : `<div><div>${paragraph}</div></div>`;
      });
    }),
  'with a box of other articles in its midst': (html) =>
    inBody(html, (body) => {
      let count = 0;
      return body.replace(/\.<\/(?:p|div)>/gu, (end) => {
        count += 1;
        return count === 2 ? end + OTHERS : end;
      });
    }),
  'without a first heading': (html) => html.replace(/<(\/?)h1\b/giu, '<$1div'),
};
