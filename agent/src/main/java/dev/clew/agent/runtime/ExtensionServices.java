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
   * Returns the providers that {@code loader} itself offers. Each one that cannot be created is
   * reported in one line.
   *
   * @return null if none could be created
   */
  <S> @Nullable List<S> load(Class<S> service, ClassLoader loader, String origin) {
    try {
      Found<S> found =
          loader instanceof ExtensionJar
              ? ExtensionThread.call(() -> Found.in(service, loader))
              : Found.in(service, loader);
      found.broken().forEach(broken -> skipped(origin, "module", broken));
      return found.providers().isEmpty() && !found.broken().isEmpty() ? null : found.providers();
    } catch (Throwable broken) {
      skipped(origin, "module", broken);
      return null;
    }
  }

  /** The providers, and the exceptions thrown by others. */
  private record Found<S>(List<S> providers, List<Throwable> broken) {
    /** If more than this is broken in a jar, not every failure is worth a line. */
    private static final int MAX_BROKEN = 5;

    static <S> Found<S> in(Class<S> service, ClassLoader loader) {
      List<S> providers = new ArrayList<>();
      List<Throwable> broken = new ArrayList<>();
      Iterator<ServiceLoader.Provider<S>> found =
          ServiceLoader.load(service, loader).stream().iterator();
      boolean more = true;
      while (more && broken.size() < MAX_BROKEN) {
        try {
          more = found.hasNext();
          if (more) {
            ServiceLoader.Provider<S> provider = found.next();
            if (provider.type().getClassLoader() == loader) {
              providers.add(provider.get());
            }
          }
        } catch (ServiceConfigurationError | LinkageError e) {
          broken.add(e); // the iterator continues with the next
        }
      }
      return new Found<>(providers, broken);
    }
  }

  /** Logs that something in {@code origin} is not used because of {@code failure}. */
  void skipped(String origin, String what, Throwable failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    log.warn(AgentLog.Topic.EXTENSION, origin + " is broken and skipped; " + remedy(what, cause));
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
      return "fix its META-INF/services: " + cause.getMessage();
    }
    return "its %s threw %s".formatted(what, AgentLog.describe(cause));
  }
}
