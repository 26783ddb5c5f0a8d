import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aLedger } from '../support/a-ledger.ts';
import { anApi } from '../support/an-api.ts';

let ledger: Awaited<ReturnType<typeof aLedger>>;
let api: Awaited<ReturnType<typeof anApi>>;
beforeAll(async () => {
  ledger = await aLedger();
  api = await anApi(ledger, ['qian', 'zhang', 'zhao']);
});
afterAll(async () => {
  await api.close();
  await ledger.close();
});

/** A picture as a phone takes it: turned on its side, with the time and the place of the shot. */
const fromAPhone = (side = 1200) =>
  sharp({ create: { width: side, height: side / 2, channels: 3, background: '#c96' } })
    .jpeg()
    .withMetadata({ orientation: 6 })
    .withExif({
      IFD2: { DateTimeOriginal: '2026:09:29 09:05:00' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '36/1 4/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '120/1 22/1 0/1' },
    })
    .toBuffer();

const withoutExif = () =>
  sharp({ create: { width: 64, height: 64, channels: 3, background: '#9c6' } })
    .jpeg()
    .toBuffer();

async function uploads(content: Buffer, name = '照片.jpg', as = 'qian') {
  const form = new FormData();
  form.append('photo', new Blob([new Uint8Array(content)], { type: 'image/jpeg' }), name);
  const response = await fetch(`${api.address}/api/photos`, { method: 'POST', body: form, headers: { cookie: api.cookieOf(as) } });
  return { status: response.status, body: (await response.json()) as { id: string; sha256: string; code: string } };
}
const looksAt = async (id: string, size: string) => {
  const response = await fetch(`${api.address}/api/photos/${id}?size=${size}`, { headers: { cookie: api.cookieOf('qian') } });
  return { type: response.headers.get('content-type'), content: Buffer.from(await response.arrayBuffer()), headers: response.headers };
};

describe('a photo', () => {
  it('is read by its content; what the camera wrote is kept as a hint, and is not in the copies that people look at', async () => {
    const original = await fromAPhone();
    const { status, body } = await uploads(original);
    expect([status, body]).toEqual([
      201,
      expect.objectContaining({ type: 'image/jpeg', bytes: original.length, takenAt: '2026-09-29 09:05:00' }),
    ]);
    expect(await ledger.rows('select position from photo where id = $1', body.id)).toEqual([
      { position: { latitude: 36 + 4 / 60, longitude: 120 + 22 / 60 } },
    ]);
    const shown = await looksAt(body.id, 'shown');
    expect(shown.type).toBe('image/webp');
    expect(await sharp(shown.content).metadata()).toMatchObject({ format: 'webp', width: 600, height: 1200 });
    expect((await sharp(shown.content).metadata()).exif).toBeUndefined();
    expect((await sharp((await looksAt(body.id, 'thumbnail')).content).metadata()).height).toBe(320);
  });

  it('comes back untouched as the original, to be saved and not to be run', async () => {
    const original = await fromAPhone();
    const { body } = await uploads(original);
    const { content, headers, type } = await looksAt(body.id, 'original');
    expect(content.equals(original)).toBe(true);
    expect([type, headers.get('content-disposition'), headers.get('x-content-type-options')]).toEqual([
      'image/jpeg',
      `attachment; filename="${body.id}.jpeg"`,
      'nosniff',
    ]);
  });

  it('as the original, with where it was taken, is for whoever uploaded it and whoever reads all', async () => {
    const { body } = await uploads(await fromAPhone(900));
    const given = { zone: 'east', title: '临边防护缺失', description: '两米', photos: [body.id] };
    expect((await api.call('qian', 'POST', '/api/hazards', given)).status).toBe(201);
    const asks = async (as: string, size: string) =>
      (await fetch(`${api.address}/api/photos/${body.id}?size=${size}`, { headers: { cookie: api.cookieOf(as) } })).status;
    expect([await asks('zhang', 'shown'), await asks('zhang', 'original')]).toEqual([200, 404]);
    expect([await asks('qian', 'original'), await asks('zhao', 'original')]).toEqual([200, 200]);
  });

  it('of a camera whose clock was never set has no time', async () => {
    const exif = { IFD2: { DateTimeOriginal: '0000:00:00 00:00:00' } };
    const { body } = await uploads(
      await sharp(await withoutExif())
        .withExif(exif)
        .toBuffer(),
    );
    expect(body).toMatchObject({ takenAt: null, isDrawn: true });
  });

  it('uploaded twice lies in the record once', async () => {
    const picture = await fromAPhone(800);
    const [first, second] = [await uploads(picture), await uploads(picture)];
    expect(first.body.sha256).toBe(second.body.sha256);
    expect(await ledger.rows('select count(*)::int as n from photo_original where sha256 = $1', first.body.sha256)).toEqual([{ n: 1 }]);
  });

  const page = Buffer.from('<script>alert(1)</script>');
  it.each([
    ['a page that calls itself a picture', async () => page],
    ['half a picture', async () => (await fromAPhone()).subarray(0, 700)],
    ['a drawing that could run scripts', async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>')],
    ['nothing', async () => Buffer.alloc(0)],
  ])('is refused when it is %s', async (_, content) => {
    expect(await uploads(await content())).toMatchObject({ status: 422, body: { code: 'NOT_A_PHOTO' } });
  });

  it('is refused when it is larger than 20 MB, and when nobody is signed in', async () => {
    expect(await uploads(Buffer.alloc(20 * 1024 * 1024 + 1, 0xff))).toMatchObject({ status: 413, body: { code: 'TOO_LARGE' } });
    expect(await api.call(null, 'POST', '/api/photos')).toMatchObject({ status: 401 });
  });

  it('that is not there is not found', async () => {
    expect((await looksAt('8d0dcbd4-5f0c-4a4e-9e4e-0d3f6f5b8a11', 'shown')).content.toString()).toContain('NOT_FOUND');
    expect((await looksAt(encodeURIComponent('../../etc/passwd'), 'shown')).content.toString()).toContain('NOT_FOUND');
  });
});

describe('the photos of a hazard', () => {
  const seen = { zone: 'east', title: '脚手架连墙件缺失', description: '3号楼北侧二层缺失两处' };
  const hazardWith = async (photos: string[]) => (await api.call('qian', 'POST', '/api/hazards', { ...seen, photos })).body.id;

  it('stand before and after the repair, and the same picture on two hazards is pointed out', async () => {
    const before = (await uploads(await fromAPhone(640))).body.id;
    const again = (await uploads(await fromAPhone(640))).body.id;
    const [first, second] = [await hazardWith([before]), await hazardWith([again])];
    const { body } = await api.call('qian', 'GET', `/api/hazards/${first}`);
    expect(body).toMatchObject({
      photos: [{ id: before, use: 'before', round: 0, takenAt: '2026-09-29 09:05:00', alsoUsedIn: [{ id: second }] }],
    });
  });

  it('tell the office alone where the camera thought to be', async () => {
    const id = await hazardWith([(await uploads(await fromAPhone(480))).body.id, (await uploads(await withoutExif())).body.id]);
    const positionsFor = async (person: string) =>
      ((await api.call(person, 'GET', `/api/hazards/${id}`)).body as unknown as { photos: { position: unknown }[] }).photos.map(
        ({ position }) => position,
      );
    expect(await positionsFor('zhao')).toEqual([{ latitude: 36 + 4 / 60, longitude: 120 + 22 / 60 }, null]);
    expect(await positionsFor('qian')).toEqual([null, null]);
    expect(await positionsFor('zhang')).toEqual([null, null]);
  });

  it('are expected of a repair, which else says why there is none; both stand in the history', async () => {
    const id = await hazardWith([]);
    const repairs = (more: object, language = 'zh') =>
      api.call(
        'zhang',
        'POST',
        `/api/hazards/${id}/commands`,
        { type: 'RectifyHazard', measures: '已补齐', ...more },
        { 'accept-language': language },
      );
    expect(await repairs({})).toMatchObject({
      status: 422,
      body: { code: 'PHOTO_EXPECTED', detail: '请添加整改后的照片；确实无法拍照的（如涉密部位），请写明原因。' },
    });
    expect(await repairs({ withoutPhoto: ' ' }, 'en')).toMatchObject({
      body: { detail: 'Please add a photo of the repair, or say why there can be none, for instance a classified site.' },
    });
    expect(await repairs({ withoutPhoto: '涉密部位' })).toMatchObject({ status: 200, body: { stage: 'verifying' } });
    await api.call('zhao', 'POST', `/api/hazards/${id}/commands`, { type: 'VerifyHazard', passed: false, opinion: '仍缺一处' });
    const shown = (await uploads(await fromAPhone(320), '整改后.jpg', 'zhang')).body.id;
    expect(await repairs({ photos: [shown] })).toMatchObject({ status: 200 });
    const { body } = await api.call('zhao', 'GET', `/api/hazards/${id}`);
    expect(body).toMatchObject({ photos: [{ id: shown, use: 'after', round: 2, isDrawn: true }] });
    const rectified = (body.timeline as unknown as { events: { type: string }[] }[])
      .flatMap(({ events }) => events)
      .filter(({ type }) => type === 'HazardRectified');
    expect(rectified).toEqual([
      { type: 'HazardRectified', measures: '已补齐', by: 'zhang', round: 1, withoutPhoto: '涉密部位' },
      { type: 'HazardRectified', measures: '已补齐', by: 'zhang', round: 2 },
    ]);
  });

  it('are refused when somebody else uploaded them, or nobody, and nothing is reported', async () => {
    const unknown = await api.call('qian', 'POST', '/api/hazards', { ...seen, photos: ['8d0dcbd4-5f0c-4a4e-9e4e-0d3f6f5b8a11'] });
    expect(unknown).toMatchObject({ status: 422, body: { code: 'PHOTO_UNKNOWN', params: { count: 1 } } });
  });
});
