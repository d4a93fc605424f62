// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.hook;

/**
 * Weaves single classes when a hook finds out that they matter; hooks ask for it in their
 * constructor.
 */
public interface WeavingOnDemand {
  /**
   * Weaves {@code type}, and the classes above it, with the hook points of {@link
   * HookPoint#onDemand} before it returns. Some ten milliseconds the first time, next to nothing
   * from then on.
   */
  void weave(Class<?> type);
}
