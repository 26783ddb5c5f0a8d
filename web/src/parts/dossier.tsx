import { useWords } from '../words/use-words.ts';

const forms = ['pdf', 'json'] as const;

/** 尽职证据包 of a hazard, to be printed or verified. */
export function DossierOf({ id }: { id: string }) {
  const { t } = useWords();
  return (
    <section aria-labelledby="dossier">
      <h2 id="dossier">{t('dossier.title')}</h2>
      <p className="quiet">{t('dossier.what')}</p>
      <p className="downloads">
        {forms.map((form) => (
          <a key={form} href={`/api/cases/${id}/dossier.${form}`} download>
            {t(`dossier.${form}`)}
          </a>
        ))}
      </p>
    </section>
  );
}
