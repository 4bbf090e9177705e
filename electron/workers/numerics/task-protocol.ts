/** What a task hears from and tells to whoever asked for it. */
export interface TaskContext {
  /** True once nobody waits for the answer any more: a long task looks now and then, and returns. */
  readonly isCancelled: () => boolean;
  /** How much is done, 0..1; at most one in 100 ms travels. */
  readonly progress: (share: number) => void;
}

export type Task<Input, Output> = (input: Input, context: TaskContext) => Output | Promise<Output>;
/** What a worker can be asked for, by name. Inputs and outputs are what structured cloning takes. */
export type Tasks = Readonly<Record<string, Task<never, unknown>>>;
export type TaskInput<T> = T extends Task<infer Input, unknown> ? Input : never;
export type TaskOutput<T> = T extends (...args: never[]) => infer Output ? Awaited<Output> : never;

/** What a worker of a pool answers to. A call that rejects is a bug of its task. */
export interface TaskWorkerApi {
  run(call: number, name: string, input: unknown): Promise<unknown>;
  /** Answers, and lets the thread end by itself. */
  close(): void;
}

/** Worker data: one Int32, the number of the call that nobody waits for any more. */
export interface TaskWorkerData {
  readonly cancelled: SharedArrayBuffer;
}

/** What a worker says without being asked. */
export interface TaskProgress {
  readonly progressOf: number;
  readonly share: number;
}
