/** /sources: whom the bot reads and how each is doing, a screen for each outlet, and hiding one from this chat. */
import { inDigits } from '../../arabic/digits.ts';
import { DAY } from '../../durations.ts';
import { isOfAState, outletKey } from '../../news/publishers.ts';
import type { OutletNews, SourceState } from '../../news/source.ts';
import { defaultSettings } from '../../subscriptions/chat.ts';
import { noWishes, type Wishes } from '../../subscriptions/wishes.ts';
import { bold, oneLine, outside, outsideName } from '../html.ts';
import { button, type OwnTap, rowsOf } from '../keyboards.ts';
import { numberIn } from '../places.ts';
import { type Answer, type Turn, whereOf } from '../turn.ts';
import { lessenedButton, outletCode } from '../wish-buttons.ts';

/** One failed visit is a hiccup, unless it was the first. */
const FAILING = 2;
/** Outlets on a page; in a channel, where pages cannot be turned, on the only one. */
const PAGE = 10;
const CHANNEL_PAGE = 60;
/** No button of ours leads further: a number beyond is forged. */
const LAST_PAGE = 99;
/** Hidden ones that are named above each page. */
const HIDDEN = 20;
/** Of an outlet’s name in a line, and on a button: in UTF-16 units. */
const NAME_UNITS = 32;
const LABEL_UNITS = 22;

type Condition = keyof Turn['say']['sourceState'];

/** An outlet with all its sources. */
type Outlet = {
  readonly key: string;
  readonly name: string;
  readonly condition: Condition;
  /** Epoch ms of the last visit that was answered. */
  readonly readAt: number | undefined;
};

function conditionOf(source: SourceState): Condition {
  if (source.disabled !== undefined) return 'stopped';
  if (source.lastSuccessAt === undefined) return source.failures > 0 ? 'unread' : 'working';
  return source.failures >= FAILING ? 'failing' : 'working';
}

/** The best of them is the outlet's. */
const BEST_FIRST: readonly Condition[] = ['working', 'failing', 'unread', 'stopped'];

function outletsOf(all: readonly SourceState[]): readonly Outlet[] {
  const byKey = new Map<string, readonly SourceState[]>();
  for (const source of all) {
    const key = outletKey(source.publisher);
    byKey.set(key, [...(byKey.get(key) ?? []), source]);
  }
  return [...byKey].map(([key, sources]) => {
    const conditions = new Set(sources.map(conditionOf));
    const read = sources.flatMap(({ lastSuccessAt }) => lastSuccessAt ?? []);
    return {
      key,
      name: sources[0]?.publisher ?? '',
      condition: BEST_FIRST.find((one) => conditions.has(one)) ?? 'working',
      readAt: read.length === 0 ? undefined : Math.max(...read),
    };
  });
}

type Shown = {
  readonly outlets: readonly Outlet[];
  readonly hidden: ReadonlySet<string>;
  readonly lessened: Wishes['lessened'];
  /** When something was, in the chat's zone and digits. */
  readonly when: (at: number) => string;
  readonly number: (text: string) => string;
};

async function look(turn: Turn): Promise<Shown> {
  const chat = await turn.known();
  const wishes = (chat && (await turn.app.wishes.of([chat.id])).get(chat.id)) ?? noWishes;
  const outlets = outletsOf(await turn.app.sources.list());
  // What is hidden can be shown again also when it is read no more.
  const gone = wishes.hidden
    .filter(({ outlet }) => outlets.every(({ key }) => key !== outlet))
    .map(({ outlet, name }): Outlet => ({ key: outlet, name, condition: 'stopped', readAt: undefined }));
  const zone = await turn.zone();
  const { digits: chosen, language } = chat?.settings ?? defaultSettings;
  const digits = language === 'en' ? 'latn' : chosen;
  return {
    outlets: [...outlets, ...gone],
    hidden: new Set(wishes.hidden.map(({ outlet }) => outlet)),
    lessened: wishes.lessened,
    when: (at) => inDigits(turn.dates.published(at, zone, turn.now), digits),
    number: (text) => inDigits(text, digits),
  };
}

/** The outlets, a page at a time; the operator alone, in a private chat, also reads why some fail. */
export async function sources(turn: Turn): Promise<void> {
  const shown = await look(turn);
  if (shown.outlets.length === 0) return turn.reply({ html: turn.say.noSources });
  await turn.reply(await list(turn, shown, 1));
  if (!turn.operator || turn.kind !== 'private' || turn.subject !== undefined) return;
  const failing = (await turn.app.sources.list()).filter((source) =>
    ['failing', 'unread'].includes(conditionOf(source)),
  );
  const reasons = failing
    .slice(0, 15)
    .map((source) => `${outside(source.id, 40)}: ${outside(source.lastError ?? '', 180)}`);
  if (reasons.length > 0) await turn.reply({ html: reasons.join('\n') });
}

async function list(turn: Turn, shown: Shown, asked: number): Promise<Answer> {
  const { say, labels } = turn;
  const { outlets, hidden, number } = shown;
  const size = turn.kind === 'channel' ? CHANNEL_PAGE : PAGE;
  const pages = Math.ceil(outlets.length / size);
  const page = Math.min(asked, pages);
  const here = outlets.slice((page - 1) * size, page * size);
  const news = await newsOf(turn, here);
  const working = outlets.filter(({ condition }) => condition === 'working').length;
  const count = (of: number): string => number(say.sourcesOf(of));
  const paged = pages > 1 ? ` · ${say.sourcePage(number(String(page)), number(String(pages)))}` : '';
  const away = outlets
    .filter(({ key }) => hidden.has(key))
    .slice(0, HIDDEN)
    .map(({ name }) => outsideName(name, NAME_UNITS));
  const labelOf = ({ key, name }: Outlet): string =>
    hidden.has(key) ? labels.hidden(oneLine(name, LABEL_UNITS)) : oneLine(name, LABEL_UNITS);
  const lines = here.map((outlet) => line(turn, shown, { outlet, news: news.get(outlet.name) }));
  const to = (text: string, at: number) =>
    at >= 1 && at <= pages ? button(text, { kind: 'own', code: 'so', values: [String(at)] }) : [];
  return {
    html: [
      `${say.sourcesTitle}${paged}`,
      working === 0
        ? say.sourcesSilent(count(outlets.length))
        : say.sourcesCounted(count(outlets.length), count(working)),
      ...(away.length === 0 ? [] : [say.sourcesHidden(away)]),
      '',
      ...lines,
      '',
      say.sourcesNote,
      // In channels the list has no buttons.
      ...(turn.kind === 'channel' ? [] : [say.sourcesHow]),
    ].join('\n'),
    keyboard: [
      ...rowsOf(
        2,
        here.flatMap((outlet) =>
          button(labelOf(outlet), {
            kind: 'own',
            code: 'soo',
            values: [outletCode(outlet.key), String(page)],
          }),
        ),
      ),
      [...to(labels.previous, page - 1), ...to(labels.next, page + 1)],
      shown.lessened.length > 0 ? lessenedButton(labels) : [],
    ],
  };
}

async function newsOf(turn: Turn, outlets: readonly Outlet[]): Promise<ReadonlyMap<string, OutletNews>> {
  return turn.app.sources.news(
    outlets.map(({ name }) => name),
    turn.now - DAY,
  );
}

type Known = { readonly outlet: Outlet; readonly news: OutletNews | undefined };

/** «RT · إعلام حكومي · يُقرأ · آخر ما نشره: الاثنين 17:48». */
function line({ say }: Turn, { hidden, when }: Shown, { outlet, news }: Known): string {
  const facts = [
    bold(outsideName(outlet.name, NAME_UNITS)),
    ...(isOfAState(outlet.name) ? [say.sourceOfState] : []),
    ...(hidden.has(outlet.key) ? [say.sourceHidden] : []),
    say.sourceState[outlet.condition],
    ...(news === undefined ? [] : [say.sourceNewest(when(news.newestAt))]),
  ];
  return facts.join(' · ');
}

/** A page of the list, in place; values: its number. */
const sourcesPaged: OwnTap = async (turn, [page = '', ...rest]) => {
  const number = numberIn(page, LAST_PAGE);
  if (number === undefined || rest.length > 0) return false;
  const shown = await look(turn);
  await turn.replace(
    shown.outlets.length === 0 ? { html: turn.say.noSources } : await list(turn, shown, number),
  );
  return true;
};

/** An outlet's screen, in place; values: the outlet, then the page to go back to. */
const sourceOpened: OwnTap = async (turn, values) => {
  const found = await foundIn(turn, values);
  if (found === undefined) return false;
  await turn.replace(await screen(turn, found));
  return true;
};

type Found = { readonly shown: Shown; readonly outlet: Outlet; readonly page: string };

async function foundIn(
  turn: Turn,
  [code = '', page = '', ...rest]: readonly string[],
): Promise<Found | undefined> {
  if (!/^[0-9a-f]{12}$/u.test(code) || numberIn(page, LAST_PAGE) === undefined || rest.length > 0)
    return undefined;
  const shown = await look(turn);
  const outlet = shown.outlets.find(({ key }) => outletCode(key) === code);
  return outlet && { shown, outlet, page };
}

async function screen(turn: Turn, { shown, outlet, page }: Found): Promise<Answer> {
  const { say, labels } = turn;
  const news = (await newsOf(turn, [outlet])).get(outlet.name);
  const isHidden = shown.hidden.has(outlet.key);
  const fresh = news === undefined || news.fresh === 0 ? undefined : say.itemsOf(news.fresh);
  const lines = [
    line(turn, shown, { outlet, news }),
    ...(outlet.readAt === undefined ? [] : [say.sourceRead(shown.when(outlet.readAt))]),
    fresh === undefined ? say.sourceNoFresh : say.sourceFresh(shown.number(fresh)),
    '',
    say.hidingRule(whereOf(turn)),
  ];
  const values = [outletCode(outlet.key), page];
  return {
    html: lines.join('\n'),
    keyboard: [
      isHidden
        ? button(labels.show, { kind: 'own', code: 'sow', values })
        : button(labels.hide, { kind: 'own', code: 'soh', values }),
      button(labels.back, { kind: 'own', code: 'so', values: [page] }),
    ],
  };
}

/** Hides an outlet or shows it again, and stays on its screen. */
function changing(hide: boolean): OwnTap {
  return async (turn, values) => {
    if (!(await turn.mayChange())) return true;
    const found = await foundIn(turn, values);
    if (found === undefined) return false;
    const { key, name } = found.outlet;
    const chat = await turn.chat();
    if (hide) await turn.app.wishes.hide(chat.id, { outlet: key, name }, turn.now);
    else await turn.app.wishes.show(chat.id, key);
    await turn.replace(await screen(turn, { ...found, shown: await look(turn) }));
    const said = hide ? turn.say.sourceHid : turn.say.sourceShown;
    await turn.note(said(oneLine(name, NAME_UNITS)));
    return true;
  };
}

/** Taps, by their code. */
export const sourceTaps: readonly (readonly [string, OwnTap])[] = [
  ['so', sourcesPaged],
  ['soo', sourceOpened],
  ['soh', changing(true)],
  ['sow', changing(false)],
];
