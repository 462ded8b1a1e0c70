/** The playground's page: which chats are open, what happens in them, its clock and its colours. */
import { button, call, element, inWords, lost, setZone, toast } from './page.js';
import { createPane } from './pane.js';

const at = (id) => document.getElementById(id);

/** Chats side by side, at most; a narrow window shows one. */
const PANES = 3;
const NARROW = matchMedia('(max-width: 60rem)');

let chats = [];
let bot;
let panes = [];
/** How far the playground's clock is ahead of the browser's, ms. */
let ahead = 0;
const unread = new Map();

const keyOf = ({ id, threadId }) => `${id}/${threadId}`;
const inChat = (event, chat) =>
  event.chatId === chat.id && (event.threadId === undefined || event.threadId === chat.threadId);

const deeds = {
  /** A link that opens the bot with a parameter, as Telegram does after a press of its start button. */
  async startBot(parameter) {
    const pane = await open(chats[0]);
    await pane.say(`/start ${parameter}`);
  },
  /** Adds the bot to the first chat of a kind; a group is told what the link said. */
  async join(kind, parameter) {
    const chat = chats.find((each) => each.kind === kind);
    await call('/playground/join', { chat: chat.id });
    toast(`أُضيف موجز إلى: ${chat.title}`);
    if (parameter === undefined) return;
    const pane = await open(chat);
    await pane.say(`/start@${bot.username} ${parameter}`.trim());
  },
  /** Asks for a chat and puts words into its line. */
  choose(words) {
    at('chooser-chats').replaceChildren(
      ...chats.map((chat) =>
        element(
          'li',
          '',
          {},
          button('', chat.title, async () => {
            at('chooser').close();
            const pane = await open(chat);
            pane.write(words);
          }),
        ),
      ),
    );
    at('chooser').showModal();
  },
};

/** Opens a chat in the place of the last one used, or beside it. */
async function open(chat, beside = false) {
  const there = panes.find((pane) => keyOf(pane.chat) === keyOf(chat));
  if (there !== undefined) {
    there.focus();
    return there;
  }
  const pane = createPane({ chat, bot, ...deeds, close: () => closePane(pane) });
  const fits = beside && !NARROW.matches && panes.length < PANES;
  panes = fits ? [...panes, pane] : [...panes.slice(0, -1), pane];
  unread.delete(keyOf(chat));
  draw();
  await pane.refresh();
  pane.focus();
  return pane;
}

function closePane(pane) {
  panes = panes.filter((each) => each !== pane);
  draw();
  panes.at(-1)?.focus();
}

function draw() {
  at('panes').replaceChildren(...panes.map((pane) => pane.element));
  for (const pane of panes) pane.settle(panes.length > 1);
  drawChats();
}

function drawChats() {
  const focused = document.activeElement?.dataset?.key;
  at('chats').replaceChildren(
    ...chats.map((chat) => {
      const key = keyOf(chat);
      const shown = panes.some((pane) => keyOf(pane.chat) === key);
      const name = button('name', chat.title, () => void open(chat).catch(lost));
      name.setAttribute('aria-current', String(shown));
      name.dataset.key = key;
      const count = unread.get(key) ?? 0;
      if (count > 0) name.append(element('span', 'badge', {}, String(count)));
      const beside = button('beside', '', () => void open(chat, true).catch(lost));
      beside.ariaLabel = `بجانب المفتوح: ${chat.title}`;
      beside.title = 'فتحها بجانب المفتوح';
      beside.hidden = shown || panes.length >= PANES;
      return element('li', '', {}, name, beside);
    }),
  );
  if (focused !== undefined) at('chats').querySelector(`[data-key="${focused}"]`)?.focus();
}

function take(event) {
  if (event.kind === 'clock') {
    setClock(event);
    return;
  }
  const about = event.message ?? event;
  if (event.kind === 'commands') for (const pane of panes) void pane.refresh().catch(lost);
  for (const pane of panes) if (inChat(about, pane.chat)) pane.take(event);
  if (event.kind !== 'message' || !event.message.fromBot) return;
  const chat = chats.find((each) => inChat(about, each));
  if (chat === undefined || panes.some((pane) => pane.chat === chat)) return;
  unread.set(keyOf(chat), (unread.get(keyOf(chat)) ?? 0) + 1);
  drawChats();
}

async function refresh() {
  const state = await call('/playground/state');
  bot = state.bot;
  setClock(state.clock);
  at('notice').textContent = state.notice;
  if (chats.length === 0) {
    chats = state.chats;
    await open(chats[0]);
    return;
  }
  await Promise.all(panes.map((pane) => pane.refresh()));
}

function listen() {
  const events = new EventSource('/playground/events');
  // Each time the line opens, what came before it did is fetched.
  events.addEventListener('open', () => void refresh().catch(lost));
  events.addEventListener('error', lost);
  events.addEventListener('message', ({ data }) => take(JSON.parse(data)));
}

function setClock({ now, zone }) {
  if (zone !== undefined) setZone(zone);
  ahead = now - Date.now();
  showClock();
}

function showClock() {
  const now = Date.now() + ahead;
  at('clock').dateTime = new Date(now).toISOString();
  at('clock').textContent = inWords(now, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: 'numeric',
    minute: '2-digit',
  });
}

async function moveClock(key) {
  const { by, hour } = key.dataset;
  key.disabled = true;
  try {
    const to = by === undefined ? { toHour: Number(hour) } : { by: Number(by) };
    setClock(await call('/playground/clock', to));
    toast(`الساعة الآن: ${at('clock').textContent}`);
  } catch {
    lost();
  } finally {
    key.disabled = false;
    key.focus();
  }
}

for (const key of document.querySelectorAll('.clock button'))
  key.addEventListener('click', () => void moveClock(key));

const THEME = 'mujaz-theme';

function setTheme(theme) {
  if (theme === undefined) delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  const dark =
    theme === 'dark' || (theme === undefined && matchMedia('(prefers-color-scheme: dark)').matches);
  at('theme').setAttribute('aria-pressed', String(dark));
}

at('theme').addEventListener('click', () => {
  const theme = at('theme').getAttribute('aria-pressed') === 'true' ? 'light' : 'dark';
  localStorage.setItem(THEME, theme);
  setTheme(theme);
});

setTheme(localStorage.getItem(THEME) ?? undefined);
setInterval(() => at('clock').textContent === '' || showClock(), 10_000);
listen();
