import type { Refusal } from '../../domain/case/refusals.ts';
import type { PhotoRef } from '../../domain/hazard/photos.ts';
import type { PersonId } from '../../domain/people/seat.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { uploadedPhotos } from '../../ledger/photos.ts';

/** The pictures that a command names, which the person must have uploaded; else why not. */
export async function attachedPhotos(ledger: Ledger, ids: readonly string[], by: PersonId): Promise<PhotoRef[] | { refusal: Refusal }> {
  const photos = await uploadedPhotos(ledger, ids, by);
  const missing = ids.length - photos.length;
  return missing > 0 ? { refusal: { code: 'PHOTO_UNKNOWN', params: { count: missing } } } : photos;
}
