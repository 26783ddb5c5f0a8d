import { describe, expect, it } from 'vitest';
import { briefly, bytesOf, messageOf } from '../../../domain/notices/message.ts';
import type { ToSay } from '../../../domain/notices/message.ts';
import type { NoticeFacts } from '../../../domain/notices/notices-for.ts';
import { instantOf } from '../../../domain/time/instant.ts';

const facts = (changes: Partial<NoticeFacts> = {}): NoticeFacts => ({
  number: 'AQ-2026-00123',
  title: '3号楼脚手架连墙件缺失',
  zone: 'east',
  duty: 'hazard.rectify.general',
  obligation: 1,
  major: false,
  dueAt: instantOf('2026-10-12 17:30'),
  provisional: false,
  post: 'specific',
  as: 'holder',
  owes: 'zhang',
  level: 0,
  reminded: 0,
  next: null,
  ...changes,
});
const toSay = (changes: Partial<NoticeFacts> = {}): ToSay => ({
  kind: 'task',
  facts: facts(changes),
  urgent: false,
  link: 'http://example.com/hazards/1',
});
const reader = {
  language: 'zh' as const,
  names: { person: () => '张建国', zone: () => '城东' },
  bureau: '青湖区建设管理局',
  home: 'http://example.com/tasks',
};

describe('the subject of a mail', () => {
  it.each([
    ['an ordinary one', {}, '【待办】3号楼脚手架连墙件缺失（AQ-2026-00123）'],
    [
      'one with a long title, which gives way',
      { title: '基坑东侧支护桩顶位移超过预警值' },
      '【待办】基坑东侧支护桩顶位移…（AQ-2026-00123）',
    ],
    ['a major one', { major: true }, '【待办】重大｜3号楼脚手架连…（AQ-2026-00123）'],
    ['one whose number is too long for it', { number: 'KQ-z13-具-202611250930' }, '【待办】3号楼脚手架连墙件缺失'],
  ])('has thirty characters at most: %s', (_, changes, expected) => {
    const { subject } = messageOf('mail', [toSay(changes)], reader);
    expect(subject).toBe(expected);
    expect([...subject].length).toBeLessThanOrEqual(30);
  });
});

describe('the subject of a mail with several notices', () => {
  const known = toSay({ title: '电梯机房未上锁' });
  const spoken: ToSay = { ...toSay({ title: '本月通报' }), kind: 'published' };
  it.each([
    ['the first', [known, known], '【待办】电梯机房未上锁等2条通知'],
    ['what is to be done before what is to be known', [spoken, known], '【待办】电梯机房未上锁等2条通知'],
    ['what is urgent before everything', [known, { ...spoken, urgent: true }, known], '【调度通报】本月通报等3条通知'],
    [
      'a long title, which gives way',
      [toSay({ title: '基坑东侧支护桩顶位移超过预警值且仍在发展，周边道路开裂' }), known],
      '【待办】基坑东侧支护桩顶位移超过预警值且仍在发展…等2条通知',
    ],
  ])('names %s', (_, notices, expected) => {
    const { subject } = messageOf('mail', notices, reader);
    expect(subject).toBe(expected);
    expect([...subject].length).toBeLessThanOrEqual(30);
  });

  it('reads likewise in English', () => {
    expect(messageOf('mail', [known, spoken], { ...reader, language: 'en' }).subject).toBe('[Task] 电梯机房未上锁 and 1 more');
  });
});

describe('a mail', () => {
  it('says the same in text and in HTML, and loads nothing from elsewhere', () => {
    const { text, html = '' } = messageOf('mail', [toSay()], reader);
    for (const words of [
      '3号楼脚手架连墙件缺失（AQ-2026-00123）',
      '请于10月12日（周一）17:30前完成整改',
      '打开链接后需登录',
      'http://example.com/hazards/1',
    ]) {
      expect(text).toContain(words);
      expect(html).toContain(words);
    }
    expect(html).not.toMatch(/<(img|link|script|style)|url\(|src=/);
  });

  it('shows what people wrote as text', () => {
    const { html } = messageOf('mail', [toSay({ title: '<img src=x onerror=alert(1)> & "楼"' })], reader);
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt; &amp; &quot;楼&quot;');
    expect(html).not.toContain('<img');
  });
});

describe('a message that others may see', () => {
  it.each(['wecom', 'dingtalk', 'sms'] as const)(
    'names the case and the date, no person and nothing of what it is about: %s',
    (channel) => {
      const { text, html } = messageOf(channel, [toSay()], reader);
      expect(text).toBe('【待办】AQ-2026-00123，期限10月12日（周一）17:30\nhttp://example.com/hazards/1');
      expect(html).toBeNull();
    },
  );

  it('keeps to 2,048 bytes, and says how many more there are', () => {
    const { text } = messageOf(
      'wecom',
      Array.from({ length: 40 }, () => toSay()),
      reader,
    );
    expect(bytesOf(text)).toBeLessThanOrEqual(2048);
    expect(text).toMatch(/另有\d+条，请登录查看\nhttp:\/\/example.com\/tasks$/);
    expect(text.match(/【待办】/g)?.length).toBe(40 - Number(/另有(\d+)条/.exec(text)?.[1]));
  });

  it.each([
    ['what fits', ['一', '二'], 100, '一\n二'],
    ['what does not', ['一一一一', '二'], 8, '+2'],
    ['some of it', ['一', '二二二二'], 8, '一\n+1'],
  ])('is cut between lines: %s', (_, lines, most, expected) => {
    expect(briefly(lines, most, (left) => `+${left}`)).toBe(expected);
  });
  it('counts bytes as UTF-8 does', () => {
    for (const text of ['abc', 'é', '安全', '🚧', '']) expect(bytesOf(text)).toBe(Buffer.byteLength(text));
  });
});
