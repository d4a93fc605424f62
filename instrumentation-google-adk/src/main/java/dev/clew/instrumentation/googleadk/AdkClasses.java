// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googleadk;

import com.google.adk.agents.BaseAgent;
import com.google.adk.tools.BaseTool;
import dev.clew.api.hook.LibraryClasses;
import dev.clew.kit.value.Accessors;
import dev.clew.kit.value.ReceiverNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Distinguishes the library's methods from the application's, which subclasses agents, models and
 * tools, and mocks them in tests.
 */
final class AdkClasses {
  private static final String PACKAGE = "com.google.adk.";

  private static final LibraryClasses LIBRARY = LibraryClasses.in(PACKAGE, "com.google.genai.");

  /** Everything that is neither generated nor a mock, whosever class it is. */
  private static final LibraryClasses REAL = LibraryClasses.in("");

  private static final Inherited TOOL_NAME = new Inherited("name");
  private static final Inherited SUB_AGENTS = new Inherited("subAgents");

  private AdkClasses() {}

  /** Returns whether any method of {@code object} may be called. */
  static boolean mayCall(@Nullable Object object) {
    return LIBRARY.mayCall(object);
  }

  /** Returns whether {@code object} is no mock, so that its final methods may be called. */
  static boolean isReal(@Nullable Object object) {
    return REAL.mayCall(object);
  }

  /** Returns the value of an accessor that only some versions have, or null. */
  static @Nullable Object read(@Nullable Object target, String accessor) {
    Object value = mayCall(target) ? Accessors.read(target, accessor) : null;
    return value instanceof Optional<?> optional ? optional.orElse(null) : value;
  }

  /** Returns the name of a real agent; the method is final. */
  static String name(BaseAgent agent) {
    String name = agent.name();
    return name == null ? ReceiverNames.name(agent) : name;
  }

  /** Returns the tool's name, or its class where the application has overridden the method. */
  static String name(BaseTool tool) {
    String name = isReal(tool) && TOOL_NAME.get(tool.getClass()) ? tool.name() : null;
    return name == null ? ReceiverNames.name(tool) : name;
  }

  /** Returns the names of the agents below a real agent. */
  static List<String> subAgents(BaseAgent agent) {
    List<String> names = new ArrayList<>();
    if (SUB_AGENTS.get(agent.getClass())) {
      for (BaseAgent each : agent.subAgents()) {
        if (isReal(each)) {
          names.add(name(each));
        }
      }
    }
    return names;
  }

  /** Whether a class has the library's implementation of a public method without parameters. */
  private static final class Inherited extends ClassValue<Boolean> {
    private final String method;

    Inherited(String method) {
      this.method = method;
    }

    @Override
    protected Boolean computeValue(Class<?> type) {
      try {
        return type.getMethod(method).getDeclaringClass().getName().startsWith(PACKAGE);
      } catch (NoSuchMethodException | LinkageError unreadable) {
        return false;
      }
    }
  }
}
