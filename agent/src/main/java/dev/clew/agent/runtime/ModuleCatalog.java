// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime;

import dev.clew.api.hook.InstrumentationModule;
import dev.clew.core.log.AgentLog;
import dev.clew.weave.LoadedModule;
import dev.clew.weave.ModuleCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** All instrumentation modules: the agent's and those in extension jars. */
final class ModuleCatalog {
  private static final String AGENT = "clew-agent.jar";

  /** The agent's modules that steer, one class name per line; written when the agent is built. */
  private static final String STEERING = "META-INF/clew/steering-modules";

  private final AgentLog log;
  private final boolean steering;
  private final ExtensionServices services;
  private final Map<String, LoadedModule> modules = new LinkedHashMap<>();
  private final Map<String, String> required = new HashMap<>();

  /** Creates a catalog without the modules that {@linkplain InstrumentationModule#steers steer}. */
  ModuleCatalog(AgentLog log) {
    this(log, false);
  }

  /**
   * Creates an empty catalog.
   *
   * @param steering whether modules that steer are used
   */
  ModuleCatalog(AgentLog log, boolean steering) {
    this.log = log;
    this.steering = steering;
    this.services = new ExtensionServices(log);
  }

  List<LoadedModule> modules(Predicate<String> enabled) {
    return modules.values().stream().filter(module -> enabled.test(module.name())).toList();
  }

  List<String> names() {
    return List.copyOf(modules.keySet());
  }

  /** Returns the setting that the module {@code name} depends on, or null. */
  @Nullable String required(String name) {
    return required.get(name);
  }

  /** Returns all settings that modules depend on. */
  List<String> required() {
    return required.values().stream().distinct().toList();
  }

  void addBuiltIn() {
    add(ModuleCatalog.class.getClassLoader(), AGENT);
    if (steering) {
      addSteering(ModuleCatalog.class.getClassLoader());
    }
  }

  private void addSteering(ClassLoader loader) {
    try (InputStream in = loader.getResourceAsStream(STEERING)) {
      if (in == null) {
        return; // not in the agent's jar, so they were found with the others
      }
      for (String name : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
        add((InstrumentationModule) loader.loadClass(name).getConstructor().newInstance());
      }
    } catch (IOException | ReflectiveOperationException e) {
      throw new IllegalStateException("the agent's jar is broken: " + STEERING, e);
    }
  }

  /** Adds a module that the agent has created. */
  void add(InstrumentationModule module) {
    add(Description.of(module, ModuleCatalog.class.getClassLoader(), AGENT));
  }

  /**
   * Adds the modules of {@code jar}.
   *
   * @param needsNone whether the jar is useful without a module
   */
  void addExtension(ExtensionJar jar, boolean needsNone) {
    int before = modules.size();
    boolean complete = add(jar, jar.path());
    if (complete && !needsNone && modules.size() == before) {
      log.warn(
          AgentLog.Topic.EXTENSION,
          ("extension %s names no module in META-INF/services/%s, no exporter and no other part; it"
                  + " is skipped")
              .formatted(jar.path(), InstrumentationModule.class.getName()));
    }
  }

  /** Returns false if there was a problem, which has been logged. */
  private boolean add(ClassLoader loader, String origin) {
    List<InstrumentationModule> found = services.load(InstrumentationModule.class, loader, origin);
    if (found == null) {
      return false;
    }
    for (InstrumentationModule module : found) {
      try {
        Description description =
            loader instanceof ExtensionJar
                ? ExtensionThread.call(() -> Description.of(module, loader, origin))
                : Description.of(module, loader, origin);
        if (!add(description)) {
          return false;
        }
      } catch (Throwable failure) {
        services.skipped(origin, "module", failure);
        return false;
      }
    }
    return true;
  }

  private boolean add(Description description) {
    LoadedModule module = description.module();
    if (module.steers() && !steering) {
      return true;
    }
    String setting = description.required();
    if (!add(module)) {
      return false;
    }
    if (setting != null) {
      required.put(module.name(), setting);
    }
    return true;
  }

  private boolean add(LoadedModule module) {
    if (!module.name().matches(ExtensionServices.NAME_PATTERN)) {
      log.warn(
          AgentLog.Topic.EXTENSION,
          "%s has a module named '%s', which does not match %s; it is skipped"
              .formatted(module.origin(), module.name(), ExtensionServices.NAME_PATTERN));
      return false;
    }
    LoadedModule present = modules.putIfAbsent(module.name(), module);
    if (present != null) {
      log.warn(
          AgentLog.Topic.EXTENSION,
          "%s has a module '%s', which %s also has; it is skipped, rename one or remove a jar"
              .formatted(module.origin(), module.name(), present.origin()));
      return false;
    }
    return true;
  }

  /** A module's declaration about itself. */
  private record Description(LoadedModule module, @Nullable String required) {
    static Description of(InstrumentationModule module, ClassLoader loader, String origin) {
      ModuleCode code =
          ModuleCode.around(module.getClass(), loader::getResourceAsStream)
              .renaming(module.relocatedPackages());
      return new Description(LoadedModule.of(module, code, origin), module.requiredSetting());
    }
  }
}
