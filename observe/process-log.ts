import { pino } from 'pino';
import type { Logger } from 'pino';
import { causeOf } from './cause-of.ts';

export const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const;

/** The log of one process: a line of JSON each; ids and codes, never a name, a title, an address or what people wrote. */
export function processLog(name: 'api' | 'worker', level: (typeof logLevels)[number]): Logger {
  return pino({ base: { name, pid: process.pid }, level, serializers: { cause: causeOf }, timestamp: pino.stdTimeFunctions.isoTime });
}

/** From now on a fault that nobody caught ends this process with its cause alone: Node would print the message. */
export function endsOnFault(log: Logger): void {
  process.on('uncaughtException', (cause) => {
    log.fatal({ cause }, 'ended by a fault that nobody caught');
    process.exit(1);
  });
}
