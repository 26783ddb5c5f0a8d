import { createHash, randomUUID } from 'node:crypto';
import type { PersonId } from '../domain/people/seat.ts';
import type { ScanRef } from '../domain/supervision/supervision.ts';
import type { Instant } from '../domain/time/instant.ts';
import type { Ledger } from './ledger.ts';

/** 扫描件: the file as it came, and its kind by content. */
export type ReadScan = { original: Buffer; type: 'application/pdf' | 'image/jpeg' | 'image/png' };

/** Keeps the scan, its file once for each content. A command then names it by its id. */
export async function keepScan({ pool }: Ledger, { original, type }: ReadScan, by: PersonId, at: Instant) {
  const id = randomUUID();
  const sha256 = createHash('sha256').update(original).digest('hex');
  await pool.query(
    `with kept as (insert into photo_original (sha256, content) values ($2, $3) on conflict do nothing)
     insert into scan (id, sha256, type, bytes, uploaded_by, uploaded_at) values ($1, $2, $4, $5, $6, $7)`,
    [id, sha256, original, type, original.length, by, at],
  );
  return { id, sha256, type, bytes: original.length };
}

/** The scan of that id; null when nobody uploaded it. */
export async function scanById({ prisma }: Ledger, id: string): Promise<ScanRef | null> {
  return prisma.scan.findUnique({ where: { id }, select: { id: true, sha256: true } });
}

/** The file, for whoever may read the papers of the case that registered it; null for anybody else, as if there were none. */
export async function scanContent({ prisma }: Ledger, id: string, mayRead: (zone: string) => boolean) {
  const [scan, papers] = await Promise.all([
    prisma.scan.findUnique({ where: { id } }),
    prisma.registeredPaper.findMany({ where: { scan: id }, select: { case: { select: { zone: true } } } }),
  ]);
  // What no paper was registered with yet has no zone: it is the office's.
  if (!scan || !(papers.length > 0 ? papers.some((paper) => mayRead(paper.case.zone)) : mayRead(''))) return null;
  const original = await prisma.photoOriginal.findUnique({ where: { sha256: scan.sha256 } });
  return original && { content: Buffer.from(original.content), type: scan.type };
}
