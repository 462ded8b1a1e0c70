/** Draws a message's text with its entities, and its keyboard: always text nodes, never markup from outside. */
import { inWords, element as make } from './page.js';

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
  return make(name, className, {}, ...children);
}

/** Our made-up outlets have addresses that lead nowhere, by the meaning of .example. */
function isMadeUp(href) {
  return URL.canParse(href) && new URL(href).hostname.endsWith('.example');
}

function link(href, children, on) {
  const safe = /^(https?|tg):/i.test(href) ? href : `http://${href}`;
  const made = element('a', '', ...children);
  made.addEventListener('click', (event) => {
    if (isMadeUp(safe)) {
      event.preventDefault();
      on.madeUp();
    } else if (/^https?:\/\/t\.me\//i.test(safe) && on.telegram(safe)) event.preventDefault();
  });
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
  made.setAttribute('role', 'button');
  made.ariaLabel = 'نص مخفي';
  const show = () => {
    made.classList.add('shown');
    made.removeAttribute('role');
    made.removeAttribute('aria-label');
    made.removeAttribute('tabindex');
  };
  made.addEventListener('click', show);
  made.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    show();
  });
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
  made.title = inWords(at, { dateStyle: 'full', timeStyle: 'short' });
  return made;
}

function wrap(entity, children, words, on) {
  switch (entity.type) {
    case 'text_link':
      return link(entity.url, children, on);
    case 'url':
      return link(words, children, on);
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

/** What a press of this button does; undefined for one that opens a link. */
function deedOf(button, messageId, on) {
  if (button.callback_data !== undefined) return (key) => on.press(messageId, button.callback_data, key);
  if (button.switch_inline_query_current_chat !== undefined)
    return () => on.inlineHere(button.switch_inline_query_current_chat);
  if (button.switch_inline_query !== undefined) return () => on.inlineElsewhere(button.switch_inline_query);
  if (button.copy_text !== undefined) return () => void on.copy(button.copy_text.text);
  return undefined;
}

function keyboard(message, on) {
  const made = element('div', 'keyboard');
  for (const row of message.keyboard) {
    const line = element('div', 'row');
    for (const button of row) {
      const label = make('span', '', { dir: 'auto' }, button.text);
      const deed = deedOf(button, message.id, on);
      if (deed === undefined) {
        const opened = link(button.url, [label], on);
        opened.className = 'key link';
        line.append(opened);
        continue;
      }
      const key = make('button', 'key', { type: 'button' }, label);
      key.addEventListener('click', () => deed(key));
      line.append(key);
    }
    made.append(line);
  }
  return made;
}

/** The message that another answers, in a line that leads to it. */
function quoted(replied, on) {
  const words = replied.text.split('\n')[0].slice(0, 100) || replied.document?.name || '';
  const made = make('button', 'quoted', { type: 'button' });
  made.append(element('b', '', replied.author), ' ', make('span', '', { dir: 'auto' }, words));
  made.addEventListener('click', () => on.jump(replied.id));
  return made;
}

function attachment({ fileId, name, size }) {
  const made = element('a', 'document', make('span', '', { dir: 'auto' }, name));
  made.append(make('small', '', {}, `تنزيل الملف، ${Math.max(1, Math.round(size / 1024))} ك.ب`));
  made.href = `/playground/file?id=${encodeURIComponent(fileId)}`;
  made.download = name;
  return made;
}

function footOf(message, on) {
  const time = inWords(message.sentAt, { hour: 'numeric', minute: '2-digit' });
  const said = [message.viaBot ? 'بواسطة موجز' : '', message.silent ? 'بلا صوت' : ''].filter(Boolean);
  const foot = element('div', 'foot', [...said, message.edits > 0 ? `معدّلة ${time}` : time].join(' · '));
  const reply = make('button', 'reply', { type: 'button' }, 'رد');
  reply.addEventListener('click', () => on.reply(message));
  foot.prepend(reply);
  return foot;
}

/**
 * A message as it stands on the page. `own` stands at the far side, `named` says who wrote it, `replied` is the message it answers.
 * `on` tells of what is pressed in it.
 */
export function drawMessage(message, { own, named, replied, on }) {
  const bubble = element('div', 'bubble');
  if (named && !own) bubble.append(element('div', 'author', message.author));
  if (replied !== undefined) bubble.append(quoted(replied, on));
  if (message.document !== undefined) bubble.append(attachment(message.document));
  if (message.text !== '')
    bubble.append(
      element('div', 'words', ...nodes(message.text, message.entities, 0, message.text.length, on)),
    );
  if (message.droppedEntities > 0)
    bubble.append(
      element('div', 'warning', `لا يعرض تيليغرام إلا أول 100 تنسيق: سقط منها ${message.droppedEntities}`),
    );
  bubble.append(footOf(message, on));
  const article = element('article', own ? 'message own' : 'message', bubble);
  article.dataset.id = String(message.id);
  article.tabIndex = -1;
  if (message.keyboard.length > 0) article.append(keyboard(message, on));
  return article;
}
