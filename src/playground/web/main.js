/** The playground's page: shows the chosen chat live and sends what the reader types and presses. */
import { drawMessage, settleQuotes } from './render.js';

const at = (id) => document.getElementById(id);
const log = at('log');
const text = at('text');
const menu = at('menu');

let chats = [];
let commands = [];
let chat;
/** Events that came while the chat was being fetched; undefined when nothing is. */
let held;
const unread = new Map();
let typingTimer;
let toastTimer;

async function call(path, body) {
  const response = await fetch(path, {
    method: body === undefined ? 'GET' : 'POST',
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.json();
}

function toast(words) {
  at('toast').textContent = words;
  at('toast').hidden = false;
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => {
    at('toast').hidden = true;
  }, 4000);
}

/** The connection to the server is all that can fail here. */
function lost() {
  toast('انقطع الاتصال بالخادم المحلي. تُعاد المحاولة تلقائيًا.');
}

async function say(words) {
  const trimmed = words.trim();
  if (trimmed === '') return;
  closeMenu();
  await call('/playground/say', { chat: chat.id, text: trimmed }).catch(lost);
}

async function press(message, button, key) {
  key.classList.add('busy');
  try {
    const answer = await call('/playground/press', { chat: chat.id, message, button: button.callback_data });
    if (answer.text !== '' && answer.alert) {
      at('alert-text').textContent = answer.text;
      at('alert').showModal();
    } else if (answer.text !== '') {
      toast(answer.text);
    }
  } catch {
    lost();
  } finally {
    key.classList.remove('busy');
  }
}

function isNearEnd() {
  return log.scrollHeight - log.scrollTop - log.clientHeight < 120;
}

function show(message) {
  const drawn = drawMessage(message, !message.fromBot, {
    command: say,
    madeUp: () => toast('هذا رابط عيّنة: لا صفحة وراءه.'),
    press: (button, key) => press(message.id, button, key),
  });
  const old = log.querySelector(`[data-id="${message.id}"]`);
  if (old === null) log.append(drawn);
  else old.replaceWith(drawn);
  settleQuotes(drawn);
  at('empty').hidden = true;
  return drawn;
}

/** A long answer is read from its beginning; a short one is followed to its end. */
function reveal(drawn) {
  const tall = drawn.offsetHeight > log.clientHeight;
  drawn.scrollIntoView({ block: tall ? 'start' : 'end' });
}

async function open(next) {
  chat = next;
  unread.delete(chat.id);
  drawChats();
  at('title').textContent = chat.kind === 'private' ? 'موجز' : chat.title;
  setStatus();
  held = [];
  const messages = await call(`/playground/messages?chat=${next.id}`);
  if (chat !== next) return;
  log.replaceChildren();
  at('empty').hidden = messages.length > 0;
  for (const message of messages) show(message);
  const missed = held;
  held = undefined;
  for (const event of missed) take(event);
  log.lastElementChild?.scrollIntoView({ block: 'end' });
}

function setStatus(words) {
  const usual = { private: 'روبوت', group: 'مجموعة، والروبوت عضو فيها', channel: 'قناة، والروبوت مشرف فيها' };
  at('status').textContent = words ?? usual[chat.kind];
}

function drawChats() {
  at('chats').replaceChildren(
    ...chats.map((each) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = each.title;
      button.setAttribute('aria-current', String(each.id === chat?.id));
      const count = unread.get(each.id) ?? 0;
      if (count > 0) {
        const badge = document.createElement('span');
        badge.className = 'badge';
        badge.textContent = String(count);
        button.append(badge);
      }
      button.addEventListener('click', () => void open(each).catch(lost));
      return button;
    }),
  );
}

function drawMenu(prefix = '/') {
  const found = commands.filter(({ command }) => `/${command}`.startsWith(prefix));
  menu.replaceChildren(
    ...found.map(({ command, description }) => {
      const item = document.createElement('li');
      const button = document.createElement('button');
      const name = document.createElement('span');
      button.type = 'button';
      name.className = 'name';
      name.dir = 'ltr';
      name.textContent = `/${command}`;
      button.append(description, name);
      button.addEventListener('click', () => {
        text.value = '';
        void say(`/${command}`);
      });
      item.append(button);
      return item;
    }),
  );
  return found.length;
}

function setMenu(shown) {
  menu.hidden = !shown;
  at('menu-button').setAttribute('aria-expanded', String(shown));
}

function closeMenu() {
  setMenu(false);
}

function listen() {
  const events = new EventSource('/playground/events');
  // Each time the line opens, what came before it did is fetched.
  events.addEventListener('open', () => void refresh().catch(lost));
  events.addEventListener('error', lost);
  events.addEventListener('message', ({ data }) => {
    const event = JSON.parse(data);
    if (held === undefined) take(event);
    else held.push(event);
  });
}

function take(event) {
  if (event.kind === 'commands') void refresh().catch(lost);
  if (event.kind === 'message' || event.kind === 'edited') receive(event);
  if (event.kind === 'deleted' && event.chatId === chat.id)
    log.querySelector(`[data-id="${event.messageId}"]`)?.remove();
  if (event.kind === 'typing' && event.chatId === chat.id) {
    setStatus('يكتب…');
    clearTimeout(typingTimer);
    typingTimer = setTimeout(() => setStatus(), 5000);
  }
}

function receive({ kind, message }) {
  if (message.chatId !== chat.id) {
    if (kind !== 'message' || !message.fromBot) return;
    unread.set(message.chatId, (unread.get(message.chatId) ?? 0) + 1);
    drawChats();
    return;
  }
  const follow = kind === 'message' && (isNearEnd() || !message.fromBot);
  const drawn = show(message);
  if (message.fromBot) setStatus();
  if (follow) reveal(drawn);
}

async function refresh() {
  const state = await call('/playground/state');
  chats = state.chats;
  commands = state.commands;
  at('notice').textContent = state.notice;
  at('menu-button').hidden = commands.length === 0;
  await open(chats.find(({ id }) => id === chat?.id) ?? chats[0]);
}

at('composer').addEventListener('submit', (event) => {
  event.preventDefault();
  const words = text.value;
  text.value = '';
  void say(words);
});
text.addEventListener('input', () => {
  const typed = text.value;
  setMenu(/^\/[a-z0-9_]*$/.test(typed) && drawMenu(typed) > 0);
});
text.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') closeMenu();
});
at('menu-button').addEventListener('click', () => {
  drawMenu();
  setMenu(menu.hidden);
});
for (const button of document.querySelectorAll('[data-say]'))
  button.addEventListener('click', () => void say(button.dataset.say));

held = [];
listen();
