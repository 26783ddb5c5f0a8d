import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HazardCommand } from '../../domain/hazard/commands.ts';
import { hazardDecider } from '../../domain/hazard/hazard-decider.ts';
import { instantFromMs } from '../../domain/time/instant.ts';
import { putOrganisation } from '../../ledger/register.ts';
import { transact } from '../../ledger/transact.ts';
import { exampleBureau } from '../../stack/example-bureau.ts';
import { desk, phone } from '../support/a-browser.ts';
import { facts } from '../support/given.ts';
import { until } from '../support/until.ts';
import { pagesOfTheExampleBureau } from '../support/pages-of-the-example-bureau.ts';

const now = () => instantFromMs(Date.now());
const caseId = randomUUID();
let pages: Awaited<ReturnType<typeof pagesOfTheExampleBureau>>;
beforeAll(async () => {
  pages = await pagesOfTheExampleBureau(async (ledger) => {
    const bureau = exampleBureau(Date.now());
    // 周文博 has neither a mailbox nor an entry in 企业微信.
    const people = bureau.people.map((each) =>
      each.id === 'head1' ? { ...each, email: null, phone: '0571-86000001', channels: ['mail' as const, 'wecom' as const] } : each,
    );
    await putOrganisation(ledger.pool, { ...bureau, people }, { by: 'test', at: now() });
    await transact(ledger, hazardDecider, {
      caseId,
      commandId: 'report',
      actor: { person: 'inspector' },
      at: now(),
      command: (number): HazardCommand => ({
        type: 'ReportHazard',
        by: 'inspector',
        number,
        zone: 'z1',
        facts: facts({ title: '3号楼脚手架连墙件缺失' }),
      }),
    });
  });
});
afterAll(() => pages?.close());

describe('a notice that came through by no channel', () => {
  it('is a task of the office: whom to phone about what; it says whom it reached, and the case ends', async () => {
    const office = await pages.windowOf('office', desk);
    await until(async () => (await (await office.request.get('/api/tasks')).text()).includes('电话通知周文博'));
    await office.reload();
    await office.getByRole('link', { name: '电话通知周文博' }).click();
    await office.getByRole('heading', { name: '现在要做的：电话通知' }).waitFor();
    await office.getByRole('link', { name: '电话：0571-86000001' }).waitFor();
    await office.getByText('该渠道尚未配置').first().waitFor();
    await pages.look(office, 'desk-call');
    await office.setViewportSize(phone);
    await pages.look(office, 'phone-call');
    await office.setViewportSize(desk);

    const reader = await pages.windowOf('first', phone, new URL(office.url()).pathname);
    await reader.getByRole('heading', { name: '等待：孙晓（领导小组办公室）电话通知' }).waitFor();
    expect(await reader.getByText('0571-86000001').count()).toBe(0);
    await pages.look(reader, 'phone-call-of-others');

    await office.getByRole('button', { name: '登记通话' }).click();
    await office.getByText('请填写接听人').waitFor();
    await office.getByLabel('接听人').fill('本人');
    await office.getByLabel('备注（可不填）').fill('已告知期限，邮箱将于本周开通');
    await office.getByRole('button', { name: '登记通话' }).click();
    await office.getByText(/办公室已电话通知周文博，后续提醒全部取消/).waitFor();
    await office.getByText(/孙晓已电话通知，接听人：本人。已告知期限/).waitFor();
    await pages.look(office, 'desk-call-made');
  });

  it('says on the page of its case why, by channel; and that it was read once its reader has opened the page', async () => {
    const office = await pages.windowOf('office', desk, `/hazards/${caseId}`);
    await office.getByText('✕ 邮件未送达（没有登记联系方式），企业微信未送达（该渠道尚未配置）').first().waitFor();
    await pages
      .windowOf('head1', phone, `/hazards/${caseId}`)
      .then((page) => page.getByRole('heading', { name: '3号楼脚手架连墙件缺失' }).waitFor());
    await office.reload();
    await office
      .getByText(/（该渠道尚未配置），已读/)
      .first()
      .waitFor();
    await pages.look(office, 'desk-notice-read');
  });
});

describe('the notice settings', () => {
  it('are found under one’s name, and spare copies', async () => {
    const head = await pages.windowOf('head2', desk);
    await head.getByRole('button', { name: /吴静怡/ }).click();
    await head.getByRole('link', { name: '通知设置' }).click();
    await head.getByLabel('不再接收仅供知悉的普通通知').click();
    await head.getByText('已保存').waitFor();
    await pages.look(head, 'desk-notice-settings');
    await head.setViewportSize(phone);
    await head.reload();
    expect(await head.getByLabel('不再接收仅供知悉的普通通知').isChecked()).toBe(true);
    await pages.look(head, 'phone-notice-settings');
    expect(pages.complaints).toEqual([]);
    expect(pages.strangers).toEqual([]);
  });
});
