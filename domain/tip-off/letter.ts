import { showInShanghai } from '../time/instant.ts';
import type { Instant } from '../time/instant.ts';
import type { MailWords } from '../notices/wording.ts';
import type { TipOffAnswer } from './answer.ts';

/** What a letter to a reporter tells him: that it was received, or an answer. Nothing of what it is about: anybody may look into a mailbox. */
export type LetterFacts = { code: string; bureau: string; link: string; told: { kind: 'received'; at: Instant } | TipOffAnswer };

export type Letter = { subject: string; heading: string; lines: string[]; words: MailWords };

const words: Record<'zh' | 'en', MailWords> = {
  zh: {
    product: '安全网格',
    open: '查询进度',
    look: '查询进度',
    signIn: '查询无需登录，请妥善保管查询码。您的身份信息受法律保护，经办人员看不到。',
    automatic: '本邮件由系统自动发送，请勿回复。',
  },
  en: {
    product: 'Safety Grid',
    open: 'Follow it',
    look: 'Follow it',
    signIn: 'No sign-in is needed; please keep your code. Who you are is protected by law and hidden from those who handle the case.',
    automatic: 'Sent automatically; please do not reply.',
  },
};

const dayOf = (at: Instant, language: 'zh' | 'en') => {
  const [, month = '', day = ''] = /^\d{4}-(\d\d)-(\d\d)/.exec(showInShanghai(at)) ?? [];
  const names = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
  return language === 'zh' ? `${Number(month)}月${Number(day)}日` : `${Number(day)} ${names[Number(month) - 1]}`;
};

type Said = { subject: string; heading: string; says: string };

/** What each kind of answer says (UX §7, row 16). */
const said: Record<'zh' | 'en', Record<LetterFacts['told']['kind'], (code: string, day: string) => Said>> = {
  zh: {
    received: (code, day) => ({
      subject: '【已收到】您反映的问题已收到',
      heading: `查询码 ${code}`,
      says: `您反映的问题（查询码${code}）已于${day}收到，将由领导小组办公室核实交办。感谢您关注安全。`,
    }),
    accepted: (code, day) => ({
      subject: '【已受理】您反映的问题正在处理',
      heading: `查询码 ${code}`,
      says: `您反映的问题（查询码${code}）已于${day}受理，正在整改。`,
    }),
    notAccepted: (code, day) => ({
      subject: '【答复】您反映的问题未予受理',
      heading: `查询码 ${code}`,
      says: `您反映的问题（查询码${code}）经核实未予受理，${day}答复如下。`,
    }),
    merged: (code, day) => ({
      subject: '【已受理】您反映的问题合并办理',
      heading: `查询码 ${code}`,
      says: `您反映的问题（查询码${code}）此前已有人反映，${day}起合并办理。`,
    }),
    closed: (code, day) => ({
      subject: '【已办结】您反映的问题已整改',
      heading: `查询码 ${code}`,
      says: `您反映的问题（查询码${code}）已整改并复查通过，于${day}销号。感谢您关注安全。`,
    }),
    further: (code, day) => ({
      subject: '【答复】您反映的问题有新的答复',
      heading: `查询码 ${code}`,
      says: `您反映的问题（查询码${code}），${day}补充答复如下。`,
    }),
  },
  en: {
    received: (code, day) => ({
      subject: '[Received] Your report',
      heading: `Code ${code}`,
      says: `Your report (code ${code}) was received on ${day}; the office will check it and have it dealt with. Thank you.`,
    }),
    accepted: (code, day) => ({
      subject: '[Accepted] Your report',
      heading: `Code ${code}`,
      says: `What you reported (code ${code}) was accepted on ${day} and is being dealt with.`,
    }),
    notAccepted: (code, day) => ({
      subject: '[Answer] Your report',
      heading: `Code ${code}`,
      says: `What you reported (code ${code}) was checked and not accepted. The answer of ${day}:`,
    }),
    merged: (code, day) => ({
      subject: '[Accepted] Your report',
      heading: `Code ${code}`,
      says: `What you reported (code ${code}) had been reported before; since ${day} both are dealt with as one.`,
    }),
    closed: (code, day) => ({
      subject: '[Closed] Your report',
      heading: `Code ${code}`,
      says: `What you reported (code ${code}) has been rectified, verified and closed on ${day}. Thank you.`,
    }),
    further: (code, day) => ({
      subject: '[Answer] Your report',
      heading: `Code ${code}`,
      says: `What you reported (code ${code}): a further answer of ${day}:`,
    }),
  },
};

/** The letter as the reporter reads it; what the office wrote follows the sentence that tells what it is. */
export function letterOf({ code, told }: Pick<LetterFacts, 'code' | 'told'>, language: 'zh' | 'en'): Letter {
  const { subject, heading, says } = said[language][told.kind](code, dayOf(told.at, language));
  const written = told.kind === 'received' || told.text.trim() === '' ? [] : [told.text.trim()];
  return { subject, heading, lines: [says, ...written], words: words[language] };
}
