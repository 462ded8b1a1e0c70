import { expect, test } from 'vitest';
import { commandNames, ownTapCodes } from '../../src/telegram/commands.ts';
import { labels, messages } from '../../src/telegram/messages.ts';
import { commandFor } from '../../src/telegram/stale-buttons.ts';
import { rig } from './harness.ts';

test.each([
  ['set:t:0800', 'settings'],
  ['settings', 'settings'],
  ['rmd:move:1448', 'settings'],
  ['stop', 'settings'],
  ['lang:en', 'language'],
  ['first:city:Africa/Cairo', 'start'],
  ['sb:7:mute', 'subscriptions'],
  ['l:iran', 'subscriptions'],
  ['t:iran:1', 'topics'],
  ['x:2:iran', 'topics'],
  ['groups', 'topics'],
  ['rf', 'topics'],
  ['q:سد النهضة', 'search'],
  ['soo:0123456789ab:1', 'sources'],
  ['lsd:3', 'sources'],
  ['chfoot', 'channels'],
  ['chlist', 'channels'],
  ['fg:yes', 'privacy'],
  ['st:7:l:1:5', 'latest'],
  ['lsx:0:7', 'latest'],
  ['rpx:w:7', 'latest'],
  ['latest', 'latest'],
  ['zz', 'help'],
  ['', 'help'],
])('an old button «%s» leads to /%s', (data, name) => {
  expect(commandFor(data)).toBe(name);
  expect(commandNames).toContain(name);
});

test('every button of a feature’s own leads to a command that has such buttons', () => {
  expect(ownTapCodes.filter((code) => commandFor(code) === 'help')).toEqual([]);
});

test('one of a settings menu that a new version no longer knows says where the new menu is', async () => {
  const r = await rig();
  const sent = await r.bot.api.sendMessage(r.reader, 'قائمة', {
    reply_markup: { inline_keyboard: [[{ text: labels.times, callback_data: 'set:old:1' }]] },
  });
  const { text } = await r.api.press({
    chatId: r.reader,
    from: r.reader,
    messageId: sent.message_id,
    button: 'set:old:1',
  });
  expect(text).toBe(messages.staleButton('settings'));
  expect(text).toBe('هذا الزر قديم، والجديد في \u2068/settings\u2069.');
});
