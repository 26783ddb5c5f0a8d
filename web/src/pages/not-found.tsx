import { Link } from 'react-router';
import { useWords } from '../words/use-words.ts';

export function NotFound() {
  const { t } = useWords();
  return (
    <div className="narrow">
      <h1>{t('problem.pageNotFound')}</h1>
      <Link to="/tasks">{t('hazard.back')}</Link>
    </div>
  );
}
