// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.golden;

import dev.clew.it.harness.Jdk;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Names a test by its method and parameters, so that adding a test does not rename the others. */
final class ScenarioName {
  private ScenarioName() {}

  /**
   * Returns a valid file name: the parameters of the class, the method, its parameters, and the JDK
   * unless a parameter contains it.
   */
  static String of(ExtensionContext context, Jdk running) {
    List<String> parts = new ArrayList<>();
    Optional<ExtensionContext> each = Optional.of(context);
    while (each.isPresent()) {
      ExtensionContext inner = each.get();
      if (isInvocation(inner)) {
        parts.add(0, inner.getDisplayName().replaceFirst("^\\[\\d+] ", ""));
      }
      each = inner.getParent();
    }
    context.getTestMethod().ifPresent(method -> parts.add(0, method.getName()));
    if (parts.stream().noneMatch(part -> part.contains("JDK "))) {
      parts.add(running.toString());
    }
    return String.join("-", parts).replaceAll("[^A-Za-z0-9._-]+", "_");
  }

  private static boolean isInvocation(ExtensionContext context) {
    return context.getDisplayName().matches("\\[\\d+] .*");
  }
}
