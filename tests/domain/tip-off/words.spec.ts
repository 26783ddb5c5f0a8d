import { describe, expect, it } from 'vitest';
import { hideIdentity } from '../../../domain/tip-off/hide-identity.ts';
import { letterOf } from '../../../domain/tip-off/letter.ts';
import { isPrivateAddress } from '../../../domain/tip-off/private-address.ts';
import { titleOf } from '../../../domain/tip-off/title-of.ts';
import { readTrackingCode, trackingCodeOf } from '../../../domain/tip-off/tracking-code.ts';
import { sameWords, whySpam } from '../../../domain/tip-off/why-spam.ts';
import { instantOf } from '../../../domain/time/instant.ts';

const nobody = { name: null, phone: null, email: null };

describe('what a citizen wrote (DOMAIN §3: the reporter is confidential)', () => {
  it.each([
    ['his name', '我是陈桂香，看到基坑没有护栏', { name: '陈桂香' }, '我是〔已隐去〕，看到基坑没有护栏'],
    ['his name in other letters', 'i am Jane Doe here', { name: 'jane doe' }, 'i am 〔已隐去〕 here'],
    ['his telephone, as he left it', '打我电话 0532 8888 1111', { phone: '0532 8888 1111' }, '打我电话 〔已隐去〕'],
    ['a mobile number that he did not leave', '联系13800138000，谢谢', {}, '联系〔已隐去〕，谢谢'],
    ['a mobile number with spaces', '+86 138 0013 8000', {}, '〔已隐去〕'],
    ['a fixed line', '座机0532-88881111', {}, '座机〔已隐去〕'],
    ['a mobile number in full-width digits', '联系１３８００１３８０００', {}, '联系〔已隐去〕'],
    ['a mobile number with dots', '138.0013.8000', {}, '〔已隐去〕'],
    ['a fixed line without anything between', '座机053288881111', {}, '座机〔已隐去〕'],
    ['his telephone, with other signs between', '打 0532-8888-1111', { phone: '053288881111' }, '打 〔已隐去〕'],
    ['a mail address in full-width signs', '发到chen＠example.org吧', {}, '发到〔已隐去〕吧'],
    ['a mail address', '发到chen@example.org吧', {}, '发到〔已隐去〕吧'],
    ['an identity number', '身份证370202199001011234', {}, '身份证〔已隐去〕'],
    ['nothing: a single letter is no name', '王府花园3号楼', { name: '王' }, '王府花园3号楼'],
    ['nothing: signs in a name are signs', 'a+b', { name: 'a.b' }, 'a+b'],
    ['nothing: a number of a building, a date, a distance', '3号楼2026年9月30日起12米', {}, '3号楼2026年9月30日起12米'],
  ])('goes into the case without %s', (_, text, left, hidden) => {
    expect(hideIdentity(text, { ...nobody, ...left })).toBe(hidden);
  });

  it.each([
    ['the first sentence', '脚手架缺连墙件。已经一周了。', '脚手架缺连墙件'],
    ['the first line', '塔吊下面有人\n每天都有', '塔吊下面有人'],
    ['as much as a title holds', '很'.repeat(40), `${'很'.repeat(29)}…`],
  ])('is called by %s', (_, text, title) => {
    expect(titleOf(text)).toBe(title);
  });
});

describe('a form that comes back', () => {
  const filled = { trap: '', openMs: 20_000, text: '三号楼外墙有瓷砖脱落' };
  it.each([
    ['in a minute, in words, is a person', {}, null],
    ['with two links is a person', { text: '见 https://a.cn 和 https://b.cn 上的照片' }, null],
    ['with the field filled in that people do not see is a machine', { trap: 'x' }, 'TRAP'],
    ['within four seconds is a machine', { openMs: 3_999 }, 'TOO_FAST'],
    ['with three links is an advertisement', { text: 'www.a.cn www.b.cn http://c.cn 优惠' }, 'LINKS'],
    ['with one letter again and again says nothing', { text: '啊啊啊啊啊啊' }, 'NO_WORDS'],
    ['with signs alone says nothing', { text: '?????? 111' }, 'NO_WORDS'],
  ] as const)('%s', (_, changes, why) => {
    expect(whySpam({ ...filled, ...changes })).toBe(why);
  });

  it('says the same with other marks, spaces and wide letters', () => {
    expect(sameWords('３号楼，外墙 脱落！ABC')).toBe(sameWords('3号楼外墙脱落abc'));
  });
});

describe('a tracking code', () => {
  const bytes = Uint8Array.from([0, 68, 50, 20, 199, 66, 84, 182, 53, 207, 99]);
  it('is printed in four groups, from eighty bits', () => {
    expect(trackingCodeOf(bytes)).toBe('0123-4567-89AB-CDEF');
  });

  it.each([
    ['as it is printed', '0123-4567-89AB-CDEF', '0123-4567-89AB-CDEF'],
    ['small, with spaces, I and O for 1 and 0', ' oi23 4567 89ab cdef ', '0123-4567-89AB-CDEF'],
    ['in wide letters with a long dash', '０１２３–４５６７–８９ＡＢ–ＣＤＥＦ', '0123-4567-89AB-CDEF'],
    ['too short', '0123-4567', null],
    ['with a letter that no code has', '0123-4567-89AB-CDEU', null],
  ])('is read %s', (_, typed, code) => {
    expect(readTrackingCode(typed)).toBe(code);
  });
});

describe('an address on a placard', () => {
  it.each([
    ['http://127.0.0.1:3000', true],
    ['http://localhost:3000', true],
    ['http://10.3.2.1', true],
    ['http://172.16.0.9/', true],
    ['http://172.32.0.9/', false],
    ['https://192.168.1.4', true],
    ['http://100.64.1.1', true],
    ['http://100.128.1.1', false],
    ['http://[::1]:3000', true],
    ['http://[fd00::1]', true],
    ['http://[2408:8000::1]', false],
    ['http://server', true],
    ['http://grid.lan', true],
    ['http://grid.example', true],
    ['https://grid.qinghu.gov.cn', false],
    ['https://8.8.8.8:8443/x', false],
  ])('%s is private: %s', (url, isPrivate) => {
    expect(isPrivateAddress(url)).toBe(isPrivate);
  });
});

describe('a letter to a reporter', () => {
  const at = instantOf('2026-10-15 10:00');
  const code = '7K3P-92MX-A4TD-0QWE';
  it('of what is closed says so in the words of the bureau (UX §7, 16), then what was done', () => {
    expect(letterOf({ code, told: { kind: 'closed', text: '已补齐护栏。', at } }, 'zh').lines).toEqual([
      `您反映的问题（查询码${code}）已整改并复查通过，于10月15日销号。感谢您关注安全。`,
      '已补齐护栏。',
    ]);
    expect(letterOf({ code, told: { kind: 'closed', text: '', at } }, 'en').lines).toEqual([
      `What you reported (code ${code}) has been rectified, verified and closed on 15 Oct. Thank you.`,
    ]);
  });

  it('has a subject of at most thirty characters that tells nobody what it is about', () => {
    for (const kind of ['received', 'accepted', 'notAccepted', 'merged', 'closed', 'further'] as const) {
      const { subject } = letterOf({ code, told: { kind, text: '', at } }, 'zh');
      expect([...subject].length).toBeLessThanOrEqual(30);
      expect(subject).not.toContain(code);
    }
  });
});
