import { Button, Popover } from 'antd';
import { Suspense, use, useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { Link, NavLink, Outlet, useLocation, useNavigate } from 'react-router';
import { answerOf, api } from '../api/client.ts';
import type { Hat, Me } from '../api/client.ts';
import { queryClient, useMe, useSite } from '../api/queries.ts';
import { forgetReader } from '../offline/reader.ts';
import { useTray } from '../offline/tray.ts';
import { usePrintMargins } from '../print-margins.ts';
import { forget, remember } from '../remembered.ts';
import { TextSizeContext } from '../text-size.ts';
import { switchLanguage } from '../words/language.ts';
import { useWords } from '../words/use-words.ts';
import { CrashNotice } from './crash-notice.tsx';
import { Crashed } from './crashed.tsx';
import { isOfOffice, runsTheOffice } from './office/places.ts';
import { isHeldHere, Question } from './leaving.tsx';
import { NetworkLines } from './network-lines.tsx';
import { ReportLink } from './tray.tsx';
import { Suggestions } from './suggestions.tsx';
import { Waiting } from './waiting.tsx';

/** Top bar, page and footer. */
export function Frame() {
  const { t } = useWords();
  const { data: me } = useMe();
  const { pathname } = useLocation();
  usePrintMargins(me?.person.name);
  useEffect(() => {
    // No short form: newer browsers answer with a promise, which would pass for the effect's clean-up.
    window.scrollTo(0, 0);
  }, [pathname]);
  return (
    <Shell
      brand={<span className="brand-long">{t('product')}</span>}
      navigation={me && <Navigation me={me} />}
      atEnd={
        <>
          {/* Anew on each page: what hung open for choosing it closes. */}
          {me && <Wearer key={pathname} me={me} />}
          <TextSizeSwitch />
        </>
      }
      last={me && <SignOut me={me} />}
      lines={me && <NetworkLines person={me.person.id} />}
      suggestions={<Suggestions me={me} />}
    />
  );
}

type Around = {
  brand: ReactNode;
  navigation?: ReactNode;
  atEnd: ReactNode;
  last?: ReactNode;
  lines?: ReactNode;
  suggestions?: ReactNode;
  isPublic?: boolean;
};

/** What stands around every page: the way past the bar, the bar with the switch of language, the page itself, the footer. */
export function Shell({ brand, navigation, atEnd, last, lines, suggestions = <Suggestions me={null} />, isPublic = false }: Around) {
  const { t } = useWords();
  const { pathname } = useLocation();
  return (
    <div className={isPublic ? 'frame public' : 'frame'}>
      <a className="skip" href="#page">
        {t('skip')}
      </a>
      <header className="top-bar">
        <div className="top-row">
          <span className="brand">
            <img src="/icon.svg" alt="" width={24} height={24} />
            {brand}
          </span>
          {navigation}
          <span className="top-end">
            {atEnd}
            <Button type="text" onClick={() => void switchLanguage()} lang={t('language.other') === 'English' ? 'en' : 'zh-CN'}>
              {t('language.other')}
            </Button>
            {last}
          </span>
        </div>
      </header>
      <Banner />
      {lines}
      <main id="page" tabIndex={-1}>
        <CrashNotice key={pathname} shows={(error) => <Crashed error={error} />}>
          <Suspense fallback={<Waiting />}>
            <Outlet />
          </Suspense>
        </CrashNotice>
      </main>
      <footer>{suggestions}</footer>
    </div>
  );
}

/** What whoever runs the system says on top of every page: that it is a trial, say. */
function Banner() {
  const { language } = useWords();
  const { data } = useSite();
  return data?.banner ? <p className="banner">{data.banner[language]}</p> : null;
}

function Navigation({ me }: { me: Me }) {
  const { t } = useWords();
  const { may, counts } = me;
  const { owed, climbed } = counts;
  const { pathname } = useLocation();
  return (
    <nav aria-label={t('nav.label')}>
      {may.includes('overview.read') && <NavLink to="/home">{t('home.page')}</NavLink>}
      {may.includes('tasks.read') && (
        <NavLink to="/tasks">{owed + climbed > 0 ? t('nav.tasksWithCount', { count: owed + climbed }) : t('page.tasks')}</NavLink>
      )}
      {may.includes('hazard.report') && <ReportLink person={me.person.id} />}
      {may.includes('case.read') && <NavLink to="/ledger">{t('page.ledger')}</NavLink>}
      {hasPartInDispatch(me) && <NavLink to="/dispatches">{t('page.dispatches')}</NavLink>}
      {may.includes('stuck.read') && <NavLink to="/stuck">{t('page.stuck')}</NavLink>}
      {runsTheOffice(me) && (
        <Link to="/office" className={isOfOffice(pathname) ? 'active' : ''}>
          {t(me.account.role === 'administrator' ? 'office.administration' : 'office.title')}
        </Link>
      )}
      {hasPartInZones(me) && <NavLink to="/zones">{t('page.zones')}</NavLink>}
    </nav>
  );
}

/** Everybody who may look at it but those who only look after a zone. */
const hasPartInDispatch = ({ may, account, isOffice, seats }: Me) =>
  may.includes('dispatch.read') && (account.role === 'auditor' || isOffice || seats.some(({ post }) => post !== 'specific'));

/** Whoever answers for something, and whoever looks after the whole. */
const hasPartInZones = ({ may, account, isOffice, seats }: Me) =>
  may.includes('directory.read') && (account.role !== 'staff' || isOffice || seats.length > 0);

const posts: readonly Hat['post'][] = ['first', 'officeDirector', 'office', 'supervising', 'unitHead', 'specific'];
/** One's own before those of others, the highest first. */
const rank = ({ post, as }: Hat) => posts.indexOf(post) + (as === 'acting' ? posts.length : 0);

/** The name and the hats: the first in the bar, all of them on a press. */
function Wearer({ me }: { me: Me }) {
  const { t, hat } = useWords();
  const { role } = me.account;
  const hats = [...[...me.seats].sort((a, b) => rank(a) - rank(b)).map(hat), ...(me.isInspector ? [t('hats.inspector')] : [])];
  const [first = role === 'staff' ? t('hats.none') : t(`role.${role}`)] = hats;
  const all = hats.length === 0 ? <p>{first}</p> : hats.map((each) => <li key={each}>{each}</li>);
  return (
    <Popover
      title={t('hats.label')}
      content={
        <>
          <ul className="hats">{all}</ul>
          <p className="wearer-links">
            <Link to="/me/account">{t('page.myAccount')}</Link>
            {me.may.includes('notices.read') && <Link to="/office/notices">{t('office.place.notices')}</Link>}
            <Link to="/me/notices">{t('page.preferences')}</Link>
          </p>
        </>
      }
      trigger="click"
    >
      <Button type="text" className="wearer">
        <strong>{me.person.name}</strong>
        <span className="hat">
          {first}
          {hats.length > 1 && t('hats.more', { count: hats.length })}
        </span>
      </Button>
    </Popover>
  );
}

function TextSizeSwitch() {
  const { t } = useWords();
  const { size, setSize } = use(TextSizeContext);
  return (
    <span className="size-switch" role="group" aria-label={t('size.label')}>
      {(['standard', 'large'] as const).map((each) => (
        <Button key={each} type="text" aria-pressed={size === each} onClick={() => setSize(each)}>
          {t(`size.${each}`)}
        </Button>
      ))}
    </span>
  );
}

/** 退出; asks once where something of his is not submitted. */
function SignOut({ me }: { me: Me }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const { waiting } = useTray(me.person.id);
  const [isAsking, setAsking] = useState(false);
  async function signOut() {
    remember('leaving', 'yes');
    await answerOf(api.DELETE('/api/session')).then(
      () => forget('leaving'),
      () => undefined,
    );
    forgetReader();
    // Else whoever sits down next is let in by the provider without being asked.
    if (me.account.signedInBy === 'singleSignOn') return location.assign('/api/single-sign-on/sign-out');
    await navigate('/sign-in');
    queryClient.clear();
    queryClient.setQueryData(['me'], null);
  }
  return (
    <>
      <Button type="text" onClick={() => (waiting.length > 0 || isHeldHere() ? setAsking(true) : void signOut())}>
        {t('signOut')}
      </Button>
      {isAsking && (
        <Question
          title={t('unsent.title')}
          stay={() => setAsking(false)}
          stayText={t('unsent.stayIn')}
          leave={() => void signOut()}
          leaveText={t('signOut')}
        >
          {waiting.length > 0 && <p>{t('unsent.reports', { count: waiting.length })}</p>}
          {isHeldHere() && <p>{t('unsent.formHere')}</p>}
        </Question>
      )}
    </>
  );
}
