/**
 * Prints the learned weights of src/stories/likeness.ts anew: `node --import tsx eval/likeness.ts ../shared/eval`. What each
 * set's weights reach on the others is printed by `npm run eval -- stories`.
 */
import { KINDS, learn, lessons } from './learn.ts';

const all = await lessons(process.argv[2] ?? '../shared/eval');
const { weights, start } = learn(all);
const print = (line: string) => process.stdout.write(`${line}\n`);
print(`all ${all.length} pairs:`);
for (const kind of KINDS) print(`  ${kind}: ${weights[kind].toFixed(1)}`);
print(`  start: ${start.toFixed(1)}`);
