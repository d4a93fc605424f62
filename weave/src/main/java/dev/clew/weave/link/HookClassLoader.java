// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave.link;

import dev.clew.weave.ModuleCode;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Loads the hooks of one module for one copy of the library: the module's classes are defined here,
 * the API and the kit come from the agent, everything else from the application.
 *
 * <p>A hook therefore links against exactly the classes that the application uses, and is unloaded
 * with them.
 */
public final class HookClassLoader extends ClassLoader {
  private static final String API = "dev.clew.api.";
  private static final String KIT = "dev.clew.kit.";

  static {
    registerAsParallelCapable();
  }

  private final ModuleCode code;
  private final ClassLoader agent;
  private final Map<Class<?>, Object> instances = new HashMap<>();

  /**
   * Shared by all classes: up to JDK 17, HotSpot does not inline a method whose signature names a
   * class that the caller's protection domain has not resolved, so with a domain per class it would
   * inline hardly anything.
   */
  private final ProtectionDomain domain;

  HookClassLoader(ModuleCode code, ClassLoader agent, @Nullable ClassLoader application) {
    super(application);
    this.code = code;
    this.agent = agent;
    CodeSource source = HookClassLoader.class.getProtectionDomain().getCodeSource();
    this.domain = new ProtectionDomain(source, null);
  }

  /** Returns whether all modules share the agent's copy of the class. */
  public static boolean isShared(String className) {
    return className.startsWith(API) || className.startsWith(KIT);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (isShared(name)) {
      return agent.loadClass(name);
    }
    if (!code.owns(name)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      if (loaded == null) {
        byte[] classFile = code.classFile(name);
        if (classFile == null) {
          throw new ClassNotFoundException(name);
        }
        loaded = defineClass(name, classFile, 0, classFile.length, domain);
      }
      if (resolve) {
        resolveClass(loaded);
      }
      return loaded;
    }
  }

  /**
   * Returns the single instance of the class {@code name} that this loader's hooks share, creating
   * it and its constructor arguments if needed.
   *
   * @param services returns instances from outside the module, by type
   * @throws ReflectiveOperationException if it cannot be created
   */
  synchronized Object instance(String name, Function<Class<?>, @Nullable Object> services)
      throws ReflectiveOperationException {
    Class<?> type = loadClass(name);
    Object existing = instances.get(type);
    if (existing != null) {
      return existing;
    }
    var constructors = type.getDeclaredConstructors();
    if (constructors.length != 1) {
      throw new NoSuchMethodException(
          name + " has " + constructors.length + " constructors instead of one");
    }
    var constructor = constructors[0];
    Class<?>[] parameters = constructor.getParameterTypes();
    Object[] arguments = new Object[parameters.length];
    for (int i = 0; i < parameters.length; i++) {
      Object service = services.apply(parameters[i]);
      String required = parameters[i].getName();
      if (service == null && !code.owns(required) && !required.startsWith(KIT)) {
        throw new NoSuchMethodException(
            name + " cannot be created: no service of type " + required + " is available");
      }
      arguments[i] = service != null ? service : instance(required, services);
    }
    constructor.setAccessible(true);
    Object created = constructor.newInstance(arguments);
    instances.put(type, created);
    return created;
  }
}
