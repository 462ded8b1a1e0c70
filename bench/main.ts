/** `npm run bench`: speed and memory, each figure beside its bar or a baseline of the same run. */
import { answers } from './answers.ts';
import { compose } from './compose.ts';
import { delivery } from './delivery.ts';
import { joining } from './joining.ts';
import { lists } from './lists.ts';
import type { Figure } from './measure.ts';
import { operators } from './operators.ts';
import { pages } from './pages.ts';
import { polling } from './polling.ts';
import { retention } from './retention.ts';
import { rates } from './texts.ts';

const BENCHES: Readonly<Record<string, () => Promise<readonly Figure[]>>> = {
  operators,
  rates,
  pages,
  lists,
  answers,
  joining,
  retention,
  compose,
  delivery,
  polling,
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in BENCHES));
if (unknown.length > 0) {
  process.stderr.write(
    `no bench is called ${unknown.join(', ')}: there are ${Object.keys(BENCHES).join(', ')}\n`,
  );
  process.exitCode = 2;
} else {
  for (const [name, bench] of Object.entries(BENCHES)) {
    if (asked.length > 0 && !asked.includes(name)) continue;
    for (const { what, value, beside } of await bench()) {
      process.stdout.write(`${what.padEnd(60)} ${value.padStart(14)}   ${beside}\n`);
    }
  }
}
