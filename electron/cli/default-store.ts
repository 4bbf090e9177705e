import { homedir } from 'node:os';
import path from 'node:path';

/** Where the user's own desk lies: the data folder of the platform, `preflight/desk.db`. */
export function defaultStore(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform = process.platform,
): string {
  return path.join(dataFolder(env, platform), 'preflight', 'desk.db');
}

function dataFolder(env: Readonly<Record<string, string | undefined>>, platform: NodeJS.Platform): string {
  if (platform === 'darwin') return path.join(homedir(), 'Library', 'Application Support');
  const named = env[platform === 'win32' ? 'APPDATA' : 'XDG_DATA_HOME'] ?? '';
  // The XDG specification has relative paths ignored.
  if (path.isAbsolute(named)) return named;
  return platform === 'win32'
    ? path.join(homedir(), 'AppData', 'Roaming')
    : path.join(homedir(), '.local', 'share');
}
