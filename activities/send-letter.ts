import { ApplicationFailure } from '@temporalio/activity';
import type { Ledger } from '../ledger/ledger.ts';
import { openLetter, settleLetter } from '../ledger/tip-off/letters.ts';
import { ReporterKeyMissing } from '../ledger/tip-off/reporter-keys.ts';
import type { ReporterKeys } from '../ledger/tip-off/reporter-keys.ts';
import type { LetterActivities } from '../workflows/contract.ts';
import type { Mail, Sender } from './channels.ts';

export type LetterConfig = { keys: ReporterKeys | null; publicUrl: string; mail: Sender<Mail> };

/** Answers reporters by mail. Whatever fails says a code and nothing else: it stands in Temporal's history, where no address belongs. */
export function letterActivities(ledger: Ledger, { keys, publicUrl, mail }: LetterConfig): LetterActivities {
  return {
    async sendLetter(id) {
      if (!keys) throw triedAgain('NO_REPORTER_KEY');
      const letter = await openLetter(ledger, keys, id, publicUrl).catch((error: unknown) => {
        throw error instanceof ReporterKeyMissing ? triedAgain('NO_REPORTER_KEY') : error;
      });
      if (!letter) return settleLetter(ledger.pool, id, null);
      const { status, answer } = await mail.send({ ...letter, thread: null, urgent: false, attachments: [] });
      const code = codeOf(answer);
      if (status === 'later') throw triedAgain(code);
      await settleLetter(ledger.pool, id, status === 'failed' ? code : null);
    },
    giveUpLetter: (id) => settleLetter(ledger.pool, id, 'GIVEN_UP'),
  };
}

/** Of the server's words only the code: it likes to repeat the address. */
const codeOf = (answer: string) => /^[245]\d\d|^[A-Z_]+$/.exec(answer)?.[0] ?? 'UNREACHABLE';

const triedAgain = (code: string) => ApplicationFailure.create({ message: code, type: 'NotYetDelivered' });
