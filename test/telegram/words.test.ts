import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readRequest } from '../../src/telegram/words.ts';

const read = (text: string): string => {
  const request = readRequest(text, 'mujaz_bot');
  switch (request.kind) {
    case 'command':
      return `/${request.name} ${request.argument}`.trim();
    case 'words':
      return request.words;
    case 'unknown':
      return `? ${request.name}`;
    default:
      return request.kind;
  }
};

describe('what a message asks for', () => {
  test.each([
    ['/latest', '/latest'],
    ['/latest 5', '/latest 5'],
    ['/LATEST@Mujaz_Bot 5', '/latest 5'],
    ['/topic  إيران ', '/topic إيران'],
    ['/topic\nإيران', '/topic إيران'],
    ['/latest@other_bot', 'foreign'],
    ['/why', '? why'],
    ['آخر الأخبار', '/latest'],
    ['اخر الاخبار', '/latest'],
    ['آخر 3 أخبار', '/latest 3'],
    ['آخر الأخبار ٧', '/latest 7'],
    ['شو في', '/latest'],
    ['ايه الجديد؟', '/latest'],
    ['وش صاير', '/latest'],
    ['الموضوعات', '/topics'],
    ['الأقسام', '/topics'],
    ['متابعاتي', '/subscriptions'],
    ['/متابعاتي', '/subscriptions'],
    ['@mujaz_bot متابعاتي', '/subscriptions'],
    ['نشرتي', '/digest'],
    ['المصادر', '/sources'],
    ['مساعدة', '/help'],
    ['؟', '/help'],
    ['??', '/help'],
    ['إيقاف', '/stop'],
    ['وقف', '/stop'],
    ['وقف إطلاق النار', 'وقف إطلاق النار'],
    ['استئناف', '/start'],
    ['تابع لبنان', '/subscribe لبنان'],
    ['متابعة علوم وفضاء', '/subscribe علوم وفضاء'],
    ['اشترك في إيران', '/subscribe إيران'],
    ['ضيف مصر', '/subscribe مصر'],
    ['بدي تابع لبنان', '/subscribe لبنان'],
    ['ألغِ متابعة إيران', '/unsubscribe إيران'],
    ['إلغاء متابعة إيران', '/unsubscribe إيران'],
    ['إلغاء إيران', '/unsubscribe إيران'],
    ['احذف مصر', '/unsubscribe مصر'],
    ['لا أريد رياضة', '/unsubscribe رياضة'],
    ['شيل كرة القدم', '/unsubscribe كرة القدم'],
    ['إلغاء المتابعة', '/unsubscribe'],
    ['إلغاء حفل الافتتاح', 'إلغاء حفل الافتتاح'],
    ['ضيف الشرف', 'ضيف الشرف'],
    ['متابعة إيران ولبنان', '/subscribe إيران ولبنان'],
    ['أبي أحمد', 'أبي أحمد'],
    ['أبي أخبار قطر', 'قطر'],
    ['تابع زغلول', '/subscribe زغلول'],
    ['ابحث عن سد النهضة', '/search سد النهضة'],
    ['بحث سد النهضة', '/search سد النهضة'],
    ['دوّر على سد النهضة', '/search سد النهضة'],
    ['الموعد 8', '/time 8'],
    ['الوقت ٧:٣٠', '/time ٧:٣٠'],
    ['الساعة 8 مساء', '/time الساعة 8 مساء'],
    ['٨ م', '/time ٨ م'],
    ['7 و 19', '/time 7 و 19'],
    ['8', '8'],
    ['الوقت الضائع', 'الوقت الضائع'],
    ['المدينة القاهرة', '/timezone القاهرة'],
    ['توقيت بيروت', '/timezone بيروت'],
    ['المدينة الفاضلة', 'المدينة الفاضلة'],
    ['أخبار لبنان', 'لبنان'],
    ['آخر أخبار لبنان', 'لبنان'],
    ['شو صار بلبنان', 'لبنان'],
    ['ايه اخبار مصر؟', 'مصر'],
    ['وش اخبار السعودية', 'السعودية'],
    ['ماذا عن ليبيا', 'ليبيا'],
    ['عايز أخبار مصر', 'مصر'],
    ['أعطني أخبار عن تونس', 'تونس'],
    ['إيران', 'إيران'],
    ['/إيران', 'إيران'],
    ['«إيران».', 'إيران'],
    ['شكرًا', 'courtesy'],
    ['السلام عليكم', 'courtesy'],
    ['سلام عليكم وبركاته', 'courtesy'],
    ['', 'empty'],
    ['  ...  ', 'empty'],
    ['@mujaz_bot', 'empty'],
    ['😀', 'empty'],
  ])('«%s» is %s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  test('anything at all is something, soon', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        (text) => typeof readRequest(text, 'mujaz_bot').kind === 'string',
      ),
    );
    const long = 'أخبار '.repeat(100_000);
    expect(readRequest(long, 'mujaz_bot').kind).toBe('words');
  });
});
