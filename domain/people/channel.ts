/** 通知渠道: by what a person is told; `mail` where his entry names none. */
export const channels = ['mail', 'wecom', 'dingtalk', 'sms'] as const;
export type Channel = (typeof channels)[number];
