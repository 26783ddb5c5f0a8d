import { z } from 'zod';
import { instant } from './answers.ts';

const text = z.string();
const moment = instant.nullable();
const texts = z.array(text);

/** As domain/dossier/dossier.ts says it. */
export const dossier = z
  .strictObject({
    record: z.strictObject({
      format: z.literal('safety-grid-dossier/1'),
      bureau: text,
      case: z.strictObject({
        id: z.uuid(),
        number: text,
        title: text,
        zone: text,
        stage: text,
        class: text,
        openedAt: instant,
        endedAt: moment,
      }),
      facts: z.array(z.strictObject({ name: text, said: text })),
      responsible: z.array(
        z.strictObject({ post: text, from: instant, person: text.nullable(), actingFor: text.nullable(), isAway: z.boolean() }),
      ),
      history: z.array(z.strictObject({ number: text, revision: z.int(), at: instant, by: text, said: texts, hash: text })),
      ladder: z.array(
        z.strictObject({
          number: text,
          duty: text,
          dueAt: instant,
          nature: z.enum(['reminder', 'escalation']),
          level: z.int(),
          at: instant,
          firedAt: moment,
          told: texts,
        }),
      ),
      notices: z.array(
        z.strictObject({
          number: text,
          at: instant,
          person: text,
          kind: text,
          said: text,
          status: text,
          deliveries: z.array(z.strictObject({ channel: text, status: text, at: moment, answer: text.nullable() })),
          readAt: moment,
        }),
      ),
      requests: z.array(
        z.strictObject({
          number: text,
          kind: text,
          askedBy: text,
          askedAt: instant,
          until: text.nullable(),
          reason: text,
          outcome: text,
          decidedBy: text.nullable(),
          decidedAt: moment,
          opinion: text.nullable(),
        }),
      ),
      photos: z.array(z.strictObject({ use: text, round: z.int(), takenAt: text.nullable(), sha256: text })),
      chains: z.array(z.strictObject({ id: z.uuid(), number: text, kind: text, revision: z.int(), head: text })),
    }),
    made: z.strictObject({ at: instant, by: text }),
    integrity: z.strictObject({
      algorithm: z.literal('SHA-256'),
      digest: text,
      signature: z.strictObject({ algorithm: z.literal('Ed25519'), publicKey: text, value: text }).nullable(),
      check: text,
    }),
  })
  .meta({ id: 'Dossier', description: '尽职证据包, in Chinese words; who reported a 举报 is not in it' });
