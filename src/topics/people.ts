/**
 * Office-holders whose surname alone is too common to stand for their country for ever, and from when to when headlines
 * called them by it. Days as the offices' own records give them. Rarer surnames stand among the places' words; new ones
 * are learned (holders.ts).
 */

/** Who holds an office for a topic's country or body, and when. */
export type OfficeHolder = {
  readonly slug: string;
  /** In the notation of vocabulary.ts. */
  readonly surname: string;
  /** The first day in office, and the first day after; ISO 8601. */
  readonly from: string;
  readonly to?: string;
  /** None of these may be the word before or the next: other bearers of the name. */
  readonly others?: string;
};

/** Those known from the start; others are learned. */
export const officeHolders: readonly OfficeHolder[] = [
  // Presidents and kings.
  { slug: 'egypt', surname: '=مبارك', from: '1981-10-14', to: '2011-02-12', others: 'عيد رمضان زواج' },
  { slug: 'egypt', surname: '=مرسي', from: '2012-06-30', to: '2013-07-04' },
  {
    slug: 'tunisia',
    surname: 'بن_علي',
    from: '1987-11-07',
    to: '2011-01-15',
    others: 'محمد أحمد الحسين حسين',
  },
  { slug: 'sudan', surname: 'البشير', from: '1989-06-30', to: '2019-04-12', others: 'سعيد محمد النذير' },
  {
    slug: 'lebanon',
    surname: '=سليمان',
    from: '2008-05-25',
    to: '2014-05-26',
    others: 'عمر محمد النبي فرنجية',
  },
  { slug: 'lebanon', surname: '=عون', from: '2016-10-31', to: '2022-10-31', others: 'يد ميشال' },
  { slug: 'lebanon', surname: '=عون', from: '2025-01-09', others: 'يد' },
  { slug: 'israel', surname: '=بيريز', from: '2007-07-15', to: '2014-07-25', others: 'فلورنتينو' },
  // Heads of government.
  { slug: 'uk', surname: '=براون', from: '2007-06-27', to: '2010-05-12', others: 'دان كريس جيمس' },
  { slug: 'uk', surname: '=كاميرون', from: '2010-05-11', to: '2016-07-14', others: 'جيمس' },
  { slug: 'israel', surname: '=شارون', from: '2001-03-07', to: '2006-04-15', others: 'ستون' },
  { slug: 'israel', surname: '=بينيت', from: '2021-06-13', to: '2022-07-01', others: 'توني' },
  { slug: 'india', surname: '=سينغ =سينج', from: '2004-05-22', to: '2014-05-27', others: 'يوفراج هاربهاجان' },
  { slug: 'iraq', surname: 'الزيدي', from: '2026-04-27', others: 'منتظر' },
  // Ministers, envoys and heads of institutions.
  { slug: 'usa', surname: '=بوش', from: '2001-01-20', to: '2009-01-21' },
  { slug: 'usa', surname: '=رايس', from: '2005-01-26', to: '2009-01-21' },
  { slug: 'usa', surname: '=غيتس =جيتس', from: '2006-12-18', to: '2011-07-01', others: 'بيل ميليندا' },
  { slug: 'usa', surname: '=ميتشل =ميتشيل', from: '2009-01-22', to: '2011-05-14' },
  { slug: 'usa', surname: '=كيري', from: '2013-02-01', to: '2017-01-21' },
  { slug: 'israel', surname: '=باراك', from: '2007-06-18', to: '2013-03-19', others: 'أوباما حسين توم' },
  { slug: 'un', surname: '=عنان', from: '1997-01-01', to: '2007-01-01', others: 'السماء' },
];
