import { fileTypeFromBuffer } from 'file-type';
import { z } from 'zod';
import { keepScan } from '../../ledger/scans.ts';
import type { ReadScan } from '../../ledger/scans.ts';
import { route } from '../route.ts';

const kinds = ['application/pdf', 'image/jpeg', 'image/png'] as const;
export const uploadScan = route({
  method: 'post',
  path: '/api/scans',
  summary:
    '扫描件 · upload the scan of an issued paper (pdf, jpeg, png; at most 20 MB) as the part "scan" of a form; a command then names it by its id',
  access: 'paper.upload',
  upload: 'scan',
  answers: {
    201: z.strictObject({ id: z.uuid(), sha256: z.string(), type: z.enum(kinds), bytes: z.int() }).meta({ id: 'Scan' }),
  },
  async handle({ ledger, request, person, now }) {
    const scan = request.file ? await readScan(request.file.buffer) : null;
    if (!scan) return { turnedAway: 'NOT_A_SCAN', status: 422 };
    return { status: 201, body: await keepScan(ledger, scan, person, now) };
  },
});

/** By its content, whatever its name says; null when it is none of the three kinds. */
async function readScan(original: Buffer): Promise<ReadScan | null> {
  const found = await fileTypeFromBuffer(original);
  const type = kinds.find((kind) => kind === found?.mime);
  return type ? { original, type } : null;
}
