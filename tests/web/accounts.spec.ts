import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { putAccount } from '../../ledger/accounts.ts';
import { examplePassword } from '../../stack/example-bureau.ts';
import { freePort } from '../../stack/free-port.ts';
import { desk, phone, signsIn } from '../support/a-browser.ts';
import { aProvider } from '../support/a-provider.ts';
import { pagesOfTheExampleBureau } from '../support/pages-of-the-example-bureau.ts';

const password = 'kx7-mango-river';
const another = 'nine quiet herons';

let pages: Awaited<ReturnType<typeof pagesOfTheExampleBureau>>;
let provider: Awaited<ReturnType<typeof aProvider>>;
beforeAll(async () => {
  const port = await freePort();
  provider = await aProvider(`http://127.0.0.1:${port}`);
  pages = await pagesOfTheExampleBureau(
    (ledger) => putAccount(ledger, { username: 'root', password: examplePassword, person: null, role: 'administrator' }),
    {
      config: { port },
      env: { OIDC_ISSUER: provider.issuer, OIDC_CLIENT_ID: provider.clientId, OIDC_CLIENT_SECRET: provider.clientSecret },
    },
  );
});
afterAll(async () => {
  await pages?.close();
  await provider?.close();
});

/** User names and what browsers and providers are called. */
const data = [
  'office',
  'inspector',
  'director',
  'first',
  'deputy1',
  'deputy2',
  'root',
  'wu.jingyi',
  'newcomer',
  'Chrome',
  'Linux',
  'Android',
];
const heads = Array.from({ length: 10 }, (_, i) => `head${10 - i}`);
const look = (page: Page, name: string, more: readonly string[] = []) => pages.look(page, name, [...more, ...heads, ...data]);
const inEnglish = async (page: Page, name: string) => {
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('button', { name: '中文' }).waitFor();
  await page.screenshot({ path: join(tmpdir(), 'safety-grid-pages', `${name}-en.png`), fullPage: true });
  await page.getByRole('button', { name: '中文' }).click();
};

describe('signing in', () => {
  it('says that name or password are wrong, and after five times until when to wait; other people go on', async () => {
    const page = await pages.opens('guesser', phone, '/sign-in');
    await look(page, 'phone-sign-in');
    await inEnglish(page, 'phone-sign-in');
    for (let i = 0; i < 5; i += 1) {
      await signsIn(page, 'head9', `wrong ${i}`);
      await page.getByText('用户名或密码不正确。').waitFor();
    }
    await signsIn(page, 'head9', examplePassword);
    await page.getByText(/连续输错次数过多，请于\d{4}-\d\d-\d\d \d\d:\d\d后再试/).waitFor();
    await look(page, 'phone-sign-in-paused');
    await signsIn(page, 'head8', examplePassword);
    await page.waitForURL('**/tasks');
  });

  it('leads back to the page that was asked for', async () => {
    const page = await pages.opens('head8', desk, '/dispatches?x=1');
    await page.waitForURL('**/sign-in?to=%2Fdispatches%3Fx%3D1');
    await signsIn(page, 'head8', examplePassword);
    await page.waitForURL('**/dispatches?x=1');
  });
});

describe('the office', () => {
  let office: Page;
  let newcomer: Page;
  let link = '';

  it('makes an account; its link is shown once, sets the password, and opens nothing after that', async () => {
    office = await pages.windowOf('office', desk, '/accounts');
    await office.getByText('共17个账户').waitFor();
    await look(office, 'desk-accounts');
    await inEnglish(office, 'desk-accounts');
    await office.getByRole('button', { name: '新建账户' }).click();
    await office.getByRole('dialog').getByRole('button', { name: '新建账户' }).click();
    await office.getByText('请选择人员').waitFor();
    await office.getByLabel('人员').fill('吴静怡');
    await office.getByTitle('吴静怡（已有账户head2）').click();
    expect(await office.getByRole('dialog').getByLabel('用户名').inputValue()).toBe('head2');
    await office.getByRole('dialog').getByRole('button', { name: '新建账户' }).click();
    await office.getByText('已有账户“head2”，请换一个用户名。').waitFor();
    await office.getByRole('dialog').getByLabel('用户名').fill('wu.jingyi');
    await look(office, 'desk-new-account');
    await office.getByRole('dialog').getByRole('button', { name: '新建账户' }).click();
    await office.getByText(/链接只显示这一次/).waitFor();
    link = await office.getByRole('textbox', { name: '链接' }).inputValue();
    expect(link).toMatch(/\/first-password#[\w-]{43}$/);
    await look(office, 'desk-link', [link, 'head2@example.com']);
    await office.getByRole('button', { name: '已保存，关闭' }).click();
    await office.getByText('共18个账户').waitFor();
    await office.getByLabel('按姓名或用户名查找').fill('wu.j');
    await office.getByText('待设置密码').waitFor();

    newcomer = await pages.opens('wu.jingyi', phone, new URL(link).pathname + new URL(link).hash);
    await newcomer.getByText('为账户“wu.jingyi”设置登录密码。').waitFor();
    await look(newcomer, 'phone-first-password');
    await inEnglish(newcomer, 'phone-first-password');
    const fills = async (first: string, again: string) => {
      await newcomer.getByLabel('新密码', { exact: true }).fill(first);
      await newcomer.getByLabel('再次填写新密码').fill(again);
      await newcomer.getByRole('button', { name: '设置密码并登录' }).click();
    };
    await fills('short', 'shorter');
    await newcomer.getByText('密码至少12个字符').waitFor();
    await newcomer.getByText('两次填写的密码不一致').waitFor();
    await look(newcomer, 'phone-first-password-faults');
    await fills('password1234', 'password1234');
    await newcomer.getByText('该密码太常见，容易被猜到，请换一个。').waitFor();
    await fills(password, password);
    await newcomer.waitForURL('**/tasks');
    await newcomer.getByRole('button', { name: /吴静怡/ }).waitFor();

    const again = await pages.opens('wu.jingyi again', desk, new URL(link).pathname + new URL(link).hash);
    await again.getByText(/该链接已使用/).waitFor();
    await look(again, 'desk-link-spent');
  });

  it('somebody changes his password on his own page, and sees and ends where he is signed in', async () => {
    const pc = await pages.windowOf('wu.jingyi', desk, '/tasks', password);
    await newcomer.getByRole('button', { name: /吴静怡/ }).click();
    await newcomer.getByRole('link', { name: '我的账户' }).click();
    await newcomer.getByText('当前设备').waitFor();
    await look(newcomer, 'phone-my-account');
    await inEnglish(newcomer, 'phone-my-account');
    await newcomer.getByRole('button', { name: '退出其他设备' }).click();
    await newcomer.getByRole('button', { name: '退出其他设备' }).waitFor({ state: 'detached' });
    await pc.goto('/me/account');
    await pc.waitForURL('**/sign-in?to=%2Fme%2Faccount');
    await signsIn(pc, 'wu.jingyi', password);
    await pc.waitForURL('**/me/account');
    await pc.getByLabel('原密码').fill('not the old one');
    await pc.getByLabel('新密码', { exact: true }).fill(another);
    await pc.getByLabel('再次填写新密码').fill(another);
    await pc.getByRole('button', { name: '修改密码' }).click();
    await pc.getByText('原密码不正确。').waitFor();
    await pc.getByLabel('原密码').fill(password);
    await pc.getByRole('button', { name: '修改密码' }).click();
    await pc.getByText('密码已修改，其他设备上的登录已全部退出。').waitFor();
    await look(pc, 'desk-my-account');
    await newcomer.goto('/tasks');
    await newcomer.waitForURL('**/sign-in?to=%2Ftasks');
  });

  it('disables somebody, who is out at once; enables him again; a new link is asked for once', async () => {
    const out = await pages.windowOf('wu.jingyi', phone, '/tasks', another);
    const row = office.getByRole('row', { name: /wu\.jingyi/ });
    await row.getByRole('button', { name: '停用' }).click();
    await office.getByText(/其名下事项照常计时和升级。可随时重新启用/).waitFor();
    await office.screenshot({ path: join(tmpdir(), 'safety-grid-pages', 'desk-disable.png') });
    await office.getByRole('tooltip').getByRole('button', { name: '停用' }).click();
    await row.getByText('已停用').waitFor();
    await look(office, 'desk-account-disabled');
    await out.goto('/tasks');
    await out.waitForURL('**/sign-in?to=%2Ftasks');
    await row.getByRole('button', { name: '启用' }).click();
    await row.getByText('正常').waitFor();
    await row.getByRole('button', { name: '新链接' }).click();
    await office.getByRole('tooltip').getByRole('button', { name: '新链接' }).click();
    await office.getByText(/链接只显示这一次/).waitFor();
    await office.getByRole('button', { name: '已保存，关闭' }).click();
    await office.setViewportSize(phone);
    await office.getByLabel('按姓名或用户名查找').fill('');
    await look(office, 'phone-accounts');
    await inEnglish(office, 'phone-accounts');
    await office.setViewportSize(desk);
  });

  it('sees who came by single sign-on, and binds him after he has asked', async () => {
    provider.sits('b2d1c0de', '沈志远');
    const stranger = await pages.opens('sso', desk, '/sign-in?to=%2Fme%2Faccount');
    await look(stranger, 'desk-sign-in');
    await stranger.getByRole('link', { name: '统一身份登录' }).click();
    await stranger.getByText(/该身份尚未绑定账户/).waitFor();
    await look(stranger, 'desk-unbound');

    await office.reload();
    await office.getByText(/有1人通过统一身份认证来过/).waitFor();
    await office.getByRole('row', { name: /head9/ }).getByRole('button', { name: '绑定身份' }).click();
    await office.getByRole('button', { name: '选用' }).click();
    await look(office, 'desk-bind', ['b2d1c0de', provider.issuer]);
    await office.getByRole('dialog').getByRole('button', { name: '绑定身份' }).click();
    await office.getByText('统一身份：沈志远').waitFor();

    await stranger.goto('/me/account');
    await stranger.getByRole('link', { name: '统一身份登录' }).click();
    await stranger.waitForURL('**/me/account');
    await stranger.getByText(/登录（统一身份）/).waitFor();
    await stranger.getByRole('button', { name: '退出', exact: true }).click();
    await stranger.waitForURL(`${provider.issuer}/session/end?**`);
  });
});

describe('an administrator', () => {
  it('begins with the accounts, has no cases, and changes roles', async () => {
    const page = await pages.opens('root', desk, '/sign-in');
    await signsIn(page, 'root', examplePassword);
    await page.waitForURL('**/accounts');
    await page.getByText('管理员').first().waitFor();
    expect(await page.getByRole('link', { name: '待办' }).count()).toBe(0);
    await page.getByRole('row', { name: /head7/ }).getByRole('button', { name: '更改角色' }).click();
    await page.getByRole('combobox', { name: '角色' }).click();
    await page.getByTitle('审计人员').click();
    await page.getByText('可查看全部内容，不能办理。').waitFor();
    await look(page, 'desk-change-role');
    await page.getByRole('dialog').getByRole('button', { name: '更改角色' }).click();
    await page.getByRole('row', { name: /head7/ }).getByText('审计人员').waitFor();
    await page.setViewportSize(phone);
    await look(page, 'phone-administrator');
    expect(pages.complaints).toEqual([]);
    expect(pages.strangers.filter((url) => !url.startsWith(provider.issuer))).toEqual([]);
  });
});
