/** The part of fs-native-extensions that Docent uses; the package brings no types. */
declare module "fs-native-extensions" {
  /**
   * Takes an advisory lock on the whole of an open, writable file. The kernel drops it when the descriptor is closed,
   * also by the death of the process.
   * @returns false when another descriptor, of this or of another process, holds the lock.
   */
  export function tryLock(fd: number): boolean;
  /** Resolves once the lock is granted. */
  export function waitForLock(fd: number): Promise<void>;
  /** Gives the lock back. */
  export function unlock(fd: number): void;
}
