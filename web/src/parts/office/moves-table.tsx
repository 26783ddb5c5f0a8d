import { Link } from 'react-router';
import type { CalendarPreview } from '../../api/client.ts';
import { useIsNarrow } from '../../use-is-narrow.ts';
import { sayMoment } from '../../words/moments.ts';
import { useWords } from '../../words/use-words.ts';

type Move = CalendarPreview['moves'][number];

/** Which deadlines would move, the soonest first: a table, on a phone cards. */
export function MovesTable({ moves }: { moves: readonly Move[] }) {
  const { t, language } = useWords();
  const isNarrow = useIsNarrow();
  const due = ({ at, provisional }: Move['from']) => sayMoment(at, language) + (provisional ? t('office.moves.provisional') : '');
  const about = ({ id, number, title }: Move) => (
    <>
      <Link to={`/cases/${id}`}>{title}</Link> <span className="quiet">{number}</span>
    </>
  );
  if (isNarrow) {
    return (
      <ul className="rows cards">
        {moves.map((move) => (
          <li key={move.id}>
            <span>{about(move)}</span>
            <span className="quiet">{move.zone.name}</span>
            <span>
              <del>{due(move.from)}</del>
            </span>
            <span className="strong">→ {due(move.to)}</span>
          </li>
        ))}
      </ul>
    );
  }
  return (
    <table className="plain">
      <thead>
        <tr>
          {(['case', 'zone', 'from', 'to'] as const).map((column) => (
            <th key={column} scope="col">
              {t(`office.moves.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {moves.map((move) => (
          <tr key={move.id}>
            <td>{about(move)}</td>
            <td>{move.zone.name}</td>
            <td>
              <del>{due(move.from)}</del>
            </td>
            <td className="strong">{due(move.to)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
