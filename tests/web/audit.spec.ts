import { randomUUID } from 'node:crypto';
import { copyFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HazardCommand } from '../../domain/hazard/commands.ts';
import { hazardDecider } from '../../domain/hazard/hazard-decider.ts';
import { instantFromMs } from '../../domain/time/instant.ts';
import { putAccount } from '../../ledger/accounts.ts';
import { anchorOnceADay, listAnchors } from '../../ledger/anchors.ts';
import { writeAudit } from '../../ledger/audit.ts';
import { transact } from '../../ledger/transact.ts';
import { examplePassword } from '../../stack/example-bureau.ts';
import { desk, phone } from '../support/a-browser.ts';
import { facts } from '../support/given.ts';
import { pagesOfTheExampleBureau } from '../support/pages-of-the-example-bureau.ts';

let pages: Awaited<ReturnType<typeof pagesOfTheExampleBureau>>;
let hazard = '';
let head = '';
beforeAll(async () => {
  pages = await pagesOfTheExampleBureau(async (ledger) => {
    const now = instantFromMs(Date.now());
    await putAccount(ledger, { username: 'inspectorate', password: examplePassword, person: null, role: 'auditor' });
    hazard = randomUUID();
    await transact(ledger, hazardDecider, {
      caseId: hazard,
      commandId: 'report',
      actor: { person: 'inspector' },
      at: now,
      command: (number): HazardCommand => ({ type: 'ReportHazard', by: 'inspector', number, zone: 'z1', facts: facts() }),
    });
    await writeAudit(ledger.pool, { at: now, actor: null, action: 'signInFailed', subject: 'deputy9' });
    await writeAudit(ledger.pool, {
      at: now,
      actor: 'deputy1',
      action: 'attemptRefused',
      subject: 'PUT /api/organisation',
      caseId: hazard,
    });
    await anchorOnceADay(ledger, now);
    head = (await listAnchors(ledger, 1))[0]?.head ?? '';
  });
});
afterAll(() => pages?.close());

const data = [
  'test',
  'safety-grid-anchor',
  'txt.gz',
  'office',
  'inspectorate',
  'deputy9',
  'deputy1',
  'PUT',
  'organisation',
  'api',
  'npm run audit:verify -- --against',
  'PDF',
  'JSON',
  'json',
  'pdf',
];
const look = (page: Page, name: string) => pages.look(page, name, [head.slice(0, 16), ...data]);
const inEnglish = async (page: Page, name: string) => {
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('button', { name: '中文' }).waitFor();
  await page.screenshot({ path: join(tmpdir(), 'safety-grid-pages', `${name}-en.png`), fullPage: true });
  await page.getByRole('button', { name: '中文' }).click();
};

describe('the audit page', () => {
  it('says in sentences what was done, narrows by kind, account and day, and offers the daily anchor', async () => {
    const office = await pages.windowOf('office', desk, '/audit');
    await office.getByText('以“deputy9”登录失败。').waitFor();
    await office
      .getByText(/办公室|赵|修改组织机构，为第1版。/)
      .first()
      .waitFor();
    await look(office, 'desk-audit');
    await inEnglish(office, 'desk-audit');
    await office.getByRole('combobox', { name: '类别' }).click();
    await office.keyboard.type('无权限');
    await office.keyboard.press('Enter');
    await office.getByText('共1条').waitFor();
    expect(new URL(office.url()).searchParams.get('action')).toBe('attemptRefused');
    await office.reload();
    await office.getByText('共1条').waitFor();
    await office.getByRole('textbox', { name: '截止日期' }).fill('2020-01-01');
    await office.keyboard.press('Enter');
    await office.getByText('没有符合条件的记录。').waitFor();
    await office.goto('/audit');
    const sought = office.getByRole('searchbox', { name: '事项编号' });
    await sought.fill('AQ-2020-99999');
    await sought.press('Enter');
    await office.getByText('没有符合条件的记录。').waitFor();
    const { number } = (await (await office.request.get(`/api/hazards/${hazard}`)).json()) as { number: string };
    await sought.fill(number);
    await sought.press('Enter');
    await office.getByText('共1条').waitFor();
    await office.getByRole('link', { name: number }).waitFor();
    const [file] = await Promise.all([office.waitForEvent('download'), office.getByRole('link', { name: /下载.*存证文件/ }).click()]);
    expect(file.suggestedFilename()).toMatch(/^safety-grid-anchor-\d{4}-\d\d-\d\d\.txt\.gz$/);
    await office.goto('/audit?action=exported');
    await office.getByText(/导出safety-grid-anchor/).waitFor();
  });

  it('stands on a phone, for an auditor, who makes the dossier of a hazard: that leaves a line as well', async () => {
    const auditor = await pages.windowOf('inspectorate', phone, '/audit');
    await auditor.getByText('以“deputy9”登录失败。').waitFor();
    await look(auditor, 'phone-audit');
    await inEnglish(auditor, 'phone-audit');
    await auditor.goto(`/hazards/${hazard}`);
    const [file] = await Promise.all([auditor.waitForEvent('download'), auditor.getByRole('link', { name: 'PDF（打印）' }).click()]);
    expect(file.suggestedFilename()).toMatch(/^AQ-\d{4}-\d{5}_尽职证据包\.pdf$/);
    const path = await file.path();
    copyFileSync(path, join(tmpdir(), 'safety-grid-pages', 'dossier.pdf'));
    await look(auditor, 'phone-hazard-dossier');
    await auditor.goto('/audit?action=dossierMade');
    await auditor.getByText('inspectorate制作尽职证据包（pdf）。').waitFor();
  });

  it('is neither in the bar nor readable for others', async () => {
    const unit = await pages.windowOf('head1', desk, '/audit');
    await unit.getByText('您目前的岗位无权使用此页。').waitFor();
    expect(await unit.getByRole('link', { name: '审计' }).count()).toBe(0);
    await unit.goto(`/hazards/${hazard}`);
    await unit.getByRole('heading', { name: '办理记录' }).waitFor();
    expect(await unit.getByText('尽职证据包').count()).toBe(0);
  });

  it('complains of nothing and asks nobody else', () => {
    expect(pages.complaints).toEqual([]);
    expect(pages.strangers).toEqual([]);
  });
});
