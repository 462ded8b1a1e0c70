/** ROUGE of our briefs against human summaries, beside the text's opening cut to the same number of words. */
import { countWords } from '../src/arabic/words.ts';
import { type BriefArticle, writeBrief } from '../src/briefs/brief.ts';
import { READERS_BUDGET } from '../src/briefs/summarize.ts';
import { articleOf, type Case, mean, opening, type Score, score, scoreIn } from './brief-cases.ts';
import { crossValidated, RATIO } from './fit-briefs.ts';
import { type Figure, type Measure, means } from './report.ts';
import { rougeWords } from './rouge.ts';
import { rowsOf } from './rows.ts';

/** Openers that hang where nobody was named before: a rough count by first words, apart from the rules of briefs/. */
const HANGING =
  /^(?:و?(?:أضاف|اضاف|تابع|أردف|اردف|أوضح|اوضح|أشار|اشار|لفت|شدد|قال)ت?|و?من (?:جهته|جهتها|جانبه|جانبها)|و?بدوره|و?بدورها|و?كما|و?في المقابل|و?هذا|و?هذه|و?ذلك|و?لكن|و?إلى ذلك|و?يذكر)(?=\s+(?:أن|ان|إن|أنه|انه|إنه|في|إلى|على)?)(?:\s+(?:أن|ان|إن|أنه|انه|إنه|أنها|انها|إنها)(?=\s)|،|\s+ال\S+\s+(?:أن|ان|إن)(?=\s))/u;

type Outcome = {
  readonly ours: Score;
  readonly baseline: Score;
  readonly differs: boolean;
  readonly words: number;
  readonly room: number;
  readonly hangs: boolean;
};

const LABELS = { one: 'ROUGE-1', two: 'ROUGE-2', long: 'ROUGE-L' } as const;
const OPENING = 'the opening, cut to the same length';

/** What is asked: by how many points these scores should stand above the opening's, and the mean number of words. */
type Bars = Partial<Record<keyof Score | 'words', number>>;

function figuresOf(
  name: string,
  outcomes: readonly Outcome[],
  kinds: readonly (keyof Score)[],
  bars: Bars,
): Figure[] {
  return [
    ...kinds.map((kind): Figure => {
      const bar = bars[kind];
      return {
        measure: `${name}: ${LABELS[kind]}`,
        unit: 'points',
        better: 'higher',
        ours: means(outcomes.map(({ ours }) => ours[kind])),
        baseline: { name: OPENING, parts: means(outcomes.map(({ baseline }) => baseline[kind])) },
        ...(bar === undefined ? {} : { bar: { of: 'difference', value: bar } }),
      };
    }),
    {
      measure: `${name}: rows unlike the opening`,
      unit: 'percent',
      better: 'higher',
      ours: means(outcomes.map(({ differs }) => Number(differs))),
      free: true,
    },
    {
      measure: `${name}: words each`,
      unit: 'number',
      better: 'higher',
      ours: means(outcomes.map((one) => one.words)),
      free: true,
      ...(bars.words === undefined ? {} : { bar: { of: 'ours', value: bars.words } }),
    },
    {
      measure: `${name}: empty, over the budget or hanging at the start`,
      unit: 'count',
      better: 'lower',
      ours: means(outcomes.map(({ words, room, hangs }) => Number(words === 0 || words > room || hangs))),
      bar: { of: 'ours', value: 0 },
    },
  ];
}

function outcome(one: Case, article: BriefArticle, maxWords: number): Outcome {
  const brief = writeBrief([article], { maxWords, maxSentences: undefined });
  const text = brief?.sentences.map((sentence) => sentence.text).join(' ') ?? '';
  const words = countWords(text);
  const first = opening(one.body, words);
  return {
    ours: score(text, one.references),
    baseline: score(first, one.references),
    differs: rougeWords(text).join(' ') !== rougeWords(first).join(' '),
    words,
    room: maxWords,
    hangs: HANGING.test(text),
  };
}

/** The sentences of a text, parted plainly, apart from the rules of arabic/. */
function plainSentences(body: string): string[] {
  const parts = body.split('\n').flatMap((line) => line.match(/[^.؟!]+[.؟!]*/gu) ?? [line]);
  return parts.map((part) => part.trim()).filter((part) => countWords(part) > 0);
}

/** The whole sentences that a text opens with, in at most `room` words. */
function wholeOpening(sentences: readonly string[], room: number): string {
  let opened = '';
  for (const sentence of sentences) {
    if (countWords(`${opened} ${sentence}`) > room) break;
    opened = `${opened} ${sentence}`;
  }
  return opened;
}

/** The best of whole sentences in at most `room` words: from none, the one that helps most is added while one helps. */
function bestChoice(sentences: readonly string[], room: number, rouge: (text: string) => number): string {
  const chosen = new Set<number>();
  const textOf = (some: ReadonlySet<number>): string =>
    sentences.filter((_, index) => some.has(index)).join(' ');
  for (let reached = 0; ; ) {
    let best: number | undefined;
    for (const index of sentences.keys()) {
      const text = textOf(new Set([...chosen, index]));
      if (chosen.has(index) || countWords(text) > room) continue;
      const value = rouge(text);
      if (value > reached) {
        reached = value;
        best = index;
      }
    }
    if (best === undefined) return textOf(chosen);
    chosen.add(best);
  }
}

/** What other choices reach against the same summaries, each beside the opening cut to its own length. */
function references(
  name: string,
  cases: readonly Case[],
  kind: keyof Score,
  room: (body: string) => number,
): Figure[] {
  const figure = (what: string, choose: (one: Case) => string): Figure => {
    const texts = cases.map(choose);
    const scores = (of: (text: string, one: Case) => string) =>
      means(cases.map((one, row) => scoreIn(kind, of(texts[row] ?? '', one), one.references)));
    return {
      measure: `${name}, for comparison: ${LABELS[kind]} of ${what}`,
      unit: 'points',
      better: 'higher',
      ours: scores((text) => text),
      baseline: { name: OPENING, parts: scores((text, one) => opening(one.body, countWords(text))) },
      note: `${mean(texts.map(countWords)).toFixed(1)} words each`,
    };
  };
  return [
    figure('whole opening sentences', ({ body }) => wholeOpening(plainSentences(body), room(body))),
    figure('the first sentence', ({ body }) => plainSentences(body)[0] ?? ''),
    figure('the best choice of whole sentences, found by greedy search', ({ body, references: theirs }) =>
      bestChoice(plainSentences(body), room(body), (text) => scoreIn(kind, text, theirs)),
    ),
  ];
}

/** What readers get (60 words, three sentences): briefs that are empty, too long or begin with a sentence that hangs. */
function readers(name: string, articles: readonly BriefArticle[]): Figure {
  const briefs = articles.map((article) =>
    (writeBrief([article], READERS_BUDGET)?.sentences ?? []).map((sentence) => sentence.text),
  );
  return {
    measure: `${name}, readers' briefs: empty, too long or hanging at the start`,
    unit: 'count',
    better: 'lower',
    ours: means(
      briefs.map((texts) => {
        const words = countWords(texts.join(' '));
        const fits =
          words > 0 && words <= READERS_BUDGET.maxWords && texts.length <= READERS_BUDGET.maxSentences;
        return Number(!fits || HANGING.test(texts[0] ?? ''));
      }),
    ),
    baseline: {
      name: 'the text itself',
      parts: means(articles.map(({ text }) => Number(HANGING.test(text)))),
    },
    bar: { of: 'ours', value: 0 },
    note: `${mean(briefs.map((texts) => texts.length)).toFixed(2)} sentences each`,
  };
}

type Summed = { readonly title: string; readonly body: string; readonly summary: string };

/** ROUGE over EASC and BBC briefs, and whether readers' briefs of the same texts stand. */
export const measure: Measure = async (folder) => {
  if (folder === undefined) return [];
  const easc = (await rowsOf<{ body: string; summaries: string[] }>(folder, 'easc')).map(
    ({ body, summaries }): Case => ({ title: undefined, body, references: summaries.map(rougeWords) }),
  );
  const bbc = (await rowsOf<Summed>(folder, 'bbc_briefs')).map(
    ({ title, body, summary }): Case => ({ title, body, references: [rougeWords(summary)] }),
  );
  const eascArticles = easc.map(articleOf);
  const bbcArticles = bbc.map(articleOf);
  const pick = (cases: readonly Case[], articles: readonly BriefArticle[], room: (text: string) => number) =>
    cases.flatMap((one, index) => {
      const article = articles[index];
      return article === undefined ? [] : [outcome(one, article, room(article.text))];
    });
  const titles = new Set(bbc.map(({ title }) => title));
  const others = (await rowsOf<Summed>(folder, 'slug_topics'))
    .filter(({ title }) => !titles.has(title))
    .map(({ title, body, summary }): Case => ({ title, body, references: [rougeWords(summary)] }));
  const extracts = pick(easc, eascArticles, (text) => Math.floor(RATIO * countWords(text)));
  const briefs = pick(bbc, bbcArticles, () => 40);
  const validated = crossValidated(easc, eascArticles);
  return [
    ...figuresOf('EASC at ratio 0.38', extracts, ['one', 'two', 'long'], { two: 1 }),
    {
      measure: 'EASC at ratio 0.38: ROUGE-2 above the opening, parameters chosen on the other 4 of 5 folds',
      unit: 'points',
      better: 'higher',
      ours: means(validated),
      bar: { of: 'ours', value: 1 },
    },
    ...figuresOf('BBC briefs of ≤ 40 words', briefs, ['one', 'two'], { one: 1, words: 25 }),
    ...figuresOf(
      'BBC briefs of file-name-label rows',
      pick(others, others.map(articleOf), () => 40),
      ['one', 'two'],
      { one: 1, words: 25 },
    ),
    ...references('EASC', easc, 'two', (body) => Math.floor(RATIO * countWords(body))),
    ...references('BBC', bbc, 'one', () => 40),
    readers('EASC', eascArticles),
    readers('BBC', bbcArticles),
  ];
};
