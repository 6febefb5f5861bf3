import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './print/print.css';
import './print/printing';
import { createRoot } from 'react-dom/client';
import { Console } from './app/console';
import { nonce } from './app/nonce';

// What keeps the page behind a dialog still (react-remove-scroll) makes a style, and asks for its nonce under this name.
Object.assign(globalThis, { __webpack_nonce__: nonce() });

const root = document.getElementById('console');
if (root !== null) createRoot(root).render(<Console />);
