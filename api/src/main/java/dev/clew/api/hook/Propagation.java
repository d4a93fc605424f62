// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.hook;

/**
 * To whom Clew may tell the ids of a span by adding them to what the application sends, as the user
 * has set it with the {@code clew.propagate.} settings.
 *
 * <p>A hook asks for it in its constructor. Whatever is not asked for here, requests stay as the
 * application made them.
 */
@FunctionalInterface
public interface Propagation {
  /** Returns whether calls of tools on MCP servers carry a {@code traceparent}. */
  boolean toMcpServers();
}
