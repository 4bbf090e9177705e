import { app, session } from 'electron';

/** Copying out of a grid, and alerts that the system shows while the window is hidden. */
const ALLOWED_PERMISSIONS: readonly string[] = ['clipboard-sanitized-write', 'notifications'];

/**
 * Confines every page of the app to `origin`: it may not leave its document, attach a webview, hold a device or
 * a permission but writing text to the clipboard and showing notifications, nor open a window but our own pop-out page.
 */
export function restrictContents(origin: string): void {
  const popout = `${origin}/popout.html`;
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-frame-navigate', (event) => {
      const isOpening = contents.getURL() === '' && event.url === popout;
      if (event.url !== contents.getURL() && !isOpening) event.preventDefault();
    });
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(({ url }) =>
      url === popout
        ? { action: 'allow', overrideBrowserWindowOptions: { autoHideMenuBar: true } }
        : { action: 'deny' },
    );
  });
  const permissions = session.defaultSession;
  permissions.setPermissionRequestHandler((contents, permission, decide) =>
    decide(contents.getURL().startsWith(`${origin}/`) && ALLOWED_PERMISSIONS.includes(permission)),
  );
  permissions.setPermissionCheckHandler(
    (_contents, permission, requesting) =>
      requesting.replace(/\/$/, '') === origin && ALLOWED_PERMISSIONS.includes(permission),
  );
  permissions.setDevicePermissionHandler(() => false);
}
