import { z } from 'zod';
import { signedBy } from '../../domain/rights/capacity.ts';
import { changeOrganisation, documentAfter, putAndLook } from '../../ledger/organisation/change-organisation.ts';
import { previewEffects } from '../../ledger/organisation/preview-effects.ts';
import { versioned } from '../answers.ts';
import { text } from '../fields.ts';
import { effects } from '../organisation-answers.ts';
import { organisationCommand } from '../organisation-command.ts';
import { organisationDocument } from '../organisation-document.ts';
import { route } from '../route.ts';

const why = z.strictObject({
  reason: text(500)
    .optional()
    .meta({ description: '原因、依据: why it is changed, such as the number of the appointment; kept in the audit log' }),
});

export const commandOrganisation = route({
  method: 'post',
  path: '/api/organisation/commands',
  summary:
    '任免、代理、请假、人员、责任区 · one change of the organisation; If-Match: the version in view of which it was previewed, without it the change is made upon whatever others have changed',
  access: 'organisation.write',
  isCommand: true,
  query: why,
  body: organisationCommand,
  answers: { 200: versioned },
  async handle({ ledger, query, body, actor, now, expectedRevision }) {
    const changing = { by: signedBy(actor), at: now, expected: expectedRevision, reason: query.reason };
    return { status: 200, body: { version: await changeOrganisation(ledger, body, changing) } };
  },
});

export const previewOrganisationCommand = route({
  method: 'post',
  path: '/api/organisation/commands/preview',
  summary:
    '预览影响 · what the change would do: which open cases change hands and when, who is told, which placards change; nothing is written',
  access: 'organisation.write',
  body: organisationCommand,
  answers: { 200: effects },
  async handle({ ledger, body, scope, now }) {
    const { organisation } = await ledger.register.newest(ledger.pool);
    return { status: 200, body: await previewEffects(ledger, documentAfter(organisation, body, now), scope, now) };
  },
});

export const previewOrganisation = route({
  method: 'post',
  path: '/api/organisation/preview',
  summary: '预览影响 · the same of a whole document (JSON or YAML) that would be put; nothing is written',
  access: 'organisation.write',
  isDocument: true,
  body: organisationDocument,
  answers: { 200: effects },
  handle: async ({ ledger, body, scope, now }) => ({ status: 200, body: await previewEffects(ledger, body, scope, now) }),
});

export const putOrganisation = route({
  method: 'put',
  path: '/api/organisation',
  summary: '组织机构 · replaces the whole document (JSON or YAML) by its next version; If-Match: the version that was read',
  access: 'organisation.write',
  isCommand: true,
  isDocument: true,
  query: why,
  body: organisationDocument,
  answers: { 200: versioned },
  async handle({ ledger, query, body, actor, now, expectedRevision }) {
    const put = { by: signedBy(actor), at: now, expected: expectedRevision, reason: query.reason };
    return { status: 200, body: { version: await putAndLook(ledger, body, put) } };
  },
});
