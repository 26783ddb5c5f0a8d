import { QueryClientProvider } from '@tanstack/react-query';
import { ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { useEffect } from 'react';
import { BrowserRouter, Navigate, Route, Routes } from 'react-router';
import { queryClient } from './api/queries.ts';
import { HazardPage } from './pages/hazard-page.tsx';
import { MyTasks } from './pages/my-tasks.tsx';
import { NotFound } from './pages/not-found.tsx';
import { Report } from './pages/report.tsx';
import { SignIn } from './pages/sign-in.tsx';
import { StuckBoard } from './pages/stuck-board.tsx';
import { Frame } from './parts/frame.tsx';
import { SignedIn } from './parts/signed-in.tsx';
import { TextSizeContext, useRememberedTextSize } from './text-size.ts';
import { themeFor } from './theme.ts';
import { useWords } from './words/use-words.ts';

export function App() {
  const { language } = useWords();
  const [size, setSize] = useRememberedTextSize();
  useEffect(() => {
    document.documentElement.dataset['size'] = size;
  }, [size]);
  return (
    <QueryClientProvider client={queryClient}>
      <ConfigProvider locale={language === 'en' ? enUS : zhCN} theme={themeFor(size)} button={{ autoInsertSpace: false }}>
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
                  <Route path="stuck" element={<StuckBoard />} />
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
