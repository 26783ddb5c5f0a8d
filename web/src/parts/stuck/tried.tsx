import type { StuckItem } from '../../api/client.ts';
import { sayMoment } from '../../words/moments.ts';
import { useWords } from '../../words/use-words.ts';

/** What people did already to get it moving. */
export function Tried({ item: { pressed, contactedAt } }: { item: Pick<StuckItem, 'pressed' | 'contactedAt'> }) {
  const { t, language } = useWords();
  return (
    <>
      {pressed && (
        <span className="quiet block">{t('stuck.pressed', { moment: sayMoment(pressed.at, language), name: pressed.by.name })}</span>
      )}
      {contactedAt && <span className="quiet block">{t('stuck.contacted', { moment: sayMoment(contactedAt, language) })}</span>}
    </>
  );
}
