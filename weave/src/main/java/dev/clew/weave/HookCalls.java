// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave;

/**
 * Counts the calls of one hook, roughly: a plain field that threads may overwrite for each other.
 *
 * <p>The number answers whether a hook is called at all. It stops at {@value #MOST}, so that a hook
 * that many threads call all the time does not keep moving a cache line between processors.
 */
public final class HookCalls {
  /** The highest number counted. */
  public static final int MOST = 100_000;

  private int calls;

  /** Counts a call. */
  public void add() {
    int before = calls;
    if (before < MOST) {
      calls = before + 1;
    }
  }

  /** Returns about how many calls there were, at most {@value #MOST}. */
  public int count() {
    return calls;
  }
}
