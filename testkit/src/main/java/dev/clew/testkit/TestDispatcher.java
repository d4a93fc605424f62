// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit;

import java.lang.invoke.MethodHandle;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Replaces the agent's dispatcher as the bootstrap target of dynamic constants in woven classes.
 *
 * <p>The agent has a single set of hooks, whereas a test JVM has one per test class, so module
 * names contain the number of their harness.
 */
public final class TestDispatcher {
  private static final char BEFORE_NUMBER = '@';
  private static final AtomicInteger LAST_NUMBER = new AtomicInteger();
  private static final Map<Integer, WeavingHarness> HARNESSES = new ConcurrentHashMap<>();

  private TestDispatcher() {}

  static int nextNumber() {
    return LAST_NUMBER.incrementAndGet();
  }

  static void connect(int number, WeavingHarness harness) {
    HARNESSES.put(number, harness);
  }

  /**
   * Returns the name of a module in harness {@code number}; called from the weaver's class loader.
   */
  public static String moduleName(String name, int number) {
    return name + BEFORE_NUMBER + number;
  }

  /**
   * Called by the dynamic constant of a woven class.
   *
   * @return null if the hook cannot be created, which fails the test but not the woven method
   */
  public static @Nullable MethodHandle link(String hookId, String phase, Class<?> woven)
      throws ReflectiveOperationException {
    int at = hookId.indexOf(BEFORE_NUMBER);
    int number = Integer.parseInt(hookId.substring(at + 1, hookId.indexOf('-', at)));
    return Objects.requireNonNull(HARNESSES.get(number), hookId).link(hookId, phase, woven);
  }
}
