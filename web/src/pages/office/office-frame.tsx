import { Select } from 'antd';
import { NavLink, Outlet, useLocation, useNavigate } from 'react-router';
import '../../office.css';
import { placesOf } from '../../parts/office/places.ts';
import { useSignedIn } from '../../parts/signed-in.tsx';
import { useIsNarrow } from '../../use-is-narrow.ts';
import { useWords } from '../../words/use-words.ts';

/** The pages of the office beside their menu, which on a phone is a list to choose from. */
export function OfficeFrame() {
  return (
    <div className="office">
      <OfficeMenu />
      <div className="office-page">
        <Outlet />
      </div>
    </div>
  );
}

function OfficeMenu() {
  const { t } = useWords();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const places = placesOf(useSignedIn());
  if (useIsNarrow()) {
    const here = places.find(({ path }) => pathname.startsWith(path));
    return (
      <Select
        className="office-choice"
        aria-label={t('office.menu')}
        placeholder={t('office.title')}
        value={here?.path ?? null}
        options={places.map(({ name, path }) => ({ value: path, label: t(`office.place.${name}`) }))}
        onChange={(path: string) => void navigate(path)}
      />
    );
  }
  return (
    <nav className="office-menu" aria-label={t('office.menu')}>
      {places.map(({ name, path }) => (
        <NavLink key={name} to={path}>
          {t(`office.place.${name}`)}
        </NavLink>
      ))}
    </nav>
  );
}
