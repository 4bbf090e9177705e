/** A wish to cancel work of several parts, which may come before the part that can be stopped. */
export class CancelWish {
  isCancelled = false;
  #stop: () => void = () => undefined;

  readonly cancel = (): void => {
    this.isCancelled = true;
    this.#stop();
  };

  /** What stops the part that runs from now on. */
  stopsBy(stop: () => void): void {
    this.#stop = stop;
  }
}
