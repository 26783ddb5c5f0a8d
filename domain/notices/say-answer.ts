/** What the server of a channel said, in words that an official understands; the server's own words stand beside it. */
export function sayAnswer(answer: string): { zh: string; en: string } {
  return sayings.find(([pattern]) => pattern.test(answer))?.[1] ?? unknown;
}

const unknown = { zh: '对方服务器的答复无法识别', en: 'the server answered something unknown' };

const sayings: readonly [RegExp, { zh: string; en: string }][] = [
  [/^NO_ADDRESS$/, { zh: '没有登记联系方式', en: 'no address is known' }],
  [/^NOT_CONFIGURED$/, { zh: '该渠道尚未配置', en: 'this channel is not set up' }],
  [/^RATE_LIMIT$/, { zh: '发送过快，稍后再发', en: 'too many at once; sent later' }],
  [/^wecom 0\b|^dingtalk 0\b|^sms 2\d\d\b|^2\d\d\b/, { zh: '对方服务器已接收', en: 'taken by the server' }],
  [
    /^wecom (45009|45033)\b|^dingtalk (130101|410100|660026)\b|^sms 429\b/,
    { zh: '发送过快，稍后再发', en: 'too many at once; sent later' },
  ],
  [/^dingtalk 310000\b/, { zh: '钉钉机器人的安全设置不符（关键词、签名或地址）', en: 'the robot’s security settings do not match' }],
  [/^wecom (93000|93008)\b|^dingtalk (300001|300005)\b/, { zh: '群机器人已失效', en: 'the robot does not exist any more' }],
  [/^wecom (60111|81013|40003|60011)\b|^wecom INVALID_USER/, { zh: '企业微信中没有此人', en: 'WeCom knows no such user' }],
  [/^wecom|^dingtalk/, { zh: '对方平台未接收', en: 'the platform did not take it' }],
  [/^sms/, { zh: '短信平台未接收', en: 'the text message service did not take it' }],
  [/^(550|551|553)\b|^5\.1\.\d/, { zh: '邮箱拒收：地址不存在或已停用', en: 'refused: no such mailbox, or it is closed' }],
  [/^552\b|^5\.2\.2/, { zh: '邮箱已满', en: 'the mailbox is full' }],
  [/^5\d\d\b|^5\.\d/, { zh: '邮件服务器拒收', en: 'refused by the mail server' }],
  [/^4\d\d\b/, { zh: '邮件服务器暂时拒收，正在重试', en: 'refused for the moment; tried again' }],
  [
    /^(NOT_HTTPS|PRIVATE_ADDRESS)$/,
    {
      zh: '对方服务器的地址不被允许，请管理员检查设置',
      en: 'the address of the server is not allowed; the administrator should look at the settings',
    },
  ],
  [/^E[A-Z]+$|^UNREACHABLE/, { zh: '连接不上对方服务器，正在重试', en: 'the server cannot be reached; tried again' }],
];
