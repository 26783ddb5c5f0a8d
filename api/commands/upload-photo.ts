import multer from 'multer';
import { keepPhoto } from '../../ledger/photos.ts';
import { uploadedPhoto } from '../answers.ts';
import { readPhoto } from '../read-photo.ts';
import { route } from '../route.ts';

const mostBytes = 20 * 1024 * 1024;
const one = multer({
  storage: multer.memoryStorage(),
  limits: { fileSize: mostBytes, files: 1, fields: 0, parts: 2 },
  defParamCharset: 'utf8',
}).single('photo');

export const uploadPhoto = route({
  method: 'post',
  path: '/api/photos',
  summary: '照片 · upload one picture (jpeg, png, heic; at most 20 MB) as the part "photo" of a form; a command then names it by its id',
  before: [one],
  upload: 'photo',
  answers: { 201: uploadedPhoto },
  async handle({ ledger, request, person, now }) {
    const photo = request.file ? await readPhoto(request.file.buffer) : null;
    if (!photo) return { turnedAway: 'NOT_A_PHOTO', status: 422 };
    return { status: 201, body: await keepPhoto(ledger, photo, person, now) };
  },
});
