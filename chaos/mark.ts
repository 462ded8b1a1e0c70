/** The word by which an event of the trial is known in any text about it. */

const LETTERS = 'بتجدرزسشصطعفقكلمنهي';

/** The event's word. */
export function mark(event: number): string {
  const letters = [0, 1, 2, 3].map((place) => LETTERS[Math.floor(event / LETTERS.length ** place) % 19]);
  return `خظ${letters.join('')}`;
}

const MARK = /خظ([بتجدرزسشصطعفقكلمنهي]{4})/gu;

/** The events that a text tells of, in its order, each once. */
export function eventsIn(text: string): readonly number[] {
  const found = [...text.matchAll(MARK)].map(([, letters = '']) =>
    Array.from(letters).reduce(
      (sum, letter, place) => sum + LETTERS.indexOf(letter) * LETTERS.length ** place,
      0,
    ),
  );
  return [...new Set(found)];
}
