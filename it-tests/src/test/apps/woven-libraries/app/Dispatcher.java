// SPDX-License-Identifier: Apache-2.0
package app;

import java.lang.invoke.MethodHandle;

/** Connects woven classes with their hooks. */
public final class Dispatcher {
  static volatile EveryMethod weaving;

  private Dispatcher() {}

  public static MethodHandle link(String hookId, String phase, Class<?> woven)
      throws ReflectiveOperationException {
    return weaving.link(hookId, phase, woven);
  }
}
