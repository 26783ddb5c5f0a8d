import { z } from 'zod';
import { stagedFor, stagePhoto } from '../../ledger/tip-off/staged-photos.ts';
import { route } from '../route.ts';
import { cleanPhoto } from './clean-photo.ts';
import { admitsPhoto } from './public-door.ts';
import { mostPublicPhotos } from './report-form.ts';

export const addPublicPhoto = route({
  method: 'post',
  path: '/api/public/zones/{zone}/photos',
  summary:
    '群众举报 · a picture for the form (jpeg, png; at most 20 MB) as the part "photo"; X-Form: the token of the form, Idempotency-Key: the secret of the form. It is drawn anew, without what the camera wrote, and thrown away after a day unless the form is handed in',
  access: 'anyone',
  before: [admitsPhoto],
  upload: 'photo',
  answers: {
    201: z
      .strictObject({ id: z.uuid(), preview: z.string().meta({ description: 'A small picture as an address of its own (data:)' }) })
      .meta({ id: 'PublicPhoto' }),
  },
  async handle({ ledger, request, key, now }) {
    const photo = request.file ? await cleanPhoto(request.file.buffer) : null;
    if (!photo) return { turnedAway: 'PHOTO_UNDRAWN', status: 422 };
    // More than the form takes, since some are taken out again.
    if ((await stagedFor(ledger, key)) >= 3 * mostPublicPhotos) return { turnedAway: 'TOO_OFTEN', status: 429 };
    const id = await stagePhoto(ledger, photo, key, now);
    return { status: 201, body: { id, preview: `data:image/webp;base64,${photo.preview.toString('base64')}` } };
  },
});
