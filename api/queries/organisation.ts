import { z } from 'zod';
import { stringify } from 'yaml';
import { may } from '../../domain/rights/may.ts';
import { asWritten, withoutContacts } from '../organisation-document.ts';
import { route } from '../route.ts';

export const organisation = route({
  method: 'get',
  path: '/api/organisation',
  summary:
    '组织机构 · the whole bureau in one document; Accept: application/yaml gives YAML; ETag is its version. How people are reached is shown to whoever needs it',
  access: 'directory.read',
  answers: { 200: z.looseObject({}).meta({ id: 'OrganisationAsWritten' }) },
  async handle({ ledger, actor, at, request, response }) {
    const known = await ledger.register.newest(ledger.pool);
    response.setHeader('ETag', `"${known.versions.organisation}"`);
    const seesContacts = may(actor, 'contacts.read', null, at).kind === 'allowed';
    const document = asWritten(seesContacts ? known.organisation : withoutContacts(known.organisation));
    if (request.accepts('json', 'application/yaml') !== 'application/yaml') return { status: 200, body: document };
    response.type('application/yaml').send(stringify(document));
    return 'sent';
  },
});
