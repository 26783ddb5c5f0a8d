import type { Request, RequestHandler, Response } from 'express';
import type { ZoneCode } from '../../domain/people/seat.ts';
import { mostOpenMs } from '../../domain/tip-off/why-spam.ts';
import { instantFromMs } from '../../domain/time/instant.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { formHandedOutAt } from '../../ledger/tip-off/form-token.ts';
import { takeTurnOf } from '../../ledger/tip-off/public-limits.ts';
import type { LimitedAct } from '../../ledger/tip-off/public-limits.ts';
import type { ReporterKeys } from '../../ledger/tip-off/reporter-keys.ts';
import { turnAway } from '../problems.ts';
import type { DoorCode } from '../problems.ts';

/** What the routes without sign-in rest on; without keys nobody can be kept secret, and the door is closed. */
export type PublicDoor = { ledger: Ledger; keys: ReporterKeys | null };

export const doorOf = ({ app }: Request): PublicDoor => app.locals['publicDoor'] as PublicDoor;

type TurnedAway = { turnedAway: DoorCode; status: number };

/** Counts the act; null when it may be done. */
export async function turnOf(
  { request, response }: { request: Request; response: Response },
  act: LimitedAct,
  { zone = '', now, cost }: { zone?: ZoneCode; now: Instant; cost?: number },
): Promise<TurnedAway | null> {
  const { ledger, keys } = doorOf(request);
  if (!keys) return { turnedAway: 'TIP_OFFS_CLOSED', status: 503 };
  const seconds = await takeTurnOf(ledger, keys, act, { address: request.ip ?? '', zone, now }, cost);
  if (seconds === null) return null;
  response.setHeader('Retry-After', String(seconds));
  return { turnedAway: 'TOO_OFTEN', status: 429 };
}

/** For how long the form has been open, in ms; else why it is none of ours, or is too old. */
export function openMsOf(keys: ReporterKeys, zone: ZoneCode, form: string, now: Instant): number | TurnedAway {
  const handedOutAt = formHandedOutAt(keys, zone, form);
  const openMs = handedOutAt === null ? mostOpenMs + 1 : Date.parse(now) - Date.parse(handedOutAt);
  return openMs > mostOpenMs ? { turnedAway: 'FORM_EXPIRED', status: 409 } : openMs;
}

/** Before a picture is read: the form must be ours, and the turn his. */
export const admitsPhoto: RequestHandler = async (request, response, next) => {
  const now = instantFromMs(Date.now());
  const zone = String(request.params['zone']);
  const { keys } = doorOf(request);
  const open = keys && openMsOf(keys, zone, request.get('x-form') ?? '', now);
  const away = open !== null && typeof open === 'object' ? open : await turnOf({ request, response }, 'photo', { zone, now });
  if (away) return turnAway(request, response, away.status, away.turnedAway);
  next();
};
