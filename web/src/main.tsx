import { createRoot } from 'react-dom/client';
import { setUpClient } from './api/client.ts';
import { queryClient } from './api/queries.ts';
import { App } from './app.tsx';
import { forgetReader, startOffline } from './offline/reader.ts';
import { letStylesIn } from './let-styles-in.ts';
import { startWords } from './words/language.ts';
import './style.css';
import './print.css';

letStylesIn(document);
setUpClient({
  signedOut() {
    forgetReader();
    queryClient.setQueryData(['me'], null);
  },
});
await startWords();
document.getElementById('old-browser')?.remove();
const root = document.getElementById('root');
if (root) createRoot(root).render(<App />);
startOffline();
