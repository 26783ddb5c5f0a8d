import { Alert } from 'antd';
import { NavLink } from 'react-router';
import { useWords } from '../../words/use-words.ts';
import { useSignedIn } from '../signed-in.tsx';

/** 责任区 · 人员 · 组织文件 */
export function OrganisationTabs() {
  const { t } = useWords();
  const { may } = useSignedIn();
  return (
    <nav className="sub-nav" aria-label={t('organisation.tabs.label')}>
      <NavLink to="/zones">{t('organisation.tabs.zones')}</NavLink>
      <NavLink to="/organisation/people">{t('organisation.tabs.people')}</NavLink>
      {may.includes('organisation.write') && <NavLink to="/organisation/document">{t('organisation.tabs.document')}</NavLink>}
    </nav>
  );
}

/** That a change was saved. */
export function Saved({ version }: { version: number | null }) {
  const { t } = useWords();
  return (
    <div role="status">
      {version !== null && <Alert className="notice" type="success" showIcon title={t('organisation.saved', { version })} />}
    </div>
  );
}
