import { timingSafeEqual } from 'node:crypto';
import type { ZoneCode } from '../../domain/people/seat.ts';
import { instantFromMs } from '../../domain/time/instant.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { keyedDigest } from './reporter-keys.ts';
import type { ReporterKeys } from './reporter-keys.ts';

const purpose = 'form of a public report';

/** Says that a form of that zone was handed out at that moment. */
export function formToken(keys: ReporterKeys, zone: ZoneCode, at: Instant): string {
  const said = `${Date.parse(at)}.${keys.current.id}`;
  return `${said}.${keyedDigest(keys, purpose, `${zone}\n${said}`).toString('base64url')}`;
}

/** When the form was handed out; null when we did not hand it out for that zone. */
export function formHandedOutAt(keys: ReporterKeys, zone: ZoneCode, token: string): Instant | null {
  const [, said = '', ms = '', keyId = '', digest = ''] = /^((\d{10,16})\.([\w.-]{1,30}))\.([\w-]{43})$/.exec(token) ?? [];
  if (!keys.all.has(keyId)) return null;
  const right = keyedDigest(keys, purpose, `${zone}\n${said}`, keyId);
  return timingSafeEqual(right, Buffer.from(digest, 'base64url')) ? instantFromMs(Number(ms)) : null;
}
