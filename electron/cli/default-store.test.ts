import { homedir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { defaultStore } from './default-store.ts';

describe('defaultStore', () => {
  it.each<[NodeJS.Platform, Record<string, string>, string[]]>([
    ['linux', { XDG_DATA_HOME: '/data' }, ['/data']],
    ['linux', {}, [homedir(), '.local', 'share']],
    ['linux', { XDG_DATA_HOME: '' }, [homedir(), '.local', 'share']],
    ['linux', { XDG_DATA_HOME: 'relative' }, [homedir(), '.local', 'share']],
    ['darwin', { XDG_DATA_HOME: '/data' }, [homedir(), 'Library', 'Application Support']],
    ['win32', {}, [homedir(), 'AppData', 'Roaming']],
    ['win32', { APPDATA: '/roaming' }, ['/roaming']],
  ])('on %s with %o', (platform, env, folder) => {
    expect(defaultStore(env, platform)).toBe(path.join(...folder, 'preflight', 'desk.db'));
  });
});
