import { lazy } from 'react';
import type { ComponentType, LazyExoticComponent } from 'react';

/** The files of a page did not come: there is no network, nobody answers, or newer ones have taken their place. */
export class PageNotFetched extends Error {}

/** A part of the pages whose files are fetched when it is first shown. */
export const lazyPage = <Props extends object>(
  load: () => Promise<{ default: ComponentType<Props> }>,
): LazyExoticComponent<ComponentType<Props>> =>
  lazy(() =>
    load().catch((error: unknown) => {
      throw new PageNotFetched(String(error));
    }),
  );

const mark = 'safety-grid/reopened';

/** The address for which this document was opened anew by `reopen`. */
const reopened = takeMark();

function takeMark(): string | null {
  try {
    const found = sessionStorage.getItem(mark);
    sessionStorage.removeItem(mark);
    return found;
  } catch {
    return null;
  }
}

/** Whether the page that is open was opened anew by itself already. */
export const wasReopened = (): boolean => reopened === location.pathname;

/** Whether the server gives out the page that is open. */
export const isPageAnswered = (): Promise<boolean> =>
  fetch(location.href, { cache: 'no-store', headers: { Accept: 'text/html' } }).then(
    ({ ok }) => ok,
    () => false,
  );

/** Opens the page anew, as browsers do not fetch again what once did not come. False where it can't be known afterwards that this was done. */
export function reopen(): boolean {
  try {
    sessionStorage.setItem(mark, location.pathname);
  } catch {
    return false;
  }
  location.reload();
  return true;
}
