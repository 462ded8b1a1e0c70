import { expect, test } from 'vitest';
import { followMigration } from '../../src/telegram/migrated.ts';

const upgraded = { ok: false, error_code: 400, parameters: { migrate_to_chat_id: -1005 } };

async function called(answers: readonly object[], payload: object) {
  const moves: (readonly [number, number])[] = [];
  const payloads: object[] = [];
  const transformer = followMigration(async (from, to) => void moves.push([from, to]));
  const previous = async (_method: string, given: object) => {
    payloads.push(given);
    return answers[payloads.length - 1] ?? answers.at(-1);
  };
  const answer = await transformer(previous as never, 'sendMessage' as never, payload as never);
  return { answer, moves, payloads };
}

test('an answer to a group that was upgraded goes to its new id, and the group moves there', async () => {
  const { answer, moves, payloads } = await called([upgraded, { ok: true }], { chat_id: -5, text: 'نعم' });
  expect(answer).toEqual({ ok: true });
  expect(moves).toEqual([[-5, -1005]]);
  expect(payloads).toEqual([
    { chat_id: -5, text: 'نعم' },
    { chat_id: -1005, text: 'نعم' },
  ]);
});

test('nothing is done to what has the number of the old group’s message in the new one', async () => {
  const edit = await called([upgraded, { ok: true }], { chat_id: -5, message_id: 7, text: 'نعم' });
  expect(edit.payloads).toHaveLength(1);
  expect(edit.moves).toEqual([[-5, -1005]]);
  expect(edit.answer).toMatchObject({ ok: false, description: 'Bad Request: message to edit not found' });
  const replying = { chat_id: -5, text: 'نعم', reply_parameters: { message_id: 7 } };
  const reply = await called([upgraded, { ok: true }], replying);
  expect(reply.payloads[1]).toEqual({ chat_id: -1005, text: 'نعم' });
  expect(replying).toHaveProperty('reply_parameters');
});

test('it is made again once only, and nothing else is', async () => {
  expect((await called([upgraded], { chat_id: -5 })).payloads).toHaveLength(2);
  expect(await called([{ ok: false, error_code: 400 }], { chat_id: -5 })).toMatchObject({ moves: [] });
  expect(await called([upgraded], {})).toMatchObject({ moves: [] });
});
