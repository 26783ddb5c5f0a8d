import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';

const web = join(import.meta.dirname, '../../build/web');

it('the first page asks for at most 500 KB, compressed', () => {
  const page = readFileSync(join(web, 'index.html'), 'utf8');
  const asked = [...page.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, path = '']) => path);
  expect(asked.length).toBeGreaterThan(1);
  const bytes = asked.map((path) => gzipSync(readFileSync(join(web, path))).length).reduce((sum, each) => sum + each, 0);
  expect(bytes).toBeLessThan(500_000);
});
