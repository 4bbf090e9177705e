/** What the page has measured so far; all milliseconds. */
export interface ProbeReadings {
  /** From the call of `tickets.preview` to the moment its answer has been taken by the client. */
  readonly roundTrips: number[];
  /** From the key, as the browser stamped it, to the frame with the verdict of what was typed. */
  readonly keyToVerdict: number[];
  /** The engine's own time in each answer. */
  readonly evalMicros: number[];
  asked: number;
  /** The last call and its answer, as they travelled. */
  lastCall: string;
  lastAnswer: string;
}

declare global {
  interface Window {
    probe: ProbeReadings;
  }
}

/**
 * Runs in the page before anything else: watches the client's socket, the keys and the verdict, and changes none of
 * them. `holdMs` keeps every message back for so long, as a slow line would: only a test of the bench does that.
 */
export function installProbe(holdMs: number): void {
  const probe: ProbeReadings = {
    roundTrips: [],
    keyToVerdict: [],
    evalMicros: [],
    asked: 0,
    lastCall: '',
    lastAnswer: '',
  };
  window.probe = probe;
  const sentAt = new Map<number, number>();

  class WatchedSocket extends WebSocket {
    override send(text: string): void {
      const { id, method } = JSON.parse(text) as { id: number; method: string };
      if (method === 'tickets.preview') {
        probe.asked++;
        probe.lastCall = text;
        sentAt.set(id, performance.now());
      }
      super.send(text);
    }

    override addEventListener(type: string, listener: EventListenerOrEventListenerObject): void {
      if (type !== 'message' || typeof listener !== 'function') return super.addEventListener(type, listener);
      super.addEventListener(type, (event) => {
        if (holdMs > 0) setTimeout(() => this.deliver(event as MessageEvent<string>, listener), holdMs);
        else this.deliver(event as MessageEvent<string>, listener);
      });
    }

    private deliver(event: MessageEvent<string>, listener: EventListener): void {
      listener(event);
      // Behind the callbacks of the promise that the listener has just settled.
      queueMicrotask(() => {
        const takenAt = performance.now();
        const { id, value } = JSON.parse(event.data) as { id?: number; value?: { evalMicros: number } };
        const start = id === undefined ? undefined : sentAt.get(id);
        if (id === undefined || start === undefined || value === undefined) return;
        sentAt.delete(id);
        probe.roundTrips.push(takenAt - start);
        probe.evalMicros.push(value.evalMicros);
        probe.lastAnswer = event.data;
      });
    }
  }
  window.WebSocket = WatchedSocket;

  let keyAt: number | null = null;
  let sawOld = false;
  window.addEventListener(
    'keydown',
    (event) => {
      keyAt = event.timeStamp;
      sawOld = false;
    },
    true,
  );
  const painted = new MessageChannel();
  const afterPaint: (() => void)[] = [];
  painted.port1.onmessage = () => afterPaint.shift()?.();
  const look = (): void => {
    const verdict = document.querySelector('.verdict');
    const isCurrent = verdict !== null && !verdict.matches('.old, .NONE');
    if (!isCurrent) sawOld = true;
    else if (sawOld && keyAt !== null) {
      const start = keyAt;
      keyAt = null;
      requestAnimationFrame(() => {
        afterPaint.push(() => probe.keyToVerdict.push(performance.now() - start));
        painted.port2.postMessage(null);
      });
    }
  };
  new MutationObserver(look).observe(document, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ['class'],
  });
}
