import { createHash, randomUUID } from 'node:crypto';
import type { PhotoRef, PhotoUse } from '../domain/hazard/photos.ts';
import type { PersonId } from '../domain/people/seat.ts';
import type { Scope } from '../domain/rights/scope.ts';
import type { Instant } from '../domain/time/instant.ts';
import type { Ledger } from './ledger.ts';
import { readableAmong } from './readable.ts';

/** A picture that was read: its kind by content, what the camera wrote, copies to look at (null where the kind can't be drawn here). */
export type ReadPhoto = {
  original: Buffer;
  type: 'image/jpeg' | 'image/png' | 'image/heic';
  takenAt: string | null;
  position: { latitude: number; longitude: number } | null;
  shown: Buffer | null;
  thumbnail: Buffer | null;
};

/**
 * Keeps the picture for whoever uploaded it, the original once for each content. A command then names it by its id. `shotAt`: when the
 * sender's device says that it was shot, which may be long before it found a network.
 */
export async function keepPhoto({ pool }: Ledger, photo: ReadPhoto & { shotAt?: Instant | null }, by: PersonId, at: Instant) {
  const { original, type, takenAt, shotAt = null, position, shown, thumbnail } = photo;
  const id = randomUUID();
  const sha256 = createHash('sha256').update(original).digest('hex');
  await pool.query(
    `with kept as (insert into photo_original (sha256, content) values ($2, $3) on conflict do nothing)
     insert into photo (id, sha256, type, bytes, taken_at, position, shown, thumbnail, uploaded_by, uploaded_at, shot_at)
     values ($1, $2, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [id, sha256, original, type, original.length, takenAt, position && JSON.stringify(position), shown, thumbnail, by, at, shotAt],
  );
  return { id, sha256, type, bytes: original.length, takenAt, isDrawn: shown !== null };
}

/** The pictures of these ids that the person uploaded, in their order; fewer than asked where some are not his or not there. */
export async function uploadedPhotos({ prisma }: Ledger, ids: readonly string[], by: PersonId): Promise<PhotoRef[]> {
  if (ids.length === 0) return [];
  const found = await prisma.photo.findMany({
    where: { id: { in: [...ids] }, uploadedBy: by },
    select: { id: true, sha256: true, takenAt: true },
  });
  return ids.flatMap((id) => found.filter((photo) => photo.id === id));
}

/**
 * The pictures of a hazard as a reader sees them: whether there is a copy to look at, when it was shot and received, where the camera thought
 * to be (a hint, to the office alone), and which other hazards in his scope show the very same picture.
 */
export async function photosShown(
  ledger: Ledger,
  hazard: string,
  photos: readonly PhotoUse[],
  { isToOffice, scope }: { isToOffice: boolean; scope: Scope },
) {
  if (photos.length === 0) return [];
  const [uses, kept] = await Promise.all([otherUses(ledger, hazard, photos), keptOf(ledger, photos)]);
  const isReadable = await readableAmong(
    ledger,
    uses.map(({ id }) => id),
    scope,
  );
  return photos.map((photo) => {
    const found = kept.find(({ id }) => id === photo.id);
    return {
      ...photo,
      isDrawn: found?.is_drawn ?? false,
      shotAt: found?.shot_at?.toISOString() ?? null,
      receivedAt: found?.uploaded_at.toISOString() ?? null,
      position: (isToOffice && found?.position) || null,
      alsoUsedIn: uses.filter(({ sha256, id }) => sha256 === photo.sha256 && isReadable(id)).map(({ id, number }) => ({ id, number })),
    };
  });
}

type Kept = { id: string; position: ReadPhoto['position']; is_drawn: boolean; shot_at: Date | null; uploaded_at: Date };

async function keptOf({ pool }: Ledger, photos: readonly PhotoUse[]): Promise<Kept[]> {
  const sql = 'select id, position, shown is not null as is_drawn, shot_at, uploaded_at from photo where id = any($1::uuid[])';
  return (await pool.query<Kept>(sql, [photos.map(({ id }) => id)])).rows;
}

/** 同一照片用于不同隐患 is the office's to look at. */
async function otherUses({ pool }: Ledger, hazard: string, photos: readonly PhotoUse[]) {
  const shown = [...new Set(photos.map(({ sha256 }) => sha256))];
  const { rows } = await pool.query<{ sha256: string; id: string; number: string }>(
    `select s.sha256, c.id, c.number from unnest($1::text[]) s(sha256)
     join cases c on c.state->'photos' <> '[]' and c.state->'photos' @> jsonb_build_array(jsonb_build_object('sha256', s.sha256)) and c.id <> $2`,
    [shown, hazard],
  );
  return rows;
}

/**
 * Whether somebody may look at the picture: whoever uploaded it, and whoever may read a hazard that shows it. What the camera wrote into the
 * original, where and by whom it was taken, is for whoever uploaded it and whoever reads all.
 */
async function mayLookAt(ledger: Ledger, id: string, scope: Scope, isOriginal: boolean): Promise<boolean> {
  if (scope.reads !== 'some') return scope.reads === 'all';
  const { rows } = await ledger.pool.query<{ is_mine: boolean; cases: string[] }>({
    name: 'photo-shown-by',
    text: `select p.uploaded_by = $2 as is_mine, array(
        select c.id from cases c where c.state->'photos' <> '[]' and c.state->'photos' @> jsonb_build_array(jsonb_build_object('id', p.id::text))
      ) as cases from photo p where p.id = $1`,
    values: [id, scope.own],
  });
  const [row] = rows;
  if (!row) return false;
  if (row.is_mine || isOriginal) return row.is_mine;
  const isReadable = await readableAmong(ledger, row.cases, scope);
  return row.cases.some(isReadable);
}

/** The copy to look at, or the original as it came; null when there is none that lies in the scope. */
export async function photoContent(ledger: Ledger, id: string, size: 'thumbnail' | 'shown' | 'original', scope: Scope) {
  const { prisma } = ledger;
  if (!(await mayLookAt(ledger, id, scope, size === 'original'))) return null;
  if (size !== 'original') {
    const photo = await prisma.photo.findUnique({ where: { id }, select: { [size]: true } });
    const content = (photo as Record<string, Uint8Array | null> | null)?.[size];
    return content ? { content: Buffer.from(content), type: 'image/webp' } : null;
  }
  const photo = await prisma.photo.findUnique({ where: { id }, select: { sha256: true, type: true } });
  const original = photo && (await prisma.photoOriginal.findUnique({ where: { sha256: photo.sha256 } }));
  return original ? { content: Buffer.from(original.content), type: photo.type } : null;
}
