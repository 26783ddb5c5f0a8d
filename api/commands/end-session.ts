import { z } from 'zod';
import { endSession as endOne, endOtherSessions as endOthers } from '../../ledger/account-sessions.ts';
import { tokenOf } from '../cookie.ts';
import { nothing, route } from '../route.ts';

export const endSession = route({
  method: 'delete',
  path: '/api/me/sessions/{id}',
  summary: '退出该设备 · ends one of my sessions',
  access: 'signedIn',
  answers: { 204: nothing },
  async handle({ ledger, params, actor, now }) {
    const id = z.uuid().safeParse(params['id']);
    const ended = id.success && actor !== null && (await endOne(ledger, actor.username, id.data, now));
    return ended ? { status: 204 } : { turnedAway: 'NOT_FOUND', status: 404 };
  },
});

export const endOtherSessions = route({
  method: 'delete',
  path: '/api/me/sessions',
  summary: '退出其他设备 · ends all my sessions but this one',
  access: 'signedIn',
  answers: { 204: nothing },
  async handle({ ledger, actor, request, now }) {
    if (actor) await endOthers(ledger, actor.username, tokenOf(request), now);
    return { status: 204 };
  },
});
