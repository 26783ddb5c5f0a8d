import type { Me } from '../../api/client.ts';

/** The pages of the office, each with the rule by which somebody may open it. */
const places = [
  { name: 'calendar', path: '/office/calendar', rule: 'directory.read' },
  { name: 'policies', path: '/office/policies', rule: 'directory.read' },
  { name: 'notices', path: '/office/notices', rule: 'notices.read' },
  { name: 'accounts', path: '/accounts', rule: 'accounts.write' },
  { name: 'audit', path: '/audit', rule: 'audit.read' },
  { name: 'engine', path: '/office/engine', rule: 'engine.read' },
] as const satisfies readonly { name: string; path: string; rule: Me['may'][number] }[];

/** Those that the reader may open. */
export const placesOf = ({ may }: Me) => places.filter(({ rule }) => may.includes(rule));

/** For whom the bar leads to the office; others find their own notices under their name. */
export const runsTheOffice = ({ may }: Me): boolean => may.includes('audit.read') || may.includes('accounts.write');

/** Whether the address is one of the office's pages. */
export const isOfOffice = (pathname: string): boolean => pathname === '/office' || places.some(({ path }) => pathname.startsWith(path));

/** Whose notices he may read: everybody's, or his own. */
export const readsAllNotices = ({ may }: Me): boolean => may.includes('notices.budget');
