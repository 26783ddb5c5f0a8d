import { z } from 'zod';
import { signedBy } from '../../domain/rights/capacity.ts';
import { changeOrganisation, documentAfter, outdated, putAndLook } from '../../ledger/organisation/change-organisation.ts';
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
    '预览影响 · what the change would do: which open cases change hands and when, who is told, which placards change; nothing is written. If-Match: the version that was read, else the answer says what the change does now',
  access: 'organisation.write',
  isPreview: true,
  body: organisationCommand,
  answers: { 200: effects },
  async handle({ ledger, body, scope, now, expectedRevision }) {
    const { organisation } = await ledger.register.newest(ledger.pool);
    return { status: 200, body: await previewEffects(ledger, documentAfter(organisation, body, now), scope, now, expectedRevision) };
  },
});

export const previewOrganisation = route({
  method: 'post',
  path: '/api/organisation/preview',
  summary: '预览影响 · the same of a whole document (JSON or YAML) that would be put; nothing is written',
  access: 'organisation.write',
  isPreview: true,
  isDocument: true,
  body: organisationDocument,
  answers: { 200: effects },
  async handle({ ledger, body: { version, ...document }, scope, now, expectedRevision }) {
    return { status: 200, body: await previewEffects(ledger, document, scope, now, bothIn(version, expectedRevision)) };
  },
});

/** In view of which version, when the document and the request both may say it; where they contradict each other, of none that there is. */
const bothIn = (said: number | undefined, asked: number | undefined) =>
  said === undefined || asked === undefined || said === asked ? (said ?? asked) : outdated;

export const putOrganisation = route({
  method: 'put',
  path: '/api/organisation',
  summary:
    '组织机构 · replaces the whole document (JSON or YAML) by its next version; its field version, or If-Match: the version that was read',
  access: 'organisation.write',
  isCommand: true,
  isDocument: true,
  query: why,
  body: organisationDocument,
  answers: { 200: versioned },
  async handle({ ledger, query, body: { version, ...document }, actor, now, expectedRevision }) {
    const put = { by: signedBy(actor), at: now, expected: bothIn(version, expectedRevision), reason: query.reason };
    return { status: 200, body: { version: await putAndLook(ledger, document, put) } };
  },
});
