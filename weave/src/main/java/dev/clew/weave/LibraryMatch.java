// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave;

import dev.clew.api.hook.HookPoint;
import dev.clew.weave.check.Compatibility;
import dev.clew.weave.classfile.ClassOutline;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compares a module's hook points with a library by the check that the agent makes when it weaves,
 * but without an application: nothing of the library is loaded.
 */
public final class LibraryMatch {
  /**
   * What became of one hook point.
   *
   * @param missing the first thing that the library or the module lacks, or null if the hook would
   *     be woven
   */
  public record Result(HookPoint point, @Nullable String missing) {
    /** Returns whether the agent would warn of it. */
    public boolean isMismatch() {
      return missing != null && !point.optional();
    }
  }

  private final ClassLoader library;
  private final Compatibility compatibility = new Compatibility();

  private LibraryMatch(ClassLoader library) {
    this.library = library;
  }

  /**
   * Checks all hook points of a module.
   *
   * @param library sees the jars of the library and of what it depends on
   */
  public static List<Result> of(LoadedModule module, ClassLoader library) {
    LibraryMatch match = new LibraryMatch(library);
    List<Result> results = new ArrayList<>();
    int number = 0;
    for (HookPoint point : module.hookPoints()) {
      RegisteredHook hook = new RegisteredHook(module.name() + "-" + number++, module, point);
      results.add(new Result(point, match.missing(hook)));
    }
    return results;
  }

  private @Nullable String missing(RegisteredHook hook) {
    HookPoint point = hook.point();
    ClassOutline type = compatibility.types(library).find(point.className());
    if (type == null) {
      return "class " + point.className();
    }
    boolean found =
        type.methods().stream()
            .anyMatch(
                method -> point.implementations() ? hook.describes(method) : hook.matches(method));
    if (!found) {
      return "method " + point.className() + "." + point.methodName();
    }
    if (compatibility.lacksHookClass(hook)) {
      return "hook " + point.hookClass() + ", which the module does not contain";
    }
    try {
      return compatibility.firstMissing(hook, library);
    } catch (IllegalStateException incomplete) {
      return incomplete.getMessage() + "; name its jar, too";
    }
  }
}
