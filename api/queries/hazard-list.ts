import { z } from 'zod';
import { zonesHeldBy } from '../../domain/rights/scope.ts';
import type { At } from '../../domain/rights/capacity.ts';
import type { PersonId } from '../../domain/people/seat.ts';
import { countedAs, countedIn, countedPattern } from '../../domain/metrics/counted.ts';
import { listHazards } from '../../ledger/hazard-list.ts';
import { hazardItem, page, withheld } from '../answers.ts';
import { localDate, paging, text } from '../fields.ts';
import { route } from '../route.ts';

/** What may be asked of the ledger. */
export const asked = {
  stage: text(50).optional(),
  zone: text(50).optional(),
  class: z.enum(['general', 'major']).optional(),
  open: z.stringbool().optional(),
  overdue: z.stringbool().optional(),
  q: text(100).optional().meta({ description: 'Part of the number, the title, or the name of the zone or of its responsible persons' }),
  mine: z.stringbool().optional().meta({ description: 'Only the zones in which I hold, or act in, a seat' }),
  from: localDate.optional().meta({ description: 'Reported on this day or later, Shanghai date' }),
  to: localDate.optional().meta({ description: 'Reported on this day or before, Shanghai date' }),
  counted: text(500)
    .regex(countedPattern)
    .transform((said) => countedIn(said) ?? undefined)
    .optional()
    .meta({
      description: `What a month counts as ${countedAs.join(', ')}, as in 2026-10:late; of these the fields of some deputies: 2026-10:due:li,zhao`,
    }),
};

/** What `mine` means for that person. */
export const filterFor = <Query extends { mine?: boolean | undefined }>({ mine, ...rest }: Query, person: PersonId, at: At) => ({
  ...rest,
  ...(mine && { zones: zonesHeldBy(person, at) }),
});

export const hazardList = route({
  method: 'get',
  path: '/api/hazards',
  summary: '台账 · the ledger, a page at a time, of what the reader may see; order=next shows first what climbs next',
  access: 'case.read',
  query: z.strictObject({ ...asked, order: z.enum(['opened', 'due', 'next']).default('opened'), ...paging }),
  answers: { 200: page(hazardItem).extend({ withheld }) },
  handle: async ({ ledger, query, scope, person, at, now }) => ({
    status: 200,
    body: await listHazards(ledger, filterFor(query, person, at), scope, now),
  }),
});
