import { Form, Input } from 'antd';
import { useWords } from '../words/use-words.ts';

export type NewPassword = { password: string; again: string };

/** A new password, typed twice, with what is asked of it; whether it is a common one says the server. */
export function NewPasswordFields({ username }: { username: string }) {
  const { t } = useWords();
  return (
    <>
      {/* So that the browser keeps the password under the right name. */}
      <input className="unseen" type="text" name="username" autoComplete="username" value={username} readOnly tabIndex={-1} aria-hidden />
      <Form.Item
        name="password"
        label={t('password.new')}
        extra={t('password.rules')}
        rules={[
          { required: true, message: t('password.needsNew') },
          { min: 12, message: t('password.tooShort') },
        ]}
        validateTrigger="onBlur"
      >
        <Input.Password autoComplete="new-password" maxLength={128} />
      </Form.Item>
      <Form.Item
        name="again"
        label={t('password.again')}
        dependencies={['password']}
        validateTrigger="onBlur"
        rules={[
          { required: true, message: t('password.needsAgain') },
          ({ getFieldValue }) => ({
            validator: (_, again: string | undefined) =>
              !again || again === getFieldValue('password') ? Promise.resolve() : Promise.reject(new Error(t('password.differs'))),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" maxLength={128} />
      </Form.Item>
    </>
  );
}
