import { Drawer } from 'antd';
import type { OrganisationEffects } from '../../api/client.ts';
import { useEverybody } from '../../api/queries.ts';
import '../../organisation.css';
import { useWords } from '../../words/use-words.ts';
import { NotLoaded } from '../problem-notice.tsx';
import { Waiting } from '../waiting.tsx';
import { ChangeForm } from './changes.tsx';
import type { SeatOfZone } from './changes.tsx';

type Appointing = { seat: SeatOfZone; close: () => void; done: (version: number, effects: OrganisationEffects | null) => void };

/** 任命 where a vacant seat stands in the way: the form of the zone's own page, so that it leaves the same evidence. */
export function AppointDrawer({ seat, close, done }: Appointing) {
  const { t, seat: saySeat } = useWords();
  const { data, error, refetch } = useEverybody();
  if (data) return <ChangeForm opened={{ what: 'appoint', seat }} version={data.version} close={close} done={done} />;
  return (
    <Drawer open title={t('organisation.change.appointTo', { seat: saySeat(seat) })} onClose={close} size="min(520px, 100vw)">
      {error ? <NotLoaded error={error} retry={() => void refetch()} /> : <Waiting />}
    </Drawer>
  );
}
