import { keepPhoto } from '../../ledger/photos.ts';
import { uploadedPhoto } from '../answers.ts';
import { readPhoto } from '../read-photo.ts';
import { route } from '../route.ts';

export const uploadPhoto = route({
  method: 'post',
  path: '/api/photos',
  summary: '照片 · upload one picture (jpeg, png, heic; at most 20 MB) as the part "photo" of a form; a command then names it by its id',
  access: 'hazard.report',
  upload: 'photo',
  answers: { 201: uploadedPhoto },
  async handle({ ledger, request, person, now }) {
    const photo = request.file ? await readPhoto(request.file.buffer) : null;
    if (!photo) return { turnedAway: 'NOT_A_PHOTO', status: 422 };
    return { status: 201, body: await keepPhoto(ledger, photo, person, now) };
  },
});
