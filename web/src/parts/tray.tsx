import { NavLink } from 'react-router';
import { useCarrier, useTray } from '../offline/tray.ts';
import { useWords } from '../words/use-words.ts';

/** The way to the page for reporting, with the count of what waits for the network; sends it from whatever page is open. */
export function ReportLink({ person }: { person: string }) {
  const { t } = useWords();
  useCarrier(person);
  const { waiting } = useTray(person);
  return <NavLink to="/report">{waiting.length > 0 ? t('report.tray.nav', { count: waiting.length }) : t('page.report')}</NavLink>;
}
