// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime;

import dev.clew.api.hook.InstrumentationModule;
import dev.clew.core.log.AgentLog;
import dev.clew.weave.LoadedModule;
import dev.clew.weave.ModuleCode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Predicate;

/** The instrumentation modules that there are: those in the agent and those in extension jars. */
final class ModuleCatalog {
  private static final String AGENT = "clew-agent.jar";

  /** Names by which settings may refer to modules. */
  private static final String NAME_PATTERN = "[a-z][a-z0-9-]*";

  private final AgentLog log;
  private final Map<String, LoadedModule> modules = new LinkedHashMap<>();

  ModuleCatalog(AgentLog log) {
    this.log = log;
  }

  List<LoadedModule> modules(Predicate<String> enabled) {
    return modules.values().stream().filter(module -> enabled.test(module.name())).toList();
  }

  List<String> names() {
    return List.copyOf(modules.keySet());
  }

  void addBuiltIn() {
    add(ModuleCatalog.class.getClassLoader(), AGENT);
  }

  void addExtension(ExtensionJar jar) {
    int before = modules.size();
    boolean complete = add(jar, jar.path());
    if (complete && modules.size() == before) {
      log.warn(
          "extension %s names no module in META-INF/services/%s; it is skipped"
              .formatted(jar.path(), InstrumentationModule.class.getName()));
    }
  }

  /** Returns false if something was wrong and has been said. */
  private boolean add(ClassLoader loader, String origin) {
    List<InstrumentationModule> found = new ArrayList<>();
    try {
      Iterator<ServiceLoader.Provider<InstrumentationModule>> providers =
          ServiceLoader.load(InstrumentationModule.class, loader).stream().iterator();
      while (providers.hasNext()) {
        ServiceLoader.Provider<InstrumentationModule> provider = providers.next();
        if (provider.type().getClassLoader() == loader) {
          found.add(provider.get());
        }
      }
    } catch (Throwable broken) {
      return skipped(origin, broken);
    }
    for (InstrumentationModule module : found) {
      try {
        if (!add(LoadedModule.of(module, code(module, loader), origin))) {
          return false;
        }
      } catch (Throwable broken) {
        return skipped(origin, broken);
      }
    }
    return true;
  }

  private boolean add(LoadedModule module) {
    if (!module.name().matches(NAME_PATTERN)) {
      log.warn(
          "%s has a module named '%s', which does not match %s; it is skipped"
              .formatted(module.origin(), module.name(), NAME_PATTERN));
      return false;
    }
    LoadedModule present = modules.putIfAbsent(module.name(), module);
    if (present != null) {
      log.warn(
          "%s has a module '%s', which %s has too; it is skipped, rename one or remove one jar"
              .formatted(module.origin(), module.name(), present.origin()));
      return false;
    }
    return true;
  }

  private static ModuleCode code(InstrumentationModule module, ClassLoader loader) {
    return ModuleCode.around(module.getClass(), loader::getResourceAsStream);
  }

  private boolean skipped(String origin, Throwable broken) {
    Throwable cause = broken.getCause() == null ? broken : broken.getCause();
    log.warn(origin + " is broken and skipped; " + remedy(cause));
    return false;
  }

  private static String remedy(Throwable cause) {
    if (cause instanceof UnsupportedClassVersionError) {
      return "compile it for Java %d or older: %s"
          .formatted(Runtime.version().feature(), AgentLog.describe(cause));
    }
    if (cause instanceof LinkageError) {
      return "rebuild it against this version of Clew: " + AgentLog.describe(cause);
    }
    if (cause instanceof ServiceConfigurationError) {
      return "correct its META-INF/services: " + cause.getMessage();
    }
    return "its module threw " + AgentLog.describe(cause);
  }
}
