/** Two made-up outlets on loopback: feeds, pages with the furniture of real ones, robots.txt, validators. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export type Outlets = {
  /** http://127.0.0.1:port */
  readonly url: string;
  /** Paths asked for, in order. */
  readonly asked: readonly string[];
};

type Story = {
  readonly slug: string;
  readonly title: string;
  readonly teaser: string;
  readonly paragraphs: readonly string[];
  readonly minutesAgo: number;
};

const HARBOUR: readonly Story[] = [
  {
    slug: 'tehran-water',
    title: 'طهران تستضيف مؤتمرا لإدارة المياه في أحواض الأنهار',
    teaser: 'افتتحت في العاصمة الإيرانية طهران أعمال مؤتمر لإدارة المياه.',
    paragraphs: [
      'افتتح وزير الطاقة الإيراني في طهران الأحد مؤتمر أحواض الأنهار بمشاركة مهندسين من 12 دولة لبحث تقاسم المياه وصيانة السدود القديمة.',
      'وقال رئيس اللجنة المنظمة كامران دلجو إن المشاركين سيناقشون على مدى ثلاثة أيام مقترحا لإنشاء مركز مشترك لرصد الجفاف في بندر عباس.',
      'ويعرض المؤتمر نتائج قياسات أجرتها 40 محطة مناخية في إيران خلال الصيف.',
    ],
    minutesAgo: 50,
  },
  {
    slug: 'alexandria-tram',
    title: 'الإسكندرية تعيد تشغيل ترام الرمل بعد أعمال تجديد',
    teaser: 'عاد ترام الرمل إلى العمل في الإسكندرية.',
    paragraphs: [
      'أعادت محافظة الإسكندرية المصرية الأحد تشغيل ترام الرمل بعد تجديد استمر 14 شهرا شمل القضبان والعربات ومحطات الركاب.',
      'وأوضح مدير هيئة النقل سامح الجندي أن الخط يخدم 80 ألف راكب يوميا وأن سعر التذكرة لن يتغير قبل الصيف.',
    ],
    minutesAgo: 90,
  },
];

const HORIZON: readonly Story[] = [
  {
    slug: 'rivers',
    title: 'مهندسون من 12 دولة يبحثون في طهران تقاسم مياه الأنهار',
    teaser: 'مؤتمر في طهران عن مياه الأنهار.',
    paragraphs: [
      'بدأ في طهران مؤتمر أحواض الأنهار الذي يجمع مهندسين من 12 دولة، ويبحث تقاسم المياه وصيانة السدود، بحسب وزارة الطاقة الإيرانية.',
      'ويقترح المنظمون إقامة مركز في بندر عباس لرصد الجفاف تموله الدول المشاركة بالتساوي.',
    ],
    minutesAgo: 30,
  },
];

function rfc822(at: number): string {
  return new Date(at).toUTCString().replace('GMT', '+0000');
}

function rss(base: string, stories: readonly Story[], now: number): string {
  const items = stories.map(
    ({ slug, title, teaser, minutesAgo }) => `<item>
      <title>${title}</title><link>${base}/${slug}?utm_source=rss</link><guid>${base}/${slug}</guid>
      <description><![CDATA[<p>${teaser}</p>]]></description><pubDate>${rfc822(now - minutesAgo * 60_000)}</pubDate></item>`,
  );
  return `<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>المنفذ</title>${items.join('')}</channel></rss>`;
}

function page({ title, paragraphs }: Story, outlet: string): string {
  return `<!doctype html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>${title} - ${outlet}</title>
    <meta property="og:site_name" content="${outlet}"><meta property="og:title" content="${title}"></head>
    <body><nav><a href="/">الرئيسية</a><a href="/sport">رياضة</a></nav><div class="ticker">عاجل | مباراة الليلة تؤجل إلى الغد</div>
    <main><article><h1>${title}</h1><div class="share">شارك عبر فيسبوك تويتر واتساب</div>
    ${paragraphs.map((paragraph) => `<p>${paragraph}</p>`).join('\n')}
    <p>اقرأ أيضا: <a href="/other">قائمة بأفضل عشرة مطاعم على الشاطئ</a></p>
    <p>كلمات دلالية: مياه طهران</p></article></main>
    <footer>جميع الحقوق محفوظة</footer></body></html>`;
}

/** Serve both outlets; `now` (epoch ms) dates their stories. */
export async function startOutlets(now: () => number): Promise<Outlets> {
  const asked: string[] = [];
  const server: Server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    asked.push(path);
    const [, outlet, slug] = path.split('/');
    const stories = outlet === 'harbour' ? HARBOUR : outlet === 'horizon' ? HORIZON : undefined;
    const name = outlet === 'harbour' ? 'صحيفة المرفأ' : 'قناة الأفق';
    if (path === '/robots.txt' || !stories) {
      response.writeHead(404).end();
      return;
    }
    if (slug === 'feed') {
      const etag = `"${outlet}-1"`;
      if (request.headers['if-none-match'] === etag) {
        response.writeHead(304).end();
        return;
      }
      const base = `http://${request.headers.host}/${outlet}`;
      response.writeHead(200, { 'content-type': 'application/rss+xml', etag }).end(rss(base, stories, now()));
      return;
    }
    const story = stories.find((one) => one.slug === slug);
    if (story) response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page(story, name));
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}
