import { Form, Select } from 'antd';
import type { PersonWhole } from '../../api/client.ts';
import { useEverybody } from '../../api/queries.ts';
import { serverNowMs } from '../../api/server-clock.ts';
import { sayLast } from '../../words/moments.ts';
import { useWords } from '../../words/use-words.ts';

/** Who is to hold the seat, or to act: by unit and post. Whoever is away stands last and can't act; whoever has left is not named. */
export function PersonChoice({ name, label, except }: { name: 'person' | 'acting'; label: string; except?: string | undefined }) {
  const { t, seat, language, prose } = useWords();
  const { data } = useEverybody();
  const where = ({ unit, title, seats }: PersonWhole) => {
    const held = seats.filter(({ from }) => Date.parse(from) <= serverNowMs());
    const first = held.find(({ post }) => post === 'specific' || post === 'supervising') ?? held[0];
    const said = first && seat(first);
    const posts = said && (held.length > 1 ? t('stuck.field.seats', { first: said, count: held.length }) : said);
    return [unit?.name, title, posts ?? t('stuck.field.noSeat')].filter((each) => each !== null && each !== undefined).join(' · ');
  };
  const away = ({ isAway, absences }: PersonWhole) => {
    const until = isAway ? absences.find(({ from }) => Date.parse(from) <= serverNowMs())?.to : undefined;
    return until ? t('stuck.field.away', { until: sayLast(until, language) }) : null;
  };
  const people = (data?.items ?? []).filter(({ id, until }) => id !== except && until === null);
  const options = people
    .map((person) => ({
      value: person.id,
      label: person.name,
      where: where(person),
      away: away(person),
      sought: prose([person.name, where(person)]),
      disabled: name === 'acting' && person.isAway,
    }))
    .sort((a, b) => Number(a.away !== null) - Number(b.away !== null));
  return (
    <Form.Item name={name} label={label} rules={[{ required: true, message: t('stuck.field.needsPerson') }]}>
      <Select
        showSearch={{ optionFilterProp: 'sought' }}
        placeholder={t('stuck.field.pickPerson')}
        options={options}
        optionRender={({ data: option }) => (
          <span className="person-choice">
            <span className="strong">{option.label}</span> <span className="quiet">{option.where}</span>
            {option.away && <span className="tag">{option.away}</span>}
          </span>
        )}
      />
    </Form.Item>
  );
}
