import { wayOfSession } from '../../ledger/account-sessions.ts';
import { meOf } from '../../ledger/tasks.ts';
import { me as answer } from '../answers.ts';
import { tokenOf } from '../cookie.ts';
import { route } from '../route.ts';

export const me = route({
  method: 'get',
  path: '/api/me',
  summary: '我 · who I am, the seats in which I may act, and how much I owe',
  access: 'signedIn',
  answers: { 200: answer },
  async handle({ ledger, actor, now, request }) {
    if (!actor) return { turnedAway: 'NOT_SIGNED_IN', status: 401 };
    const { username, role } = actor;
    const [known, signedInBy] = await Promise.all([meOf(ledger, actor, now), wayOfSession(ledger, tokenOf(request) ?? '')]);
    // Whoever is nobody of the organisation goes by the name under which he signs in.
    const shown = actor.person === null ? { ...known, person: { id: '', name: username } } : known;
    return { status: 200, body: { ...shown, account: { username, role, signedInBy } } };
  },
});
