// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.guardrail;

import dev.clew.api.trace.WeakIdentityMap;
import dev.clew.instrumentation.langchain4j.value.Accessors;
import dev.langchain4j.guardrail.Guardrail;
import org.jspecify.annotations.Nullable;

/**
 * Names guardrails by their class, or by the name method that the library's guardrails have since
 * 1.16. The method is called once per guardrail.
 */
final class GuardrailNames {
  private final WeakIdentityMap<Guardrail<?, ?>, String> names = new WeakIdentityMap<>();

  String of(Guardrail<?, ?> guardrail) {
    String known = names.get(guardrail);
    if (known != null) {
      return known;
    }
    String name = ownName(guardrail);
    if (name == null) {
      name = ofClass(guardrail.getClass());
    }
    names.put(guardrail, name);
    return name;
  }

  /** Returns the guardrail's own name, or null if it is just the name of its class. */
  private static @Nullable String ownName(Guardrail<?, ?> guardrail) {
    return Accessors.read(guardrail, "name") instanceof String name
            && !name.isBlank()
            && !name.equals(guardrail.getClass().getSimpleName())
        ? name
        : null;
  }

  /** Omits the suffixes of lambdas and proxies, which differ between runs. */
  private static String ofClass(Class<?> type) {
    String name = type.getName();
    int tail = name.indexOf("$$");
    if (tail < 0 && !type.getSimpleName().isEmpty()) {
      return type.getSimpleName();
    }
    String stable = tail > 0 ? name.substring(0, tail) : name;
    stable = stable.substring(stable.lastIndexOf('.') + 1);
    return type.isHidden() ? stable + " lambda" : stable;
  }
}
