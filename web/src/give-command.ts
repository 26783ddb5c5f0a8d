import { useMutation } from '@tanstack/react-query';
import { answerOf, api, Refused } from './api/client.ts';
import type { CommandAnswer, Hazard, HazardCommand } from './api/client.ts';
import { forgetWhatMayHaveChanged, hazardQuery, queryClient } from './api/queries.ts';

/** Somebody else has moved the case on since the page was read; `by` is his name, where it is known. */
export class Stale extends Error {
  readonly by: string | null;
  constructor(by: string | null) {
    super('stale');
    this.by = by;
  }
}

const isStale = (error: unknown) =>
  error instanceof Refused && (error.problem?.code === 'STALE_REVISION' || error.problem?.code === 'WRONG_STAGE');

/** The name of the last person who acted after that revision; null when only the clock did. */
export function movedBy({ timeline }: Hazard, since: number): string | null {
  const acts = timeline.flatMap(({ revision, actor }) => (revision > since && actor !== 'clock' ? [actor.name] : []));
  return acts.at(-1) ?? null;
}

async function give({ id, revision }: Hazard, command: HazardCommand, key: string): Promise<CommandAnswer> {
  const send = (inViewOf: number) =>
    answerOf(
      api.POST('/api/hazards/{id}/commands', {
        params: { path: { id }, header: { 'Idempotency-Key': key, 'If-Match': String(inViewOf) } },
        body: command,
      }),
    );
  try {
    return await send(revision);
  } catch (error) {
    if (!isStale(error)) throw error;
    const latest = await queryClient.fetchQuery({ ...hazardQuery(id), staleTime: 0 });
    // That the clock climbed meanwhile changes nothing for whoever acts.
    if (movedBy(latest, revision) === null && latest.commands.includes(command.type)) return send(latest.revision);
    throw new Stale(movedBy(latest, revision));
  }
}

/** Gives a command in view of the hazard as it is on the page; what it changes is read anew. */
export const useCommand = (hazard: Hazard, onAccepted: (answer: CommandAnswer) => void) =>
  useMutation({
    mutationFn: ({ command, key }: { command: HazardCommand; key: string }) => give(hazard, command, key),
    onSuccess: (answer) => {
      onAccepted(answer);
      return forgetWhatMayHaveChanged();
    },
  });
