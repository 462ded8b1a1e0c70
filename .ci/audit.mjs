/** Reads `npm audit --json` on stdin: fails on what is high or critical; says so and passes where the registry gave no audit. */
import { text } from 'node:stream/consumers';

const say = (line) => process.stdout.write(`npm audit: ${line}\n`);
const given = await text(process.stdin);
let report;
try {
  report = JSON.parse(given);
} catch {
  report = {};
}
const counts = report?.metadata?.vulnerabilities;
if (counts === undefined) {
  const why = report?.error?.summary || report?.message || 'no answer';
  say(`SKIPPED, the registry does not answer it (${String(why).split('\n')[0]})`);
} else {
  for (const [name, { severity }] of Object.entries(report.vulnerabilities ?? {}))
    say(`${severity}: ${name}`);
  const grave = (counts.high ?? 0) + (counts.critical ?? 0);
  say(`${counts.total ?? 0} findings, ${grave} of them high or critical`);
  if (grave > 0) process.exitCode = 1;
}
