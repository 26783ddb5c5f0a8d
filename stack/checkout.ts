import { dirname, join } from 'node:path';

export const checkout = dirname(import.meta.dirname);
export const cacheDir = join(checkout, '.cache');
