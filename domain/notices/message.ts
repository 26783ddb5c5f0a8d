import { asksForAct } from './notices-for.ts';
import type { NoticeFacts, NoticeKind } from './notices-for.ts';
import { mailHtml } from './mail-html.ts';
import { en } from './wording.en.ts';
import type { Names } from './wording.ts';
import { zh } from './wording.zh.ts';
import type { Channel } from '../people/channel.ts';

/** A notice to be said, and the address of the page on which its case is dealt with. */
export type ToSay = { kind: NoticeKind; facts: NoticeFacts; urgent: boolean; link: string };

/** What is sent: `html` only of a mail. */
export type Message = { subject: string; text: string; html: string | null };

// 企业微信 takes texts of up to 2,048 bytes; 钉钉 more, yet nobody reads more in a group. A text message is charged by its length.
const mostBytes: Record<Exclude<Channel, 'mail'>, number> = { wecom: 2048, dingtalk: 2048, sms: 500 };

/** The notices as one message in the reader's language; on anything but a mail as brief as others may see it. */
export function messageOf(
  channel: Channel,
  notices: readonly ToSay[],
  reader: { language: 'zh' | 'en'; names: Names; bureau: string; home: string },
): Message {
  const wording = reader.language === 'zh' ? zh : en;
  const parts = notices.map(({ kind, facts, urgent, link }) => {
    const worded = wording.notice(kind, facts, reader.names);
    return { ...worded, brief: wording.brief(worded.tag, facts), urgent, isToAct: asksForAct.includes(kind), link };
  });
  const [only] = parts;
  const first = parts.find(({ urgent }) => urgent) ?? parts.find(({ isToAct }) => isToAct) ?? only;
  const subject = !first ? '' : parts.length === 1 ? first.subject : wording.several(parts.length, first);
  if (channel !== 'mail')
    return {
      subject,
      text: briefly(
        parts.map(({ brief, link }) => `${brief}\n${link}`),
        mostBytes[channel],
        (left) => `${wording.andMore(left)}\n${reader.home}`,
      ),
      html: null,
    };
  const { language, bureau } = reader;
  const text =
    only && parts.length === 1
      ? [only.heading, ...only.lines, only.link].join('\n\n')
      : parts
          .map(({ tag, heading, lines, link }, i) =>
            [`${i + 1}. ${tag}${language === 'zh' ? '' : ' '}${heading}`, ...lines, link].join('\n'),
          )
          .join('\n\n');
  const { signIn, automatic } = wording.mail;
  return {
    subject,
    text: `${text}\n\n-- \n${language === 'zh' ? signIn + automatic : `${signIn} ${automatic}`}`,
    html: mailHtml({ language, bureau, subject, words: wording.mail, parts }),
  };
}

/** As many lines as fit into so many bytes of UTF-8, and how many are left out. */
export function briefly(lines: readonly string[], most: number, andMore: (left: number) => string): string {
  for (let kept = lines.length; kept > 0; kept -= 1) {
    const text = [...lines.slice(0, kept), ...(kept < lines.length ? [andMore(lines.length - kept)] : [])].join('\n');
    if (bytesOf(text) <= most) return text;
  }
  return andMore(lines.length);
}

/** Bytes in UTF-8. */
export const bytesOf = (text: string): number => new TextEncoder().encode(text).length;
