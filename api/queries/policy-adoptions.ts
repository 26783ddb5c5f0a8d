import { policyAdoptions as adoptionsOf } from '../../ledger/policy-adoptions.ts';
import { policyAdoptions as answer } from '../answers.ts';
import { versionIn } from '../policy-document.ts';
import { route } from '../route.ts';

export const policyAdoptions = route({
  method: 'get',
  path: '/api/policies/{version}/adoptions',
  summary: '启用进度 · every adoption of that version by choice, the newest first: who asked, for which cases, how far it was carried',
  access: 'settings.adopted',
  answers: { 200: answer },
  async handle({ ledger, params }) {
    const version = versionIn(params);
    const items = await adoptionsOf(ledger, version);
    return items ? { status: 200, body: { items } } : { refusal: { code: 'POLICY_UNKNOWN', params: { version } } };
  },
});
