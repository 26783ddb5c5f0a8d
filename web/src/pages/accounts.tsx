import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Input, Pagination, Popconfirm } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { answerOf, api } from '../api/client.ts';
import type { Account, AccountCommand, Accounts as Loaded, MadeLink } from '../api/client.ts';
import { queryClient, useAccounts } from '../api/queries.ts';
import { found, stateOf } from '../parts/accounts/account-words.ts';
import { BindIdentity, ChangeRole } from '../parts/accounts/change-account.tsx';
import { LinkShown } from '../parts/accounts/link-shown.tsx';
import { NewAccount } from '../parts/accounts/new-account.tsx';
import { NotLoaded, useSaid } from '../parts/problem-notice.tsx';
import { useSignedIn } from '../parts/signed-in.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { useIsNarrow } from '../use-is-narrow.ts';
import { useTitle } from '../use-title.ts';
import { sayMoment } from '../words/moments.ts';
import { useWords } from '../words/use-words.ts';

const pageSize = 50;

type Given = { account: Account; command: AccountCommand };
type Opened = { account: Account; what: 'role' | 'identity' };

/** 账户: who may sign in, and as whom. For the office, and for administrators. */
export function Accounts() {
  const { t } = useWords();
  const said = useSaid();
  const { data, error, refetch } = useAccounts();
  const [sought, setSought] = useState('');
  const [page, setPage] = useState(1);
  const [isCreating, setCreating] = useState(false);
  const [opened, setOpened] = useState<Opened | null>(null);
  const [link, setLink] = useState<MadeLink | null>(null);
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['accounts'] });
  const command = useMutation({
    mutationFn: ({ account: { username }, command: body }: Given) =>
      answerOf(api.POST('/api/accounts/{username}/commands', { params: { path: { username } }, body })),
    async onSuccess() {
      setOpened(null);
      await refresh();
    },
  });
  const renewal = useMutation({
    mutationFn: ({ username }: Account) => answerOf(api.POST('/api/accounts/{username}/link', { params: { path: { username } } })),
    async onSuccess(made) {
      setLink(made);
      await refresh();
    },
  });
  useTitle(t('page.accounts'));
  if (!data) return error ? <NotLoaded error={error} retry={() => void refetch()} /> : <Waiting />;
  const shown = found(data.items, sought);
  const failure = renewal.error ?? (opened ? null : command.error);
  const changing = opened && {
    account: opened.account,
    accounts: data,
    error: command.error,
    isPending: command.isPending,
    give: (given: AccountCommand) => command.mutate({ account: opened.account, command: given }),
    close: () => {
      setOpened(null);
      command.reset();
    },
  };
  return (
    <div>
      <div className="heading">
        <h1>{t('page.accounts')}</h1>
        <Button type="primary" size="large" onClick={() => setCreating(true)}>
          {t('accounts.create')}
        </Button>
      </div>
      <p className="quiet">{t('accounts.what')}</p>
      {data.issuer !== null && data.unbound.length > 0 && (
        <Alert className="notice" type="info" showIcon title={t('accounts.unbound', { count: data.unbound.length })} />
      )}
      {failure && <Alert className="notice" role="alert" type="error" showIcon title={said(failure)} />}
      <Input
        type="search"
        className="seek"
        aria-label={t('accounts.seek')}
        placeholder={t('accounts.seek')}
        onChange={({ target }) => {
          setSought(target.value);
          setPage(1);
        }}
      />
      <p className="quiet" role="status">
        {t('accounts.count', { count: shown.length })}
      </p>
      {shown.length === 0 ? (
        <p className="empty">{t('accounts.none')}</p>
      ) : (
        <Rows
          accounts={shown.slice((page - 1) * pageSize, page * pageSize)}
          loaded={data}
          give={(account, given) => command.mutate({ account, command: given })}
          renew={(account) => renewal.mutate(account)}
          open={setOpened}
        />
      )}
      {shown.length > pageSize && (
        <Pagination current={page} pageSize={pageSize} total={shown.length} showSizeChanger={false} onChange={setPage} />
      )}
      {isCreating && (
        <NewAccount
          people={data.people}
          close={() => setCreating(false)}
          made={(made) => {
            setCreating(false);
            setLink(made);
          }}
        />
      )}
      {changing && opened.what === 'role' && <ChangeRole {...changing} />}
      {changing && opened.what === 'identity' && <BindIdentity {...changing} />}
      {link && <LinkShown link={link} close={() => setLink(null)} />}
    </div>
  );
}

type RowsOf = {
  accounts: readonly Account[];
  loaded: Loaded;
  give: (account: Account, command: AccountCommand) => void;
  renew: (account: Account) => void;
  open: (opened: Opened) => void;
};

/** A table, on a phone cards. */
function Rows(rows: RowsOf) {
  return useIsNarrow() ? <Cards {...rows} /> : <Table {...rows} />;
}

function Table({ accounts, ...rest }: RowsOf) {
  const { t } = useWords();
  const columns = ['name', 'usernameColumn', 'role', 'state', 'lastSignIn', 'actions'] as const;
  return (
    <table className="board accounts">
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {t(`accounts.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {accounts.map((account) => (
          <tr key={account.username}>
            <td className="strong">{account.person?.name ?? '—'}</td>
            <td>{account.username}</td>
            <td>{t(`role.${account.role}`)}</td>
            <td>
              <State account={account} />
            </td>
            <td>
              <LastSignIn account={account} />
            </td>
            <td>
              <Actions account={account} {...rest} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cards({ accounts, ...rest }: RowsOf) {
  const { t } = useWords();
  return (
    <ul className="rows cards">
      {accounts.map((account) => (
        <li key={account.username}>
          <span>
            <span className="strong">{account.person?.name ?? account.username}</span>{' '}
            <span className="quiet">{t('accounts.asWhom', { username: account.username, role: t(`role.${account.role}`) })}</span>
          </span>
          <State account={account} />
          <span className="quiet">
            <LastSignIn account={account} />
          </span>
          <Actions account={account} {...rest} />
        </li>
      ))}
    </ul>
  );
}

function State({ account }: { account: Account }) {
  const { t, language } = useWords();
  const state = stateOf(account);
  const { linkExpiresAt, identity, disabledAt } = account;
  return (
    <span>
      <span className={state === 'active' ? 'tag' : `tag tag-account-${state}`}>{t(`accounts.is.${state}`)}</span>
      {disabledAt !== null && (
        <span className="quiet block">{t('accounts.disabledSince', { moment: sayMoment(disabledAt, language) })}</span>
      )}
      {linkExpiresAt !== null && (
        <span className="quiet block">{t('accounts.linkUntil', { moment: sayMoment(linkExpiresAt, language) })}</span>
      )}
      {identity !== null && <span className="quiet block">{t('accounts.boundTo', { name: identity.name || identity.subject })}</span>}
    </span>
  );
}

function LastSignIn({ account: { lastSignInAt, sessions } }: { account: Account }) {
  const { t, language } = useWords();
  if (lastSignInAt === null) return t('accounts.never');
  return (
    <>
      <span className="block">{t('accounts.lastAt', { moment: sayMoment(lastSignInAt, language) })}</span>
      {sessions > 0 && <span className="quiet block">{t('accounts.signedIn', { count: sessions })}</span>}
    </>
  );
}

function Actions({ account, loaded, give, renew, open }: Omit<RowsOf, 'accounts'> & { account: Account }) {
  const { t } = useWords();
  const me = useSignedIn();
  const { username, role, disabledAt, identity } = account;
  const isAdministrator = me.account.role === 'administrator';
  const isOwn = username === me.account.username;
  if (role !== 'staff' && !isAdministrator) return <span className="quiet">{t('accounts.notYours')}</span>;
  if (disabledAt !== null) {
    return (
      <Button size="small" onClick={() => give(account, { type: 'EnableAccount' })}>
        {t('accounts.enable')}
      </Button>
    );
  }
  return (
    <span className="board-actions">
      <Sure
        title={t('accounts.linkSure', { username })}
        effect={t('accounts.linkEffect')}
        ok={t('accounts.newLink')}
        act={() => renew(account)}
      >
        <Button size="small">{t('accounts.newLink')}</Button>
      </Sure>
      {isAdministrator && !isOwn && (
        <Button size="small" type="text" onClick={() => open({ account, what: 'role' })}>
          {t('accounts.changeRole')}
        </Button>
      )}
      {identity === null && loaded.issuer !== null && (
        <Button size="small" type="text" onClick={() => open({ account, what: 'identity' })}>
          {t('accounts.bind')}
        </Button>
      )}
      {identity !== null && (
        <Sure
          title={t('accounts.unbindSure', { username })}
          effect={t('accounts.unbindEffect')}
          ok={t('accounts.unbind')}
          act={() => give(account, { type: 'UnbindIdentity' })}
        >
          <Button size="small" type="text">
            {t('accounts.unbind')}
          </Button>
        </Sure>
      )}
      {!isOwn && (
        <Sure
          title={t('accounts.disableSure', { username })}
          effect={t('accounts.disableEffect')}
          ok={t('accounts.disable')}
          isDestructive
          act={() => give(account, { type: 'DisableAccount' })}
        >
          <Button size="small" type="text" danger>
            {t('accounts.disable')}
          </Button>
        </Sure>
      )}
    </span>
  );
}

type Asked = { title: string; effect: string; ok: string; isDestructive?: boolean; act: () => void; children: ReactNode };

/** Asks once, and says what will happen. */
function Sure({ title, effect, ok, isDestructive = false, act, children }: Asked) {
  const { t } = useWords();
  return (
    <Popconfirm
      placement="bottomRight"
      title={title}
      description={<p className="popconfirm-text">{effect}</p>}
      okText={ok}
      okButtonProps={{ danger: isDestructive }}
      cancelText={t('action.cancel')}
      onConfirm={act}
    >
      {children}
    </Popconfirm>
  );
}
