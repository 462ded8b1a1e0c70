/**
 * Loaded before the program (--import): gives it a clock of its own, that stands where CHAOS_CLOCK says and runs faster than
 * ours, its timers with it. Outages of a day and time-outs of half a minute then take moments; the program is the real one.
 *
 * CHAOS_CLOCK: "REAL SHOWN RATE": at our time REAL (epoch ms) the clock shows SHOWN, and goes RATE times as fast.
 */
import { syncBuiltinESMExports } from 'node:module';
import timersPromises from 'node:timers/promises';

const [real = 0, shown = 0, rate = 1] = (process.env.CHAOS_CLOCK ?? '').split(' ').map(Number);
const OurDate = globalThis.Date;
const now = () => Math.round(shown + (OurDate.now() - real) * rate);

globalThis.Date = class extends OurDate {
  constructor(...values) {
    if (values.length === 0) super(now());
    else super(...values);
  }
  static now() {
    return now();
  }
  static [Symbol.hasInstance](value) {
    return value instanceof OurDate;
  }
};

const { setTimeout, setInterval } = globalThis;
globalThis.setTimeout = Object.assign(
  (call, ms, ...values) => setTimeout(call, (ms ?? 0) / rate, ...values),
  setTimeout,
);
globalThis.setInterval = (call, ms, ...values) => setInterval(call, (ms ?? 0) / rate, ...values);

const pause = timersPromises.setTimeout;
timersPromises.setTimeout = (ms, ...values) => pause((ms ?? 0) / rate, ...values);
syncBuiltinESMExports();

const timeout = AbortSignal.timeout.bind(AbortSignal);
AbortSignal.timeout = (ms) => timeout(Math.ceil(ms / rate));
