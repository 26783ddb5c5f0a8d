import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { desk, phone } from '../support/a-browser.ts';
import { pagesOfTheExampleBureau } from '../support/pages-of-the-example-bureau.ts';

let pages: Awaited<ReturnType<typeof pagesOfTheExampleBureau>>;
beforeAll(async () => {
  pages = await pagesOfTheExampleBureau();
});
afterAll(() => pages?.close());

const reason = '连墙件需定制，厂家月底前方能到货';

/** Reported by the inspector for the first zone; returns the address of its page. */
async function aHazard(title: string): Promise<string> {
  const page = await pages.windowOf('inspector', desk);
  const id = await page.evaluate(async (what) => {
    const body = { zone: 'z1', title: what, description: what, class: 'general', mode: 'timeLimited', source: 'inspection' };
    const headers = { 'content-type': 'application/json', 'Idempotency-Key': crypto.randomUUID() };
    const answer = await fetch('/api/hazards', { method: 'POST', headers, body: JSON.stringify(body) });
    return ((await answer.json()) as { id: string }).id;
  }, title);
  await page.context().close();
  return `/hazards/${id}`;
}

/** 申请延期 with whichever day the calendar offers. */
async function asksForExtension(page: Page): Promise<void> {
  await opens(page, '申请延期');
  await picks(page, '延至哪一天');
  await page.getByLabel('理由').fill(reason);
  await page.getByRole('button', { name: '提交申请' }).click();
  await page.getByText('等待：李明远（分管责任人）决定').waitFor();
}

async function opens(page: Page, action: string): Promise<void> {
  await page.getByRole('button', { name: '更多操作' }).click();
  await page.getByRole('menuitem', { name: action }).click();
}

/** Takes the last day that may be chosen in the calendar as it opens. */
async function picks(page: Page, label: string): Promise<void> {
  await page.getByLabel(label).click();
  await page.locator('td.ant-picker-cell:not(.ant-picker-cell-disabled)').last().click();
}

/** The date asked for, as the page says it: a day off moves on to the next workday. */
async function askedUntil(page: Page): Promise<string> {
  const said = await page.getByText('申请将整改期限延至').first().innerText();
  return /延至(.+?日)/.exec(said)?.[1] ?? said;
}

const ladder = (page: Page) => page.getByRole('region', { name: '时限与升级' });

describe('a request', () => {
  it('is made on the phone, decided on the desk, and the new deadline and ladder stand', async () => {
    const title = '3号楼北侧脚手架连墙件缺失2处';
    const address = await aHazard(title);
    const specific = await pages.windowOf('head1', phone, address);
    await opens(specific, '申请延期');
    await specific.getByLabel('理由').fill(reason);
    await specific.reload();
    await opens(specific, '申请延期');
    expect(await specific.getByLabel('理由').inputValue()).toBe(reason);
    await picks(specific, '延至哪一天');
    await specific.getByText(/新期限.+下班前/).waitFor();
    await pages.look(specific, 'phone-asks-extension');
    await specific.getByRole('button', { name: '提交申请' }).click();
    await specific.getByText('等待：李明远（分管责任人）决定').waitFor();
    await specific.getByText('未决定不视为同意').waitFor();
    const until = await askedUntil(specific);
    await pages.look(specific, 'phone-asked');

    const deputy = await pages.windowOf('deputy1', desk);
    await deputy.getByText(`决定｜${title}`).waitFor();
    await pages.look(deputy, 'desk-tasks-decide');
    await deputy.getByRole('link', { name: title }).click();
    await deputy.getByText(`申请将整改期限延至${until}`).waitFor();
    // A worker that is late passes over the reminder.
    await ladder(deputy)
      .getByText(/(提醒|升级，已通知)：/)
      .first()
      .waitFor();
    await pages.look(deputy, 'desk-decide');
    await deputy.getByLabel('同意', { exact: true }).click();
    await deputy.getByRole('button', { name: '提交决定' }).click();
    await deputy.getByText(`已提交：决定｜${title}`).waitFor();
    await deputy.getByRole('link', { name: '查看' }).click();
    await deputy.getByText('延期获批').first().waitFor();
    await deputy.getByText(`期限${until}`).first().waitFor();
    // What rang before rings again at its new date.
    for (const tells of ['提醒周文博', '通知李明远', '通知王海平']) {
      await ladder(deputy).getByText(`仍未提交整改结果：${tells}`).waitFor();
    }
    expect(await ladder(deputy).locator('del').count()).toBe(2);
    await pages.look(deputy, 'desk-extended');

    await specific.reload();
    await specific.getByText(`期限${until}`).first().waitFor();
    await pages.look(specific, 'phone-extended');
  });

  it('asks for no day that the calendar has off, however far ahead', async () => {
    const specific = await pages.windowOf('head1', desk, await aHazard('配电箱门损坏'));
    const mayBeChosen = specific.locator('td.ant-picker-cell:not(.ant-picker-cell-disabled)').last();
    await opens(specific, '申请延期');
    await specific.getByLabel('延至哪一天').click();
    const last = (await mayBeChosen.getAttribute('title')) ?? '';
    await specific.route(`**/api/calendar/${last.slice(0, 4)}`, async (route) => {
      const year = (await (await route.fetch()).json()) as { daysOff: string[] };
      await route.fulfill({ json: { ...year, daysOff: [...year.daysOff, last] } });
    });
    await specific.reload();
    await opens(specific, '申请延期');
    await specific.getByLabel('延至哪一天').click();
    await specific.locator(`td[title="${last}"].ant-picker-cell-disabled`).waitFor();
    await specific.context().close();
  });

  it('is refused with a reason, which whoever asked can read', async () => {
    const title = '卸料平台未挂限载牌';
    const address = await aHazard(title);
    const specific = await pages.windowOf('head1', phone, address);
    await asksForExtension(specific);

    const deputy = await pages.windowOf('deputy1', phone, address);
    await deputy.getByLabel('不同意', { exact: true }).click();
    await deputy.getByRole('button', { name: '提交决定' }).click();
    await deputy.getByText('请写明不同意的理由').waitFor();
    await pages.look(deputy, 'phone-decide');
    await deputy.getByLabel('意见').fill('材料已到场，具备整改条件');
    await deputy.getByRole('button', { name: '提交决定' }).click();
    await deputy.getByText('未同意，已将理由告知申请人。').waitFor();
    await pages.look(deputy, 'phone-decided');

    await specific.reload();
    await specific.getByText('延期申请未获同意').waitFor();
    await specific.getByText(/李明远（.+）：材料已到场，具备整改条件/).waitFor();
    await pages.look(specific, 'phone-refused');
    await opens(specific, '申请延期');
  });

  it('suspends the hazard until a review, after which the office lets the repair go on', async () => {
    const title = '拆迁户未搬离，围挡无法封闭';
    const address = await aHazard(title);
    const specific = await pages.windowOf('head1', desk, address);
    await opens(specific, '申请挂账');
    await picks(specific, '哪一天复核');
    await specific.getByLabel('理由').fill('拆迁协议未签，待街道协调');
    await pages.look(specific, 'desk-asks-suspension');
    await specific.getByRole('button', { name: '提交申请' }).click();
    await specific.getByText('等待：李明远（分管责任人）决定').waitFor();
    const deputy = await pages.windowOf('deputy1', desk, address);
    await deputy.getByLabel('同意', { exact: true }).click();
    await deputy.getByRole('button', { name: '提交决定' }).click();
    await deputy.getByText('已同意，已告知申请人。').waitFor();

    const office = await pages.windowOf('office', desk, address);
    await office
      .getByText(/已暂停\(至.+复核\)/)
      .first()
      .waitFor();
    await pages.look(office, 'desk-suspended');
    await specific.reload();
    await specific.setViewportSize(phone);
    await specific
      .getByText(/已暂停\(至.+复核\)/)
      .first()
      .waitFor();
    await pages.look(specific, 'phone-suspended');
    await office.getByRole('button', { name: '恢复整改' }).click();
    await office.getByLabel('理由').fill('拆迁协议已签，可以封闭围挡');
    await pages.look(office, 'desk-resumes');
    await office.getByRole('dialog').getByRole('button', { name: '恢复整改' }).click();
    await office.getByText('孙晓恢复整改，理由：拆迁协议已签').waitFor();
    await pages.look(office, 'desk-resumed');
  });

  it('makes the hazard void only when the office director agrees', async () => {
    const title = '与前一条重复上报';
    const address = await aHazard(title);
    const office = await pages.windowOf('office', desk, address);
    await opens(office, '申请作废');
    await office.getByText('由办公室主任决定').waitFor();
    await office.getByLabel('理由').fill('与前一条为同一处隐患，重复上报');
    await pages.look(office, 'desk-asks-void');
    await office.getByRole('button', { name: '提交申请' }).click();
    await office.getByText('等待：钱立新（办公室主任）决定').waitFor();
    const director = await pages.windowOf('director', desk, address);
    await director.getByLabel('同意', { exact: true }).click();
    await director.getByRole('button', { name: '提交决定' }).click();
    await office.reload();
    await office.getByText('已作废，后续提醒全部取消。').waitFor();
    await pages.look(office, 'desk-void');
  });

  it('falls away when the repair is handed in meanwhile, and what the decider typed stays readable', async () => {
    const address = await aHazard('楼梯间临边无防护');
    const specific = await pages.windowOf('head1', desk, address);
    await asksForExtension(specific);
    const deputy = await pages.windowOf('deputy1', desk, address);
    await deputy.getByLabel('同意', { exact: true }).click();
    await deputy.getByLabel('意见').fill('请先设警示标志');
    // His page learns of it by its refusal, not by itself before.
    let goesOn: () => void = () => undefined;
    const meanwhile = new Promise<void>((resolve) => {
      goesOn = resolve;
    });
    await deputy.route(`**/api${address}`, async (route) => {
      await meanwhile;
      await route.continue();
    });
    await specific.getByLabel('整改措施和结果').fill('已安装防护栏杆');
    await specific.getByLabel('无法拍照的原因').fill('涉密部位，不得拍照');
    await specific.getByRole('button', { name: '提交整改结果' }).click();
    await specific.getByText('已提交：整改').waitFor();
    await deputy.getByRole('button', { name: '提交决定' }).click();
    goesOn();
    await deputy.getByText('该事项已由周文博办理，请查看最新情况').waitFor();
    expect(await deputy.getByText('请先设警示标志').count()).toBe(1);
    await deputy.getByText('等待：孙晓（领导小组办公室）复查').waitFor();
  });

  it('leaves no page complaining', () => {
    expect(pages.complaints).toEqual([]);
    expect(pages.strangers).toEqual([]);
  });
});
