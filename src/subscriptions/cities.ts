/** From a reader's words for a place to its zone, and from a zone to the names of its city. */
import { Temporal } from 'temporal-polyfill';
import { fold, stripInvisible } from '../arabic/normalize.ts';
import { cityTable } from './city-table.ts';

/** A zone, and the city that stands for it. */
export type CityZone = {
  /** IANA zone. */
  readonly zone: string;
  /** The city as readers of Arabic see it, and in English. */
  readonly name: string;
  readonly english: string;
};

/** Characters: no place has a longer name. */
const LONGEST = 80;
/** Names of fewer letters are taken only as written: too many are one slip from another word. */
const SHORTEST_SLIPPED = 5;

/**
 * The zone of the city or country that a reader named, in Arabic or English and in any spelling («القاهرة», «توقيت
 * بيروت», «Cairo», «Cairo, Egypt»), or of an IANA name in any case; one slip is forgiven where it leaves one
 * zone only, unless `slips` is false. undefined for what names no place, offsets from UTC among it: they know no summer time.
 */
export function findZone(
  words: string,
  { slips = true }: { readonly slips?: boolean } = {},
): CityZone | undefined {
  const text = stripInvisible(words).trim();
  if (text.length === 0 || text.length > LONGEST) return undefined;
  const named = ianaZone(text.replace(/\s+/g, '_'));
  if (named !== undefined) return cityOf(named);
  const [first = '', ...rest] = text.split(/[,،/(]/u);
  const tries = rest.length === 0 ? [text] : [text, first, rest.join(' ')];
  for (const attempt of tries) {
    const place = withoutOpener(attempt);
    const found = exact(attempt) ?? exact(place) ?? cityAndLand(place);
    if (found !== undefined) return shown(found);
  }
  if (!slips) return undefined;
  const slipped = near(keyOf(withoutOpener(first)));
  return slipped && shown(slipped);
}

/** The city that a zone is called after («القاهرة»); one that is not in the table by its IANA name («Ulaanbaatar»). */
export function cityOf(zone: string): CityZone {
  const { name, english } = rowOf(zone) ?? {};
  const written = zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ');
  return { zone, name: name ?? written, english: english ?? written };
}

/** Its Arabic name. */
export function zoneName(zone: string): string {
  return cityOf(zone).name;
}

/** ISO code of the country whose month names and clock style go with the zone; undefined for zones not in the table. */
export function countryOf(zone: string): string | undefined {
  return rowOf(zone)?.country;
}

type Row = { readonly name: string; readonly english: string | undefined; readonly country: string };
let rowsByZone: ReadonlyMap<string, Row> | undefined;
let rowsByOldName: ReadonlyMap<string, Row> | undefined;

/** The row of a zone, also when it is asked for by an older name (Asia/Calcutta, Europe/Kiev). */
function rowOf(zone: string): Row | undefined {
  rowsByZone ??= new Map(
    cityTable.map(({ zone, city, country }) => [
      zone,
      { name: firstOf(city), english: latinOf(city), country },
    ]),
  );
  const row = rowsByZone.get(zone);
  if (row !== undefined) return row;
  rowsByOldName ??= new Map([...rowsByZone].map(([named, itsRow]) => [systemName(named), itsRow]));
  return rowsByOldName.get(systemName(zone));
}

/** The one name this system has for all names of a zone; which one it is differs between versions of Node. */
function systemName(zone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return zone;
  }
}

function firstOf(names: string): string {
  return names.slice(0, names.indexOf('/') < 0 ? undefined : names.indexOf('/'));
}

/** The first of them in Latin letters. */
function latinOf(names: string): string | undefined {
  return names.split('/').find((name) => /^\p{Script=Latin}/u.test(name));
}

/** A place as it is kept: without a name where its zone's will do. */
type Place = { readonly zone: string; readonly name?: string; readonly english?: string | undefined };

function shown({ zone, name, english }: Place): CityZone {
  const city = cityOf(zone);
  return { zone, name: name ?? city.name, english: english ?? city.english };
}

/** عُمان and عمّان part only in their marks, which folding drops: with the mark the word says which it is. */
const OMAN = /عُمان/u;

function exact(words: string): Place | undefined {
  const named = OMAN.test(words) ? 'سلطنة عمان' : words;
  return places().get(keyOf(named)) ?? places().get(bareKeyOf(named));
}

/** «باريس فرنسا», «London UK»: two names of one zone beside each other. */
function cityAndLand(words: string): Place | undefined {
  const parts = words.split(/\s+/).slice(0, 8);
  for (let cut = 1; cut < parts.length; cut += 1) {
    const city = exact(parts.slice(0, cut).join(' '));
    if (city !== undefined && exact(parts.slice(cut).join(' '))?.zone === city.zone) return city;
  }
  return undefined;
}

let placesByKey: ReadonlyMap<string, Place> | undefined;

/** Every name's keys. Of two places with one name the earlier in the table stands, capitals before other cities; a name
 * as it is written before one that lost its article (الجبيل in Arabia, جبيل in Lebanon). */
function places(): ReadonlyMap<string, Place> {
  if (placesByKey !== undefined) return placesByKey;
  const named: (readonly [string, Place])[] = [];
  for (const { zone, city, land } of cityTable)
    for (const name of `${city}/${land}`.split('/'))
      named.push([name, { zone, name: firstOf(city), english: latinOf(city) }]);
  for (const { zone, cities } of cityTable)
    for (const names of cities.split('; '))
      for (const name of names.split('/'))
        named.push([name, { zone, name: firstOf(names), english: latinOf(names) }]);
  for (const zone of Intl.supportedValuesOf('timeZone'))
    named.push([zone.slice(zone.lastIndexOf('/') + 1), { zone }]);
  const found = new Map<string, Place>();
  for (const key of [keyOf, bareKeyOf])
    for (const [name, place] of named)
      if (key(name) !== '' && !found.has(key(name))) found.set(key(name), place);
  placesByKey = found;
  return found;
}

/** What is compared of a name: its folded letters without marks, spaces and hyphens. */
function keyOf(name: string): string {
  return wordsOf(name).join('');
}

/** The same without articles. */
function bareKeyOf(name: string): string {
  return wordsOf(name)
    .map((word) => (word.length > 3 && word.startsWith('ال') ? word.slice(2) : word))
    .join('');
}

function wordsOf(name: string): string[] {
  return fold(name)
    .normalize('NFD')
    .replace(/[\p{Mn}'’ʿʾ.]/gu, '')
    .split(/[^\p{L}\p{N}]+/u);
}

/** Words before a place that say nothing about which it is. */
const OPENER =
  /^(?:(?:ب?توقيت|المنطقة الزمنية|منطقة|محافظة|ولاية|مدينة|دولة|في|من|time(?:zone)?|in|city|of)[\s:]+){1,3}/iu;

function withoutOpener(words: string): string {
  return words.trim().replace(OPENER, '');
}

/** An IANA name (Region/City, any case) as this system spells it. */
function ianaZone(name: string): string | undefined {
  if (!/^[a-z]+(?:\/[a-z_-]+){1,2}$/iu.test(name) || /^etc\//iu.test(name)) return undefined;
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId;
  } catch {
    return undefined;
  }
}

/** The place whose name is one slip away, if all such names lie in one zone. */
function near(key: string): Place | undefined {
  let found: Place | undefined;
  for (const [name, place] of places()) {
    if (name.length < SHORTEST_SLIPPED || !oneSlip(name, key)) continue;
    if (found !== undefined && found.zone !== place.zone) return undefined;
    found ??= place;
  }
  return found;
}

/** One letter more, less or other, or two neighbours changed about. */
function oneSlip(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 1) return false;
  let start = 0;
  while (start < one.length && one[start] === other[start]) start += 1;
  const tails = (i: number, j: number): boolean => one.slice(start + i) === other.slice(start + j);
  return (
    tails(1, 1) ||
    tails(1, 0) ||
    tails(0, 1) ||
    (one[start] === other[start + 1] && one[start + 1] === other[start] && tails(2, 2))
  );
}
