// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave;

import dev.clew.api.hook.HookPoint;
import dev.clew.weave.classfile.Member;
import java.util.List;
import net.bytebuddy.jar.asm.Type;

/**
 * A hook point of an active module, with the id that woven classes use.
 *
 * @param id unique in this JVM, such as {@code openai-2}
 */
public record RegisteredHook(String id, LoadedModule module, HookPoint point) {
  /** Distinguishes these ids from those of other hooks, which end in a number. */
  private static final String CATCH_UP = "-catch-up";

  private static final String REJECTED = "-rejected";

  /** Returns whether {@code method}, declared in the hooked class, is to be woven. */
  public boolean matches(Member method) {
    return method.canBeHooked() && describes(method);
  }

  /** Returns whether {@code method} is the hooked one, even if it is abstract. */
  boolean describes(Member method) {
    return method.name().equals(point.methodName())
        && (point.returnType() == null
            || point.returnType().equals(Type.getReturnType(method.descriptor()).getClassName()))
        && parametersMatch(method);
  }

  /**
   * Returns the hook that runs {@link RetransformMissed} when {@code companion} is instantiated.
   */
  static RegisteredHook catchUp(LoadedModule module, String companion) {
    HookPoint point =
        HookPoint.inClass(companion)
            .constructor()
            .optional()
            .hook(RetransformMissed.class.getName());
    return new RegisteredHook(module.name() + CATCH_UP, module, point);
  }

  /**
   * Returns the hook that refuses calls in place of this one, which does not match the library in
   * some class loader.
   */
  RegisteredHook rejected() {
    return new RegisteredHook(id + REJECTED, module, point);
  }

  /** Returns whether the hook only refuses calls, see {@link #rejected}. */
  public boolean isRejected() {
    return id.endsWith(REJECTED);
  }

  /** Returns the id of the hook that {@code id} refuses calls for, or {@code id} itself. */
  public static String original(String id) {
    return id.endsWith(REJECTED) ? id.substring(0, id.length() - REJECTED.length()) : id;
  }

  boolean isCatchUp() {
    return isCatchUp(id);
  }

  /** Returns whether {@code id} is that of a companion's hook. */
  public static boolean isCatchUp(String id) {
    return id.endsWith(CATCH_UP);
  }

  /** Returns whether the hook is on constructors, where nothing can run on entry. */
  public boolean onConstructor() {
    return point.methodName().equals(HookPoint.CONSTRUCTOR);
  }

  private boolean parametersMatch(Member method) {
    List<String> wanted = point.parameterTypes();
    if (wanted == null) {
      return true;
    }
    Type[] actual = Type.getArgumentTypes(method.descriptor());
    if (actual.length != wanted.size()) {
      return false;
    }
    for (int i = 0; i < actual.length; i++) {
      if (!wanted.get(i).equals(HookPoint.ANY) && !wanted.get(i).equals(actual[i].getClassName())) {
        return false;
      }
    }
    return true;
  }
}
