import { Link } from 'react-router';
import { placesOf, readsAllNotices } from '../../parts/office/places.ts';
import { useSignedIn } from '../../parts/signed-in.tsx';
import { useTitle } from '../../use-title.ts';
import { useWords } from '../../words/use-words.ts';

/** 办公室: what can be set and looked after, each with what it is for. */
export function OfficeHome() {
  const { t } = useWords();
  const me = useSignedIn();
  const title = t(me.account.role === 'administrator' ? 'office.administration' : 'office.title');
  useTitle(title);
  const about = (name: ReturnType<typeof placesOf>[number]['name']) =>
    name === 'notices' && !readsAllNotices(me) ? t('office.about.ownNotices') : t(`office.about.${name}`);
  return (
    <div>
      <h1>{title}</h1>
      <p className="quiet">{t('office.what')}</p>
      <ul className="office-places">
        {placesOf(me).map(({ name, path }) => (
          <li key={name}>
            <Link to={path} className="row">
              <span className="row-title">{t(`office.place.${name}`)}</span>
              <span className="row-more">{about(name)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
