/** Turns passwords into proofs that can be kept. Slow on purpose, and never on the engine's thread. */
export interface Passwords {
  /** A proof of the password with its own salt and the parameters it was made with; never the same twice. */
  protect(password: string): Promise<string>;
  /**
   * Whether the proof is of this password. Without a proof (null), or with one that cannot be read, it is not, which
   * takes as long to find out: nobody learns from the time which users there are.
   */
  verify(password: string, proof: string | null): Promise<boolean>;
}
