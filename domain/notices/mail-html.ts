import type { MailWords, Worded } from './wording.ts';

type Part = Pick<Worded, 'tag' | 'heading' | 'lines'> & { urgent: boolean; isToAct: boolean; link: string };

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign);

/** The number at its end, which a line may not break. */
const unbrokenNumber = (heading: string) => heading.replace(/[（(][^（(]*[)）]$/, '<span style="white-space:nowrap">$&</span>');

const font = "font-family:'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',Arial,sans-serif";
const table = 'role="presentation" cellpadding="0" cellspacing="0" border="0"';
const blue = '#1456a8';
const red = '#b3261e';

/**
 * A mail as mail programs draw it: nested tables and inline styles, nothing loaded from elsewhere, one column of at most 600 px. Whoever
 * shows no HTML has the text.
 */
export function mailHtml(mail: {
  language: 'zh' | 'en';
  bureau: string;
  subject: string;
  words: MailWords;
  parts: readonly Part[];
}): string {
  const { language, bureau, subject, words, parts } = mail;
  const cell = (style: string, content: string) => `<tr><td style="${font};${style}">${content}</td></tr>`;
  const button = (link: string, colour: string, says: string) =>
    `<table ${table} style="margin-top:16px"><tr><td bgcolor="${colour}" style="border-radius:4px">` +
    `<a href="${escaped(link)}" style="${font};display:inline-block;padding:11px 22px;font-size:16px;line-height:22px;color:#ffffff;text-decoration:none">${escaped(says)}</a>` +
    '</td></tr></table>';
  const partOf = ({ tag, heading, lines, urgent, isToAct, link }: Part) => {
    const [said = '', ...more] = lines;
    const colour = urgent ? red : blue;
    return cell(
      'padding:20px 24px;border-top:1px solid #e3e6ea',
      `<div style="font-size:14px;line-height:20px;font-weight:bold;color:${colour}">${escaped(tag)}</div>` +
        `<div style="padding-top:4px;font-size:18px;line-height:26px;font-weight:bold;color:#1f2328">${unbrokenNumber(escaped(heading))}</div>` +
        `<div style="padding-top:10px;font-size:16px;line-height:26px;color:#1f2328">${escaped(said)}</div>` +
        more.map((line) => `<div style="padding-top:6px;font-size:14px;line-height:22px;color:#57606a">${escaped(line)}</div>`).join('') +
        button(link, colour, isToAct ? words.open : words.look),
    );
  };
  const count = parts.length > 1 ? cell('padding:0 24px 14px;font-size:16px;line-height:24px;color:#1f2328', escaped(subject)) : '';
  return [
    `<!doctype html><html lang="${language === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light">',
    `<title>${escaped(subject)}</title></head><body style="margin:0;padding:0;background-color:#f3f5f7">`,
    `<table ${table} width="100%" bgcolor="#f3f5f7"><tr><td align="center" style="padding:16px 8px">`,
    `<!--[if mso]><table ${table} width="600"><tr><td><![endif]-->`,
    `<table ${table} width="100%" bgcolor="#ffffff" style="max-width:600px;border:1px solid #e3e6ea;border-radius:6px;text-align:left;word-break:break-word">`,
    cell(
      'padding:16px 24px 14px;font-size:14px;line-height:20px;color:#57606a',
      `<b style="color:${blue}">${escaped(words.product)}</b> &nbsp; ${escaped(bureau)}`,
    ),
    count,
    ...parts.map(partOf),
    cell(
      'padding:14px 24px 18px;border-top:1px solid #e3e6ea;font-size:13px;line-height:20px;color:#57606a',
      `${escaped(words.signIn)}${language === 'zh' ? '' : ' '}${escaped(words.automatic)}`,
    ),
    '</table>',
    '<!--[if mso]></td></tr></table><![endif]-->',
    '</td></tr></table></body></html>',
  ].join('\n');
}
