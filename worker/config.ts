import { z } from 'zod';
import type { ChannelConfig } from '../activities/channels.ts';
import { readReporterKeys, rightReporterKey } from '../ledger/tip-off/reporter-keys.ts';
import { usualRetention } from '../ledger/retention.ts';
import type { Retention } from '../ledger/retention.ts';
import { logLevels } from '../observe/process-log.ts';
import { readEnvironment } from '../observe/read-environment.ts';

// Its message must not repeat the value: a robot's key stands in it.
const channelUrl = z.url({ protocol: /^https?$/, error: 'must be an http or https address' }).optional();

const days = z.coerce.number().int().min(30).max(36_500);

const environment = z.object({
  DATABASE_URL: z.url(),
  TEMPORAL_ADDRESS: z.string().min(1),
  TEMPORAL_NAMESPACE: z.string().min(1).default('default'),
  SMTP_URL: z.url(),
  MAIL_FROM: z.string().min(3),
  PUBLIC_URL: z.url(),
  WECOM_ROBOT_URL: channelUrl,
  WECOM_API_URL: channelUrl.default('https://qyapi.weixin.qq.com'),
  WECOM_CORP_ID: z.string().optional(),
  WECOM_AGENT_ID: z.coerce.number().int().optional(),
  WECOM_APP_SECRET: z.string().optional(),
  DINGTALK_ROBOT_URL: channelUrl,
  DINGTALK_ROBOT_SECRET: z.string().optional(),
  SMS_WEBHOOK_URL: channelUrl,
  SMS_WEBHOOK_TOKEN: z.string().optional(),
  /** Hosts of those addresses that are in the bureau's own network: host, or host:port, separated by commas. */
  PRIVATE_HOSTS: z
    .string()
    .default('')
    .transform((hosts) => hosts.split(/[\s,]+/).filter(Boolean)),
  /** 举报人密钥; unset: reporters are answered on the page alone. */
  REPORTER_KEY: z
    .string()
    .refine((text) => readReporterKeys(text) !== null, `must be ${rightReporterKey}`)
    .optional(),
  /** Where this process shows /healthz, /readyz and /metrics; unset: nowhere. */
  WORKER_PORT: z.coerce.number().int().min(1).max(65535).optional(),
  /** The address to show them on; in a container 0.0.0.0. */
  WORKER_HOST: z.union([z.ipv4(), z.ipv6()], 'must be an IP address').default('127.0.0.1'),
  /** After how many days the words of messages, and the files of anchors, are deleted. */
  MESSAGE_DAYS: days.default(usualRetention.messageDays),
  ANCHOR_DAYS: days.default(usualRetention.anchorDays),
  LOG_LEVEL: z.enum(logLevels).default('info'),
});

const channelAddresses = ['WECOM_ROBOT_URL', 'WECOM_API_URL', 'DINGTALK_ROBOT_URL', 'SMS_WEBHOOK_URL'] as const;

/** Said at the start rather than by a message that doesn't go out. */
function channelsAreSafe(env: z.infer<typeof environment>, context: z.RefinementCtx): void {
  for (const name of channelAddresses) {
    const address = env[name];
    if (address?.startsWith('http:') && !env.PRIVATE_HOSTS.includes(new URL(address).host))
      context.addIssue({ code: 'custom', path: [name], message: 'must be https, or its host must be named in PRIVATE_HOSTS' });
  }
}

export type WorkerConfig = z.infer<typeof environment>;

/** The channels that the environment sets up. */
export function channelConfigOf(config: WorkerConfig): ChannelConfig {
  const { WECOM_CORP_ID: corpId, WECOM_AGENT_ID: agentId, WECOM_APP_SECRET: secret, WECOM_API_URL: apiUrl } = config;
  const { DINGTALK_ROBOT_URL, DINGTALK_ROBOT_SECRET, SMS_WEBHOOK_URL, SMS_WEBHOOK_TOKEN } = config;
  return {
    privateHosts: config.PRIVATE_HOSTS,
    smtpUrl: config.SMTP_URL,
    from: config.MAIL_FROM,
    wecomRobotUrl: config.WECOM_ROBOT_URL,
    ...(corpId && agentId && secret && { wecomApp: { apiUrl, corpId, agentId, secret } }),
    ...(DINGTALK_ROBOT_URL && { dingtalkRobot: { url: DINGTALK_ROBOT_URL, secret: DINGTALK_ROBOT_SECRET } }),
    ...(SMS_WEBHOOK_URL && { sms: { url: SMS_WEBHOOK_URL, token: SMS_WEBHOOK_TOKEN } }),
  };
}

/** When what is no part of the record is deleted. */
export const retentionOf = ({ MESSAGE_DAYS, ANCHOR_DAYS }: WorkerConfig): Retention => ({
  messageDays: MESSAGE_DAYS,
  anchorDays: ANCHOR_DAYS,
});

/** The worker's environment. */
export const readWorkerConfig = (env: NodeJS.ProcessEnv): WorkerConfig =>
  readEnvironment(environment.superRefine(channelsAreSafe), Object.keys(environment.shape), env);
