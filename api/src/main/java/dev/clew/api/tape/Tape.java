// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.tape;

import java.util.concurrent.Executor;

/**
 * Records calls that leave the JVM, or answers them with what was recorded earlier.
 *
 * <p>A hook at an answering hook point receives it through its constructor, asks {@link #begin} at
 * each call and does what the {@link TapeDecision} says. It exists only where recording or replay
 * was switched on when the JVM started. Safe for use from several threads; no method throws.
 */
public interface Tape {
  /**
   * Decides on a call that is about to be made in the current context. While recording, this only
   * takes references; on replay, the request is read here.
   */
  TapeDecision begin(TapeRequest request);

  /**
   * Returns whether waits before a retry should be left out: on a replay that runs as fast as it
   * can and makes no real calls.
   */
  boolean skipsWaits();

  /**
   * Returns where to answer what the library answers on a thread of its own, such as an
   * asynchronous call or the listener of a stream. Tasks run in the context in which they were
   * given, each on a daemon thread, and may block.
   */
  Executor executor();
}
