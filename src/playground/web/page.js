/** What the parts of the page share: making elements, asking the server, telling the reader. */

/** An element with a class and children; `props` are set on it. */
export function element(name, className, props = {}, ...children) {
  const made = document.createElement(name);
  if (className !== '') made.className = className;
  Object.assign(made, props);
  made.append(...children);
  return made;
}

/** A button that never sends a form. */
export function button(className, words, onClick) {
  const made = element('button', className, { type: 'button' }, words);
  made.addEventListener('click', onClick);
  return made;
}

/** Asks the server: POST with a body, else GET. Rejects where it does not answer or refuses. */
export async function call(path, body) {
  const response = await fetch(path, {
    method: body === undefined ? 'GET' : 'POST',
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.json();
}

let toastTimer;

/** A line at the foot of the page that goes by itself. */
export function toast(words) {
  const shown = document.getElementById('toast');
  shown.textContent = words;
  shown.hidden = false;
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => {
    shown.hidden = true;
  }, 4000);
}

/** Words that stay until they are put away. */
export function alertBox(words) {
  document.getElementById('alert-text').textContent = words;
  document.getElementById('alert').showModal();
}

/** The connection to the server is all that can fail here. */
export function lost() {
  toast('انقطع الاتصال بالخادم المحلي. تُعاد المحاولة تلقائيًا.');
}

let zone;

/** The zone that all times of the page are shown in. */
export function setZone(name) {
  zone = name;
}

/** A moment (epoch ms) in words. */
export function inWords(at, how) {
  return new Intl.DateTimeFormat('ar-u-nu-latn', { timeZone: zone, ...how }).format(at);
}
