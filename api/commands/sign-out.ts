import { closeSession } from '../../ledger/account-sessions.ts';
import { takeCookie, tokenOf } from '../cookie.ts';
import { nothing, route } from '../route.ts';

export const signOut = route({
  method: 'delete',
  path: '/api/session',
  summary: '退出 · sign out',
  access: 'signedIn',
  answers: { 204: nothing },
  async handle({ ledger, request, response, now }) {
    await closeSession(ledger, tokenOf(request) ?? '', now);
    takeCookie(request, response);
    return { status: 204 };
  },
});
