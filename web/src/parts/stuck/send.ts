import { answerOf, api } from '../../api/client.ts';
import type { OrganisationCommand, StuckItem, Unblock } from '../../api/client.ts';

/** What the form of an action holds. */
export type Filled = { words?: string; zone?: string; reason?: string; review?: string; acting?: string };

/** 催办 of a case of whatever kind, or that whoever owes it was reached. */
export async function press(id: string, type: 'ChaseCase' | 'RecordContact', words: string, key: string): Promise<void> {
  await answerOf(
    api.POST('/api/cases/{id}/commands', { params: { path: { id }, header: { 'Idempotency-Key': key } }, body: { type, words } }),
  );
}

/** Sends an action of the board with what was filled in; the key makes a repetition recognisable. An appointment has a form of its own. */
export async function send({ id }: StuckItem, action: Unblock, filled: Filled, key: string): Promise<void> {
  const header = { 'Idempotency-Key': key };
  const { words = '', zone = '', reason = '', review = '' } = filled;
  const { type } = action;
  const ofCase = { params: { path: { id }, header } };
  switch (type) {
    case 'ChaseCase':
    case 'RecordContact':
      return press(id, type, words, key);
    case 'AssignHazard':
      return void (await answerOf(api.POST('/api/hazards/{id}/commands', { ...ofCase, body: { type, zone } })));
    case 'ReassignHazard':
      return void (await answerOf(api.POST('/api/hazards/{id}/commands', { ...ofCase, body: { type, zone, reason } })));
    case 'ResumeHazard':
      return void (await answerOf(api.POST('/api/hazards/{id}/commands', { ...ofCase, body: { type, reason } })));
    case 'RequestSuspension':
      return void (await answerOf(api.POST('/api/hazards/{id}/commands', { ...ofCase, body: { type, review, reason } })));
    case 'ResendNotices':
    case 'RestartClock':
      return void (await answerOf(api.POST('/api/stuck/{id}/commands', { ...ofCase, body: { type } })));
    case 'NameActing': {
      const body = ofOrganisation(action, filled);
      if (!body) throw new Error('Nobody was chosen.');
      return void (await answerOf(api.POST('/api/organisation/commands', { params: { header }, body })));
    }
    case 'NameHolder':
    case 'PutCalendarYear':
      throw new Error(`${type} has a form of its own`);
  }
}

/** What an action changes of the organisation; null when nothing, or nobody is chosen yet. */
export function ofOrganisation({ type, given }: Unblock, { acting }: Filled): OrganisationCommand | null {
  if (type === 'NameActing' && acting) return { type, person: given['person'] ?? '', acting };
  return null;
}

/** What can be done from the board; a year's days off are a document of their own. */
export type Sendable = Exclude<Unblock['type'], 'PutCalendarYear'>;
export const isSendable = (action: Unblock): action is Unblock & { type: Sendable } => action.type !== 'PutCalendarYear';

/** The way of that kind which the case offers its reader now. */
export const wayOf = ({ actions }: StuckItem, way: Unblock['type']): Unblock | undefined => actions.find(({ type }) => type === way);
