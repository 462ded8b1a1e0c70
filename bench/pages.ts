/** How long one HTML page takes, beside bare readability on linkedom over the same pages in the same run. */
import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { pageCases } from '../eval/page-cases.ts';
import { readPage } from '../src/news/extract.ts';
import { type Figure, quantile, times } from './measure.ts';

/** Sizes that outlets' pages have, in characters. */
const SIZES = [100_000, 200_000, 400_000];
const WARM_UPS = 2;
const RUNS = 5;

const SCRIPT = `<script>window.dataLayer=window.dataLayer||[];${'(function(w,d){var e=d.createElement("script");e.async=1;w.dataLayer.push({event:"view"});})(window,document);'.repeat(60)}</script>`;
const ICON = `<svg viewBox="0 0 24 24">${'<path d="M12 2C6.48 2 2 6.48 2 12s4.48 10 10 10 10-4.48 10-10S17.52 2 12 2z"/>'.repeat(6)}</svg>`;
const MENU = `<div class="mega-menu"><ul>${Array.from({ length: 40 }, (_, at) => `<li class="menu-item item-${at}"><a href="/section/${at}"><span class="icon">${ICON}</span>قسم ${at}</a></li>`).join('')}</ul></div>`;
const TEASERS = `<section class="most-read">${Array.from({ length: 30 }, (_, at) => `<div class="card"><a href="/story/${at}"><img src="/i/${at}.jpg" alt=""><h3>خبر آخر من أخبار اليوم رقم ${at}</h3></a><span class="date">قبل ${at + 2} ساعات</span></div>`).join('')}</section>`;

/** A page grown to a size as outlets' are: half scripts and drawings, the rest menus and teasers round the article. */
function grown(html: string, size: number): string {
  let before = '';
  let after = '';
  while (html.length + before.length + after.length < size) {
    before += SCRIPT + (before.length < size / 4 ? MENU : '');
    after += SCRIPT + TEASERS;
  }
  return html.replace(/<body[^>]*>/iu, (body) => body + before).replace(/<\/body>/iu, (end) => after + end);
}

/** The median time of each page, ours and the extractor's, and their ratio page by page. */
export async function pages(): Promise<readonly Figure[]> {
  const ours: number[] = [];
  const bare: number[] = [];
  for (const [at, { html, url }] of pageCases().entries()) {
    const page = grown(html, SIZES[at % SIZES.length] ?? 0);
    const read = () => readPage(page, url);
    const extract = () => new Readability(parseHTML(page).document).parse();
    await times(WARM_UPS, read);
    await times(WARM_UPS, extract);
    ours.push(quantile(await times(RUNS, read), 0.5));
    bare.push(quantile(await times(RUNS, extract), 0.5));
  }
  const ratios = ours.map((ms, at) => ms / (bare[at] ?? Number.NaN)).sort((a, b) => a - b);
  const ascending = (values: readonly number[]) => [...values].sort((a, b) => a - b);
  const ms = (values: readonly number[], part: number) =>
    `${quantile(ascending(values), part).toFixed(1)} ms`;
  const ratio = (part: number) => `${quantile(ratios, part).toFixed(2)} ×`;
  return [
    {
      what: `one page of ${SIZES.map((size) => size / 1000).join(', ')} kB, median`,
      value: ms(ours, 0.5),
      beside: `readability ${ms(bare, 0.5)}`,
    },
    { what: 'one page, p95', value: ms(ours, 0.95), beside: `readability ${ms(bare, 0.95)}` },
    { what: 'one page beside readability of the same page, median', value: ratio(0.5), beside: 'bar 1.3 ×' },
    { what: 'one page beside readability of the same page, p95', value: ratio(0.95), beside: 'bar 1.3 ×' },
  ];
}
