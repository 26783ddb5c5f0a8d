import { ConfigProvider } from 'antd';
import { useEffect } from 'react';
import { Link, useLocation } from 'react-router';
import { themeFor } from '../theme.ts';
import { useWords } from '../words/use-words.ts';
import { Shell } from './frame.tsx';

/** Around the pages for everybody: large type and targets as the norm for older readers has them, and nothing that needs signing in. */
export function PublicFrame() {
  const { t } = useWords();
  const { pathname } = useLocation();
  useEffect(() => {
    const { dataset } = document.documentElement;
    const before = dataset['size'];
    dataset['size'] = 'large';
    return () => {
      if (before === undefined) delete dataset['size'];
      else dataset['size'] = before;
    };
  }, []);
  return (
    <ConfigProvider theme={themeFor('large')}>
      <Shell isPublic brand={t('product')} atEnd={pathname !== '/track' && <Link to="/track">{t('track.link')}</Link>} />
    </ConfigProvider>
  );
}
