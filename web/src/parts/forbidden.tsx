import { Alert } from 'antd';
import { Link, Outlet } from 'react-router';
import type { Me } from '../api/client.ts';
import { useWords } from '../words/use-words.ts';
import { useSignedIn } from './signed-in.tsx';

/** The rules by which pages open, each with the word that says who may. */
const pages = {
  'tasks.read': 'tasks',
  'hazard.report': 'report',
  'case.read': 'case',
  'paper.read': 'paper',
  'overview.read': 'overview',
  'stuck.read': 'stuck',
  'dispatch.read': 'dispatch',
  'audit.read': 'audit',
  'accounts.write': 'accounts',
  'statistics.read': 'statistics',
  'notices.read': 'notices',
  'engine.read': 'engine',
  'settings.write': 'settings',
  'directory.read': 'zones',
  'organisation.write': 'organisation',
  'ledger.import': 'import',
} as const satisfies Partial<Record<Me['may'][number], string>>;

/** What is not the reader's: who may, and whom to ask. */
function Forbidden({ who }: { who: string }) {
  const { t, prose } = useWords();
  const { may } = useSignedIn();
  if (!navigator.onLine && may.includes('hazard.report'))
    return (
      <div className="narrow">
        <Alert className="notice" role="alert" type="warning" showIcon title={t('report.offline.only')} />
        <Link to="/report">{t('report.title')}</Link>
      </div>
    );
  return (
    <div className="narrow">
      <Alert
        className="notice"
        role="alert"
        type="info"
        showIcon
        title={t('forbidden.title')}
        description={prose([who, t('forbidden.ask')])}
      />
      {may.includes('tasks.read') && <Link to="/tasks">{t('hazard.back')}</Link>}
    </div>
  );
}

/** Shows the pages behind it to whoever the rule lets in, and to anybody else who that is. */
export function For({ rule }: { rule: keyof typeof pages }) {
  const { t } = useWords();
  const { may } = useSignedIn();
  return may.includes(rule) ? <Outlet /> : <Forbidden who={t(`forbidden.who.${pages[rule]}`)} />;
}
