import { putPolicy as put } from '../../ledger/register.ts';
import { versioned } from '../answers.ts';
import { policyDocument } from '../policy-document.ts';
import { signedBy } from '../../domain/rights/capacity.ts';
import { route } from '../route.ts';

export const putPolicy = route({
  method: 'post',
  path: '/api/policies',
  summary: '时限与升级规则 · puts a policy as the next version; running obligations keep the version that they were opened with',
  access: 'settings.write',
  isCommand: true,
  isDocument: true,
  body: policyDocument,
  answers: { 201: versioned },
  async handle({ ledger, body, actor, now, expectedRevision }) {
    const version = await put(ledger.pool, body, { by: signedBy(actor), at: now, expected: expectedRevision });
    return { status: 201, body: { version } };
  },
});
