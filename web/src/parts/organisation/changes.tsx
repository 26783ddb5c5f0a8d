import type { OrganisationCommand, OrganisationEffects, PersonWhole, ZoneWhole } from '../../api/client.ts';
import { readEverybody, readZone } from '../../api/queries.ts';
import { useWords } from '../../words/use-words.ts';
import { ChangeDrawer } from './change-drawer.tsx';
import { AwayFields, FromField, PersonField, PersonFields, SeatField, seatRead, seatWritten, todayWritten, ZoneFields } from './fields.tsx';
import type { SeatNamed } from './fields.tsx';
import { PersonChoice } from './person-choice.tsx';
import { PositionFields } from './position-fields.tsx';

export type SeatOfZone = SeatNamed & { scopeName: string };
type Somebody = { id: string; name: string };
/** Which change is being made, and of what. */
export type Opened =
  | { what: 'appoint'; seat?: SeatOfZone; person?: string }
  | { what: 'vacate'; seat: SeatOfZone }
  | { what: 'away' | 'nameActing' | 'leave' | 'resume'; person: Somebody }
  | { what: 'back'; person: Somebody; from: string }
  | { what: 'add' }
  | { what: 'correct'; person: PersonWhole }
  | { what: 'correctZone'; zone: ZoneWhole };

/** `version`: of the organisation, as which the page shows it. */
type Around = { version: number; close: () => void; done: (version: number, effects: OrganisationEffects | null) => void };
type Shown<What extends Opened['what']> = { opened: Extract<Opened, { what: What }> } & Around;

/** The form of the change that is being made. */
export function ChangeForm({ opened, ...rest }: { opened: Opened } & Around) {
  switch (opened.what) {
    case 'appoint':
      return <Appoint opened={opened} {...rest} />;
    case 'vacate':
      return <Vacate opened={opened} {...rest} />;
    case 'away':
    case 'nameActing':
    case 'leave':
    case 'resume':
      return <OfPerson opened={opened} {...rest} />;
    case 'back':
      return <Back opened={opened} {...rest} />;
    case 'add':
      return <Add opened={opened} {...rest} />;
    case 'correct':
      return <Correct opened={opened} {...rest} />;
    case 'correctZone':
      return <CorrectZone opened={opened} {...rest} />;
  }
}

function Appoint({ opened: { seat: of, person }, ...rest }: Shown<'appoint'>) {
  const { t, seat } = useWords();
  return (
    <ChangeDrawer<{ seat?: string; person?: string; from: string }>
      title={of ? t('organisation.change.appointTo', { seat: seat(of) }) : t('organisation.change.appoint')}
      name={`appoint/${of ? seatWritten(of) : (person ?? '')}`}
      initial={{ from: todayWritten(), ...(of && { seat: seatWritten(of) }), ...(person && { person }) }}
      asksWhy
      command={({ seat: written = '', person: named = '', from }) => ({
        type: 'AppointHolder',
        ...(of ? { post: of.post, scope: of.scope } : seatRead(written)),
        person: named,
        from,
      })}
      {...rest}
    >
      {!of && <SeatField />}
      <PersonChoice name="person" label={t('organisation.field.person')} />
      <FromField />
    </ChangeDrawer>
  );
}

function Vacate({ opened: { seat: of }, ...rest }: Shown<'vacate'>) {
  const { t, seat } = useWords();
  return (
    <ChangeDrawer<{ from: string }>
      title={t('organisation.change.vacateOf', { seat: seat(of) })}
      name={`vacate/${seatWritten(of)}`}
      initial={{ from: todayWritten() }}
      asksWhy
      command={({ from }) => ({ type: 'VacateSeat', post: of.post, scope: of.scope, from })}
      {...rest}
    >
      <FromField />
    </ChangeDrawer>
  );
}

type Filled = { from?: string; until?: string; acting?: string };

function OfPerson({ opened: { what, person }, ...rest }: Shown<'away' | 'nameActing' | 'leave' | 'resume'>) {
  const { t } = useWords();
  const { id } = person;
  const commands: Record<typeof what, (filled: Filled) => OrganisationCommand> = {
    away: ({ from = '', until = '', acting = null }) => ({ type: 'RecordAbsence', person: id, from, until, acting }),
    nameActing: ({ acting = '' }) => ({ type: 'NameActing', person: id, acting }),
    leave: ({ from = '' }) => ({ type: 'EndService', person: id, from }),
    resume: () => ({ type: 'ResumeService', person: id }),
  };
  const effects = { leave: t('organisation.effectOfLeave'), resume: t('organisation.effectOfResume'), away: '', nameActing: '' };
  return (
    <ChangeDrawer<Filled>
      title={t(`organisation.change.${what}Of`, { name: person.name })}
      name={`${what}/${id}`}
      initial={what === 'away' || what === 'leave' ? { from: todayWritten() } : {}}
      asksWhy={what === 'leave'}
      command={commands[what]}
      effect={effects[what]}
      {...rest}
    >
      {what === 'away' && <AwayFields />}
      {what === 'away' && (
        <PersonField name="acting" label={t('report.optional', { label: t('organisation.field.acting') })} except={id} isOptional />
      )}
      {what === 'nameActing' && <PersonField name="acting" label={t('organisation.field.acting')} except={id} />}
      {what === 'leave' && <FromField />}
    </ChangeDrawer>
  );
}

function Back({ opened: { person, from }, ...rest }: Shown<'back'>) {
  const { t } = useWords();
  return (
    <ChangeDrawer<object>
      title={t('organisation.change.backOf', { name: person.name })}
      name={`back/${person.id}`}
      initial={{}}
      command={() => ({ type: 'EndAbsence', person: person.id, from })}
      effect={t('organisation.effectOfBack')}
      {...rest}
    />
  );
}

type PersonFilled = {
  id?: string;
  name?: string;
  unit?: string;
  title?: string;
  email?: string;
  phone?: string;
  language: 'zh' | 'en';
  isMember: boolean;
  isInspector: boolean;
};

const orNull = (text: string | undefined) => text?.trim() || null;
const factsOf = ({ name = '', unit, email, phone, language, isMember, isInspector }: PersonFilled) => ({
  name: name.trim(),
  unit: unit ?? null,
  email: orNull(email),
  phone: orNull(phone),
  language,
  isMember,
  isInspector,
});

function Add({ opened: _, ...rest }: Shown<'add'>) {
  const { t } = useWords();
  return (
    <ChangeDrawer<PersonFilled>
      title={t('organisation.change.add')}
      name={null}
      initial={{ language: 'zh', isMember: false, isInspector: false }}
      command={({ id = '', title, ...filled }) => ({
        type: 'AddPerson',
        id: id.trim(),
        facts: { ...factsOf(filled), ...(title?.trim() && { title: title.trim() }) },
      })}
      {...rest}
    >
      <PersonFields isNew />
    </ChangeDrawer>
  );
}

const filledFrom = ({ name, unit, title, email, phone, language, isMember, isInspector }: PersonWhole): PersonFilled => ({
  name,
  language,
  isMember,
  isInspector,
  ...(unit && { unit: unit.code }),
  ...(title && { title }),
  ...(email && { email }),
  ...(phone && { phone }),
});

const inWords: readonly (keyof PersonFilled)[] = ['name', 'title', 'email', 'phone'];

function Correct({ opened: { person }, ...rest }: Shown<'correct'>) {
  const { t } = useWords();
  const { id, name } = person;
  return (
    <ChangeDrawer<PersonFilled>
      title={t('organisation.change.correctOf', { name })}
      name={null}
      initial={filledFrom(person)}
      reread={async () => {
        const { version, items } = await readEverybody();
        return { version, values: filledFrom(items.find((each) => each.id === id) ?? person) };
      }}
      theirs={(field, values) =>
        inWords.includes(field)
          ? t('organisation.theirs', { field: t(`organisation.field.${field}`), value: String(values[field] ?? '—') })
          : t(`organisation.field.${field}`)
      }
      command={(filled, read) => ({ type: 'CorrectPerson', person: id, correction: corrected(read, filled) })}
      {...rest}
    >
      <PersonFields isNew={false} />
    </ChangeDrawer>
  );
}

/** Only what is otherwise now: what somebody else corrects meanwhile stays. */
function corrected(was: PersonFilled, filled: PersonFilled) {
  const before = { ...factsOf(was), title: orNull(was.title) };
  const after = { ...factsOf(filled), title: orNull(filled.title) };
  return Object.fromEntries(Object.entries(after).filter(([fact, value]) => value !== before[fact as keyof typeof before])) as Partial<
    typeof after
  >;
}

type ZoneFilled = {
  name: string;
  keyUnits: { name?: string; address?: string | null }[];
  positions: { latitude?: number | null; longitude?: number | null }[];
};

const zoneFilled = ({ name, keyUnits, positions }: ZoneWhole): ZoneFilled => ({ name, keyUnits, positions });

const sayPosition = ({ latitude, longitude }: ZoneFilled['positions'][number]) => `${latitude}, ${longitude}`;

function CorrectZone({ opened: { zone }, ...rest }: Shown<'correctZone'>) {
  const { t, list } = useWords();
  return (
    <ChangeDrawer<ZoneFilled>
      title={t('organisation.change.correctZone')}
      name={null}
      initial={zoneFilled(zone)}
      reread={async () => {
        const newest = await readZone(zone.code);
        return { version: newest.version, values: zoneFilled(newest) };
      }}
      theirs={(field, { name, keyUnits, positions }) => {
        if (field === 'name') return t('organisation.theirs', { field: t('organisation.field.zoneName'), value: name });
        return field === 'positions'
          ? t('organisation.theirs', { field: t('organisation.positions'), value: list(positions.map(sayPosition)) || '—' })
          : t('organisation.theirs', { field: t('organisation.keyUnits'), value: list(keyUnits.map((unit) => unit.name ?? '')) || '—' });
      }}
      command={({ name, keyUnits, positions }) => ({
        type: 'CorrectZone',
        zone: zone.code,
        name,
        keyUnits: keyUnits.map((unit) => ({ name: unit.name ?? '', address: orNull(unit.address ?? undefined) })),
        positions: positions.map(({ latitude, longitude }) => ({ latitude: latitude ?? 0, longitude: longitude ?? 0 })),
      })}
      {...rest}
    >
      <ZoneFields />
      <PositionFields />
    </ChangeDrawer>
  );
}
