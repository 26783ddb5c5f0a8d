import { createContext, useContext } from 'react';
import { Navigate, Outlet, useLocation } from 'react-router';
import type { Me } from '../api/client.ts';
import { useMe } from '../api/queries.ts';
import { NotLoaded } from './problem-notice.tsx';
import { Waiting } from './waiting.tsx';

const MeContext = createContext<Me | null>(null);

/** Whoever is signed in; only on pages behind `SignedIn`. */
export function useSignedIn(): Me {
  const me = useContext(MeContext);
  if (!me) throw new Error('a page outside of SignedIn asked who is signed in');
  return me;
}

/** Lets the pages behind it be seen by somebody who is signed in; anybody else signs in and returns to the same page. */
export function SignedIn() {
  const { data: me, error, refetch } = useMe();
  const { pathname, search } = useLocation();
  if (me) {
    return (
      <MeContext value={me} key={me.account.username}>
        <Outlet />
      </MeContext>
    );
  }
  if (me === null) return <Navigate to={`/sign-in?to=${encodeURIComponent(pathname + search)}`} replace />;
  return error ? <NotLoaded error={error} retry={() => void refetch()} /> : <Waiting />;
}
