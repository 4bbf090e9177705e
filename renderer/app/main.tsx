import '@fontsource-variable/inter/index.css';
import '@fontsource/ibm-plex-mono/400.css';
import '@fontsource/ibm-plex-mono/600.css';
import 'dockview-react/dist/styles/dockview.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';
import './styles/grid.css';
import './styles/shell.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { deskAlerts } from '#renderer/client/desk-alerts.ts';
import { deskBlotter } from '#renderer/client/desk-blotter.ts';
import { followTasks } from '#renderer/client/desk-tasks.ts';
import { followDesk } from '#renderer/client/desk-store.ts';
import { App } from './app.tsx';
import { followLinks } from './follow-links.ts';
import { followDisplay } from './popout-windows.ts';

followDisplay();
followDesk();
followLinks();
deskBlotter.start();
deskAlerts.start();
followTasks();

const root = document.getElementById('root');
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
