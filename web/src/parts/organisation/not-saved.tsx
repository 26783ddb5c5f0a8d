import { Alert } from 'antd';
import { Refused, Unreachable } from '../../api/client.ts';
import { useWords } from '../../words/use-words.ts';
import { useSaid } from '../problem-notice.tsx';

/** Somebody else has changed the organisation since it was read. */
export const isMoved = (error: Error | null): boolean => error instanceof Refused && error.problem?.code === 'ORGANISATION_MOVED';

/** Nobody said whether it was done: it may have been. */
export const isUnknown = (error: Error): boolean => error instanceof Unreachable || (error instanceof Refused && error.status >= 500);

type NotSavedOf = { error: Error; isPreview?: boolean; title?: string; more?: string | undefined };

/** A change that was refused, or of which it is not known whether it was saved; what was filled in still stands in the form. */
export function ChangeNotSaved({ error, isPreview = false, title, more }: NotSavedOf) {
  const { t, list } = useWords();
  // The form names the fields itself.
  const reasons = (error instanceof Refused && error.problem?.fields?.map(({ message }) => message)) || [];
  const said = useSaid();
  const isOpen = !isPreview && isUnknown(error);
  return (
    <Alert
      className="notice"
      role="alert"
      type={isOpen ? 'warning' : 'error'}
      showIcon
      title={isOpen ? t('organisation.unknown.title') : (title ?? t('organisation.notSaved'))}
      description={
        isOpen ? (
          t('organisation.unknown.how')
        ) : (
          <>
            {reasons.length > 0 ? list(reasons) : said(error)}
            {more && <span className="block">{more}</span>}
          </>
        )
      }
    />
  );
}
