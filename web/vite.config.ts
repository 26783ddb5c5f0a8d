import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import type { Plugin, Rolldown } from 'vite';

type Chunk = Rolldown.OutputChunk;
const worker = 'sw.js';

/** Tells the service worker which files the page for reporting is made of; the browser fetches anew when one of them has changed. */
const listShell = (): Plugin => ({
  name: 'list-shell',
  generateBundle(_, bundle) {
    const chunks = Object.values(bundle).filter((each): each is Chunk => each.type === 'chunk');
    const files = new Set<string>();
    const add = (chunk: Chunk | undefined) => {
      if (!chunk || files.has(chunk.fileName)) return;
      files.add(chunk.fileName);
      for (const style of chunk.viteMetadata?.importedCss ?? []) files.add(style);
      for (const name of chunk.imports) add(chunks.find(({ fileName }) => fileName === name));
    };
    const report = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith('/pages/report.tsx'));
    add(chunks.find(({ isEntry, fileName }) => isEntry && fileName !== worker));
    add(report);
    for (const name of report?.dynamicImports ?? []) add(chunks.find(({ fileName }) => fileName === name));
    const written = chunks.find(({ fileName }) => fileName === worker);
    if (!report || !written) throw new Error('There is no page for reporting, or no service worker.');
    const list = JSON.stringify(['icon.svg', 'old-browser.js', ...files].sort().map((file) => `/${file}`));
    written.code = written.code.replace('SHELL_FILES', () => list);
  },
});

/** The pages as static files that the api serves. Old office machines run Chromium 100 and later (360 in 极速模式). */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), listShell()],
  // The api puts a new one into each page: the styles that Ant Design makes are let in by it.
  html: { cspNonce: 'CSP_NONCE' },
  build: {
    outDir: '../build/web',
    emptyOutDir: true,
    target: 'chrome100',
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      input: { index: `${import.meta.dirname}/index.html`, sw: `${import.meta.dirname}/src/offline/service-worker.ts` },
      output: { entryFileNames: ({ name }) => (name === 'sw' ? worker : 'assets/[name]-[hash].js') },
    },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:3000' } },
});
