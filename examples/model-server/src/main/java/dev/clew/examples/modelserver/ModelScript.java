// SPDX-License-Identifier: Apache-2.0
package dev.clew.examples.modelserver;

/**
 * Decides what the model answers. Called on a server thread, several at a time; an exception
 * becomes an HTTP 500 with the exception's text.
 */
@FunctionalInterface
public interface ModelScript {
  /** Answers one request. */
  Reply reply(ChatRequest request);
}
