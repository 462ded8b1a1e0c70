/** Draws a message's text with its entities, and its keyboard: always text nodes, never markup from outside. */

const SIMPLE = {
  bold: 'b',
  italic: 'i',
  underline: 'u',
  strikethrough: 's',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
};

const BLOCKS = new Set(['blockquote', 'expandable_blockquote', 'pre']);

/** Lines of a folded quote that show. */
const FOLD_LINES = 3;

function element(name, className, ...children) {
  const made = document.createElement(name);
  if (className !== '') made.className = className;
  made.append(...children);
  return made;
}

/** Our made-up outlets have addresses that lead nowhere, by the meaning of .example. */
function isMadeUp(href) {
  return URL.canParse(href) && new URL(href).hostname.endsWith('.example');
}

function link(href, children, onMadeUp) {
  const safe = /^(https?|tg):/i.test(href) ? href : `http://${href}`;
  const made = element('a', '', ...children);
  if (isMadeUp(safe)) {
    made.addEventListener('click', (event) => {
      event.preventDefault();
      onMadeUp();
    });
  }
  made.href = safe;
  made.target = '_blank';
  made.rel = 'noopener noreferrer';
  return made;
}

function expandable(children) {
  const body = element('div', 'quote-body', ...children);
  const toggle = element('button', 'unfold', 'المزيد');
  toggle.type = 'button';
  toggle.setAttribute('aria-expanded', 'false');
  const quote = element('blockquote', 'expandable', body, toggle);
  toggle.addEventListener('click', () => {
    const open = quote.classList.toggle('open');
    toggle.textContent = open ? 'أقل' : 'المزيد';
    toggle.setAttribute('aria-expanded', String(open));
  });
  return quote;
}

/** Hides «المزيد» where the quote shows whole; only known once the message is on the page. */
export function settleQuotes(root) {
  for (const quote of root.querySelectorAll('blockquote.expandable')) {
    const body = quote.querySelector('.quote-body');
    const lineHeight = Number.parseFloat(getComputedStyle(body).lineHeight);
    quote.classList.toggle('short', body.scrollHeight <= lineHeight * FOLD_LINES + 2);
  }
}

function spoiler(children) {
  const made = element('span', 'spoiler', ...children);
  made.tabIndex = 0;
  made.addEventListener('click', () => made.classList.add('shown'));
  return made;
}

/** A link, not a button: a button would be taken out of the line and hide its letters from the line's direction. */
function command(words, onCommand) {
  const made = element('a', 'command', words);
  made.href = '#';
  made.addEventListener('click', (event) => {
    event.preventDefault();
    onCommand(words);
  });
  return made;
}

function moment(entity, children) {
  const made = element('time', '', ...children);
  const at = new Date(entity.unix_time * 1000);
  made.dateTime = at.toISOString();
  made.title = at.toLocaleString('ar-u-nu-latn', { dateStyle: 'full', timeStyle: 'short' });
  return made;
}

function wrap(entity, children, words, on) {
  switch (entity.type) {
    case 'text_link':
      return link(entity.url, children, on.madeUp);
    case 'url':
      return link(words, children, on.madeUp);
    case 'email':
    case 'mention':
    case 'hashtag':
    case 'cashtag':
    case 'text_mention':
      return element('span', 'tag', ...children);
    case 'bot_command':
      return command(words, on.command);
    case 'spoiler':
      return spoiler(children);
    case 'expandable_blockquote':
      return expandable(children);
    case 'date_time':
      return moment(entity, children);
    case 'custom_emoji':
      return element('span', '', ...children);
    default:
      return element(SIMPLE[entity.type] ?? 'span', '', ...children);
  }
}

/** The nodes for one stretch of text. A block's own line feeds are not drawn: it stands on lines of its own anyway. */
function nodes(text, entities, from, to, on) {
  const out = [];
  let at = from;
  let afterBlock = false;
  const plain = (upTo, beforeBlock) => {
    let words = text.slice(at, upTo);
    if (afterBlock && words.startsWith('\n')) words = words.slice(1);
    if (beforeBlock && words.endsWith('\n')) words = words.slice(0, -1);
    if (words !== '') out.push(words);
    at = upTo;
  };
  for (let i = 0; i < entities.length; ) {
    const entity = entities[i];
    const end = Math.min(entity.offset + entity.length, to);
    const inner = [];
    i += 1;
    while (i < entities.length && entities[i].offset < end) inner.push(entities[i++]);
    const isBlock = BLOCKS.has(entity.type);
    plain(entity.offset, isBlock);
    const children = nodes(text, inner, entity.offset, end, on);
    out.push(wrap(entity, children, text.slice(entity.offset, end), on));
    at = end;
    afterBlock = isBlock;
  }
  plain(to, false);
  return out;
}

function keyboard(rows, on) {
  const made = element('div', 'keyboard');
  for (const row of rows) {
    const line = element('div', 'row');
    for (const button of row) {
      const label = element('span', '', button.text);
      label.dir = 'auto';
      if (button.url !== undefined) {
        const opened = link(button.url, [label], on.madeUp);
        opened.className = 'key link';
        line.append(opened);
        continue;
      }
      const key = element('button', 'key', label);
      key.type = 'button';
      key.addEventListener('click', () => on.press(button, key));
      line.append(key);
    }
    made.append(line);
  }
  return made;
}

/** A message as it stands on the page. `on.command(words)`, `on.press(button, element)` and `on.madeUp()` tell of clicks. */
export function drawMessage(message, own, on) {
  const text = element('div', 'words', ...nodes(message.text, message.entities, 0, message.text.length, on));
  const time = new Date(message.sentAt).toLocaleTimeString('ar-u-nu-latn', {
    hour: 'numeric',
    minute: '2-digit',
  });
  const foot = element('div', 'foot', message.edits > 0 ? `معدّلة ${time}` : time);
  const bubble = element('div', 'bubble', text, foot);
  if (message.droppedEntities > 0)
    bubble.append(
      element('div', 'warning', `لا يعرض تيليغرام إلا أول 100 تنسيق: سقط منها ${message.droppedEntities}`),
    );
  const article = element('article', own ? 'message own' : 'message', bubble);
  article.dataset.id = String(message.id);
  if (message.keyboard.length > 0) article.append(keyboard(message.keyboard, on));
  return article;
}
