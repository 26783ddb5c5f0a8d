import { z } from 'zod';
import type { CaseCore } from '../../domain/case/case-events.ts';
import type { Decider } from '../../domain/case/decider.ts';
import { transactAndShow } from '../../ledger/transact.ts';
import type { Answer, Given } from '../route.ts';
import { answerOf } from './answer.ts';

type Asked = Pick<Given<unknown, unknown>, 'ledger' | 'params' | 'person' | 'now' | 'key' | 'expectedRevision'>;

/** Gives a command to the case that the path names, in the name of whoever asks; answers how the case then stands. */
export async function commandCase<State extends CaseCore, Command extends { type: string }, Event>(
  decider: Decider<State, Command, Event>,
  { ledger, params, person, now, key, expectedRevision }: Asked,
  command: Command,
): Promise<Answer> {
  const id = z.uuid().safeParse(params['id']);
  if (!id.success) return { refusal: { code: 'CASE_UNKNOWN', params: {} } };
  const act = { caseId: id.data, commandId: `${person}/${key}`, actor: { person }, at: now, command, expectedRevision };
  return answerOf(ledger, await transactAndShow(ledger, decider, act), 200, now);
}
