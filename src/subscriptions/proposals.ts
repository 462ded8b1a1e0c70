/** What a new reader is offered, by where they live: cities to choose from, and topics. */
import { popularTopics } from '../topics/catalogue.ts';
import { type CityZone, cityOf, countryOf } from './cities.ts';

/** Where most readers of Arabic news live, for a screen of buttons. */
const OFFERED: readonly string[] = [
  'Asia/Riyadh',
  'Africa/Cairo',
  'Asia/Baghdad',
  'Asia/Damascus',
  'Asia/Amman',
  'Asia/Beirut',
  'Asia/Gaza',
  'Asia/Jerusalem',
  'Africa/Khartoum',
  'Africa/Casablanca',
  'Africa/Algiers',
  'Africa/Tunis',
  'Asia/Dubai',
  'Asia/Kuwait',
  'Asia/Qatar',
  'Europe/Istanbul',
  'Europe/Berlin',
  'Europe/London',
];

/** The cities that are offered as buttons; that of `zone`, where readers are most likely to live, stands first. */
export function offeredCities(zone: string): readonly CityZone[] {
  const others = OFFERED.filter((one) => one !== zone).slice(0, OFFERED.length - 1);
  return [zone, ...others].map(cityOf);
}

/** By country: its own topic, then those of its neighbours and of its region, slugs of the catalogue parted by spaces. */
const NEAR: Readonly<Record<string, string>> = {
  EG: 'egypt sudan libya gaza saudi',
  SD: 'sudan egypt africa libya',
  SO: 'somalia yemen africa',
  DJ: 'somalia yemen africa',
  KM: 'africa',
  LY: 'libya tunisia egypt algeria',
  TN: 'tunisia algeria libya morocco',
  DZ: 'algeria tunisia morocco libya',
  MA: 'morocco algeria mauritania',
  EH: 'sahara morocco mauritania algeria',
  MR: 'mauritania morocco algeria africa',
  PS: 'palestine gaza westbank israel jordan egypt',
  LB: 'lebanon syria palestine iran',
  SY: 'syria lebanon turkey iraq jordan',
  JO: 'jordan palestine syria iraq saudi',
  IQ: 'iraq kurds iran syria turkey',
  SA: 'saudi gulf yemen uae kuwait',
  KW: 'kuwait gulf saudi iraq iran',
  BH: 'bahrain gulf saudi qatar',
  QA: 'qatar gulf saudi uae',
  AE: 'uae gulf saudi oman',
  OM: 'oman gulf uae yemen',
  YE: 'yemen saudi oman gulf',
  TR: 'turkey syria iraq europe',
  IR: 'iran iraq gulf afghanistan',
  AF: 'afghanistan pakistan iran',
  PK: 'pakistan india afghanistan',
  IN: 'india pakistan asia',
  CN: 'china asia',
  GB: 'uk europe migration',
  FR: 'france europe migration',
  DE: 'germany europe migration',
  RU: 'russia ukraine europe',
  UA: 'ukraine russia europe',
  US: 'usa latam',
  CA: 'usa migration',
};

/** By the first part of the zone's name, for countries that have no topic. */
const REGIONS: Readonly<Record<string, string>> = {
  Europe: 'europe migration',
  Africa: 'africa',
  Asia: 'asia',
  America: 'latam usa',
};

/** As many buttons as can be looked over. */
const PROPOSED = 10;

/** Slugs of the topics that are proposed to who lives in an IANA zone: their own country, `top`, its neighbours, then what most follow. */
export function proposedTopics(zone: string): readonly string[] {
  const near = NEAR[countryOf(zone) ?? ''] ?? REGIONS[zone.slice(0, zone.indexOf('/'))] ?? '';
  const [own, ...neighbours] = near.split(' ').filter((slug) => slug !== '');
  const all = [...(own === undefined ? [] : [own]), 'top', ...neighbours, ...popularTopics];
  return [...new Set(all)].slice(0, PROPOSED);
}
