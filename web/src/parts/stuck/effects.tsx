import { useQuery } from '@tanstack/react-query';
import { answerOf, api } from '../../api/client.ts';
import type { OrganisationCommand } from '../../api/client.ts';
import '../../organisation.css';
import { EffectsShown } from '../organisation/effects-shown.tsx';
import { NotLoaded } from '../problem-notice.tsx';
import { Waiting } from '../waiting.tsx';

/** What a change of the organisation would do; asked as soon as somebody is chosen. */
export const useEffects = (command: OrganisationCommand | null) =>
  useQuery({
    queryKey: ['effects', command],
    queryFn: () => (command ? answerOf(api.POST('/api/organisation/commands/preview', { body: command })) : null),
    enabled: command !== null,
  });

/** 影响: who takes over how much, and who is told, before it is done. */
export function Effects({ of: { data, error, refetch } }: { of: ReturnType<typeof useEffects> }) {
  if (error) return <NotLoaded error={error} retry={() => void refetch()} />;
  return data ? <EffectsShown effects={data} /> : <Waiting />;
}
