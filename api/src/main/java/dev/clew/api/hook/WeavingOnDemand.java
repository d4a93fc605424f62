// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.hook;

/** Weaves a class at the request of a hook, which gets this through its constructor. */
public interface WeavingOnDemand {
  /**
   * Weaves {@code type} and its superclasses with the hook points of {@link HookPoint#onDemand}
   * before it returns. Takes some ten milliseconds the first time and almost nothing after that.
   */
  void weave(Class<?> type);
}
