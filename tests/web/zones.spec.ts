import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, dateIn, instantFromMs } from '../../domain/time/instant.ts';
import { putAccount } from '../../ledger/accounts.ts';
import { examplePassword } from '../../stack/example-bureau.ts';
import { desk, phone } from '../support/a-browser.ts';
import { pagesOfTheExampleBureau } from '../support/pages-of-the-example-bureau.ts';

let pages: Awaited<ReturnType<typeof pagesOfTheExampleBureau>>;
const folder = mkdtempSync(join(tmpdir(), 'safety-grid-organisation-'));
beforeAll(async () => {
  pages = await pagesOfTheExampleBureau(async (ledger) => {
    await putAccount(ledger, { username: '管理员', password: examplePassword, person: null, role: 'administrator' });
  });
  const inspector = await pages.windowOf('inspector', desk, '/report');
  for (const zone of ['z1', 'z1', 'z13']) {
    const data = { zone, title: '临边防护缺失', description: '三层临边无防护' };
    expect((await inspector.request.post('/api/hazards', { data })).status()).toBe(201);
  }
});
afterAll(async () => {
  await pages?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Zones and people are called by codes, which are data; the address on a notice is too. */
const codes = [
  ...Array.from({ length: 10 }, (_, i) => `head${10 - i}`),
  'deputy1',
  'deputy2',
  'first',
  'office',
  'director',
  'inspector',
  'newcomer',
  'example.com',
];
const look = (page: Page, name: string, more: readonly string[] = []) =>
  pages.look(page, name, [new URL(page.url()).origin, ...more, ...codes]);
const inEnglish = async (page: Page, name: string) => {
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('button', { name: '中文' }).waitFor();
  await pages.look(page, `${name}-en`);
  await page.getByRole('button', { name: '中文' }).click();
};
/** The same page in the other language; what was typed is kept. */
const speaks = async (page: Page, language: 'zh' | 'en') => {
  await page.evaluate(`localStorage.setItem('safety-grid/language', '${language}')`);
  await page.reload();
};
const picks = async (page: Page, label: string, name: string) => {
  const field = page.getByRole('dialog').getByRole('combobox', { name: label });
  await field.fill(name);
  await page.getByTitle(name, { exact: true }).click();
};

describe('the zones', () => {
  it('stand in their tree beside the zone; what lacks a responsible person is counted, marked in words, and shown alone', async () => {
    const office = await pages.windowOf('office', desk, '/zones');
    await office.getByText('责任区15个，其中1个有责任人待明确。').waitFor();
    await office.getByRole('heading', { name: '城东房建责任区' }).waitFor();
    await office.getByRole('link', { name: '2 未销号' }).waitFor();
    await look(office, 'desk-zones');
    await inEnglish(office, 'desk-zones');
    await office.getByRole('button', { name: '只看待明确的' }).click();
    await office.getByRole('heading', { name: '村镇自建房责任区' }).waitFor();
    expect(
      await office
        .getByRole('link', { name: /责任区/ })
        .filter({ hasText: '待明确：具体责任人' })
        .count(),
    ).toBe(1);
    await office.getByText('事项暂由办公室接收').waitFor();
    await look(office, 'desk-zone-pending');
    await office.getByRole('searchbox').fill('没有这样的');
    await office.getByText('没有符合条件的责任区').waitFor();
  });

  it('on a phone are a list, then a page of one; whoever does not see its cases is told why there are no numbers', async () => {
    const head = await pages.windowOf('head5', phone, '/zones');
    await head.getByRole('link', { name: /城北房建责任区/ }).waitFor();
    await look(head, 'phone-zones');
    await head.getByRole('link', { name: /城北房建责任区/ }).click();
    await head.waitForURL('**/zones/z4');
    await head.getByText(/由陈晓岚代理，至/).waitFor();
    await look(head, 'phone-zone-acting');
    await inEnglish(head, 'phone-zone-acting');
    await head.getByRole('link', { name: '返回责任区列表' }).click();
    await head.getByRole('link', { name: /城东房建责任区/ }).click();
    await head.getByText(/隐患数字只向本责任区的责任人、单位和办公室显示/).waitFor();
    expect(await head.getByRole('button', { name: '任命责任人' }).count()).toBe(0);
    await head.goto('/zones/nowhere');
    await head.getByText('没有这个责任区').waitFor();
  });

  it('are open to an administrator too, who reads no case', async () => {
    const administrator = await pages.windowOf('管理员', desk, '/zones');
    await administrator.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '责任区' }).waitFor();
    await administrator.getByText(/隐患数字只向/).waitFor();
    await look(administrator, 'desk-zones-administrator');
  });
});

describe('an appointment', () => {
  let office: Page;
  it('is previewed, and saved only then; the new holder and the history show it', async () => {
    office = await pages.windowOf('office', desk, '/zones/z1');
    const card = office.locator('.zone-seat').filter({ hasText: /具体责任人|specific responsible/ });
    await card.getByRole('button', { name: '任命责任人' }).click();
    await office.getByRole('button', { name: '预览影响' }).click();
    await office.getByText('请选择人员').waitFor();
    await office.getByText('请写明依据或原因').waitFor();
    await picks(office, '人员', '何青');
    await office.getByLabel('依据或原因').fill('青建任〔2026〕12号');
    await office.getByRole('button', { name: '预览影响' }).click();
    await office.getByText('2项待办转交新负责人，1份公示牌需更换。').waitFor();
    await office.getByText('城东房建责任区具体责任人：周文博 → 何青，2项待办').waitFor();
    await office.getByText('转交的2项待办').click();
    await look(office, 'desk-appoint');
    await speaks(office, 'en');
    await card.getByRole('button', { name: 'Appoint' }).click();
    await office.getByRole('button', { name: 'Preview the effects' }).click();
    await office.getByText('2 open cases go to somebody else, 1 placard has to be replaced.').waitFor();
    await pages.look(office, 'desk-appoint-en');
    await speaks(office, 'zh');
    await card.getByRole('button', { name: '任命责任人' }).click();
    await office.getByRole('button', { name: '预览影响' }).click();
    await office.getByRole('button', { name: '确认保存' }).click();
    await office.getByText(/已保存，为第\d+版。/).waitFor();
    await card.getByText('何青').waitFor();
    await office.locator('.zone-terms').getByText('周文博').waitFor();
    await look(office, 'desk-zone-appointed');
  });

  it('survives a closed tab until it is saved, and is refused when somebody was faster, with what was typed still there', async () => {
    const card = office.locator('.zone-seat').filter({ hasText: '分管责任人' });
    await card.getByRole('button', { name: '任命责任人' }).click();
    await picks(office, '人员', '赵慧芳');
    await office.getByLabel('依据或原因').fill('分工调整');
    await office.reload();
    await card.getByRole('button', { name: '任命责任人' }).click();
    await office.getByRole('button', { name: '预览影响' }).click();
    await office.getByText(/1份公示牌需更换/).waitFor();
    const director = await pages.windowOf('director', desk, '/zones');
    const faster = { type: 'CorrectZone', zone: 'z2', name: '城西房建片区', keyUnits: [] };
    expect((await director.request.post('/api/organisation/commands', { data: faster })).status()).toBe(200);
    await office.getByRole('button', { name: '确认保存' }).click();
    await office.getByText(/组织机构已由钱立新于.+改过.+请按最新内容重新预览影响后再保存/).waitFor();
    expect(await office.getByLabel('依据或原因').inputValue()).toBe('分工调整');
    await look(office, 'desk-appoint-moved');
    await office.getByRole('button', { name: '重新预览影响' }).click();
    await office.getByRole('button', { name: '确认保存' }).click();
    await office.getByText(/已保存，为第\d+版。/).waitFor();
  });

  it('key units of a zone are entered on a phone', async () => {
    const handset = await pages.windowOf('office', phone, '/zones/z1');
    await handset.getByRole('button', { name: '更正责任区' }).click();
    await handset.getByRole('button', { name: '添加重点单位' }).click();
    await handset.getByLabel('单位名称').fill('湖滨商业广场项目');
    await handset.getByLabel('地址（选填）').fill('湖滨路1号');
    await handset.context().grantPermissions(['geolocation']);
    await handset.context().setGeolocation({ latitude: 36.067123456, longitude: 120.3826 });
    await handset.getByRole('button', { name: '取此处位置' }).click();
    await handset.getByLabel('纬度').nth(1).waitFor();
    expect(await handset.getByLabel('纬度').nth(1).inputValue()).toBe('36.067123');
    await handset.getByRole('button', { name: '预览影响' }).click();
    await handset.getByText('不影响在办事项和公示牌。').waitFor();
    await look(handset, 'phone-key-units');
    await handset.getByRole('button', { name: '确认保存' }).click();
    await handset.getByText('湖滨商业广场项目').waitFor();
    await handset.getByText('36.06, 120.37、36.067123, 120.3826').waitFor();
    await look(handset, 'phone-zone');
  });

  it('what a colleague corrects of a zone while the form is open stays, and where both changed the same it is said', async () => {
    const office = await pages.windowOf('office', desk, '/zones/z6');
    const director = await pages.windowOf('director', desk, '/zones');
    const corrects = async (name: string, ...units: string[]) => {
      const data = { type: 'CorrectZone', zone: 'z6', name, keyUnits: units.map((each) => ({ name: each, address: null })) };
      expect((await director.request.post('/api/organisation/commands', { data })).status()).toBe(200);
    };
    await office.getByRole('button', { name: '更正责任区' }).click();
    await corrects('环线市政责任片');
    await office.getByRole('button', { name: '添加重点单位' }).click();
    await office.getByLabel('单位名称').fill('南湖小学扩建项目');
    await office.getByRole('button', { name: '预览影响' }).click();
    await office.getByText(/组织机构已由钱立新于.+改过/).waitFor();
    await expect.poll(() => office.getByLabel('责任区名称').inputValue()).toBe('环线市政责任片');
    expect(await office.getByLabel('单位名称').inputValue()).toBe('南湖小学扩建项目');
    await corrects('环线市政责任片', '南湖医院项目');
    await office.getByRole('button', { name: '重新预览影响' }).click();
    await office.getByText('以下内容他人也改过：重点单位（现为“南湖医院项目”）。').waitFor();
    await look(office, 'desk-zone-both-changed');
    await office.getByRole('button', { name: 'English' }).dispatchEvent('click');
    await office.getByText('Somebody else has changed this as well').waitFor();
    await pages.look(office, 'desk-zone-both-changed-en');
    await office.getByRole('button', { name: '中文' }).dispatchEvent('click');
    await office.getByRole('button', { name: '重新预览影响' }).click();
    await office.getByRole('button', { name: '确认保存' }).click();
    await office.getByRole('heading', { name: '环线市政责任片' }).waitFor();
    await office.getByText('南湖小学扩建项目').waitFor();
  });

  it('of which no answer came is not called unsaved: the same once more is saved once', async () => {
    const office = await pages.windowOf('office', desk, '/zones/z5');
    const versionOf = async () => Number((await (await office.request.get('/api/organisation')).json()).version);
    const before = await versionOf();
    await office.getByRole('button', { name: '更正责任区' }).click();
    await office.getByLabel('责任区名称').fill('城中装修责任片');
    await office.getByRole('button', { name: '预览影响' }).click();
    await office.route(
      '**/api/organisation/commands*',
      async (route) => {
        await route.fetch();
        await route.abort();
      },
      { times: 1 },
    );
    await office.getByRole('button', { name: '确认保存' }).click();
    await office.getByText('不知道是否已经保存').waitFor();
    expect(pages.complaints.splice(0)).toEqual([expect.stringContaining('net::ERR_FAILED')]);
    await look(office, 'desk-unknown-whether-saved');
    await office.getByRole('button', { name: '确认保存' }).click();
    await office.getByText(`已保存，为第${before + 1}版。`).waitFor();
    expect(await versionOf()).toBe(before + 1);
  });
});

describe('people', () => {
  const chooses = async (page: Page, name: string, what: string) => {
    await page.getByRole('button', { name: `办理：${name}` }).click();
    await page.getByRole('menuitem', { name: what }).click();
  };

  it('are added, go away with somebody acting, are back, and leave', async () => {
    const office = await pages.windowOf('office', desk, '/organisation/people');
    await office.getByText('共16人').waitFor();
    await look(office, 'desk-people');
    await inEnglish(office, 'desk-people');
    await office.getByRole('button', { name: '新增人员' }).click();
    await office.getByLabel('姓名', { exact: true }).fill('吕思远');
    await office.getByLabel('人员编号').fill('newcomer');
    await office.getByRole('checkbox', { name: '检查员' }).check();
    await office.getByRole('button', { name: '预览影响' }).click();
    await office.getByText('不影响在办事项和公示牌。').waitFor();
    await look(office, 'desk-person-added');
    await office.getByRole('button', { name: '确认保存' }).click();
    await office.getByText('共17人').waitFor();

    await chooses(office, '郑浩然', '登记请假');
    await office.getByLabel('请假最后一天（含当天）').click();
    await office.locator('.ant-picker-dropdown:not(.ant-picker-dropdown-hidden) .ant-picker-cell-today').click();
    await picks(office, '代理人（选填）', '吕思远');
    await office.getByRole('button', { name: '预览影响' }).click();
    await office.getByText(/城南房建责任区具体责任人：郑浩然 → 吕思远/).waitFor();
    await office.getByText(/城南房建责任区具体责任人：吕思远 → 郑浩然/).waitFor();
    await look(office, 'desk-absence');
    await office.getByRole('button', { name: '确认保存' }).click();
    const row = office.getByRole('row', { name: /郑浩然/ });
    await row.getByText('由吕思远代理').waitFor();
    await office.getByRole('checkbox', { name: '只看请假的' }).check();
    await office.getByText('共2人').waitFor();
    await chooses(office, '郑浩然', '销假');
    await office.getByRole('button', { name: '预览影响' }).click();
    await office.getByRole('button', { name: '确认保存' }).click();
    await office.getByText('共1人').waitFor();
    await office.getByRole('checkbox', { name: '只看请假的' }).uncheck();

    await chooses(office, '何青', '办理离任');
    await office.getByLabel('依据或原因').fill('调离');
    await office.getByRole('button', { name: '预览影响' }).click();
    await office.getByText(/1个岗位空缺，由办公室处理/).waitFor();
    await look(office, 'desk-leave');
    await office.getByRole('button', { name: '确认保存' }).click();
    await office.getByText('共16人').waitFor();
    await office.getByRole('checkbox', { name: '显示已离任的' }).check();
    await office
      .getByRole('row', { name: /何青/ })
      .getByText(/起离任/)
      .waitFor();
  });

  it('who are corrected and left so keep nothing in the browser, and undo nothing once the form is opened again', async () => {
    const office = await pages.windowOf('office', desk, '/organisation/people');
    await chooses(office, '吕思远', '更正信息');
    await office.getByLabel('电话（选填）').fill('13912345678');
    await office.getByLabel('职务（选填）').fill('科员');
    const kept = () => office.evaluate('JSON.stringify(localStorage)');
    expect(await kept()).not.toMatch(/13912345678|科员/);
    await office.reload();
    const director = await pages.windowOf('director', desk, '/zones');
    const correction = { type: 'CorrectPerson', person: 'newcomer', correction: { title: '副科长', phone: '13811112222' } };
    expect((await director.request.post('/api/organisation/commands', { data: correction })).status()).toBe(200);
    await chooses(office, '吕思远', '更正信息');
    await office.getByLabel('邮箱（选填）').fill('lv@example.com');
    await office.getByRole('button', { name: /预览影响/ }).click();
    await office.getByRole('button', { name: /重新预览影响|确认保存/ }).waitFor();
    expect(await office.getByLabel('职务（选填）').inputValue()).toBe('副科长');
    const again = office.getByRole('button', { name: '重新预览影响' });
    if (await again.isVisible()) await again.click();
    await office.getByRole('button', { name: '确认保存' }).click();
    const row = office.getByRole('row', { name: /吕思远/ });
    await row.getByText('lv@example.com · 13811112222').waitFor();
    await row.getByText('副科长').waitFor();
  });

  it('who will leave on a later day are here until then: they go away and are corrected as everybody', async () => {
    const office = await pages.windowOf('office', desk, '/organisation/people');
    const until = addDays(dateIn(instantFromMs(Date.now())), 20);
    const leave = { type: 'EndService', person: 'newcomer', from: until };
    expect((await office.request.post('/api/organisation/commands', { data: leave })).status()).toBe(200);
    await office.reload();
    const row = office.getByRole('row', { name: /吕思远/ });
    await row.getByText(/^将于.+离任$/).waitFor();
    await row.getByText('在岗').waitFor();
    await look(office, 'desk-people-leaving');
    await inEnglish(office, 'desk-people-leaving');
    await chooses(office, '吕思远', '登记请假');
    await office.getByLabel('请假最后一天（含当天）').click();
    await office.locator('.ant-picker-dropdown:not(.ant-picker-dropdown-hidden) .ant-picker-cell-today').click();
    await office.getByRole('button', { name: '预览影响' }).click();
    await office.getByRole('button', { name: '确认保存' }).click();
    await row.getByText(/请假至/).waitFor();
  });

  it('are shown to everybody of the bureau, without how they are reached and without changes', async () => {
    const head = await pages.windowOf('head1', phone, '/organisation/people');
    await head.getByText(/^共\d+人$/).waitFor();
    expect([await head.getByText('@example.com').count(), await head.getByRole('button', { name: /办理/ }).count()]).toEqual([0, 0]);
    await look(head, 'phone-people');
    await inEnglish(head, 'phone-people');
    await head.goto('/organisation/document');
    await head.getByText(/组织机构由领导小组办公室和管理员维护/).waitFor();
  });
});

describe('the whole document', () => {
  it('comes down as a file; an edited one is checked by line, previewed, and saved', async () => {
    const office = await pages.windowOf('office', desk, '/organisation/document');
    const [download] = await Promise.all([office.waitForEvent('download'), office.getByRole('link', { name: '下载为YAML' }).click()]);
    const file = join(folder, 'organisation.yaml');
    await download.saveAs(file);
    const text = readFileSync(file, 'utf8');
    const uploads = async (name: string, edited: string) => {
      writeFileSync(join(folder, name), edited);
      await office.locator('input[type=file]').setInputFiles(join(folder, name));
    };
    await uploads('没有改动.yaml', text);
    await office.getByText('与现在的内容相同，没有需要保存的修改。').waitFor();
    const line = text.split('\n').findIndex((each) => each.includes('person: head8')) + 1;
    await uploads('写错的.yaml', text.replace('person: head8', 'person: head88'));
    await office.getByText(`第${line}行`).waitFor();
    await office.getByText('人员“head88”不在 people 中').waitFor();
    await look(office, 'desk-document-faults', ['head88', 'grids[9].head[0].person', 'people', 'yaml']);
    const director = await pages.windowOf('director', desk, '/zones');
    const faster = { type: 'CorrectPerson', person: 'newcomer', correction: { title: '主任科员' } };
    expect((await director.request.post('/api/organisation/commands', { data: faster })).status()).toBe(200);
    await uploads('旧的.yaml', text.replace('name: 轨道一期责任区', 'name: 轨道交通一期责任区'));
    await office.getByText(/组织机构已由钱立新于.+改过/).waitFor();
    await office.getByText('请下载最新文件，把您的修改并入后再上传。').waitFor();
    expect(await office.getByRole('button', { name: '确认保存' }).count()).toBe(0);
    await look(office, 'desk-document-moved', ['yaml']);
    await uploads('没有版本号的.yaml', text.replace(/^version: .+\n/, ''));
    await office.getByText('文件中没有版本号（version）').waitFor();
    await look(office, 'desk-document-no-version', ['yaml', 'version']);
    const [newest] = await Promise.all([office.waitForEvent('download'), office.getByRole('link', { name: '下载为YAML' }).click()]);
    await newest.saveAs(file);
    await uploads(
      '改好的.yaml',
      readFileSync(file, 'utf8').replace('name: 轨道一期责任区', 'name: 轨道交通一期责任区').replace('person: head7', 'person: head8'),
    );
    await office.getByText(/网格：新增0，减少0，修改1/).waitFor();
    await office.getByText(/需更换的公示牌：.*轨道交通一期责任区/).waitFor();
    await office.getByLabel('依据或原因').fill('年度调整');
    await look(office, 'desk-document', ['yaml']);
    await inEnglish(office, 'desk-document');
    await office.getByRole('button', { name: '确认保存' }).click();
    await office.getByText(/已保存，为第\d+版。/).waitFor();
    await office.setViewportSize(phone);
    await look(office, 'phone-document', ['yaml']);
    expect(pages.complaints).toEqual([]);
    expect(pages.strangers).toEqual([]);
  });
});
