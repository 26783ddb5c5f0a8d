/** 照片: a picture that somebody uploaded; `takenAt` is what the camera wrote, without a zone: a hint, never proof. */
export type PhotoRef = { id: string; sha256: string; takenAt: string | null };

/** 整改前 / 整改后: of which round of the repair the picture is evidence; 0 before the first one. */
export type PhotoUse = PhotoRef & { use: 'before' | 'after'; round: number };

export type PhotosAttached = { type: 'PhotosAttached'; use: PhotoUse['use']; round: number; photos: PhotoRef[] };

/** The pictures that came with a report or a repair. */
export const attached = (photos: readonly PhotoRef[] | undefined, use: PhotoUse['use'], round: number): PhotosAttached[] =>
  photos && photos.length > 0 ? [{ type: 'PhotosAttached', use, round, photos: [...photos] }] : [];
