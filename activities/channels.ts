import { createHmac } from 'node:crypto';
import nodemailer from 'nodemailer';
import type { Channel } from '../domain/people/channel.ts';
import type { Delivery } from '../ledger/deliveries.ts';
import { reachOut } from './reach-out.ts';
import type { Reached } from './reach-out.ts';

/** What a channel needs to be set up; what is left out is not, and is passed over. */
export type ChannelConfig = {
  smtpUrl: string;
  from: string;
  /** 企业微信: a robot in a group, or an app that writes to the person alone, which goes first where both are set up. */
  wecomRobotUrl?: string | undefined;
  wecomApp?: { apiUrl: string; corpId: string; agentId: number; secret: string } | undefined;
  /** 钉钉: a robot in a group; `secret` where its messages are signed. */
  dingtalkRobot?: { url: string; secret?: string | undefined } | undefined;
  /** A service of the bureau's that sends text messages: docs/operations.md. */
  sms?: { url: string; token?: string | undefined } | undefined;
  /** Hosts, with a port that is not the usual one, that may be of the intranet and without https: all others must be public and by https. */
  privateHosts?: readonly string[] | undefined;
};

/** What the channel's server said: taken, refused for good, or not now; `closedMs`: it takes nothing from anybody for so long. */
export type Outcome = { status: 'sent' | 'failed'; answer: string } | { status: 'later'; answer: string; closedMs?: number };

/** `limit`: how many messages a minute the channel takes, counted under that name (DOMAIN §8); null where it sets no limit. */
export type Sender<Sent = Delivery> = {
  limit(delivery: Delivery): { name: string; perMinute: number } | null;
  send(message: Sent): Promise<Outcome>;
};

/** What a mail is made of. */
export type Mail = Pick<Delivery, 'address' | 'messageId' | 'subject' | 'text' | 'html' | 'thread' | 'urgent' | 'attachments'>;

const patienceMs = 20_000;
const minuteMs = 60_000;

/** How the platforms are asked. */
type Ask = {
  get(url: string): Promise<Reached>;
  post(url: string, body: object, headers?: Record<string, string>): Promise<Reached>;
};

/** The channels that are set up. */
export function sendersOf(config: ChannelConfig): Partial<Record<Channel, Sender>> {
  const { wecomApp, wecomRobotUrl, dingtalkRobot, sms, privateHosts = [] } = config;
  const asks: Ask = {
    get: (url) => reachOut(url, { method: 'GET' }, { privateHosts }),
    post: (url, body, headers) => {
      const asked = { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) } as const;
      return reachOut(url, asked, { privateHosts });
    },
  };
  return {
    mail: byMail(config),
    ...(wecomApp ? { wecom: byWecomApp(wecomApp, asks) } : wecomRobotUrl ? { wecom: byWecomRobot(wecomRobotUrl, asks) } : {}),
    ...(dingtalkRobot && { dingtalk: byDingtalkRobot(dingtalkRobot, asks) }),
    ...(sms && { sms: bySms(sms, asks) }),
  };
}

export function byMail({ smtpUrl, from }: Pick<ChannelConfig, 'smtpUrl' | 'from'>): Sender<Mail> {
  // A server that hangs must not outlast the activity: the next try then finds the same mail.
  const transport = nodemailer.createTransport({
    url: smtpUrl,
    connectionTimeout: patienceMs,
    greetingTimeout: patienceMs,
    socketTimeout: 60_000,
  });
  return {
    limit: () => null,
    async send({ address, messageId, subject, text, html, thread, urgent, attachments }) {
      if (!address) return noAddress;
      try {
        const info = await transport.sendMail({
          from,
          to: address,
          subject,
          text,
          ...(html && { html }),
          attachments: attachments.map(({ name, content }) => ({ filename: name, content })),
          messageId,
          ...(thread && { references: thread, inReplyTo: thread }),
          ...(urgent && { priority: 'high' as const }),
          headers: { 'List-Id': '<notices.safety-grid>', 'Auto-Submitted': 'auto-generated' },
        });
        return { status: info.rejected.length > 0 ? 'failed' : 'sent', answer: info.response };
      } catch (error) {
        const { responseCode, response, code } = error as { responseCode?: number; response?: string; code?: string };
        const answer = response ?? (responseCode === undefined ? (code ?? 'UNREACHABLE') : String(responseCode));
        return { status: responseCode !== undefined && responseCode >= 500 ? 'failed' : 'later', answer };
      }
    },
  };
}

const noAddress = { status: 'failed', answer: 'NO_ADDRESS' } as const;

/** 企业微信 and 钉钉 answer 200 with an errcode; 0 means that the message was taken. */
type Platform = {
  name: 'wecom' | 'dingtalk';
  /** Too many messages, and for how long nothing is taken then. */
  tooMany: readonly number[];
  closedMs: number;
  /** Not the fault of the message: worth another try. */
  passing: readonly number[];
};

const wecom: Platform = { name: 'wecom', tooMany: [45009, 45033], closedMs: minuteMs, passing: [-1, 40014, 42001, 40001, 41001, 50001] };
// Above its limit it takes nothing for ten minutes.
const dingtalk: Platform = { name: 'dingtalk', tooMany: [130101, 410100, 660026], closedMs: 10 * minuteMs, passing: [-1] };

function byWecomRobot(url: string, { post }: Ask): Sender {
  return {
    limit: () => ({ name: 'wecom/robot', perMinute: 20 }),
    async send({ address, text }) {
      if (!address) return noAddress;
      // A telephone or a user's id: the robot calls the person in its group by either.
      const mentions = /^[+\d][\d\s-]+$/.test(address) ? { mentioned_mobile_list: [address] } : { mentioned_list: [address] };
      return said(wecom, await post(url, { msgtype: 'text', text: { content: text, ...mentions } }));
    },
  };
}

function byWecomApp({ apiUrl, corpId, agentId, secret }: NonNullable<ChannelConfig['wecomApp']>, { get, post }: Ask): Sender {
  let token: { value: string; until: number } | null = null;
  const staleTokens = [40014, 42001, 40001, 41001];
  async function tokenNow(): Promise<{ value: string } | Outcome> {
    if (token && token.until > Date.now()) return token;
    const query = new URLSearchParams({ corpid: corpId, corpsecret: secret });
    const answer = await get(`${apiUrl}/cgi-bin/gettoken?${query}`);
    const { access_token: value, expires_in: seconds = 7200 } = answer.body as { access_token?: string; expires_in?: number };
    if (!value) return said(wecom, answer);
    token = { value, until: Date.now() + (seconds - 300) * 1000 };
    return token;
  }
  return {
    limit: ({ person }) => ({ name: `wecom/app/${person}`, perMinute: 30 }),
    async send({ address, text }) {
      if (!address) return noAddress;
      const known = await tokenNow();
      if ('status' in known) return known;
      const answer = await post(`${apiUrl}/cgi-bin/message/send?access_token=${known.value}`, {
        touser: address,
        msgtype: 'text',
        agentid: agentId,
        text: { content: text },
        enable_duplicate_check: 1,
      });
      const { errcode, invaliduser } = answer.body as { errcode?: number; invaliduser?: string };
      if (errcode !== undefined && staleTokens.includes(errcode)) token = null;
      if (errcode === 0 && invaliduser) return { status: 'failed', answer: 'wecom INVALID_USER' };
      return said(wecom, answer);
    },
  };
}

function byDingtalkRobot({ url, secret }: NonNullable<ChannelConfig['dingtalkRobot']>, { post }: Ask): Sender {
  return {
    limit: () => ({ name: 'dingtalk/robot', perMinute: 20 }),
    async send({ address, text }) {
      if (!address) return noAddress;
      const signed = new URL(url);
      if (secret) {
        const timestamp = String(Date.now());
        signed.searchParams.set('timestamp', timestamp);
        signed.searchParams.set('sign', createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64'));
      }
      const body = { msgtype: 'text', text: { content: `@${address} ${text}` }, at: { atMobiles: [address], isAtAll: false } };
      return said(dingtalk, await post(signed.href, body));
    },
  };
}

function bySms({ url, token }: NonNullable<ChannelConfig['sms']>, { post }: Ask): Sender {
  return {
    limit: () => null,
    async send({ address, text, messageId }) {
      if (!address) return noAddress;
      const authorization = token ? { authorization: `Bearer ${token}` } : undefined;
      const { status, refusedBecause } = await post(url, { id: messageId, to: address, text }, authorization);
      if (status === 0 && refusedBecause) return { status: 'failed', answer: refusedBecause };
      const answer = status === 0 ? 'UNREACHABLE' : `sms ${status}`;
      if (status >= 200 && status < 300) return { status: 'sent', answer };
      return { status: status === 0 || status === 408 || status === 429 || status >= 500 ? 'later' : 'failed', answer };
    },
  };
}

function said({ name, tooMany, closedMs, passing }: Platform, { status, body, refusedBecause }: Reached): Outcome {
  if (status === 0 && refusedBecause) return { status: 'failed', answer: refusedBecause };
  const { errcode, errmsg = '' } = (body ?? {}) as { errcode?: number; errmsg?: string };
  if (errcode === undefined) {
    if (status === 0) return { status: 'later', answer: 'UNREACHABLE' };
    return { status: status >= 500 || status === 429 ? 'later' : 'failed', answer: `${name} HTTP ${status}` };
  }
  const answer = `${name} ${errcode} ${errmsg}`.slice(0, 200);
  if (errcode === 0) return { status: 'sent', answer };
  if (tooMany.includes(errcode)) return { status: 'later', answer, closedMs };
  return { status: passing.includes(errcode) ? 'later' : 'failed', answer };
}
