/** One open chat: its messages as they come, change and go, and the line to write in. */
import { createComposer } from './composer.js';
import { alertBox, button, call, element, inWords, lost, toast } from './page.js';
import { drawMessage, settleQuotes } from './render.js';

let made = 0;

/**
 * A pane for a chat. `startBot(parameter)`, `join(kind, parameter)` and `choose(words)` lead elsewhere; `close()` takes it away.
 */
export function createPane({ chat, bot, startBot, join, choose, close }) {
  made += 1;
  const id = `pane-${made}`;
  const title = element('h2', '', { id: `${id}-title` }, chat.kind === 'private' ? 'موجز' : chat.title);
  const status = element('span', 'status', {}, chat.about);
  const writer = element('select', 'writer', { ariaLabel: 'الكتابة باسم' });
  writer.append(...chat.writers.map((each) => new Option(each.name, String(each.id))));
  writer.hidden = chat.writers.length < 2;
  const closing = button('cancel', '×', close);
  closing.ariaLabel = `إغلاق ${chat.title}`;
  const avatar = element('span', 'avatar', {}, chat.kind === 'private' ? 'م' : chat.title.at(0));
  avatar.setAttribute('aria-hidden', 'true');
  const head = element(
    'header',
    'head',
    {},
    avatar,
    element('div', 'who', {}, title, status),
    writer,
    closing,
  );
  const log = element('section', 'log', { ariaLabel: `رسائل ${chat.title}`, tabIndex: 0 });
  log.setAttribute('role', 'log');
  log.setAttribute('aria-live', 'polite');
  const composer = createComposer({ chat, bot, id, where, say });
  const empty = element('div', 'empty', { hidden: true }, element('p', '', {}, 'لا رسائل بعد.'));
  for (const [words, className] of [
    ['/start', 'begin'],
    ['/latest', 'try'],
    ['/topic iran', 'try'],
  ]) {
    const label = { '/start': 'بدء', '/latest': 'آخر الأخبار' }[words] ?? words;
    const key = button(className, label, () => void composer.submit(words));
    if (label === words) key.dir = 'ltr';
    empty.append(key);
  }
  const whole = element('section', 'pane', {}, head, log, empty, composer.element);
  whole.setAttribute('aria-labelledby', `${id}-title`);

  const messages = new Map();
  /** Events that came while the chat was being fetched, and how many times over it is. */
  let held = [];
  let fetching = 0;
  let typingTimer;

  function as() {
    return writer.value === 'null' ? null : Number(writer.value);
  }

  function where() {
    return { chat: chat.id, thread: chat.threadId, as: as() };
  }

  async function say(text, replyTo) {
    await call('/playground/say', { ...where(), text, ...(replyTo === undefined ? {} : { replyTo }) }).catch(
      lost,
    );
  }

  async function press(message, data, key) {
    key.classList.add('busy');
    try {
      const answer = await call('/playground/press', { ...where(), message, button: data });
      if (answer.text !== '' && answer.alert) alertBox(answer.text);
      else if (answer.text !== '') toast(answer.text);
      if (answer.url !== undefined) on.telegram(answer.url);
    } catch {
      lost();
    } finally {
      key.classList.remove('busy');
    }
  }

  /** What a button or link does when it is no tap for the bot. */
  const on = {
    command: (words) => void composer.submit(words),
    madeUp: () => toast('هذا رابط عيّنة: لا صفحة وراءه.'),
    press,
    copy: async (words) => {
      await navigator.clipboard?.writeText(words);
      toast('نُسخ النص');
    },
    inlineHere: (query) => composer.write(`@${bot.username} ${query}`),
    inlineElsewhere: (query) => choose(`@${bot.username} ${query}`),
    /** Links into Telegram lead to where they would lead there. */
    telegram(url) {
      const to = new URL(url);
      if (to.pathname === '/share/url') {
        choose([to.searchParams.get('text'), to.searchParams.get('url')].filter(Boolean).join(' '));
        return true;
      }
      const start = to.searchParams.get('start');
      if (to.pathname.slice(1).toLowerCase() !== bot.username.toLowerCase()) return false;
      const group = to.searchParams.get('startgroup');
      if (start !== null) startBot(start);
      else if (to.searchParams.has('startchannel')) void join('channel').catch(lost);
      else if (group !== null) void join('group', group).catch(lost);
      else toast('يفتح هذا الرابط موجز في تيليغرام.');
      return true;
    },
    reply: (message) => {
      composer.setReply(message);
      composer.focus();
    },
    jump: (messageId) => {
      const found = log.querySelector(`[data-id="${messageId}"]`);
      found?.scrollIntoView({ block: 'center' });
      found?.focus();
    },
  };

  function isOwn(message) {
    if (message.fromBot) return false;
    return chat.kind === 'channel' || message.authorId === (as() ?? undefined);
  }

  function draw(message) {
    const drawn = drawMessage(message, {
      own: isOwn(message),
      named: chat.kind === 'group' || chat.kind === 'forum',
      replied: message.replyTo === undefined ? undefined : messages.get(message.replyTo),
      on,
    });
    const old = log.querySelector(`[data-id="${message.id}"]`);
    if (old !== null) old.replaceWith(drawn);
    else {
      const day = inWords(message.sentAt, { weekday: 'long', day: 'numeric', month: 'long' });
      if ([...log.querySelectorAll('.day')].at(-1)?.textContent !== day)
        log.append(element('p', 'day', {}, day));
      log.append(drawn);
    }
    settleQuotes(drawn);
    return drawn;
  }

  /** The last word on the keyboard is the one that holds. */
  function settleKeyboard() {
    const last = [...messages.values()].findLast(
      ({ reply, replyTo }) =>
        reply !== undefined &&
        reply.kind !== 'force' &&
        // A selective one is for whom it answers.
        (!reply.selective || chat.kind === 'private' || messages.get(replyTo)?.authorId === as()),
    );
    composer.setKeyboard(last?.reply.kind === 'keyboard' ? last.reply : undefined);
  }

  function show(message) {
    messages.set(message.id, message);
    empty.hidden = true;
    return draw(message);
  }

  function isNearEnd() {
    return log.scrollHeight - log.scrollTop - log.clientHeight < 120;
  }

  /** A long answer is read from its beginning; a short one is followed to its end. */
  function reveal(drawn) {
    const tall = drawn.offsetHeight > log.clientHeight;
    drawn.scrollIntoView({ block: tall ? 'start' : 'end' });
  }

  function receive({ kind, message }) {
    const follow = kind === 'message' && (isNearEnd() || !message.fromBot);
    const drawn = show(message);
    settleKeyboard();
    if (message.fromBot) status.textContent = chat.about;
    if (kind === 'message' && message.reply?.kind === 'force') composer.setReply(message);
    if (follow) reveal(drawn);
  }

  function handle(event) {
    if (event.kind === 'message' || event.kind === 'edited') receive(event);
    if (event.kind === 'deleted') {
      messages.delete(event.messageId);
      log.querySelector(`[data-id="${event.messageId}"]`)?.remove();
      settleKeyboard();
    }
    if (event.kind === 'typing') {
      status.textContent = 'يكتب…';
      clearTimeout(typingTimer);
      typingTimer = setTimeout(() => {
        status.textContent = chat.about;
      }, 5000);
    }
  }

  async function refresh() {
    fetching += 1;
    let state;
    try {
      const query = `chat=${chat.id}&thread=${chat.threadId}&as=${as()}`;
      state = await call(`/playground/chat?${query}`);
    } finally {
      fetching -= 1;
    }
    // What was read before is not read out again.
    log.setAttribute('aria-live', 'off');
    messages.clear();
    log.replaceChildren();
    empty.hidden = state.messages.length > 0;
    composer.setCommands(state.commands);
    for (const message of state.messages) show(message);
    settleKeyboard();
    log.lastElementChild?.scrollIntoView({ block: 'end' });
    log.setAttribute('aria-live', 'polite');
    if (fetching > 0) return;
    const missed = held;
    held = [];
    for (const event of missed) handle(event);
  }

  writer.addEventListener('change', () => void refresh().catch(lost));

  return {
    chat,
    element: whole,
    refresh,
    say: composer.submit,
    write: composer.write,
    focus: composer.focus,
    take(event) {
      if (fetching === 0) handle(event);
      else held.push(event);
    },
    /** Measures what only a pane on the page can, and shows how it is closed where it is not alone. */
    settle(beside) {
      closing.hidden = !beside;
      settleQuotes(log);
    },
  };
}
