import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './app/print.css';
import { createRoot } from 'react-dom/client';
import { Console } from './app/console';

const root = document.getElementById('console');
if (root !== null) createRoot(root).render(<Console />);
