import type { OrganisationEffects, StuckItem, Unblock } from '../../api/client.ts';
import { useEverybody, useZones } from '../../api/queries.ts';
import { sayFrom } from '../../words/moments.ts';
import { useWords } from '../../words/use-words.ts';
import type { SeatNamed } from '../organisation/fields.tsx';
import type { Filled, Sendable } from './send.ts';
import { useReached } from './use-reached.ts';

/** Of what a change does, whom it tells. */
function useSaidTold() {
  const { t, list } = useWords();
  return (effects: OrganisationEffects | null): string => {
    const told = [...new Set((effects?.steps ?? []).flatMap((step) => step.told.map((each) => each.person.name)))];
    return told.length > 0 ? t('stuck.told', { people: list(told) }) : t('stuck.toldNobody');
  };
}

/** Who was appointed to the seat, from when on if not at once, and who is told of it. */
export function useSaidAppointed() {
  const { t, seat, language } = useWords();
  const saidTold = useSaidTold();
  return ({ post, scope }: SeatNamed, effects: OrganisationEffects | null): string => {
    const [of] = (effects?.steps ?? []).flatMap(({ handovers, at, isNow }) =>
      handovers.filter((each) => each.post === post && each.scope === scope).map((handover) => ({ ...handover, at, isNow })),
    );
    const said = { name: of?.to?.name, seat: of && seat(of), from: of && sayFrom(of.at, language), told: saidTold(effects) };
    return of && !of.isNow ? t('stuck.appointedLater', said) : t('stuck.did.NameHolder', said);
  };
}

/** What was done, to which case, and who is told of it. */
export function useSaidDone() {
  const { t } = useWords();
  const reached = useReached();
  const { data: zones } = useZones();
  const { data: everybody } = useEverybody();
  const saidTold = useSaidTold();
  const called = (id: string | undefined) => everybody?.items.find((person) => person.id === id)?.name ?? id ?? '';
  return (
    item: StuckItem,
    { type, given }: Unblock & { type: Sendable },
    { zone, acting }: Filled,
    effects: OrganisationEffects | null,
  ): string => {
    const { number, title, owes } = item;
    return t(`stuck.did.${type}`, {
      number,
      title,
      who: type === 'ChaseCase' ? reached([item]) : (owes?.person?.name ?? t('vacant')),
      zone: zones?.items.find(({ code }) => code === zone)?.name ?? zone,
      name: called(acting),
      absent: called(given['person']),
      told: saidTold(effects),
    });
  };
}
