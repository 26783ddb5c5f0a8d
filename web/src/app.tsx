import { QueryClientProvider } from '@tanstack/react-query';
import { ConfigProvider } from 'antd';
import type { ConfigProviderProps } from 'antd';
import enUS from 'antd/es/locale/en_US';
import zhCN from 'antd/es/locale/zh_CN';
import { useEffect } from 'react';
import { BrowserRouter, Navigate, Route, Routes } from 'react-router';
import { queryClient } from './api/queries.ts';
import { CasePage } from './pages/case-page.tsx';
import { DispatchPage } from './pages/dispatch-page.tsx';
import { Dispatches } from './pages/dispatches.tsx';
import { HazardPage } from './pages/hazard-page.tsx';
import { MyTasks } from './pages/my-tasks.tsx';
import { NotFound } from './pages/not-found.tsx';
import { Report } from './pages/report.tsx';
import { SignIn } from './pages/sign-in.tsx';
import { StatisticsPage } from './pages/statistics-page.tsx';
import { StuckBoard } from './pages/stuck-board.tsx';
import { SupervisionDraft } from './pages/supervision-draft.tsx';
import { UnitReportPage } from './pages/unit-report-page.tsx';
import { Frame } from './parts/frame.tsx';
import { SignedIn } from './parts/signed-in.tsx';
import { TextSizeContext, useRememberedTextSize } from './text-size.ts';
import { themeFor } from './theme.ts';
import { useWords } from './words/use-words.ts';

type Locale = NonNullable<ConfigProviderProps['locale']>;

/** The buttons for year and month are called what they show, not something else. */
const calledAsShown = ({ DatePicker, ...rest }: Locale): Locale =>
  DatePicker ? { ...rest, DatePicker: { ...DatePicker, lang: { ...DatePicker.lang, yearSelect: '', monthSelect: '' } } } : rest;
const locales = { zh: calledAsShown(zhCN), en: calledAsShown(enUS) };

export function App() {
  const { language } = useWords();
  const [size, setSize] = useRememberedTextSize();
  useEffect(() => {
    document.documentElement.dataset['size'] = size;
  }, [size]);
  return (
    <QueryClientProvider client={queryClient}>
      <ConfigProvider locale={locales[language]} theme={themeFor(size)} button={{ autoInsertSpace: false }}>
        <TextSizeContext value={{ size, setSize }}>
          <BrowserRouter>
            <Routes>
              <Route element={<Frame />}>
                <Route path="sign-in" element={<SignIn />} />
                <Route element={<SignedIn />}>
                  <Route index element={<Navigate to="/tasks" replace />} />
                  <Route path="tasks" element={<MyTasks />} />
                  <Route path="report" element={<Report />} />
                  <Route path="hazards/:id" element={<HazardPage />} />
                  <Route path="cases/:id" element={<CasePage />} />
                  <Route path="supervisions/:id/draft" element={<SupervisionDraft />} />
                  <Route path="stuck" element={<StuckBoard />} />
                  <Route path="dispatches" element={<Dispatches />} />
                  <Route path="dispatches/:period" element={<DispatchPage />} />
                  <Route path="dispatches/:period/reports/:unit" element={<UnitReportPage />} />
                  <Route path="statistics/:term" element={<StatisticsPage />} />
                  <Route path="*" element={<NotFound />} />
                </Route>
              </Route>
            </Routes>
          </BrowserRouter>
        </TextSizeContext>
      </ConfigProvider>
    </QueryClientProvider>
  );
}
