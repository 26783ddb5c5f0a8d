import { QueryClientProvider } from '@tanstack/react-query';
import { ConfigProvider } from 'antd';
import type { ConfigProviderProps } from 'antd';
import enUS from 'antd/es/locale/en_US';
import zhCN from 'antd/es/locale/zh_CN';
import { useEffect, useLayoutEffect } from 'react';
import { createBrowserRouter, createRoutesFromElements, Navigate, Route, RouterProvider, useRouteError } from 'react-router';
import { queryClient } from './api/queries.ts';
import { lazyPage } from './lazy-page.ts';
import { Crashed } from './parts/crashed.tsx';
import { MyTasks } from './pages/my-tasks.tsx';
import { NotFound } from './pages/not-found.tsx';
import { SignIn } from './pages/sign-in.tsx';
import { For } from './parts/forbidden.tsx';
import { Frame } from './parts/frame.tsx';
import { SignedIn, useSignedIn } from './parts/signed-in.tsx';
import { PublicFrame } from './parts/public-frame.tsx';
import { TextSizeContext, useRememberedTextSize } from './text-size.ts';
import { themeFor } from './theme.ts';
import { useWords } from './words/use-words.ts';

// What is not needed for signing in and for one's tasks is loaded after that.
const pages = {
  Accounts: async () => ({ default: (await import('./pages/accounts.tsx')).Accounts }),
  Audit: async () => ({ default: (await import('./pages/audit.tsx')).Audit }),
  CasePage: async () => ({ default: (await import('./pages/case-page.tsx')).CasePage }),
  DispatchPage: async () => ({ default: (await import('./pages/dispatch-page.tsx')).DispatchPage }),
  Dispatches: async () => ({ default: (await import('./pages/dispatches.tsx')).Dispatches }),
  Calendar: async () => ({ default: (await import('./pages/office/calendar.tsx')).Calendar }),
  EngineState: async () => ({ default: (await import('./pages/office/engine-state.tsx')).EngineState }),
  Notices: async () => ({ default: (await import('./pages/office/notices.tsx')).Notices }),
  OfficeFrame: async () => ({ default: (await import('./pages/office/office-frame.tsx')).OfficeFrame }),
  OfficeHome: async () => ({ default: (await import('./pages/office/office-home.tsx')).OfficeHome }),
  Policies: async () => ({ default: (await import('./pages/office/policies.tsx')).Policies }),
  PolicyDraft: async () => ({ default: (await import('./pages/office/policy-draft.tsx')).PolicyDraft }),
  FirstPassword: async () => ({ default: (await import('./pages/first-password.tsx')).FirstPassword }),
  Home: async () => ({ default: (await import('./pages/home.tsx')).Home }),
  HazardPage: async () => ({ default: (await import('./pages/hazard-page.tsx')).HazardPage }),
  ImportLedger: async () => ({ default: (await import('./pages/import-ledger.tsx')).ImportLedger }),
  Ledger: async () => ({ default: (await import('./pages/ledger.tsx')).Ledger }),
  MyAccount: async () => ({ default: (await import('./pages/my-account.tsx')).MyAccount }),
  Preferences: async () => ({ default: (await import('./pages/preferences.tsx')).Preferences }),
  OrganisationDocument: async () => ({ default: (await import('./pages/organisation-document.tsx')).OrganisationDocument }),
  People: async () => ({ default: (await import('./pages/organisation-people.tsx')).People }),
  PublicReport: async () => ({ default: (await import('./pages/public-report.tsx')).PublicReport }),
  PublicTracking: async () => ({ default: (await import('./pages/public-tracking.tsx')).PublicTracking }),
  Report: async () => ({ default: (await import('./pages/report.tsx')).Report }),
  StatisticsPage: async () => ({ default: (await import('./pages/statistics-page.tsx')).StatisticsPage }),
  StuckBoard: async () => ({ default: (await import('./pages/stuck-board.tsx')).StuckBoard }),
  SupervisionDraft: async () => ({ default: (await import('./pages/supervision-draft.tsx')).SupervisionDraft }),
  Trends: async () => ({ default: (await import('./pages/trends.tsx')).Trends }),
  UnitReportPage: async () => ({ default: (await import('./pages/unit-report-page.tsx')).UnitReportPage }),
  Zones: async () => ({ default: (await import('./pages/zones.tsx')).Zones }),
};
const Accounts = lazyPage(pages.Accounts);
const Audit = lazyPage(pages.Audit);
const Calendar = lazyPage(pages.Calendar);
const CasePage = lazyPage(pages.CasePage);
const DispatchPage = lazyPage(pages.DispatchPage);
const Dispatches = lazyPage(pages.Dispatches);
const EngineState = lazyPage(pages.EngineState);
const FirstPassword = lazyPage(pages.FirstPassword);
const Home = lazyPage(pages.Home);
const HazardPage = lazyPage(pages.HazardPage);
const ImportLedger = lazyPage(pages.ImportLedger);
const Ledger = lazyPage(pages.Ledger);
const MyAccount = lazyPage(pages.MyAccount);
const Notices = lazyPage(pages.Notices);
const OfficeFrame = lazyPage(pages.OfficeFrame);
const OfficeHome = lazyPage(pages.OfficeHome);
const Policies = lazyPage(pages.Policies);
const PolicyDraft = lazyPage(pages.PolicyDraft);
const Preferences = lazyPage(pages.Preferences);
const OrganisationDocument = lazyPage(pages.OrganisationDocument);
const People = lazyPage(pages.People);
const PublicReport = lazyPage(pages.PublicReport);
const PublicTracking = lazyPage(pages.PublicTracking);
const Report = lazyPage(pages.Report);
const StatisticsPage = lazyPage(pages.StatisticsPage);
const StuckBoard = lazyPage(pages.StuckBoard);
const SupervisionDraft = lazyPage(pages.SupervisionDraft);
const Trends = lazyPage(pages.Trends);
const UnitReportPage = lazyPage(pages.UnitReportPage);
const Zones = lazyPage(pages.Zones);

type Locale = NonNullable<ConfigProviderProps['locale']>;

/** The buttons for year and month are called what they show, not something else. */
const calledAsShown = ({ DatePicker, ...rest }: Locale): Locale =>
  DatePicker ? { ...rest, DatePicker: { ...DatePicker, lang: { ...DatePicker.lang, yearSelect: '', monthSelect: '' } } } : rest;
const locales = { zh: calledAsShown(zhCN), en: calledAsShown(enUS) };

/** What each begins with: whoever leads or audits with the figures, whoever has no cases with the accounts that he looks after. */
function Begin() {
  const { account, seats } = useSignedIn();
  const leads = seats.some(({ post }) => post === 'first' || post === 'supervising' || post === 'officeDirector');
  if (account.role === 'administrator') return <Navigate to="/accounts" replace />;
  return <Navigate to={leads || account.role === 'auditor' ? '/home' : '/tasks'} replace />;
}

/** Where not even the bar of the pages could be shown. */
function CrashedAround() {
  return <Crashed error={useRouteError()} />;
}

/** A router that can hold somebody back before he leaves what is not submitted. */
const router = createBrowserRouter(
  createRoutesFromElements(
    <Route errorElement={<CrashedAround />}>
      <Route element={<PublicFrame />}>
        <Route path="p/:zone" element={<PublicReport />} />
        <Route path="track" element={<PublicTracking />} />
      </Route>
      <Route element={<Frame />}>
        <Route path="sign-in" element={<SignIn />} />
        <Route path="first-password" element={<FirstPassword />} />
        <Route element={<SignedIn />}>
          <Route index element={<Begin />} />
          <Route element={<OfficeFrame />}>
            <Route path="office" element={<OfficeHome />} />
            <Route path="office/calendar/:year?" element={<Calendar />} />
            <Route path="office/policies" element={<Policies />} />
            <Route element={<For rule="settings.write" />}>
              <Route path="office/policies/draft" element={<PolicyDraft />} />
            </Route>
            <Route element={<For rule="notices.read" />}>
              <Route path="office/notices" element={<Notices />} />
            </Route>
            <Route element={<For rule="engine.read" />}>
              <Route path="office/engine" element={<EngineState />} />
            </Route>
            <Route element={<For rule="audit.read" />}>
              <Route path="audit" element={<Audit />} />
            </Route>
            <Route element={<For rule="accounts.write" />}>
              <Route path="accounts" element={<Accounts />} />
            </Route>
          </Route>
          <Route path="me/account" element={<MyAccount />} />
          <Route path="me/notices" element={<Preferences />} />
          <Route element={<For rule="tasks.read" />}>
            <Route path="tasks" element={<MyTasks />} />
          </Route>
          <Route element={<For rule="hazard.report" />}>
            <Route path="report" element={<Report />} />
          </Route>
          <Route element={<For rule="case.read" />}>
            <Route path="ledger" element={<Ledger />} />
            <Route path="hazards/:id" element={<HazardPage />} />
            <Route path="cases/:id" element={<CasePage />} />
          </Route>
          <Route element={<For rule="ledger.import" />}>
            <Route path="ledger/import" element={<ImportLedger />} />
          </Route>
          <Route element={<For rule="paper.read" />}>
            <Route path="supervisions/:id/draft" element={<SupervisionDraft />} />
          </Route>
          <Route element={<For rule="overview.read" />}>
            <Route path="home" element={<Home />} />
          </Route>
          <Route element={<For rule="stuck.read" />}>
            <Route path="stuck" element={<StuckBoard />} />
          </Route>
          <Route element={<For rule="dispatch.read" />}>
            <Route path="dispatches" element={<Dispatches />} />
            <Route path="dispatches/trends" element={<Trends />} />
            <Route path="dispatches/:period" element={<DispatchPage />} />
            <Route path="dispatches/:period/reports/:unit" element={<UnitReportPage />} />
          </Route>
          <Route element={<For rule="statistics.read" />}>
            <Route path="statistics/:term" element={<StatisticsPage />} />
          </Route>
          <Route element={<For rule="directory.read" />}>
            <Route path="zones" element={<Zones />} />
            <Route path="zones/:code" element={<Zones />} />
            <Route path="organisation/people" element={<People />} />
          </Route>
          <Route element={<For rule="organisation.write" />}>
            <Route path="organisation/document" element={<OrganisationDocument />} />
          </Route>
          <Route path="*" element={<NotFound />} />
        </Route>
      </Route>
    </Route>,
  ),
);

export function App() {
  const { language } = useWords();
  const [size, setSize] = useRememberedTextSize();
  // Before the effects of the pages: those for the public are large whatever was chosen.
  useLayoutEffect(() => {
    document.documentElement.dataset['size'] = size;
  }, [size]);
  // An inspector may lose the network before he opens the page for reporting, or a case.
  useEffect(() => void Promise.allSettled([pages.Report, pages.HazardPage, pages.CasePage].map((load) => load())), []);
  return (
    <QueryClientProvider client={queryClient}>
      <ConfigProvider locale={locales[language]} theme={themeFor(size)} button={{ autoInsertSpace: false }}>
        <TextSizeContext value={{ size, setSize }}>
          <RouterProvider router={router} />
        </TextSizeContext>
      </ConfigProvider>
    </QueryClientProvider>
  );
}
