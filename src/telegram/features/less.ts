/** «أقلّ من هذا»: such stories come later in this chat's digests; the list of what is lessened, and the way back. */
import { leadOutlet } from '../../digests/wished.ts';
import { outletKey } from '../../news/publishers.ts';
import type { Story } from '../../stories/story.ts';
import { type Lesser, lessHours, noWishes } from '../../subscriptions/wishes.ts';
import { topicBySlug } from '../../topics/catalogue.ts';
import { escapeHtml, oneLine, outside, outsideName } from '../html.ts';
import { button, type Keyboard, type OwnTap } from '../keyboards.ts';
import { idIn } from '../places.ts';
import { topicName } from '../settings.ts';
import { openScreen } from '../story-screens.ts';
import { type Answer, type Turn, whereOf } from '../turn.ts';
import { outletCode } from '../wish-buttons.ts';

/** Of the headline that the question quotes, in UTF-16 units. */
const HEADLINE_UNITS = 200;
/** Of a name on a button. */
const LABEL_UNITS = 30;
/** Topics of one story that are offered, and wishes that are listed. */
const TOPICS = 2;
const LISTED = 40;

/** What of a story can be lessened, in the order it is offered. */
function lesserOf(story: Story): readonly Lesser[] {
  const topics = story.topics
    .filter((slug) => topicBySlug(slug) !== undefined)
    .slice(0, TOPICS)
    .map((slug): Lesser => ({ kind: 'topic', subject: slug, name: slug }));
  const lead = leadOutlet(story);
  return [
    ...topics,
    ...(lead === undefined ? [] : [{ kind: 'outlet', subject: outletKey(lead), name: lead } as const]),
    ...(story.kind === 'report' ? [{ kind: 'kind', subject: 'report', name: 'report' } as const] : []),
  ];
}

/** As a sentence names it: HTML. */
function nameOf(turn: Turn, { kind, subject, name }: Lesser): string {
  if (kind === 'kind') return turn.say.lessKinds;
  return kind === 'topic' ? escapeHtml(topicName(subject, undefined, turn.names)) : outsideName(name);
}

function labelOf(turn: Turn, less: Lesser): string {
  if (less.kind === 'kind') return turn.labels.lessReports;
  const name = less.kind === 'topic' ? topicName(less.subject, undefined, turn.names) : less.name;
  return turn.labels.lessOf(oneLine(name, LABEL_UNITS));
}

/** Of what less is wanted; values: the story's. */
const lessTapped: OwnTap = async (turn, values) => {
  if (!(await turn.mayChange())) return true;
  const screen = await openScreen(turn, values);
  if (screen === undefined || screen === 'gone') return screen === 'gone';
  const { story, back } = screen;
  const choices = lesserOf(story).map((less, index) =>
    button(labelOf(turn, less), { kind: 'own', code: 'lsx', values: [String(index), ...screen.values] }),
  );
  const lead = leadOutlet(story);
  const hide =
    lead === undefined
      ? []
      : button(turn.labels.hide, {
          kind: 'own',
          code: 'lsh',
          values: [outletCode(outletKey(lead)), ...screen.values],
        });
  const report = button(turn.labels.report, { kind: 'own', code: 'rp', values: screen.values });
  await screen.show({
    html: turn.say.askLess(outside(story.headline, HEADLINE_UNITS)),
    keyboard: [...choices, [...hide, ...report], back],
  });
  return true;
};

/** One step less; values: which of the choices, then the story's. */
const lessChosen: OwnTap = async (turn, [index = '', ...values]) => {
  if (!(await turn.mayChange())) return true;
  const screen = await openScreen(turn, values);
  if (screen === undefined || screen === 'gone') return screen === 'gone';
  const less = /^\d$/u.test(index) ? lesserOf(screen.story)[Number(index)] : undefined;
  if (less === undefined) return false;
  const chat = await turn.chat();
  const { id, hours } = await turn.app.wishes.lessen(chat.id, less, turn.now);
  const done = hours >= lessHours.most ? turn.say.lessMost : turn.say.lessDone;
  const undo = button(turn.labels.undo, { kind: 'own', code: 'lsu', values: [String(id), ...screen.values] });
  await turn.replace({ html: done(nameOf(turn, less)), keyboard: [[...undo, ...screen.back]] });
  return true;
};

/** What was lessened stands in its place again; values: the wish, then the story's. */
const lessUndone: OwnTap = async (turn, [wish = '', ...values]) => {
  if (!(await turn.mayChange())) return true;
  const id = idIn(wish);
  const screen = await openScreen(turn, values);
  if (screen === 'gone') return true;
  if (id === undefined || screen === undefined) return false;
  const chat = await turn.chat();
  const less = await turn.app.wishes.restore(chat.id, id);
  await turn.replace({
    html: less === undefined ? turn.say.nothingChanged : turn.say.lessUndone(nameOf(turn, less)),
    keyboard: [screen.back],
  });
  return true;
};

/** Hides an outlet of the story's, or shows it again; values: the outlet, then the story's. */
function hiding(hide: boolean): OwnTap {
  return async (turn, [code = '', ...values]) => {
    if (!(await turn.mayChange())) return true;
    const screen = await openScreen(turn, values);
    if (screen === undefined || screen === 'gone') return screen === 'gone';
    // What is hidden is no part of the story any more.
    const whole = await turn.whole.stories.find(screen.story.id);
    const names = whole?.articles.flatMap(({ publisher }) => publisher ?? []) ?? [];
    const name = names.find((one) => outletCode(outletKey(one)) === code);
    if (name === undefined) return false;
    const chat = await turn.chat();
    const outlet = outletKey(name);
    if (hide) await turn.app.wishes.hide(chat.id, { outlet, name }, turn.now);
    else await turn.app.wishes.show(chat.id, outlet);
    const undo = button(turn.labels.undo, { kind: 'own', code: 'lsw', values: [code, ...screen.values] });
    await turn.replace({
      html: hide
        ? `${turn.say.sourceHid(outsideName(name))}\n${turn.say.hidingRule(whereOf(turn))}`
        : turn.say.sourceShown(outsideName(name)),
      keyboard: [[...(hide ? undo : []), ...screen.back]],
    });
    return true;
  };
}

/** Where the list of what is lessened was opened from: the sources, or what the chat follows. */
type From = 'sources' | 'followed';

/** As buttons carry it. */
const FOLLOWED = 'f';

function fromIn(values: readonly string[]): From | undefined {
  if (values.length === 0) return 'sources';
  return values.length === 1 && values[0] === FOLLOWED ? 'followed' : undefined;
}

/** Leads to the list from what the chat follows; none where nothing is lessened. */
export async function lessenedButton(turn: Turn): Promise<Keyboard[number]> {
  const chat = await turn.known();
  const wishes = chat && (await turn.app.wishes.of([chat.id])).get(chat.id);
  if ((wishes ?? noWishes).lessened.length === 0) return [];
  return button(turn.labels.lessened, { kind: 'own', code: 'lsl', values: [FOLLOWED] });
}

/** All that is lessened here, each a button that undoes it; values: where it was opened from. */
const lessListed: OwnTap = async (turn, values) => {
  const from = fromIn(values);
  if (from === undefined) return false;
  await turn.replace(await list(turn, from));
  return true;
};

/** The same list, less the wish that was tapped. */
const lessDropped: OwnTap = async (turn, [wish = '', ...rest]) => {
  const id = idIn(wish);
  const from = fromIn(rest);
  if (id === undefined || from === undefined) return false;
  if (!(await turn.mayChange())) return true;
  const chat = await turn.chat();
  const less = await turn.app.wishes.restore(chat.id, id);
  await turn.replace(await list(turn, from));
  await turn.note(less === undefined ? turn.say.nothingChanged : turn.say.lessUndone(nameOf(turn, less)));
  return true;
};

async function list(turn: Turn, from: From): Promise<Answer> {
  const chat = await turn.known();
  const wishes = chat && (await turn.app.wishes.of([chat.id])).get(chat.id);
  const { lessened } = wishes ?? noWishes;
  const back = button(
    turn.labels.back,
    from === 'followed'
      ? { kind: 'own', code: 'sb', values: ['list'] }
      : { kind: 'own', code: 'so', values: ['1'] },
  );
  const carried = from === 'followed' ? [FOLLOWED] : [];
  if (lessened.length === 0) return { html: turn.say.lessNothing, keyboard: [back] };
  const rows: Keyboard = lessened
    .slice(0, LISTED)
    .map((less) =>
      button(labelOf(turn, less), { kind: 'own', code: 'lsd', values: [String(less.id), ...carried] }),
    );
  return { html: turn.say.lessTitle, keyboard: [...rows, back] };
}

/** Taps, by their code. */
export const lessTaps: readonly (readonly [string, OwnTap])[] = [
  ['ls', lessTapped],
  ['lsx', lessChosen],
  ['lsu', lessUndone],
  ['lsh', hiding(true)],
  ['lsw', hiding(false)],
  ['lsl', lessListed],
  ['lsd', lessDropped],
];
