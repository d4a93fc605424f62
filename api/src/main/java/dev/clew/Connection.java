// SPDX-License-Identifier: Apache-2.0
package dev.clew;

import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The way from the application to the agent.
 *
 * <p>The agent weaves {@link #backend(Collection)}, which works whether the agent or this class
 * came first. Once the agent is gone, the method returns {@link ClewBackend#NONE} again.
 */
final class Connection {
  /**
   * The registered code with its kind. Kept here, so that an agent attached later learns of it, and
   * so that it lives exactly as long as the application.
   */
  private static final Collection<Map.Entry<String, Function<Object, @Nullable Object>>>
      REGISTERED = new CopyOnWriteArrayList<>();

  private Connection() {}

  /** Returns the agent, or {@link ClewBackend#NONE}. */
  static ClewBackend backend() {
    return backend(REGISTERED);
  }

  /** Replaced by the agent, which knows it by its name and parameter. */
  @SuppressWarnings("UnusedVariable")
  private static ClewBackend backend(
      Collection<Map.Entry<String, Function<Object, @Nullable Object>>> registered) {
    return ClewBackend.NONE;
  }

  static void register(RegisteredCode code) {
    REGISTERED.add(new SimpleImmutableEntry<>(code.kind(), code));
    backend().register(code.kind(), code);
  }

  static void remove(RegisteredCode code) {
    REGISTERED.removeIf(entry -> entry.getValue() == code);
  }
}
