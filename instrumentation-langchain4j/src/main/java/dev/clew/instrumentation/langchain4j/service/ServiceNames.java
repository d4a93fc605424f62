// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.service;

import dev.clew.api.trace.WeakIdentityMap;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;

/**
 * Names the methods of AI services by langchain4j-agentic's {@code @Agent}, so that an agent has
 * the same name alone and in a workflow, or else {@code Interface.method}.
 *
 * <p>The annotation is recognised by name, because most applications do not have the module.
 */
final class ServiceNames {
  private static final String AGENT = "dev.langchain4j.agentic.Agent";

  private final WeakIdentityMap<Method, String> names = new WeakIdentityMap<>();

  String of(Class<?> service, Method method) {
    String known = names.get(method);
    if (known != null) {
      return known;
    }
    String name = annotated(method);
    if (name.isEmpty()) {
      name = service.getSimpleName() + "." + method.getName();
    }
    names.put(method, name);
    return name;
  }

  private static String annotated(Method method) {
    for (Annotation annotation : method.getAnnotations()) {
      if (annotation.annotationType().getName().equals(AGENT)) {
        try {
          return String.valueOf(annotation.annotationType().getMethod("name").invoke(annotation));
        } catch (ReflectiveOperationException otherVersion) {
          return "";
        }
      }
    }
    return "";
  }
}
