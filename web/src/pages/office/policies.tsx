import { Alert } from 'antd';
import { Link, useSearchParams } from 'react-router';
import type { PolicyListed } from '../../api/client.ts';
import { usePolicies } from '../../api/office-queries.ts';
import { serverNowMs } from '../../api/server-clock.ts';
import { keptDraft } from '../../draft.ts';
import { AdoptPolicy } from '../../parts/office/adopt-policy.tsx';
import { usePolicyWords } from '../../parts/office/allowance.ts';
import { NotLoaded } from '../../parts/problem-notice.tsx';
import { useSignedIn } from '../../parts/signed-in.tsx';
import { Waiting } from '../../parts/waiting.tsx';
import { useIsNarrow } from '../../use-is-narrow.ts';
import { useTitle } from '../../use-title.ts';
import { inShanghai, sayDate } from '../../words/moments.ts';

type Listed = { items: PolicyListed[]; inForce: number | null };
type State = 'inForce' | 'ahead' | 'former';

function stateOf({ version, validFrom }: PolicyListed, inForce: number | null): State {
  if (version === inForce) return 'inForce';
  return validFrom > inShanghai(serverNowMs()).format('YYYY-MM-DD') ? 'ahead' : 'former';
}

/** 时限规则: every version, what one of them says, and how far open cases follow it. */
export function Policies() {
  const { t } = usePolicyWords();
  const [search] = useSearchParams();
  const { data, error, refetch } = usePolicies();
  useTitle(t('office.place.policies'));
  if (!data) return error ? <NotLoaded error={error} retry={() => void refetch()} /> : <Waiting />;
  const asked = Number(search.get('version'));
  const shown = data.items.find(({ version }) => version === asked) ?? data.items.find(({ version }) => version === data.inForce);
  return (
    <div>
      <h1>{t('office.place.policies')}</h1>
      {shown && search.has('saved') && (
        <Alert
          className="notice"
          role="status"
          type="success"
          showIcon
          title={t('office.draft.saved', { version: shown.version })}
          description={t('office.draft.saveEffect')}
        />
      )}
      <p className="quiet">{t('office.policies.what')}</p>
      <Versions {...data} shown={shown?.version ?? null} />
      {shown && <OnePolicy policy={shown} state={stateOf(shown, data.inForce)} />}
    </div>
  );
}

function Versions({ items, inForce, shown }: Listed & { shown: number | null }) {
  const { t, language } = usePolicyWords();
  const { may, account } = useSignedIn();
  const isNarrow = useIsNarrow();
  const state = (policy: PolicyListed) => {
    const is = stateOf(policy, inForce);
    return <span className={is === 'inForce' ? 'tag tag-now' : 'tag'}>{t(`office.policies.${is}`)}</span>;
  };
  const actions = ({ version }: PolicyListed) => (
    <span className="board-actions">
      <Link className="step" to={`/office/policies?version=${version}`} aria-current={version === shown}>
        {t('office.policies.show')}
      </Link>
      {may.includes('settings.write') && (
        <Link className="step" to={`/office/policies/draft?from=${version}`}>
          {t(keptDraft(`${account.username}/policy/${version}`) ? 'office.policies.goOn' : 'office.policies.edit')}
        </Link>
      )}
    </span>
  );
  if (isNarrow) {
    return (
      <ul className="rows cards">
        {items.map((policy) => (
          <li key={policy.version}>
            <span>
              <span className="strong">{t('office.policies.of', { version: policy.version, name: policy.name })}</span> {state(policy)}
            </span>
            <span className="quiet">
              {t('office.policies.validFrom')} {sayDate(policy.validFrom, language)}
            </span>
            {actions(policy)}
          </li>
        ))}
      </ul>
    );
  }
  return (
    <table className="plain versions">
      <thead>
        <tr>
          {(['version', 'name', 'validFrom', 'state', 'actions'] as const).map((column) => (
            <th key={column} scope="col">
              {t(`office.policies.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {items.map((policy) => (
          <tr key={policy.version}>
            <td className="strong">{t('office.policies.versionOf', { version: policy.version })}</td>
            <td>{policy.name}</td>
            <td>{sayDate(policy.validFrom, language)}</td>
            <td>{state(policy)}</td>
            <td>{actions(policy)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function OnePolicy({ policy, state }: { policy: PolicyListed; state: State }) {
  const { t } = usePolicyWords();
  const { may } = useSignedIn();
  const { version, name } = policy;
  return (
    <>
      {may.includes('settings.adopted') && <AdoptPolicy key={version} policy={policy} isAhead={state === 'ahead'} />}
      <section className="sheet" aria-labelledby="one-policy">
        <h2 id="one-policy">{t('office.policies.of', { version, name })}</h2>
        <Duties policy={policy} />
        <h3>{t('office.policies.others')}</h3>
        <Others policy={policy} />
      </section>
    </>
  );
}

/** Each duty with its limit and what rings when, in sentences. */
function Duties({ policy: { ladders } }: { policy: PolicyListed }) {
  const { t, dutyName, limit, step } = usePolicyWords();
  return (
    <table className="plain duties">
      <thead>
        <tr>
          {(['duty', 'limit', 'ladder'] as const).map((column) => (
            <th key={column} scope="col">
              {t(`office.policies.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {Object.entries(ladders).map(([duty, ladder]) => (
          <tr key={duty}>
            <th scope="row">{dutyName(duty)}</th>
            <td>{limit(ladder)}</td>
            <td>
              <ul className="steps-said">
                {ladder.rungs.map((rung) => (
                  <li key={rung.key}>{step(rung)}</li>
                ))}
              </ul>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Others({ policy: { extensions, suspension, delivery, tipOffs, dispatch, ordinaryNotices } }: { policy: PolicyListed }) {
  const { t } = usePolicyWords();
  const { ordinary, urgent } = delivery.nextChannelAfterMinutes;
  const falls = t(`office.policies.falls.${extensions.levelFallsBack ? 'yes' : 'no'}`);
  return (
    <ul className="steps-said">
      <li>{t(`office.policies.notices.${ordinaryNotices}`)}</li>
      <li>{t('office.policies.extensions', { most: extensions.most, days: extensions.daysInAll, falls })}</li>
      <li>{t('office.policies.suspension', { days: suspension.reviewWithinDays })}</li>
      <li>{t('office.policies.delivery', { ordinary, urgent, most: delivery.mostADay })}</li>
      <li>{t('office.policies.tipOffs', { days: tipOffs.forgetAfterDays })}</li>
      <li>{t('office.policies.dispatch', { day: dispatch.opensOnDay })}</li>
    </ul>
  );
}
