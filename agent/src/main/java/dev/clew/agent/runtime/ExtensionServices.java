// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime;

import dev.clew.core.log.AgentLog;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Finds the services in a jar; any problem with it causes one line in the log. */
final class ExtensionServices {
  /** The names that a jar's services may have, since settings refer to them. */
  static final String NAME_PATTERN = "[a-z][a-z0-9-]*";

  private final AgentLog log;

  ExtensionServices(AgentLog log) {
    this.log = log;
  }

  /**
   * Returns the services that {@code loader} itself provides, or null if they are broken, which is
   * then logged.
   */
  <S> @Nullable List<S> load(Class<S> service, ClassLoader loader, String origin) {
    try {
      return loader instanceof ExtensionJar
          ? ExtensionThread.call(() -> providers(service, loader))
          : providers(service, loader);
    } catch (Throwable failure) {
      skipped(origin, "module", failure);
      return null;
    }
  }

  private static <S> List<S> providers(Class<S> service, ClassLoader loader) {
    List<S> found = new ArrayList<>();
    Iterator<ServiceLoader.Provider<S>> providers =
        ServiceLoader.load(service, loader).stream().iterator();
    while (providers.hasNext()) {
      ServiceLoader.Provider<S> provider = providers.next();
      if (provider.type().getClassLoader() == loader) {
        found.add(provider.get());
      }
    }
    return found;
  }

  /** Logs that something in {@code origin} is not used because of {@code failure}. */
  void skipped(String origin, String what, Throwable failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    log.warn(origin + " is broken and skipped; " + remedy(what, cause));
  }

  private static String remedy(String what, Throwable cause) {
    if (cause instanceof UnsupportedClassVersionError) {
      return "compile it for Java %d or older: %s"
          .formatted(Runtime.version().feature(), AgentLog.describe(cause));
    }
    if (cause instanceof TimeoutException) {
      return "its %s %s".formatted(what, cause.getMessage());
    }
    if (cause instanceof LinkageError) {
      return "rebuild it against this version of Clew: " + AgentLog.describe(cause);
    }
    if (cause instanceof ServiceConfigurationError) {
      return "correct its META-INF/services: " + cause.getMessage();
    }
    return "its %s threw %s".formatted(what, AgentLog.describe(cause));
  }
}
