import { Button, ConfigProvider } from 'antd';
import { Suspense, useEffect } from 'react';
import { Link, Outlet, useLocation } from 'react-router';
import { themeFor } from '../theme.ts';
import { switchLanguage } from '../words/language.ts';
import { useWords } from '../words/use-words.ts';
import { CrashNotice } from './crash-notice.tsx';
import { Crashed, Suggestions } from './frame.tsx';
import { Waiting } from './waiting.tsx';

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
      <div className="frame public">
        <a className="skip" href="#page">
          {t('skip')}
        </a>
        <header className="top-bar">
          <div className="top-row">
            <span className="brand">
              <img src="/icon.svg" alt="" width={24} height={24} />
              {t('product')}
            </span>
            <span className="top-end">
              {pathname !== '/track' && <Link to="/track">{t('track.link')}</Link>}
              <Button type="text" onClick={() => void switchLanguage()} lang={t('language.other') === 'English' ? 'en' : 'zh-CN'}>
                {t('language.other')}
              </Button>
            </span>
          </div>
        </header>
        <main id="page" tabIndex={-1}>
          <CrashNotice key={pathname} shows={<Crashed />}>
            <Suspense fallback={<Waiting />}>
              <Outlet />
            </Suspense>
          </CrashNotice>
        </main>
        <footer>
          <Suggestions />
        </footer>
      </div>
    </ConfigProvider>
  );
}
