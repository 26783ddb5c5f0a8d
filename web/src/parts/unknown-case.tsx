import { Alert } from 'antd';
import { Link } from 'react-router';
import { useWords } from '../words/use-words.ts';

/** There is no case with that address, or none that the reader may see: he is told whom to ask, and not which it is. */
export function UnknownCase() {
  const { t } = useWords();
  return (
    <div className="narrow">
      <Alert className="notice" type="warning" showIcon title={t('hazard.unknown')} description={t('hazard.unknownAsk')} />
      <Link to="/tasks">{t('hazard.back')}</Link>
    </div>
  );
}
