import { Gauge } from 'prom-client';
import type { Registry } from 'prom-client';
import type { Standing } from './dependencies.ts';

/** safety_grid_up: each dependency as this process finds it at this moment. */
export function upGauge(register: Registry, ask: () => Promise<Record<string, Standing>>): void {
  new Gauge({
    name: 'safety_grid_up',
    help: 'Whether a dependency does its work, as this process finds it (1 or 0)',
    labelNames: ['dependency'],
    registers: [register],
    async collect() {
      for (const [dependency, { status }] of Object.entries(await ask())) this.set({ dependency }, status === 'ok' ? 1 : 0);
    },
  });
}
