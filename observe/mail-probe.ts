import nodemailer from 'nodemailer';
import type { Probe } from './dependencies.ts';

const withinMs = 1_800;

/** A mail server that greets, answers EHLO, and takes the sign-in where SMTP_URL has one: one that merely accepts connections sends no mail. */
export function mailProbe(smtpUrl: string): Probe {
  const transport = nodemailer.createTransport({
    url: smtpUrl,
    connectionTimeout: withinMs,
    greetingTimeout: withinMs,
    socketTimeout: withinMs,
  });
  return { ask: async () => void (await transport.verify()), restMs: 10_000 };
}
