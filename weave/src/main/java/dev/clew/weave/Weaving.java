// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave;

import dev.clew.api.hook.LibraryClasses;
import dev.clew.api.hook.WeavingOnDemand;
import dev.clew.weave.bytecode.DispatchConstant;
import dev.clew.weave.bytecode.Weaver;
import dev.clew.weave.link.HookLinker;
import dev.clew.weave.link.HookLoaders;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandle;
import java.util.Collection;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The weaving of a set of modules: what to look for, how to weave it, and how woven classes reach
 * their hooks.
 */
public final class Weaving {
  private final HookIndex index;
  private final FirstUse inUse;
  private final HookLinker linker;
  private final WeavingTransformer transformer;
  private final RetransformLoaded loadedBefore;

  /**
   * Prepares the weaving; nothing is woven before {@link #transformer} is called.
   *
   * @param agent the loader that the api comes from
   * @param dispatcherClass binary name of a class of the system class loader with a method {@code
   *     public static MethodHandle link(String, String, Class)}, which leads to {@link #link}
   * @param services gives what hooks ask for in their constructors and is not of their module
   */
  public Weaving(
      Collection<LoadedModule> modules,
      ClassLoader agent,
      String dispatcherClass,
      Function<Class<?>, @Nullable Object> services,
      HookFailures failures,
      Instrumentation instrumentation,
      WeaveLog log) {
    openCollections(instrumentation, log);
    this.index = new HookIndex(modules);
    Implementations implementations = new Implementations(index.roots());
    RetransformMissed catchUp = new RetransformMissed(index, implementations, instrumentation, log);
    OnDemandWeaving demanded = new OnDemandWeaving(index, instrumentation, log);
    this.inUse = new FirstUse(index.namesWhenInUse(), instrumentation, log);
    this.linker =
        new HookLinker(
            new HookLoaders(agent), catchUp, withWeaving(services, demanded), failures, inUse);
    index.all().forEach(linker::register);
    this.transformer =
        new WeavingTransformer(
            index,
            implementations,
            catchUp,
            demanded,
            new Weaver(new DispatchConstant(dispatcherClass)),
            log);
    this.loadedBefore =
        new RetransformLoaded(index, linker, transformer::look, instrumentation, log);
  }

  private static void openCollections(Instrumentation instrumentation, WeaveLog log) {
    try {
      LibraryClasses.openCollections(instrumentation);
    } catch (RuntimeException closed) { // another agent's Instrumentation, or a JVM without modules
      log.debug("cannot look into unmodifiable collections, which stay unread: " + closed);
    }
  }

  private static Function<Class<?>, @Nullable Object> withWeaving(
      Function<Class<?>, @Nullable Object> services, WeavingOnDemand onDemand) {
    return type -> type == WeavingOnDemand.class ? onDemand : services.apply(type);
  }

  /** Returns the internal names of all classes whose loading the transformer must hear of. */
  public Set<String> classNames() {
    return index.names();
  }

  /** Weaves now what would be with the first call of a library. */
  public void noteUse() {
    inUse.note();
  }

  /** Returns the transformer, to be asked about all classes once one of the names was seen. */
  public ClassFileTransformer transformer() {
    return transformer;
  }

  /**
   * Returns what weaves the classes that loaded before the transformer was in place, of modules
   * that only come along; to be run then, on a thread of its own.
   */
  public Runnable loadedBefore() {
    return loadedBefore;
  }

  /**
   * Returns what a woven class calls, or null if there is nothing to call, which has been said.
   *
   * @param phase {@code enter} or {@code exit}
   */
  public @Nullable MethodHandle link(String hookId, String phase, Class<?> woven)
      throws ReflectiveOperationException {
    if (linker.activates(hookId)) {
      loadedBefore.run();
    }
    return linker.link(hookId, phase, woven);
  }
}
