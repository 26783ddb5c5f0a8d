import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { putAccount } from '../../ledger/accounts.ts';
import { examplePassword } from '../../stack/example-bureau.ts';
import { desk, phone } from '../support/a-browser.ts';
import { pagesOfTheExampleBureau } from '../support/pages-of-the-example-bureau.ts';

let pages: Awaited<ReturnType<typeof pagesOfTheExampleBureau>>;
beforeAll(async () => {
  pages = await pagesOfTheExampleBureau(async (ledger) => {
    await putAccount(ledger, { username: '审计员', password: examplePassword, person: null, role: 'auditor' });
    await putAccount(ledger, { username: '管理员', password: examplePassword, person: null, role: 'administrator' });
  });
});
afterAll(() => pages?.close());

const entries = async (page: Awaited<ReturnType<typeof pages.windowOf>>) => page.getByRole('navigation').getByRole('link').allInnerTexts();

describe('a page that is not for the reader', () => {
  it('says who may open it and whom to ask, and the menu does not lead there', async () => {
    const head = await pages.windowOf('head1', desk, '/stuck');
    await head.getByText('您目前的岗位无权使用此页。').waitFor();
    await head.getByText(/卡点供领导小组办公室、第一责任人和审计人员查看.+请联系领导小组办公室。/).waitFor();
    expect(await entries(head)).toEqual(['待办', '上报', '台账', '月调度', '责任区']);
    await pages.look(head, 'desk-forbidden');
    await head.setViewportSize(phone);
    await pages.look(head, 'phone-forbidden');
    await head.getByRole('link', { name: '返回待办' }).click();
    await head.waitForURL('**/tasks');
    await head.goto('/stuck');
    await head.getByRole('button', { name: 'English' }).click();
    await head.getByText('Your post does not include this page.').waitFor();
    await head.getByText(/What is stuck is for the leading group's office.+please ask the leading group's office\./).waitFor();
    await pages.look(head, 'phone-forbidden-in-english');
  });

  it('of a hazard in another zone says nothing but that there is none, or none for him', async () => {
    const inspector = await pages.windowOf('inspector', desk, '/report');
    const data = { zone: 'z1', title: '临边防护缺失', description: '三层临边无防护' };
    const { id } = (await (await inspector.request.post('/api/hazards', { data })).json()) as { id: string };
    await inspector.goto(`/hazards/${id}`);
    await inspector.getByRole('heading', { name: '临边防护缺失' }).waitFor();
    const stranger = await pages.windowOf('head2', desk, `/hazards/${id}`);
    await stranger.getByText('没有找到该事项。').waitFor();
    await stranger.getByText(/不在您的责任区或职责范围内.+请联系领导小组办公室。/).waitFor();
    expect(await stranger.getByText('临边防护缺失').count()).toBe(0);
    await pages.look(stranger, 'desk-hazard-of-others');

    const auditor = await pages.windowOf('审计员', desk, `/hazards/${id}`);
    await auditor.getByRole('heading', { name: '临边防护缺失' }).waitFor();
    await auditor.getByRole('button', { name: '审计员 审计人员' }).waitFor();
    expect(await entries(auditor)).toEqual(['首页', '待办', '台账', '月调度', '卡点', '办公室', '责任区']);
    expect(await auditor.getByRole('button', { name: '更多操作' }).count()).toBe(0);
    await pages.look(auditor, 'desk-hazard-auditor');
  });

  it('leaves an administrator without cases', async () => {
    const administrator = await pages.windowOf('管理员', desk);
    await administrator.getByText('待办供本局人员使用；管理员账户只管理账户和设置，不涉事项。').waitFor();
    expect(await entries(administrator)).not.toContain('待办');
    await pages.look(administrator, 'desk-administrator');
    expect(pages.complaints).toEqual([]);
  });
});
