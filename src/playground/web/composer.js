/** The line of a chat: writing, commands, inline mode, what is replied to, and the keys that the bot put under it. */
import { createMenu } from './menu.js';
import { button, call, element, lost } from './page.js';

/** Typing rests this long before the bot is asked for cards. */
const REST_MS = 250;

/**
 * The composer of a chat. `where()` gives what every request says of place and writer; `say(words, replyTo)` sends.
 */
export function createComposer({ chat, bot, id, where, say }) {
  const input = element('input', 'text', {
    type: 'text',
    dir: 'auto',
    maxLength: 4096,
    enterKeyHint: 'send',
    placeholder: 'الرسالة',
    ariaLabel: 'الرسالة',
    autocomplete: 'off',
  });
  input.setAttribute('aria-controls', `${id}-menu`);
  input.setAttribute('role', 'combobox');
  input.setAttribute('aria-autocomplete', 'list');
  input.setAttribute('aria-haspopup', 'true');
  input.setAttribute('aria-expanded', 'false');
  const menu = createMenu(input, `${id}-menu`);
  const open = button('menu-button', 'القائمة', () => {
    if (menu.isOpen()) menu.hide();
    else showCommands('/');
    open.setAttribute('aria-expanded', String(menu.isOpen()));
  });
  open.setAttribute('aria-controls', `${id}-menu`);
  open.setAttribute('aria-expanded', 'false');
  open.hidden = true;
  const send = element('button', 'send', { type: 'submit', ariaLabel: 'إرسال' });
  send.innerHTML =
    '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M21 3 10 14M21 3l-7 18-4-7-7-4 18-7Z"/></svg>';
  const form = element('form', 'composer', {}, open, input, send);
  const replied = element('div', 'replying', { hidden: true });
  const keys = element('div', 'keys', { hidden: true });
  keys.setAttribute('role', 'group');
  keys.ariaLabel = 'لوحة الأزرار';
  const whole = element('div', 'foot-of-pane', {}, menu.element, replied, form, keys);

  let commands = [];
  let replyTo;
  let timer;
  let asked = 0;

  function focusLater() {
    input.focus();
  }
  menu.onChoice(focusLater);

  function showCommands(prefix) {
    const found = commands.filter(({ command }) => `/${command}`.startsWith(prefix));
    menu.show(
      'الأوامر',
      found.map(({ command, description }) => ({
        title: description,
        latin: `/${command}`,
        choose: () => {
          input.value = '';
          void submit(`/${command}`);
        },
      })),
    );
  }

  async function showCards(query) {
    asked += 1;
    const mine = asked;
    const answer = await call('/playground/inline', { ...where(), query });
    if (mine !== asked || !input.value.startsWith('@')) return;
    const cards = answer.cards.map((card) => ({
      title: card.title,
      detail: card.description,
      choose: () => {
        input.value = '';
        call('/playground/card', { ...where(), card: card.id }).catch(lost);
      },
    }));
    const start = answer.button;
    const first =
      start === null
        ? []
        : [{ title: start.text, choose: () => void submit(`/start ${start.startParameter}`) }];
    menu.show('بطاقات للمشاركة', [...first, ...cards]);
    if (cards.length + first.length === 0) menu.show('بطاقات للمشاركة', [{ title: 'لا نتائج', choose() {} }]);
  }

  function typed() {
    const words = input.value;
    clearTimeout(timer);
    asked += 1;
    const name = `@${bot.username}`;
    const inline = /^@(\w+)\s(.*)$/su.exec(words);
    if (/^\/[a-z0-9_]*$/.test(words)) showCommands(words);
    else if (inline !== null && `@${inline[1]}`.toLowerCase() === name.toLowerCase()) {
      timer = setTimeout(() => showCards(inline[2]).catch(lost), REST_MS);
    } else if (/^@\w*$/.test(words) && name.toLowerCase().startsWith(words.toLowerCase())) {
      menu.show('البحث في موجز', [
        { title: 'بطاقات أخبار من أي محادثة', latin: name, choose: () => write(`${name} `) },
      ]);
    } else menu.hide();
    open.setAttribute('aria-expanded', String(menu.isOpen()));
  }

  function write(words) {
    input.value = words;
    input.focus();
    typed();
  }

  function setReply(message) {
    replyTo = message?.id;
    replied.hidden = message === undefined;
    replied.replaceChildren();
    if (message === undefined) return;
    const cancel = button('cancel', '×', () => {
      setReply();
      input.focus();
    });
    cancel.ariaLabel = 'ترك الرد';
    const words = element(
      'span',
      '',
      { dir: 'auto' },
      `رد على ${message.author}: ${message.text.slice(0, 80)}`,
    );
    replied.append(words, cancel);
  }

  async function submit(words) {
    const trimmed = words.trim();
    if (trimmed === '') return;
    menu.hide();
    const to = replyTo;
    setReply();
    await say(trimmed, to);
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const words = input.value;
    input.value = '';
    void submit(words);
  });
  input.addEventListener('input', typed);
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !menu.isOpen()) setReply();
  });

  return {
    element: whole,
    submit,
    write,
    setReply,
    focus: () => input.focus({ preventScroll: true }),
    setCommands(list) {
      commands = list;
      open.hidden = list.length === 0;
    },
    /** What stands in the place of the letters: a reply keyboard, or nothing. */
    setKeyboard(markup) {
      keys.hidden = markup === undefined;
      input.placeholder = markup?.placeholder || (chat.kind === 'channel' ? 'منشور' : 'الرسالة');
      if (markup === undefined) return;
      keys.replaceChildren(
        ...markup.rows.map((row) =>
          element(
            'div',
            'row',
            {},
            ...row.map((words) =>
              button('key', words, () => {
                if (markup.oneTime) keys.hidden = true;
                void submit(words);
              }),
            ),
          ),
        ),
      );
    },
  };
}
