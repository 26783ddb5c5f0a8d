import { Alert, Button, Drawer, Form, Input, Select } from 'antd';
import type { Account, AccountCommand, Accounts, Role } from '../../api/client.ts';
import { sayMoment } from '../../words/moments.ts';
import { FormEnd } from '../form-end.tsx';
import { useWords } from '../../words/use-words.ts';
import { useSaid } from '../problem-notice.tsx';

type Changing = {
  account: Account;
  accounts: Accounts;
  error: Error | null;
  isPending: boolean;
  give: (command: AccountCommand) => void;
  close: () => void;
};

const roles = ['staff', 'auditor', 'administrator'] as const;

/** 更改角色 */
export function ChangeRole({ account, accounts, error, isPending, give, close }: Changing) {
  const { t } = useWords();
  const said = useSaid();
  const [form] = Form.useForm<{ role: Role; person?: string }>();
  const role = Form.useWatch('role', form) ?? account.role;
  return (
    <Drawer open title={t('accounts.changeRoleOf', { username: account.username })} onClose={close} size="min(480px, 100vw)">
      <Form
        form={form}
        name="change-role"
        layout="vertical"
        requiredMark={false}
        initialValues={{ role: account.role, person: account.person?.id }}
        onFinish={({ role: chosen, person }) => give({ type: 'SetRole', role: chosen, ...(person && { person }) })}
      >
        <Form.Item name="role" label={t('accounts.role')} extra={t(`accounts.roleMeans.${role}`)}>
          <Select options={roles.map((value) => ({ value, label: t(`role.${value}`) }))} />
        </Form.Item>
        {role === 'staff' && (
          <Form.Item name="person" label={t('accounts.person')} rules={[{ required: true, message: t('accounts.needsPerson') }]}>
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              placeholder={t('accounts.choosePerson')}
              options={accounts.people.map(({ id, name }) => ({ value: id, label: name }))}
            />
          </Form.Item>
        )}
        {error && <Alert className="notice" role="alert" type="error" showIcon title={said(error)} />}
        <FormEnd isPending={isPending} close={close}>
          {t('accounts.changeRole')}
        </FormEnd>
      </Form>
    </Drawer>
  );
}

/** 绑定统一身份: of those who came from the provider and are bound to no account, or by the code that the provider tells. */
export function BindIdentity({ account, accounts, error, isPending, give, close }: Changing) {
  const { t, language } = useWords();
  const said = useSaid();
  const [form] = Form.useForm<{ subject: string }>();
  const candidates = accounts.unbound.filter(({ issuer }) => issuer === accounts.issuer);
  return (
    <Drawer open title={t('accounts.bindTo', { username: account.username })} onClose={close} size="min(480px, 100vw)">
      <Form
        form={form}
        name="bind-identity"
        layout="vertical"
        requiredMark={false}
        onFinish={({ subject }) => give({ type: 'BindIdentity', issuer: accounts.issuer ?? '', subject: subject.trim() })}
      >
        <p>{t('accounts.bindHow')}</p>
        {candidates.length > 0 && (
          <ul className="rows">
            {candidates.map(({ subject, name, seenAt }) => (
              <li key={subject} className="session">
                <span>
                  <span className="strong">{name || subject}</span>
                  <span className="quiet block">{subject}</span>
                  {seenAt && <span className="quiet block">{t('accounts.came', { moment: sayMoment(seenAt, language) })}</span>}
                </span>
                <Button size="small" onClick={() => form.setFieldValue('subject', subject)}>
                  {t('accounts.choose')}
                </Button>
              </li>
            ))}
          </ul>
        )}
        <Form.Item
          name="subject"
          label={t('accounts.subject')}
          extra={accounts.issuer}
          rules={[{ required: true, whitespace: true, message: t('accounts.needsSubject') }]}
        >
          <Input autoComplete="off" spellCheck={false} maxLength={255} />
        </Form.Item>
        {error && <Alert className="notice" role="alert" type="error" showIcon title={said(error)} />}
        <FormEnd isPending={isPending} close={close}>
          {t('accounts.bind')}
        </FormEnd>
      </Form>
    </Drawer>
  );
}
