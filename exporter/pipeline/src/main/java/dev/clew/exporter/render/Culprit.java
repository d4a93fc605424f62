// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.render;

import dev.clew.api.trace.Payload;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Determines whose method a thread is stuck in. */
final class Culprit {
  private static final List<String> JDK = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.");
  private static final String CLEW = "dev.clew.";

  private Culprit() {}

  /**
   * Returns the class and method called on {@code subject}; if that is a payload, the innermost
   * frame that belongs neither to the JDK nor to Clew; otherwise the class of {@code subject}.
   */
  static String of(Object subject, List<StackTraceElement> stack) {
    Set<String> own = classes(subject);
    Predicate<String> guilty =
        subject instanceof Payload ? name -> !name.startsWith(CLEW) : own::contains;
    for (StackTraceElement frame : stack) {
      String name = frame.getClassName();
      if (guilty.test(name) && JDK.stream().noneMatch(name::startsWith)) {
        return name + "." + frame.getMethodName() + "()";
      }
    }
    return subject.getClass().getName();
  }

  private static Set<String> classes(Object subject) {
    Set<String> names = new HashSet<>();
    for (Class<?> each = subject.getClass(); each != null; each = each.getSuperclass()) {
      names.add(each.getName());
    }
    return names;
  }
}
