import type { CaseCore } from '../../domain/case/case-events.ts';
import type { Decider } from '../../domain/case/decider.ts';
import { transactAndShow } from '../../ledger/transact.ts';
import type { Act } from '../../ledger/transact.ts';
import type { Answer, Given } from '../route.ts';
import { readableId } from '../readable.ts';
import { answerOf } from './answer.ts';
import { digestOf } from './digest.ts';

type Asked = Pick<Given<unknown, unknown>, 'ledger' | 'params' | 'person' | 'scope' | 'now' | 'body' | 'key' | 'expectedRevision'>;

/** Gives a command to the case that the path names, if he may read it, in the name of whoever asks; answers how the case then stands. */
export async function commandCase<State extends CaseCore, Command extends { type: string }, Event>(
  decider: Decider<State, Command, Event>,
  { ledger, params, person, scope, now, body, key, expectedRevision }: Asked,
  command: Act<Command>['command'],
): Promise<Answer> {
  const found = await readableId({ ledger, scope }, params['id']);
  if (!('id' in found)) return found;
  const act = {
    caseId: found.id,
    commandId: `${person}/${key}`,
    said: digestOf(body),
    actor: { person },
    at: now,
    command,
    expectedRevision,
  };
  return answerOf(ledger, await transactAndShow(ledger, decider, act), 200, now);
}
