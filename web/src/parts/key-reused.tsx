import { Alert, Button } from 'antd';

/** What was sent has arrived before with other words: these go as another matter, if that is what is meant. */
export function KeyReused({ title, says, sendAsNew }: { title: string; says: string; sendAsNew: () => void }) {
  return (
    <Alert
      className="notice"
      role="alert"
      type="warning"
      showIcon
      title={title}
      description={<Button onClick={sendAsNew}>{says}</Button>}
    />
  );
}
