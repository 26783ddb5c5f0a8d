import { z } from 'zod';
import { keepPhoto } from '../../ledger/photos.ts';
import { uploadedPhoto } from '../answers.ts';
import { deviceTime } from '../fields.ts';
import { readPhoto } from '../read-photo.ts';
import { route } from '../route.ts';

export const uploadPhoto = route({
  method: 'post',
  path: '/api/photos',
  summary:
    '照片 · upload one picture (jpeg, png, heic; at most 20 MB) as the part "photo" of a form; a command then names it by its id. `shotAt`: when the device says it was shot',
  access: 'hazard.report',
  upload: 'photo',
  query: z.strictObject({ shotAt: deviceTime.optional() }),
  answers: { 201: uploadedPhoto },
  async handle({ ledger, request, person, query: { shotAt = null }, now }) {
    const photo = request.file ? await readPhoto(request.file.buffer) : null;
    if (!photo) return { turnedAway: 'NOT_A_PHOTO', status: 422 };
    return { status: 201, body: await keepPhoto(ledger, { ...photo, shotAt }, person, now) };
  },
});
