import { Skeleton } from 'antd';
import { Suspense } from 'react';
import { lazyPage } from '../../lazy-page.ts';
import type { Asked } from './drawn.tsx';

// Drawing is as much code as half of the other pages: it is loaded with the first chart that is looked at.
const Drawn = lazyPage(() => import('./drawn.tsx'));

/** A drawing of numbers, in black and white as well; its table stands beside it. */
export function Chart(asked: Asked) {
  return (
    <Suspense fallback={<Skeleton active={false} />}>
      <Drawn {...asked} />
    </Suspense>
  );
}
