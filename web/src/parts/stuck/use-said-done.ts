import type { OrganisationEffects, StuckItem, Unblock } from '../../api/client.ts';
import { useEverybody, useZones } from '../../api/queries.ts';
import { useWords } from '../../words/use-words.ts';
import type { Filled, Sendable } from './send.ts';

/** What was done, to which case, and who is told of it. */
export function useSaidDone() {
  const { t, list } = useWords();
  const { data: zones } = useZones();
  const { data: everybody } = useEverybody();
  const called = (id: string | undefined) => everybody?.items.find((person) => person.id === id)?.name ?? id ?? '';
  return (
    { number, title, tells, owes }: StuckItem,
    { type, given }: Unblock & { type: Sendable },
    { zone, person, acting }: Filled,
    effects: OrganisationEffects | null,
  ): string => {
    const told = [...new Set((effects?.steps ?? []).flatMap((step) => step.told.map((each) => each.person.name)))];
    return t(`stuck.did.${type}`, {
      number,
      title,
      who: type === 'ChaseCase' ? list(tells.map(({ name }) => name)) : (owes?.person?.name ?? t('vacant')),
      zone: zones?.items.find(({ code }) => code === zone)?.name ?? zone,
      name: called(person ?? acting),
      absent: called(given['person']),
      told: told.length > 0 ? t('stuck.told', { people: list(told) }) : t('stuck.toldNobody'),
    });
  };
}
