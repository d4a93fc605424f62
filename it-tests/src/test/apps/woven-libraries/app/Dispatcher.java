// SPDX-License-Identifier: Apache-2.0
package app;

import java.lang.invoke.MethodHandle;

/** What woven classes reach their hooks through. */
public final class Dispatcher {
  static volatile EveryMethod weaving;

  private Dispatcher() {}

  public static MethodHandle link(String hookId, String phase, Class<?> woven)
      throws ReflectiveOperationException {
    return weaving.link(hookId, phase, woven);
  }
}
