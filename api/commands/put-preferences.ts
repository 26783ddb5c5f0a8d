import { preferencesOf, putPreferences as put } from '../../ledger/preferences.ts';
import { preferences } from '../answers.ts';
import { route } from '../route.ts';

export const myPreferences = route({
  method: 'get',
  path: '/api/me/preferences',
  summary: '通知设置 · what I want to be spared',
  access: 'signedIn',
  answers: { 200: preferences },
  handle: async ({ ledger, person }) => ({ status: 200, body: await preferencesOf(ledger, person) }),
});

export const putPreferences = route({
  method: 'put',
  path: '/api/me/preferences',
  summary:
    '通知设置 · spares me ordinary notices that are for information only; what is urgent, escalates or is owed by me comes all the same',
  access: 'signedIn',
  body: preferences,
  answers: { 200: preferences },
  async handle({ ledger, person, body, now }) {
    await put(ledger, person, body, now);
    return { status: 200, body };
  },
});
