/** The list over a chat's line: commands, or the cards of inline mode. Arrows go through it, Escape puts it away. */
import { element } from './page.js';

/** `input` is the line that it belongs to; `name` what a screen reader calls it. */
export function createMenu(input, id) {
  const list = element('ul', 'menu', { id, hidden: true });
  let chosen = () => undefined;

  function keys() {
    return [...list.querySelectorAll('button')];
  }

  function hide() {
    list.hidden = true;
    input.setAttribute('aria-expanded', 'false');
  }

  function move(step) {
    const all = keys();
    const at = all.indexOf(document.activeElement);
    const next = at + step;
    if (next < 0) input.focus();
    else all[Math.min(next, all.length - 1)]?.focus();
  }

  list.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      move(event.key === 'ArrowDown' ? 1 : -1);
    }
    if (event.key === 'Escape') {
      event.stopPropagation();
      hide();
      input.focus();
    }
  });
  input.addEventListener('keydown', (event) => {
    if (list.hidden) return;
    if (event.key === 'Escape') hide();
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      (event.key === 'ArrowUp' ? keys().at(-1) : keys()[0])?.focus();
    }
  });

  return {
    element: list,
    hide,
    isOpen: () => !list.hidden,
    /** Rows of { title, detail, latin, choose }; none hides it. */
    show(name, rows) {
      list.ariaLabel = name;
      list.replaceChildren(
        ...rows.map(({ title, detail, latin, choose }) => {
          const key = element(
            'button',
            '',
            { type: 'button' },
            element('span', 'title', { dir: 'auto' }, title),
          );
          if (detail) key.append(element('span', 'detail', { dir: 'auto' }, detail));
          if (latin) key.append(element('span', 'latin', { dir: 'ltr' }, latin));
          key.addEventListener('click', () => {
            hide();
            choose();
            chosen();
          });
          return element('li', '', {}, key);
        }),
      );
      list.hidden = rows.length === 0;
      input.setAttribute('aria-expanded', String(!list.hidden));
    },
    onChoice(told) {
      chosen = told;
    },
  };
}
