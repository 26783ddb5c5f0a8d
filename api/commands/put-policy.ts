import { z } from 'zod';
import { instantOf } from '../../domain/time/instant.ts';
import { previewLadder } from '../../ledger/preview-ladder.ts';
import { putPolicy as put } from '../../ledger/register.ts';
import { exampleLadder, versioned } from '../answers.ts';
import { duties, policyDocument } from '../policy-document.ts';
import { signedBy } from '../../domain/rights/capacity.ts';
import { route } from '../route.ts';

export const previewPolicyLadder = route({
  method: 'post',
  path: '/api/policies/preview',
  summary:
    '示例 · the ladder of a duty under a draft, on the calendar as it is known, for something opened at that moment; nothing is written',
  access: 'settings.write',
  isDocument: true,
  body: z.strictObject({ policy: policyDocument, duty: z.enum(duties), openedAt: z.iso.datetime({ offset: true }).transform(instantOf) }),
  answers: { 200: exampleLadder },
  async handle({ ledger, body }) {
    return { status: 200, body: await previewLadder(ledger, body.policy, body) };
  },
});

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
