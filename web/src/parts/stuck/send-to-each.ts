/** What came of it: to whom it was sent, and what each of the others was refused with. */
export type SentToEach<Of> = { done: Of[]; failed: { of: Of; error: Error }[] };

/** Sends to one after the other, whatever becomes of those before; `step` hears how many are over. */
export async function sendToEach<Of>(
  all: readonly Of[],
  send: (of: Of) => Promise<void>,
  step: (over: number) => void = () => undefined,
): Promise<SentToEach<Of>> {
  const sent: SentToEach<Of> = { done: [], failed: [] };
  for (const of of all) {
    try {
      await send(of);
      sent.done.push(of);
    } catch (error) {
      sent.failed.push({ of, error: error as Error });
    }
    step(sent.done.length + sent.failed.length);
  }
  return sent;
}
