import { Skeleton } from 'antd';

/** Shown when an answer takes more than a moment (the style sheet waits 300 ms). */
export function Waiting() {
  return (
    <div className="waiting" aria-busy="true">
      <Skeleton active={false} paragraph={{ rows: 6 }} />
    </div>
  );
}
