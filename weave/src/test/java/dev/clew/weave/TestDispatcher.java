// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave;

import java.lang.invoke.MethodHandle;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Replaces the agent's dispatcher: finds the harness by the name of its module. */
public final class TestDispatcher {
  static final Map<String, Weaving> WEAVINGS = new ConcurrentHashMap<>();

  private TestDispatcher() {}

  public static MethodHandle link(String hookId, String phase, Class<?> woven)
      throws ReflectiveOperationException {
    return WEAVINGS.get(hookId.substring(0, hookId.indexOf('-'))).link(hookId, phase, woven);
  }
}
