import { randomUUID } from 'node:crypto';
import pg from 'pg';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { putAccount } from '../../ledger/accounts.ts';
import { wordsInHistories } from '../../stack/temporal-histories.ts';
import { aBureau } from '../support/a-bureau.ts';
import { aFilledForm } from '../support/a-tip-off.ts';
import { until } from '../support/until.ts';

/** Whatever of these stands anywhere but where it must says who reported. */
const mark = 'Zx7qPlanted';
const planted = {
  name: `陈${mark}香`,
  phone: '13877665544',
  email: `chen.${mark.toLowerCase()}@example.org`,
};
const device = `DEVICE-${mark}`;
const marks = [mark, mark.toLowerCase(), planted.phone];
const says = (text: string) => marks.filter((each) => text.toLowerCase().includes(each.toLowerCase()));

let bureau: Awaited<ReturnType<typeof aBureau>>;
let api: Awaited<ReturnType<Awaited<ReturnType<typeof aBureau>>['anApiProcess']>>;
const cookies: Record<string, string> = {};
/** Every answer that anybody but the reporter and whoever disclosed him was given. */
const answers: string[] = [];

const asks = async (path: string, init: RequestInit = {}, as?: string) => {
  const headers = { 'content-type': 'application/json', ...(as && { cookie: cookies[as] ?? '' }), ...(init.headers as object) };
  const response = await fetch(api.address + path, { ...init, headers });
  const content = Buffer.from(await response.arrayBuffer());
  return {
    status: response.status,
    text: content.toString('latin1') + content.toString(),
    body: content.toString(),
    headers: response.headers,
  };
};
const posts = (path: string, body: unknown, as?: string) => asks(path, { method: 'POST', body: JSON.stringify(body) }, as);
const reads = async (path: string, as: string) => {
  const { text, status } = await asks(path, {}, as);
  answers.push(text);
  return status;
};

beforeAll(async () => {
  bureau = await aBureau();
  api = await bureau.anApiProcess({ LOG_LEVEL: 'debug', TEMPORAL_ADDRESS: bureau.temporalAddress });
  for (const person of ['zhao', 'zhang', 'sun', 'li']) {
    await putAccount(bureau.ledger, { username: person, password: `${person}-password`, person });
    const { headers } = await posts('/api/session', { username: person, password: `${person}-password` });
    cookies[person] = headers.get('set-cookie')?.split(';')[0] ?? '';
  }
});
afterAll(async () => {
  await api?.stop();
  await bureau?.close();
});

const picture = () =>
  sharp({ create: { width: 900, height: 600, channels: 3, background: '#963' } })
    .jpeg()
    .withExif({
      IFD0: { Artist: planted.name, Make: device, ImageDescription: `${mark} ${planted.phone}` },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '36/1 4/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '120/1 22/1 0/1' },
    })
    .toBuffer();

describe('a reporter who left his name, telephone and address, and a picture that knows him', () => {
  let code = '';
  let id = '';

  it('is answered by mail from the receipt to the end, and his case takes its course', { timeout: 90_000 }, async () => {
    const form = aFilledForm();
    const body = new FormData();
    body.append('photo', new Blob([new Uint8Array(await picture())]), `${mark}.jpg`);
    const sent = await fetch(`${api.address}/api/public/zones/east/photos`, {
      method: 'POST',
      body,
      headers: { 'x-form': form.form, 'idempotency-key': form.key },
    });
    const { id: photo } = (await sent.json()) as { id: string };
    const text = `我是${planted.name}，电话${planted.phone}，邮箱${planted.email}：外墙脱落${randomUUID()}`;
    const place = `3号楼，找${planted.name}`;
    const received = await posts('/api/public/zones/east/tip-offs', { ...form, text, place, photos: [photo], reporter: planted });
    expect(received.status).toBe(201);
    code = /(\w{4}-){3}\w{4}/.exec(received.text)?.[0] ?? '';
    id = (await bureau.ledger.rows('select case_id from tip_off'))[0]?.case_id as string;
    const commands = async (as: string, command: object) => {
      const { status, text: said } = await posts(`/api/hazards/${id}/commands`, command, as);
      answers.push(said);
      expect(status).toBe(200);
    };
    await Promise.all([bureau.mailTo(planted.email, 1), bureau.mailTo('zhao@example.com', 1)]);
    await commands('zhao', { type: 'AssignHazard', answer: '已安排核查。' });
    await Promise.all([bureau.mailTo(planted.email, 2), bureau.mailTo('zhang@example.com', 1)]);
    await commands('zhang', { type: 'RectifyHazard', measures: '已围挡', withoutPhoto: '无需' });
    await commands('zhao', { type: 'VerifyHazard', passed: true, answer: '已加装围挡。' });
    const letters = await bureau.mailTo(planted.email, 3);
    expect(letters.map(({ subject }) => subject)).toEqual([
      '【已收到】您反映的问题已收到',
      '【已受理】您反映的问题正在处理',
      '【已办结】您反映的问题已整改',
    ]);
    for (const letter of letters) {
      expect(letter.text).toContain(`查询码${code}`);
      expect(letter.text).not.toMatch(/外墙|城东|张建国|AQ-/);
      expect(letter.html).toContain('/track');
    }
    expect(letters[2]?.text).toContain('已加装围挡。');
  });

  it('is told to the office for a reason', async () => {
    const { body } = await posts(`/api/hazards/${id}/reporter`, { reason: '需核实隐患的具体部位' }, 'zhao');
    expect(JSON.parse(body)).toEqual(planted);
  });

  it('makes mistakes, and somebody looks everywhere, without his name being said', async () => {
    const form = aFilledForm();
    const path = '/api/public/zones/east/tip-offs';
    for (const each of [
      JSON.stringify({ ...form, reporter: { ...planted, email: `${mark} at example` } }),
      JSON.stringify({ ...form, [mark]: planted.name, reporter: planted }),
      JSON.stringify({ ...form, form: mark, reporter: planted }),
      JSON.stringify({ ...form, text: planted.name.repeat(500), reporter: planted }),
      `{"reporter": "${mark}`,
      JSON.stringify({ ...form, text: '不同', photos: [randomUUID()], reporter: planted }),
    ]) {
      const { text, status } = await asks(path, { method: 'POST', body: each });
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
      // What the sender called a field himself comes back to him alone.
      if (!each.includes(`"${mark}":`)) answers.push(text);
    }
    for (const who of ['zhang', 'sun', 'li']) {
      const { text } = await posts(`/api/hazards/${id}/reporter`, { reason: '我想知道是谁举报的' }, who);
      if (who !== 'sun') answers.push(text);
    }
    const photos = await bureau.ledger.rows('select id from photo');
    const pages = [
      `/api/hazards/${id}`,
      `/api/cases/${id}`,
      `/api/hazards?q=${encodeURIComponent(mark)}`,
      '/api/hazards?q=外墙',
      `/api/cases/${id}/dossier.json`,
      `/api/cases/${id}/dossier.pdf`,
      '/api/tasks',
      '/api/stuck',
      '/api/notices',
      '/api/notices/budget',
      '/api/audit',
      '/api/organisation',
      '/api/zones',
      '/api/placards.pdf',
      '/api/figures/plausibility',
      ...photos.flatMap(({ id: photo }) => ['original', 'shown', 'thumbnail'].map((size) => `/api/photos/${photo}?size=${size}`)),
      '/metrics',
      '/readyz',
      '/api/openapi.json',
    ];
    for (const page of pages) for (const who of ['zhao', 'zhang']) await reads(page, who);
    const tracked = await posts('/api/public/tracking', { code });
    expect(tracked.status).toBe(200);
    answers.push(tracked.text);
    expect(answers.length).toBeGreaterThan(40);
    expect(answers.flatMap((each) => says(each))).toEqual([]);
    expect(answers.filter((each) => each.includes(device))).toEqual([]);
  });

  it('stands in no column of the database but the sealed one, where nobody can read him', async () => {
    const client = new pg.Client({ connectionString: bureau.ledger.url });
    await client.connect();
    const { rows: columns } = await client.query<{ table_name: string; column_name: string }>(
      `select c.table_name, c.column_name from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
       where c.table_schema = 'public' and t.table_type = 'BASE TABLE'`,
    );
    expect(columns.length).toBeGreaterThan(150);
    const found: string[] = [];
    let cells = 0;
    for (const { table_name: table, column_name: column } of columns) {
      const { rows } = await client.query(`select "${column}" as value from "${table}" where "${column}" is not null`);
      for (const { value } of rows) {
        cells += 1;
        const text = Buffer.isBuffer(value) ? value.toString('latin1') + value.toString() : JSON.stringify(value);
        if (says(text).length > 0 || text.includes(code.replaceAll('-', '')) || text.includes(code)) found.push(`${table}.${column}`);
      }
    }
    await client.end();
    expect(cells).toBeGreaterThan(300);
    expect(found).toEqual([]);
  });

  it('stands in no log of any process, no history of Temporal, and no mail to anybody else', async () => {
    const logs = bureau.logs();
    expect(logs).toContain('/api/public/zones/:zone/tip-offs');
    expect(says(logs)).toEqual([]);
    expect(logs).not.toContain(code);
    const words = await wordsInHistories(bureau.temporalAddress, 'default');
    expect(words.filter((each) => each.startsWith('letter/'))).toHaveLength(3);
    expect(says(words.join('\n'))).toEqual([]);
    const others = bureau.mails.filter(({ to }) => ![to].flat().some((each) => each?.text === planted.email));
    expect(others.length).toBeGreaterThan(1);
    expect(says(JSON.stringify(others))).toEqual([]);
  });
});

describe('a mail server that repeats the address it refuses', () => {
  it('leaves its code with the case and nothing of what it said, neither there nor in a log or history', { timeout: 60_000 }, async () => {
    const email = `gone.${mark.toLowerCase()}@example.org`;
    bureau.mailServerRefuses(451, `try again, ${email}`, email);
    bureau.mailServerRefuses(550, `no such user ${email}`, email);
    const form = aFilledForm();
    await posts('/api/public/zones/east/tip-offs', { ...form, reporter: { ...planted, email } });
    const isSettled = async () =>
      (await bureau.ledger.rows(`select letter_fault from tip_off where letters_sent = 1 and letter_fault is not null`)).length === 1;
    await until(isSettled);
    expect(await bureau.ledger.rows('select letter_fault from tip_off where letter_fault is not null')).toEqual([{ letter_fault: '550' }]);
    const words = await wordsInHistories(bureau.temporalAddress, 'default');
    expect(words.join('\n')).toContain('451');
    expect(says(`${words.join('\n')}\n${bureau.logs()}`)).toEqual([]);
  });
});
