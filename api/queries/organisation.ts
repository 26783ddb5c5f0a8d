import { z } from 'zod';
import { stringify } from 'yaml';
import { dateIn } from '../../domain/time/instant.ts';
import { peopleAt } from '../../ledger/organisation/people.ts';
import { attachment } from '../attachment.ts';
import { people as peopleAnswer } from '../organisation-answers.ts';
import { may } from '../../domain/rights/may.ts';
import { asWritten, withoutContacts } from '../organisation-document.ts';
import { route } from '../route.ts';

export const organisation = route({
  method: 'get',
  path: '/api/organisation',
  summary:
    '组织机构 · the whole bureau in one document; Accept: application/yaml gives YAML; ETag is its version. How people are reached is shown to whoever needs it',
  access: 'directory.read',
  isDocument: true,
  query: z.strictObject({
    as: z.enum(['json', 'yaml']).optional().meta({ description: 'As a file of that kind, to be kept or edited' }),
  }),
  answers: { 200: z.looseObject({}).meta({ id: 'OrganisationAsWritten' }) },
  async handle({ ledger, query, actor, at, now, request, response }) {
    const known = await ledger.register.newest(ledger.pool);
    response.setHeader('ETag', `"${known.versions.organisation}"`);
    const seesContacts = may(actor, 'contacts.read', null, at).kind === 'allowed';
    const document = asWritten(seesContacts ? known.organisation : withoutContacts(known.organisation), known.versions.organisation);
    if (query.as) {
      const name = `organisation-${dateIn(now)}-v${known.versions.organisation}.${query.as}`;
      response.setHeader('Content-Disposition', attachment(name, name));
      response.type(`application/${query.as}`).send(query.as === 'yaml' ? stringify(document) : JSON.stringify(document, null, 2));
      return 'sent';
    }
    if (request.accepts('json', 'application/yaml') !== 'application/yaml') return { status: 200, body: document };
    response.type('application/yaml').send(stringify(document));
    return 'sent';
  },
});

export const people = route({
  method: 'get',
  path: '/api/organisation/people',
  summary: '人员 · everybody with unit, seats, absences and who acts; how they are reached is shown to whoever needs it',
  access: 'directory.read',
  answers: { 200: peopleAnswer },
  async handle({ ledger, actor, at, now }) {
    const isReachable = may(actor, 'contacts.read', null, at).kind === 'allowed';
    return { status: 200, body: await peopleAt(ledger, now, isReachable) };
  },
});
