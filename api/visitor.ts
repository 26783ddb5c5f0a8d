import type { Request } from 'express';
import { ipKeyGenerator } from 'express-rate-limit';
import type { Instant } from '../domain/time/instant.ts';
import type { Visitor } from '../ledger/account-sessions.ts';
import { tokenOf } from './cookie.ts';

// The more particular names first: Edge calls itself Chrome as well, and Chrome Safari.
const browsers = [
  ['MicroMessenger', '微信 WeChat'],
  ['DingTalk', '钉钉 DingTalk'],
  ['QIHU|360SE|360EE', '360'],
  ['Edg', 'Edge'],
  ['Firefox', 'Firefox'],
  ['Chrome', 'Chrome'],
  ['Safari', 'Safari'],
] as const;
const systems = [
  ['Windows', 'Windows'],
  ['HarmonyOS', 'HarmonyOS'],
  ['Android', 'Android'],
  ['iPhone|iPad', 'iOS'],
  ['Mac OS', 'macOS'],
  ['Linux', 'Linux'],
] as const;

const firstIn = (said: string, names: typeof browsers | typeof systems) => names.find(([pattern]) => new RegExp(pattern).test(said))?.[1];

/** Browser and system, by which somebody recognises his own session; the rest of what a browser says is not kept. */
const deviceOf = (userAgent: string): string =>
  [firstIn(userAgent, browsers), firstIn(userAgent, systems)].filter((each) => each !== undefined).join(' · ');

/** The caller's address; of IPv6 the network, for one machine has a great many. */
const addressOf = ({ ip }: Request): string => ipKeyGenerator(ip ?? '', 56);

export const visitorOf = (request: Request, at: Instant): Visitor => ({
  at,
  address: addressOf(request),
  device: deviceOf(request.get('user-agent') ?? ''),
  replaces: tokenOf(request),
});
