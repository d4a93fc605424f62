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

/** Finds services of one jar; whatever is wrong with it costs one line. */
final class ExtensionServices {
  /** Names by which settings may refer to what a jar offers. */
  static final String NAME_PATTERN = "[a-z][a-z0-9-]*";

  private final AgentLog log;

  ExtensionServices(AgentLog log) {
    this.log = log;
  }

  /** Returns what {@code loader} itself offers, or null if that is broken and has been said. */
  <S> @Nullable List<S> load(Class<S> service, ClassLoader loader, String origin) {
    try {
      return loader instanceof ExtensionJar
          ? ExtensionThread.call(() -> providers(service, loader))
          : providers(service, loader);
    } catch (Throwable broken) {
      skipped(origin, "module", broken);
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

  /** Says that something of {@code origin} is not used because it threw {@code broken}. */
  void skipped(String origin, String what, Throwable broken) {
    Throwable cause = broken.getCause() == null ? broken : broken.getCause();
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
