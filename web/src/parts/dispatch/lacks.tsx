import { Button } from 'antd';
import { Link } from 'react-router';
import { useWords } from '../../words/use-words.ts';

/** Something that is to be done yet: the id of its field, or the page where it is done, and what it is called. */
export type Lack = { field: string; says: string; page?: string };

const listId = 'lacks';

/** Puts the cursor where something is to be written or chosen. */
function jumpTo(id: string): void {
  const found = document.getElementById(id);
  const field = found?.matches('input, textarea, [tabindex]') ? found : found?.querySelector<HTMLElement>('input, textarea');
  field?.focus({ preventScroll: true });
  (field ?? found)?.scrollIntoView({ block: 'center' });
}

/** Whoever submits too early is taken to the list of what is missing. */
export const jumpToLacks = (): void => jumpTo(listId);

/** What is missing before the button, each with a jump to its field. */
export function Lacks({ lacks }: { lacks: Lack[] }) {
  const { t } = useWords();
  return (
    <div id={listId} className="lacks" tabIndex={-1} role="group" aria-labelledby="lacks-title">
      <p id="lacks-title" className="strong" aria-live="polite">
        {lacks.length === 0 ? t('dispatch.complete') : t('dispatch.lacks', { count: lacks.length })}
      </p>
      {lacks.length > 0 && (
        <ul>
          {lacks.map(({ field, says, page }) => (
            <li key={field}>
              {page ? (
                <Link to={page}>{says}</Link>
              ) : (
                <Button type="link" onClick={() => jumpTo(field)}>
                  {says}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
