import { proxyActivities } from '@temporalio/workflow';
import type { LetterActivities, LetterToSend } from './contract.ts';

const { sendLetter } = proxyActivities<LetterActivities>({
  startToCloseTimeout: '2 minutes',
  scheduleToCloseTimeout: '3 days',
  retry: { initialInterval: '1 second', maximumInterval: '10 minutes' },
});
const { giveUpLetter } = proxyActivities<LetterActivities>({ startToCloseTimeout: '30 seconds', retry: { maximumInterval: '1 minute' } });

/** Answers one reporter by mail: tried for three days; whoever left an address that nobody takes reads the answer by his code. */
export async function reporterLetter(letter: LetterToSend): Promise<void> {
  try {
    await sendLetter(letter);
  } catch {
    await giveUpLetter(letter);
  }
}
