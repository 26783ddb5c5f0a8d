import { Alert } from 'antd';
import { Link } from 'react-router';
import { useWords } from '../words/use-words.ts';

/** There is no case with that address. */
export function UnknownCase() {
  const { t } = useWords();
  return (
    <div className="narrow">
      <Alert className="notice" type="warning" showIcon title={t('hazard.unknown')} />
      <Link to="/tasks">{t('hazard.back')}</Link>
    </div>
  );
}
