import { contextBridge, ipcRenderer } from 'electron';
import { CONNECT_CHANNEL, PORT_CHANNEL, TICKET_CHANNEL, type DesktopBridge } from './bridge.ts';

/*
 * A port cannot cross the context bridge, so it is posted to the page. The main process grants ports to our
 * own origin alone; naming that origin again here keeps a page that navigated in between from receiving one.
 */
ipcRenderer.on(PORT_CHANNEL, (event) => {
  window.postMessage(PORT_CHANNEL, window.location.origin, event.ports);
});

ipcRenderer.on(TICKET_CHANNEL, (_event, ticket: unknown) => {
  window.postMessage({ channel: TICKET_CHANNEL, ticket }, window.location.origin);
});

const bridge: DesktopBridge = {
  shell: 'desktop',
  connect: () => ipcRenderer.send(CONNECT_CHANNEL),
};

contextBridge.exposeInMainWorld('preflight', bridge);
