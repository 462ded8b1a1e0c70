/** The days off of each country's week. */
import { countryOf } from './cities.ts';

const [SUNDAY, THURSDAY, FRIDAY, SATURDAY] = [0, 4, 5, 6] as const;

/**
 * Where they are not Saturday and Sunday. A table of our own: CLDR has Saturday and Sunday for Palestine, Somalia and Djibouti, whose
 * offices close on Friday.
 */
const DAYS_OFF = new Map<string, readonly number[]>([
  ...'EG SA KW QA BH OM YE IQ SY JO PS SD LY DZ DJ BD'
    .split(' ')
    .map((country) => [country, [FRIDAY, SATURDAY]] as const),
  ['IR', [THURSDAY, FRIDAY]],
  ['SO', [THURSDAY, FRIDAY]],
  ['AF', [FRIDAY]],
]);

const ELSEWHERE: readonly number[] = [SUNDAY, SATURDAY];

/** Whether this weekday (0 for Sunday) is a day off in some country. */
export function isOffSomewhere(day: number): boolean {
  return [ELSEWHERE, ...DAYS_OFF.values()].some((days) => days.includes(day));
}

/** The weekdays (0 for Sunday) that are days off where an IANA zone is, ascending. */
export function daysOff(zone: string): readonly number[] {
  return DAYS_OFF.get(countryOf(zone) ?? '') ?? ELSEWHERE;
}
