// SPDX-License-Identifier: Apache-2.0
package dev.clew.examples.modelserver;

/** How an answer ends. The counts are of chunks, the one that announces the role included. */
public sealed interface Ending {
  /** As the provider ends it. */
  record Complete() implements Ending {}

  /**
   * The connection is closed abruptly; without streaming, in the middle of the body. Some clients
   * throw away what they have received and not yet handed on, so a test that counts on it must hold
   * the cut back with {@link Reply.Answer#betweenChunks}, for example by a semaphore.
   */
  record Cut(int afterChunks) implements Ending {}

  /** The body ends in good order, yet without finish reason and without {@code [DONE]}. */
  record Unfinished(int afterChunks) implements Ending {}

  /** An error event takes the place of the rest; without streaming, an HTTP 500. */
  record ErrorEvent(int afterChunks, String message) implements Ending {}
}
