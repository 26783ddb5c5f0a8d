import { createHash, randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { PhotoRef } from '../../domain/hazard/photos.ts';
import { publicReporter } from '../../domain/tip-off/tip-off.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Ledger } from '../ledger.ts';

/** A picture from outside, drawn anew: what the camera wrote, position and device, is in none of the three. JPEG, webp, webp. */
export type CleanPhoto = { content: Buffer; shown: Buffer; thumbnail: Buffer };

/** Whose picture it is: of whoever has the form's key. */
const ownerOf = (formKey: string) => createHash('sha256').update(formKey).digest('hex');

/** Keeps the picture until the form is handed in, a day at most; old ones go by the way. */
export async function stagePhoto({ pool }: Pick<Ledger, 'pool'>, photo: CleanPhoto, formKey: string, now: Instant): Promise<string> {
  const id = randomUUID();
  await pool.query(`delete from tip_off_photo where uploaded_at < $1::timestamptz - interval '1 day'`, [now]);
  await pool.query('insert into tip_off_photo (id, owner, content, shown, thumbnail, uploaded_at) values ($1, $2, $3, $4, $5, $6)', [
    id,
    ownerOf(formKey),
    photo.content,
    photo.shown,
    photo.thumbnail,
    now,
  ]);
  return id;
}

/** How many pictures wait for that form. */
export async function stagedFor({ pool }: Pick<Ledger, 'pool'>, formKey: string): Promise<number> {
  const { rows } = await pool.query<{ n: number }>('select count(*)::int as n from tip_off_photo where owner = $1', [ownerOf(formKey)]);
  return rows[0]?.n ?? 0;
}

/** The pictures of these ids that belong to the form, in their order; fewer where some are not there. */
export async function stagedPhotos({ pool }: Pick<Ledger, 'pool'>, ids: readonly string[], formKey: string): Promise<PhotoRef[]> {
  if (ids.length === 0) return [];
  const { rows } = await pool.query<{ id: string; sha256: string }>(
    `select id, encode(sha256(content), 'hex') as sha256 from tip_off_photo where id = any($1::uuid[]) and owner = $2`,
    [ids, ownerOf(formKey)],
  );
  return ids.flatMap((id) => rows.filter((row) => row.id === id).map(({ sha256 }) => ({ id, sha256, takenAt: null })));
}

/** The pictures become part of the record: the cleaned one takes the place of an original, which is nowhere kept. */
export async function keepStaged(client: pg.ClientBase, photos: readonly PhotoRef[], at: Instant): Promise<void> {
  if (photos.length === 0) return;
  await client.query(
    `with taken as (delete from tip_off_photo where id = any($1::uuid[]) returning *),
      kept as (insert into photo_original (sha256, content) select distinct on (sha256(content)) encode(sha256(content), 'hex'), content from taken on conflict do nothing)
     insert into photo (id, sha256, type, bytes, taken_at, position, shown, thumbnail, uploaded_by, uploaded_at)
     select id, encode(sha256(content), 'hex'), 'image/jpeg', length(content), null, null, shown, thumbnail, $2, $3 from taken`,
    [photos.map(({ id }) => id), publicReporter, at],
  );
}
