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
 * Loads the hooks of one module beside one copy of the library: the module's own classes are
 * defined here, the api and the kit come from the agent, everything else from the application.
 *
 * <p>So a hook links against exactly the classes that the application uses, and dies with them.
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
   * One for all: up to JDK 17 HotSpot inlines no method whose signature names a class that the
   * caller's own domain has not resolved, and so hardly any if each class has a domain to itself.
   */
  private final ProtectionDomain domain;

  HookClassLoader(ModuleCode code, ClassLoader agent, @Nullable ClassLoader application) {
    super(application);
    this.code = code;
    this.agent = agent;
    CodeSource source = HookClassLoader.class.getProtectionDomain().getCodeSource();
    this.domain = new ProtectionDomain(source, null);
  }

  /** Tells whether all modules see the same class, the one of the agent. */
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
   * Returns the one object of the class {@code name} that the hooks of this loader share, making it
   * and what its constructor asks for where needed.
   *
   * @param services gives what does not come from the module, by type
   * @throws ReflectiveOperationException if it cannot be made
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
      String wanted = parameters[i].getName();
      if (service == null && !code.owns(wanted) && !wanted.startsWith(KIT)) {
        throw new NoSuchMethodException(
            name + " asks for a " + wanted + ", which is not to be had");
      }
      arguments[i] = service != null ? service : instance(wanted, services);
    }
    constructor.setAccessible(true);
    Object made = constructor.newInstance(arguments);
    instances.put(type, made);
    return made;
  }
}
