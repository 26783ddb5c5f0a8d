import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { engineHealth } from '../../ledger/stuck/engine-health.ts';
import { engineAnswer } from '../engine-answer.ts';
import type { schedulesOf } from '../engine-schedules.ts';
import { route } from '../route.ts';

const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')) as { version: string };
const startedAt = new Date().toISOString();

export const engine = route({
  method: 'get',
  path: '/api/engine',
  summary:
    '系统状态 · each part with its last sign of life, how far relay and notices lag, open cases against clocks, the last looks of the bell, and what runs next by itself',
  access: 'engine.read',
  answers: { 200: engineAnswer },
  async handle({ ledger, now, request }) {
    const askSchedules = request.app.locals['schedules'] as ReturnType<typeof schedulesOf>;
    const [health, schedules] = await Promise.all([engineHealth(ledger, now), askSchedules()]);
    return { status: 200, body: { now, version, startedAt, ...health, schedules } };
  },
});
