import { rateLimit } from 'express-rate-limit';
import { z } from 'zod';
import { openSession } from '../../ledger/accounts.ts';
import { giveCookie } from '../cookie.ts';
import { anyText, text } from '../fields.ts';
import { turnAway } from '../problems.ts';
import { route } from '../route.ts';

// Only failures count, so that a whole office behind one address can sign in at 8:30.
const tooManyFailures = rateLimit({
  windowMs: 15 * 60_000,
  limit: 20,
  skipSuccessfulRequests: true,
  standardHeaders: true,
  legacyHeaders: false,
  handler: (request, response) => turnAway(request, response, 429, 'TOO_MANY_TRIES'),
});

export const signIn = route({
  method: 'post',
  path: '/api/session',
  summary: '登录 · sign in; the answer sets the session cookie, which lasts twelve hours',
  access: 'anyone',
  before: [tooManyFailures],
  body: z.strictObject({ username: text(100), password: anyText(200).min(1) }),
  answers: { 201: z.strictObject({ username: z.string() }) },
  async handle({ ledger, body: { username, password }, request, response }) {
    const token = await openSession(ledger, username, password);
    if (!token) return { turnedAway: 'WRONG_PASSWORD', status: 401 };
    giveCookie(request, response, token);
    return { status: 201, body: { username } };
  },
});
