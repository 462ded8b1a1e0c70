/** Buttons that lead to what a chat hid and lessened. */
import { createHash } from 'node:crypto';
import { button, type Keyboard } from './keyboards.ts';
import type { Texts } from './languages.ts';
import { type Place, placeValues } from './places.ts';

/** An outlet as buttons carry it (names are too long for them): twelve hexadecimal digits made of its key. */
export function outletCode(key: string): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 12);
}

/** Under a story: less of such, why it came, and what is wrong with it. */
export function storyWishes(storyId: number, place: Place, labels: Texts['labels']): Keyboard[number] {
  const values = [String(storyId), ...placeValues(place)];
  const own = (text: string, code: string) => {
    const full = button(text, { kind: 'own', code, values });
    // A search may be for more words than a button holds.
    return full.length > 0 ? full : button(text, { kind: 'own', code, values: [String(storyId)] });
  };
  return [
    ...own(labels.less, 'ls'),
    ...button(labels.why, { kind: 'own', code: 'wy', values: [String(storyId)] }),
    ...own(labels.report, 'rp'),
  ];
}

/** The way to the list of what is lessened. */
export function lessenedButton(labels: Texts['labels']): Keyboard[number] {
  return button(labels.lessened, { kind: 'own', code: 'lsl', values: [] });
}
