import { EventEmitter } from 'node:events';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { deliverLinks, type LinkDelivery } from './deliver-links.ts';

/** A page as the delivery uses it. */
class FakeContents extends EventEmitter {
  loading = true;
  destroyed = false;
  readonly send = vi.fn();
  readonly isLoading = (): boolean => this.loading;
  readonly isDestroyed = (): boolean => this.destroyed;
  finish(): void {
    this.loading = false;
    this.emit('did-finish-load');
  }
}

const LINK = 'preflight://ticket?symbol=ACME&orderQty=100';
let contents: FakeContents;
let links: LinkDelivery;
beforeEach(() => {
  contents = new FakeContents();
  links = deliverLinks();
});
const attach = (): void =>
  links.deliverTo({ webContents: contents } as unknown as Parameters<LinkDelivery['deliverTo']>[0]);
const symbols = (): unknown[] => contents.send.mock.calls.map(([, ticket]: unknown[]) => ticket);

describe('deliverLinks', () => {
  it('keeps a link of the first start until the page has loaded, and delivers it once', () => {
    links.open('/opt/preflight', LINK);
    attach();
    expect(contents.send).not.toHaveBeenCalled();
    contents.finish();
    contents.finish();
    expect(contents.send).toHaveBeenCalledExactlyOnceWith(
      'preflight:ticket',
      expect.objectContaining({ symbol: 'ACME', orderQty: '100' }),
    );
  });

  it('delivers at once to a page that is there', () => {
    attach();
    contents.finish();
    links.open(LINK);
    expect(symbols()).toEqual([expect.objectContaining({ symbol: 'ACME' })]);
  });

  it('drops what is no ticket link, and keeps what waits', () => {
    links.open(LINK);
    links.open('preflight://send?symbol=EVIL');
    attach();
    contents.finish();
    expect(symbols()).toEqual([expect.objectContaining({ symbol: 'ACME' })]);
  });

  it('waits for the next window when this one is gone', () => {
    attach();
    contents.finish();
    contents.destroyed = true;
    links.open(LINK);
    expect(contents.send).not.toHaveBeenCalled();
    contents = new FakeContents();
    attach();
    contents.finish();
    expect(contents.send).toHaveBeenCalledOnce();
  });
});
