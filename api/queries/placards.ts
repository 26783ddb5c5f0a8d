import { z } from 'zod';
import { isPrivateAddress } from '../../domain/tip-off/private-address.ts';
import { dateIn } from '../../domain/time/instant.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { placardsAt } from '../../ledger/zones.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { CharactersMissing } from '../../papers/fonts.ts';
import { placardPdf } from '../../papers/placard.ts';
import type { Placard } from '../../papers/placard.ts';
import { attachment } from '../attachment.ts';
import { publicUrlOf } from '../public-url.ts';
import { nothing, route } from '../route.ts';
import type { Answer, Given } from '../route.ts';

const size = z.strictObject({ size: z.enum(['A3', 'A4']).default('A3') });

async function placardsFor(ledger: Ledger, publicUrl: string, now: Instant): Promise<Placard[]> {
  const { version, zones } = await placardsAt(ledger, now);
  const isPrivate = isPrivateAddress(publicUrl);
  return zones.map((zone) => ({
    ...zone,
    version,
    isPrivate,
    address: `${publicUrl}/p/${encodeURIComponent(zone.code)}`,
    updatedOn: dateIn(now),
  }));
}

async function sends({ response }: Given<unknown, unknown>, placards: Placard[], of: 'A3' | 'A4', name: string): Promise<Answer> {
  if (placards.length === 0) return { turnedAway: 'NOT_FOUND', status: 404 };
  try {
    const content = await placardPdf(placards, of);
    response.setHeader('Content-Disposition', attachment(`公示牌_${name}_${of}.pdf`, 'placard.pdf'));
    response.type('application/pdf').send(content);
    return 'sent';
  } catch (error) {
    if (error instanceof CharactersMissing) return { refusal: { code: 'CHARACTERS_MISSING', params: { characters: error.characters } } };
    throw error;
  }
}

export const zonePlacard = route({
  method: 'get',
  path: '/api/zones/{code}/placard.pdf',
  access: 'directory.read',
  summary: '公示牌 · the placard of a zone with both responsible persons and the code to report by; A3 or A4, landscape',
  file: 'application/pdf',
  query: size,
  answers: { 200: nothing },
  async handle(given) {
    const { ledger, params, request, now, query } = given;
    const placards = (await placardsFor(ledger, publicUrlOf(request), now)).filter(({ code }) => code === params['code']);
    return sends(given, placards, query.size, placards[0]?.name ?? '');
  },
});

export const allPlacards = route({
  method: 'get',
  path: '/api/placards.pdf',
  access: 'directory.read',
  summary: '公示牌 · the placards of all zones, a page each',
  file: 'application/pdf',
  query: size,
  answers: { 200: nothing },
  async handle(given) {
    const { ledger, request, now, query } = given;
    return sends(given, await placardsFor(ledger, publicUrlOf(request), now), query.size, '全部责任区');
  },
});

export const placardFacts = route({
  method: 'get',
  path: '/api/placards',
  access: 'directory.read',
  summary: '公示牌 · the address that the codes open, whether it can only be opened inside, and the telephone that is printed',
  answers: {
    200: z.strictObject({ address: z.string(), isPrivate: z.boolean(), officePhone: z.string().nullable() }).meta({ id: 'PlacardFacts' }),
  },
  async handle({ ledger, request, now }) {
    const address = publicUrlOf(request);
    const { office } = await placardsAt(ledger, now);
    return { status: 200, body: { address, isPrivate: isPrivateAddress(address), officePhone: office.phone } };
  },
});
