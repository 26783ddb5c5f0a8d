import { z } from 'zod';
import { askForAdoption, previewPolicy } from '../../ledger/policy-adoptions.ts';
import { adoptionAsked, policyPreview } from '../answers.ts';
import { text } from '../fields.ts';
import { duties, versionIn } from '../policy-document.ts';
import { route } from '../route.ts';

/** Of which zone, class and duty; all open cases unless told. */
const chosen = z.strictObject({
  zone: text(50).nullable().default(null),
  class: z.enum(['general', 'major']).nullable().default(null),
  duty: z.enum(duties).nullable().default(null),
});

export const previewPolicyAdoption = route({
  method: 'post',
  path: '/api/policies/{version}/adoptions/preview',
  summary:
    '预览启用新规则 · what would become of the open cases (of a zone, a class, a duty) if they followed that version: deadlines that would move, who would be escalated to at once; nothing is written',
  access: 'settings.adopt',
  body: chosen,
  answers: { 200: policyPreview },
  async handle({ ledger, params, body: filter, now }) {
    const version = versionIn(params);
    const previewed = await previewPolicy(ledger, { version, filter }, now);
    return 'refusal' in previewed ? previewed : { status: 200, body: previewed };
  },
});

export const adoptPolicy = route({
  method: 'post',
  path: '/api/policies/{version}/adoptions',
  summary:
    '启用新规则 · has the open cases (of a zone, a class, a duty) follow that version; they do so shortly after, and whoever’s date moved is told',
  access: 'settings.adopt',
  isCommand: true,
  body: chosen,
  answers: { 202: adoptionAsked },
  async handle({ ledger, params, body: filter, person, now, key }) {
    const version = versionIn(params);
    const asked = await askForAdoption(ledger, { version, filter }, { by: person, at: now, key });
    return 'refusal' in asked ? asked : { status: 202, body: asked };
  },
});
