import { useMutation } from '@tanstack/react-query';
import { Alert, Drawer, Form, Input, Select } from 'antd';
import { answerOf, api } from '../../api/client.ts';
import type { Accounts, MadeLink, Role } from '../../api/client.ts';
import { queryClient } from '../../api/queries.ts';
import { FormEnd } from '../form-end.tsx';
import { useWords } from '../../words/use-words.ts';
import { useSaid } from '../problem-notice.tsx';
import { useSignedIn } from '../signed-in.tsx';

type Filled = { role: Role; person?: string; username: string };

const roles = ['staff', 'auditor', 'administrator'] as const;

/** 新建账户: for whom, and under which user name; the first password is set by its owner, with the link. */
export function NewAccount({ people, made, close }: { people: Accounts['people']; made: (link: MadeLink) => void; close: () => void }) {
  const { t } = useWords();
  const said = useSaid();
  const { account } = useSignedIn();
  const [form] = Form.useForm<Filled>();
  const role = Form.useWatch('role', form) ?? 'staff';
  const create = useMutation({
    mutationFn: ({ role: chosen = 'staff', person, username }: Filled) =>
      answerOf(api.POST('/api/accounts', { body: { username, role: chosen, person: person ?? null } })),
    async onSuccess(link) {
      made(link);
      await queryClient.invalidateQueries({ queryKey: ['accounts'] });
    },
  });
  return (
    <Drawer open title={t('accounts.create')} onClose={close} size="min(480px, 100vw)">
      <Form<Filled>
        form={form}
        name="new-account"
        layout="vertical"
        requiredMark={false}
        initialValues={{ role: 'staff' }}
        onFinish={(filled) => create.mutate(filled)}
      >
        <p>{t('accounts.createEffect')}</p>
        {account.role === 'administrator' && (
          <Form.Item name="role" label={t('accounts.role')} extra={t(`accounts.roleMeans.${role}`)}>
            <Select options={roles.map((value) => ({ value, label: t(`role.${value}`) }))} />
          </Form.Item>
        )}
        <Form.Item
          name="person"
          label={t(role === 'staff' ? 'accounts.person' : 'accounts.personIfAny')}
          rules={[{ required: role === 'staff', message: t('accounts.needsPerson') }]}
        >
          <Select
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={t('accounts.choosePerson')}
            options={people.map(({ id, name, accounts }) => ({
              value: id,
              label: accounts.length > 0 ? t('accounts.hasAccount', { name, username: accounts[0] }) : name,
            }))}
            onChange={(id: string | undefined) => !form.isFieldTouched('username') && form.setFieldValue('username', id)}
          />
        </Form.Item>
        <Form.Item
          name="username"
          label={t('signIn.username')}
          extra={t('accounts.usernameRule')}
          rules={[
            { required: true, whitespace: true, message: t('signIn.needsUsername') },
            { pattern: /^[\p{L}\p{N}][\p{L}\p{N}._@-]*$/u, message: t('accounts.usernameRule') },
          ]}
        >
          <Input autoComplete="off" autoCapitalize="none" spellCheck={false} maxLength={64} />
        </Form.Item>
        {create.error && <Alert className="notice" role="alert" type="error" showIcon title={said(create.error)} />}
        <FormEnd isPending={create.isPending} close={close}>
          {t('accounts.create')}
        </FormEnd>
      </Form>
    </Drawer>
  );
}
