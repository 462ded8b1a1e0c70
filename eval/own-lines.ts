/**
 * Single lines in a text of our own: what sites print around their news, and news that looks like it. Each stands in one
 * text that nothing was learned for, as in `mujaz brief FILE`.
 */
import { readFileSync } from 'node:fs';
import type { Figure, Part } from './report.ts';
import { cleaned, wordsIn } from './rows.ts';

const PLACES = ['head', 'first', 'middle', 'tail', 'glued before', 'glued after'] as const;

export type OwnLine = { readonly place: (typeof PLACES)[number]; readonly text: string };

const OUTLET = 'المرفأ';
const TITLE = 'إضراب في الميناء يوقف شحن القمح';
const NEWS = [
  'توقف شحن القمح في ميناء المرسى الكبير ليومين متتاليين بعدما أضرب عمال الأرصفة احتجاجا على تأخر رواتبهم.',
  'وقال المتحدث باسم النقابة ياسين بوعلام إن أكثر من 800 عامل شاركوا في الإضراب في الميناء.',
  'ونفت إدارة الميناء في بيان أن تكون رواتب العمال متأخرة أكثر من شهر واحد.',
  'وتنتظر سبع سفن محملة بالقمح قبالة الميناء بسبب إضراب العمال، بحسب غرفة التجارة.',
  'ويعقد الطرفان جلسة ثانية من المفاوضات صباح الخميس في مقر الولاية.',
];

/** The lines of a table beside this file: place, tab, text, in which ⏎ stands for a line's end. */
export function ownLines(table: 'furniture-lines' | 'news-lines'): OwnLine[] {
  const rows = readFileSync(new URL(`${table}.tsv`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .slice(1);
  return rows.map((row) => {
    const [name, text = ''] = row.split('\t');
    const place = PLACES.find((one) => one === name);
    if (place === undefined) throw new Error(`${table}: ${row}`);
    return { place, text: text.replaceAll('⏎', '\n') };
  });
}

/** The paragraphs of the text with this line at its place. */
function around({ place, text }: OwnLine): readonly string[] {
  const [lead = '', ...rest] = NEWS;
  switch (place) {
    case 'head':
      return [text, ...NEWS];
    case 'first':
      return [text, ...rest];
    case 'middle':
      return [...NEWS.slice(0, 2), text, ...NEWS.slice(2)];
    case 'tail':
      return [...NEWS, text];
    case 'glued before':
      return [`${text} ${lead}`, ...rest];
    case 'glued after':
      return [...NEWS.slice(0, -1), `${NEWS.at(-1)} ${text}`];
  }
}

const words = (text: string) => wordsIn(text).join(' ');

/** What became of a line's text: the news alone, the news with the line as it stood, or something else. */
export function fateOf(line: OwnLine): 'gone' | 'kept' | 'other' {
  const body = around(line).join('\n');
  const { title, text } = cleaned({ body: `${TITLE}\n${body}`, source: OUTLET });
  if (title !== TITLE) return 'other';
  if (words(text) === words(NEWS.join('\n'))) return 'gone';
  return text === body ? 'kept' : 'other';
}

/** How much of the furniture goes, and of the news stays, line by line. */
export function ownFigures(): Figure[] {
  const share = (table: Parameters<typeof ownLines>[0], fate: ReturnType<typeof fateOf>) =>
    ownLines(table).map((line): Part => [fateOf(line) === fate ? 1 : 0, 1]);
  return [
    {
      measure: 'our own furniture, a line in a text: gone, and nothing else',
      unit: 'percent',
      better: 'higher',
      ours: share('furniture-lines', 'gone'),
    },
    {
      measure: 'our own news that looks like it: text kept whole',
      unit: 'percent',
      better: 'higher',
      ours: share('news-lines', 'kept'),
    },
  ];
}
