// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit;

import dev.clew.api.hook.ForeignTracers;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.trace.Tracer;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.util.List;
import java.util.function.Consumer;

/**
 * Loads the weaver a second time, apart from the class path.
 *
 * <p>The weaver leaves classes of its own loader alone, because in the real agent those are the
 * agent's. In a test everything is on one class path, the library to be woven too: so the weaver
 * must move out. The api stays where it is, for both sides to share.
 */
final class WeaverLoader extends ClassLoader {
  private static final String WEAVER = "dev.clew.weave.";
  private static final String LOOM = WeaverHarness.class.getName();

  static {
    registerAsParallelCapable();
  }

  WeaverLoader() {
    super("weaver", WeaverLoader.class.getClassLoader());
  }

  /**
   * Sets up a weaver.
   *
   * @param number tells the hooks of this harness from those of others
   */
  WeavingHarness harness(
      int number,
      List<InstrumentationModule> modules,
      Tracer tracer,
      ForeignTracers foreignTracers,
      Instrumentation instrumentation,
      Consumer<String> complaints)
      throws ReflectiveOperationException {
    return (WeavingHarness)
        loadClass(LOOM)
            .getConstructor(
                int.class,
                List.class,
                Tracer.class,
                ForeignTracers.class,
                Instrumentation.class,
                Consumer.class)
            .newInstance(number, modules, tracer, foreignTracers, instrumentation, complaints);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(WEAVER) && !name.equals(LOOM) && !name.startsWith(LOOM + "$")) {
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
