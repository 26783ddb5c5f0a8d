import type { Hazard } from '../api/client.ts';
import { useWords } from '../words/use-words.ts';
import { useSignedIn } from './signed-in.tsx';
import { Paper } from './supervision.tsx';

/** 文书: what people issued on paper about the hazard, and for whoever may make it the duty dossier. */
export function Papers({ hazard }: { hazard: Hazard }) {
  const { t } = useWords();
  const { may } = useSignedIn();
  const issued = hazard.supervisions.flatMap(({ id, listing, lifting }) => [
    ...(listing ? [{ key: `${id}-listing`, name: t('supervision.listingPaper'), paper: listing }] : []),
    ...(lifting ? [{ key: `${id}-lifting`, name: t('supervision.liftingPaper'), paper: lifting }] : []),
  ]);
  const hasDossier = may.includes('dossier.read');
  if (issued.length === 0 && !hasDossier) return null;
  return (
    <section aria-labelledby="papers">
      <h2 id="papers">{t('hazard.papers')}</h2>
      <dl className="facts papers">
        {issued.map(({ key, name, paper }) => (
          <div key={key}>
            <dt>{name}</dt>
            <dd>
              <Paper paper={paper} />
            </dd>
          </div>
        ))}
        {hasDossier && (
          <div className="dossier">
            <dt>{t('dossier.title')}</dt>
            <dd>
              {t('dossier.what')}
              <Dossier id={hazard.id} />
            </dd>
          </div>
        )}
      </dl>
    </section>
  );
}

const forms = ['pdf', 'json'] as const;

/** 尽职证据包 of a hazard, to be printed or verified. */
function Dossier({ id }: { id: string }) {
  const { t } = useWords();
  return (
    <span className="downloads">
      {forms.map((form) => (
        <a key={form} href={`/api/cases/${id}/dossier.${form}`} download>
          {t(`dossier.${form}`)}
        </a>
      ))}
    </span>
  );
}
