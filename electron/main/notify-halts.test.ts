import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeDesk, type FakeDesk } from '#electron/rpc/fake-desk.testing.ts';
import { statusSample } from '#electron/rpc/samples/desk-samples.testing.ts';
import type { TradingState } from '#shared/domain/reference.ts';

const electron = vi.hoisted(() => {
  const shown: { title: string; body: string }[] = [];
  class Notification {
    static supported = true;
    static readonly isSupported = (): boolean => Notification.supported;
    readonly #options: { title: string; body: string };
    constructor(options: { title: string; body: string }) {
      this.#options = options;
    }
    show(): void {
      shown.push(this.#options);
    }
  }
  return { Notification, shown };
});
vi.mock('electron', () => electron);
const { notifyHalts } = await import('./notify-halts.ts');

let desk: FakeDesk;
beforeEach(() => {
  electron.shown.length = 0;
  electron.Notification.supported = true;
  desk = fakeDesk();
  notifyHalts(desk);
});
const become = (state: TradingState, scope = 'FIRM *'): void =>
  desk.emit('desk.status', { ...statusSample, trading: { state, scope } });
const titles = (): string[] => electron.shown.map(({ title }) => title);

describe('notifyHalts', () => {
  it('tells what became stricter, once, and nothing of what became looser', () => {
    become('ACTIVE');
    become('REDUCING', 'ACCOUNT MAIN');
    become('REDUCING', 'ACCOUNT MAIN');
    become('HALTED');
    become('ACTIVE');
    become('HALTED');
    expect(titles()).toEqual([
      'Trading REDUCING: ACCOUNT MAIN',
      'Trading HALTED: FIRM *',
      'Trading HALTED: FIRM *',
    ]);
  });

  it('is quiet where the system has no notifications', () => {
    electron.Notification.supported = false;
    become('HALTED');
    expect(titles()).toEqual([]);
  });
});
