// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.agentscope;

import dev.clew.api.hook.LibraryClasses;
import dev.clew.kit.value.LibraryReader;
import dev.clew.kit.value.ReceiverNames;
import io.agentscope.core.agent.AgentBase;
import io.agentscope.core.model.Model;
import org.jspecify.annotations.Nullable;

/**
 * Distinguishes the library's methods from the application's, which subclasses agents, models and
 * tools, and mocks them in tests.
 */
final class LibraryObjects {
  private static final String PACKAGE = "io.agentscope.";
  private static final LibraryClasses LIBRARY = LibraryClasses.in(PACKAGE);

  /** Everything that is neither generated nor a mock, whosever class it is. */
  private static final LibraryClasses REAL = LibraryClasses.in("");

  static final LibraryReader READER = new LibraryReader(LIBRARY);

  private static final Inherited NAME = new Inherited("getName");
  private static final Inherited DESCRIPTION = new Inherited("getDescription");
  private static final Inherited MODEL_NAME = new Inherited("getModelName");

  private LibraryObjects() {}

  /** Returns whether any method of {@code object} may be called. */
  static boolean mayCall(@Nullable Object object) {
    return LIBRARY.mayCall(object);
  }

  /** Returns whether {@code object} is no mock, so that its inherited methods may be called. */
  static boolean isReal(@Nullable Object object) {
    return REAL.mayCall(object);
  }

  /** Returns whether {@code type} is one of the library's own classes. */
  static boolean contains(Class<?> type) {
    return LIBRARY.contains(type);
  }

  /** Returns the name of a real agent, or its class where the application overrides the method. */
  static String name(AgentBase agent) {
    String name = NAME.get(agent.getClass()) ? agent.getName() : null;
    return name == null ? ReceiverNames.name(agent) : name;
  }

  static @Nullable String description(AgentBase agent) {
    return DESCRIPTION.get(agent.getClass()) ? agent.getDescription() : null;
  }

  /** Returns the name of the model that a real client calls, or null if it cannot be asked. */
  static @Nullable String modelName(Model model) {
    return MODEL_NAME.get(model.getClass()) ? model.getModelName() : null;
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
        return LIBRARY.contains(type.getMethod(method).getDeclaringClass());
      } catch (NoSuchMethodException | LinkageError unreadable) {
        return false;
      }
    }
  }
}
