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

/** Runs in the page before anything else: watches what the client writes and reads, the keys and the verdict, and changes none of them. */
export function installProbe(): void {
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
  // Whichever way the messages go, each is written as a text and read from one.
  const { parse, stringify } = JSON;
  JSON.stringify = (value: unknown, ...rest: unknown[]): string => {
    const text = (stringify as (...all: unknown[]) => string)(value, ...rest);
    const { type, id, method } = (value ?? {}) as { type?: unknown; id?: number; method?: unknown };
    if (type === 'call' && method === 'tickets.preview' && id !== undefined) {
      probe.asked++;
      probe.lastCall = text;
      sentAt.set(id, performance.now());
    }
    return text;
  };
  JSON.parse = (text: string, ...rest: unknown[]): unknown => {
    const message = (parse as (...all: unknown[]) => unknown)(text, ...rest);
    const { type, id, value } = (message ?? {}) as {
      type?: unknown;
      id?: number;
      value?: { evalMicros: number };
    };
    const start = type === 'result' && id !== undefined ? sentAt.get(id) : undefined;
    if (start === undefined || id === undefined || value === undefined) return message;
    sentAt.delete(id);
    // Behind the callbacks of the promise that is about to be settled.
    queueMicrotask(() =>
      queueMicrotask(() => {
        probe.roundTrips.push(performance.now() - start);
        probe.evalMicros.push(value.evalMicros);
        probe.lastAnswer = text;
      }),
    );
    return message;
  };

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
  // From its first callback to the task after it, a frame is being drawn.
  let isInFrame = false;
  const frameEnd = new MessageChannel();
  frameEnd.port1.onmessage = () => (isInFrame = false);
  const nativeFrame = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (callback) =>
    nativeFrame((now) => {
      if (!isInFrame) frameEnd.port2.postMessage(null);
      isInFrame = true;
      callback(now);
    });
  const look = (): void => {
    const verdict = document.querySelector('.verdict');
    const isCurrent = verdict !== null && !verdict.matches('.old, .NONE');
    if (!isCurrent) sawOld = true;
    else if (sawOld && keyAt !== null) {
      const start = keyAt;
      keyAt = null;
      const beforePaint = (): void => {
        afterPaint.push(() => probe.keyToVerdict.push(performance.now() - start));
        painted.port2.postMessage(null);
      };
      if (isInFrame) beforePaint();
      else requestAnimationFrame(beforePaint);
    }
  };
  new MutationObserver(look).observe(document, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ['class'],
  });
}

/**
 * Runs in the page before anything else: keeps every message from the engine back for so long, as a slow line would. Without
 * shared memory the line is the page's own, where it can be held.
 */
export function holdMessages(ms: number): void {
  Object.defineProperty(window, 'crossOriginIsolated', { value: false });
  window.WebSocket = class extends WebSocket {
    override addEventListener(type: string, listener: EventListener): void {
      const held = (event: Event): void => void setTimeout(() => listener(event), ms);
      super.addEventListener(type, type === 'message' ? held : listener);
    }
  };
}
