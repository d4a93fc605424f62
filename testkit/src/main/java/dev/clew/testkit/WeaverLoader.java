// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit;

import dev.clew.api.hook.ForeignTracers;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.trace.Tracer;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Loads the weaver a second time, separately from the class path.
 *
 * <p>The weaver ignores classes of its own class loader, because in the real agent those are the
 * agent's. In a test everything is on one class path, including the library to weave, so the weaver
 * needs another loader. The API stays on the class path, shared by both sides.
 */
final class WeaverLoader extends ClassLoader {
  private static final String WEAVER = "dev.clew.weave.";
  private static final String HARNESS = WeaverHarness.class.getName();

  static {
    registerAsParallelCapable();
  }

  WeaverLoader() {
    super("weaver", WeaverLoader.class.getClassLoader());
  }

  /**
   * Creates a weaver.
   *
   * @param number distinguishes this harness's hooks from others'
   * @param services what hooks receive beyond what all do
   */
  WeavingHarness harness(
      int number,
      List<InstrumentationModule> modules,
      Tracer tracer,
      ForeignTracers foreignTracers,
      Instrumentation instrumentation,
      Consumer<String> complaints,
      Map<Class<?>, Object> services)
      throws ReflectiveOperationException {
    return (WeavingHarness)
        loadClass(HARNESS)
            .getConstructor(
                int.class,
                List.class,
                Tracer.class,
                ForeignTracers.class,
                Instrumentation.class,
                Consumer.class,
                Map.class)
            .newInstance(
                number, modules, tracer, foreignTracers, instrumentation, complaints, services);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(WEAVER) && !name.equals(HARNESS) && !name.startsWith(HARNESS + "$")) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded != null ? loaded : define(name);
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] classFile = in.readAllBytes();
      return defineClass(name, classFile, 0, classFile.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }
}
