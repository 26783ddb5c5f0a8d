import { asks, Refused, Unreachable } from './client.ts';
import type { components } from './generated.d.ts';

/** A picture that the server has: what a form keeps of it. */
export type UploadedPhoto = Pick<components['schemas']['Photo'], 'id' | 'isDrawn'> & { preview?: string };

type UploadedScan = Pick<components['schemas']['Scan'], 'id'>;

const mostBytes = 20 * 1024 * 1024;
const answersWithinMs = 300_000;

/**
 * Sends a picture as it is, with the time that this device gives for its file. `hear`: how much of it has gone, 0 to 1, of which fetch says
 * nothing. Throws like `answerOf`.
 */
export const uploadPhoto: Upload = (picture, hear, stop) =>
  upload<UploadedPhoto>({ part: 'photo', to: `/api/photos?shotAt=${new Date(picture.lastModified).toISOString()}` }, picture, hear, stop);

export type Upload = (picture: File, hear: (sent: number) => void, stop: AbortSignal) => Promise<UploadedPhoto>;

/** For a form without sign-in, which nobody else may look at: what the form shows of the picture comes back with the answer. */
export const uploadToForm =
  (zone: string, { form, key }: { form: string; key: string }): Upload =>
  async (picture, hear, stop) => {
    const to = `/api/public/zones/${encodeURIComponent(zone)}/photos`;
    const headers = { 'X-Form': form, 'Idempotency-Key': key };
    const sent = await upload<Omit<UploadedPhoto, 'isDrawn'>>({ part: 'photo', to, headers }, picture, hear, stop);
    return { ...sent, isDrawn: true };
  };

/** Sends the scan of a paper as it is. Throws like `answerOf`. */
export const uploadScan = (scan: File, stop: AbortSignal) => upload<UploadedScan>({ part: 'scan', to: '/api/scans' }, scan, () => {}, stop);

/** Sends an older ledger to be looked at. `hear` and what it throws as above. */
export const uploadLedger = (file: File, repairEndsCase: boolean, hear: (sent: number) => void, stop: AbortSignal) =>
  upload<components['schemas']['ImportPreview']>(
    { part: 'workbook', to: `/api/imports/preview?repairEndsCase=${repairEndsCase}` },
    file,
    hear,
    stop,
  );

type Target = { part: 'photo' | 'scan' | 'workbook'; to: string; headers?: Record<string, string> };

function upload<Kept>({ part, to, headers = {} }: Target, file: File, hear: (sent: number) => void, stop: AbortSignal): Promise<Kept> {
  return new Promise((resolve, reject) => {
    // Too large a file is refused while it is still being sent, and the refusal gets lost on the way.
    if (file.size > mostBytes) return reject(new Refused(413, null));
    const request = new XMLHttpRequest();
    const unreached = () => reject(new Unreachable(part));
    request.open('POST', to);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.setRequestHeader('Accept-Language', asks.language);
    request.responseType = 'json';
    request.timeout = answersWithinMs;
    request.upload.onprogress = ({ loaded, total }) => hear(loaded / total);
    request.onload = () => {
      if (request.status === 200 || request.status === 201) return resolve(request.response);
      if (request.status === 401) asks.signedOut();
      reject(new Refused(request.status, request.response?.code ? request.response : null));
    };
    request.onerror = unreached;
    request.ontimeout = unreached;
    request.onabort = unreached;
    stop.addEventListener('abort', () => request.abort());
    const form = new FormData();
    form.append(part, file);
    request.send(form);
  });
}

export const photoAddress = (id: string, size: 'thumbnail' | 'shown' | 'original') => `/api/photos/${id}?size=${size}`;
