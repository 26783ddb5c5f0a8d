import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The pages as static files that the api serves. Old office machines run Chromium 100 and later (360 in 极速模式). */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  // The api puts a new one into each page: the styles that Ant Design makes are let in by it.
  html: { cspNonce: 'CSP_NONCE' },
  build: {
    outDir: '../build/web',
    emptyOutDir: true,
    target: 'chrome100',
    chunkSizeWarningLimit: 1500,
  },
  server: { proxy: { '/api': 'http://127.0.0.1:3000' } },
});
