import { anOrganisation, term } from '../support/a-ledger.ts';

/** A zone for each of these persons, who answers for it and for no other, so that nothing that happens to one of them holds up another. */
export function aBureauOf(names: readonly string[]) {
  const base = anOrganisation({ west: [term('qian')] });
  return {
    ...base,
    zones: [
      ...base.zones,
      ...names.map((name) => ({ code: name, name: `${name}责任区`, grid: 'bureau', supervising: [term('li')], specific: [term(name)] })),
    ],
    people: [
      ...base.people,
      ...names.map((id) => ({ id, name: id, email: `${id}@example.com`, phone: null, unit: null, language: 'zh' as const })),
    ],
  };
}
