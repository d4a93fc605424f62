// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave;

import dev.clew.api.hook.LibraryClasses;
import dev.clew.api.hook.WeavingOnDemand;
import dev.clew.weave.bytecode.DispatchConstant;
import dev.clew.weave.bytecode.Weaver;
import dev.clew.weave.link.HookLinker;
import dev.clew.weave.link.HookLoaders;
import dev.clew.weave.select.SelectionMatches;
import dev.clew.weave.select.Selections;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandle;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Weaves a set of modules: finds the classes, weaves them, and links woven classes to their hooks.
 */
public final class Weaving {
  private final HookIndex index;
  private final FirstUse firstUse;
  private final HookLinker linker;
  private final Selections selections;
  private final WeavingTransformer transformer;
  private final RetransformLoaded retransformLoaded;
  private final RetransformAdded added;
  private final Implementations implementations;
  private final WeaveJournal journal = new WeaveJournal();
  private final HookFailures failures;

  /** Prepares for weaving with services that do not depend on the module. */
  public Weaving(
      Collection<LoadedModule> modules,
      ClassLoader agent,
      String dispatcherClass,
      Function<Class<?>, @Nullable Object> services,
      HookFailures failures,
      Instrumentation instrumentation,
      WeaveLog log) {
    this(
        modules,
        agent,
        dispatcherClass,
        (type, on) -> services.apply(type),
        failures,
        instrumentation,
        Unanswered.RUN,
        log);
  }

  /**
   * Prepares for weaving; nothing is woven before {@link #transformer} is installed.
   *
   * @param agent the class loader of the API
   * @param dispatcherClass binary name of a class in the system class loader with a method {@code
   *     public static MethodHandle link(String, String, Class)} that delegates to {@link #link}
   * @param services returns the services that hooks can receive through their constructors
   * @param unanswered decides what callers get from answering hooks that fail
   */
  public Weaving(
      Collection<LoadedModule> modules,
      ClassLoader agent,
      String dispatcherClass,
      ModuleServices services,
      HookFailures failures,
      Instrumentation instrumentation,
      Unanswered unanswered,
      WeaveLog log) {
    openCollections(instrumentation, log);
    this.failures = failures;
    this.index = new HookIndex(modules);
    Implementations implementations = new Implementations(index.roots());
    RetransformMissed catchUp = new RetransformMissed(index, implementations, instrumentation, log);
    OnDemandWeaving onDemand = new OnDemandWeaving(index, instrumentation, log);
    this.firstUse = new FirstUse(index.namesAfterFirstUse(), instrumentation, log);
    this.linker =
        new HookLinker(
            new HookLoaders(agent),
            catchUp,
            withWeaving(services, onDemand),
            failures,
            unanswered,
            firstUse,
            instrumentation);
    index.all().forEach(linker::register);
    this.selections = new Selections(modules, Implementations::new, linker::register, log);
    this.implementations = implementations;
    this.transformer =
        new WeavingTransformer(
            index,
            implementations,
            catchUp,
            onDemand,
            selections,
            new Weaver(new DispatchConstant(dispatcherClass)),
            unanswered != Unanswered.RUN,
            log,
            journal);
    this.retransformLoaded =
        new RetransformLoaded(index, linker, transformer::check, instrumentation, log);
    this.added =
        new RetransformAdded(
            index, implementations, linker, transformer::check, instrumentation, log);
  }

  private static void openCollections(Instrumentation instrumentation, WeaveLog log) {
    try {
      LibraryClasses.openCollections(instrumentation);
    } catch (
        RuntimeException failure) { // another agent's Instrumentation, or a JVM without modules
      log.debug("cannot read unmodifiable collections, which are left out: " + failure);
    }
  }

  private static ModuleServices withWeaving(ModuleServices services, WeavingOnDemand onDemand) {
    return (type, on) -> type == WeavingOnDemand.class ? onDemand : services.find(type, on);
  }

  /**
   * Switches the hooks of a module off or on. Nothing that has begun notices: its spans end, and
   * its context is restored.
   */
  public void turn(String module, boolean on) {
    linker.ofModule(module).turn(on);
  }

  /**
   * Adds a module that was not there at the start, and weaves what is loaded of its library. To be
   * called on a thread that is not inside a transformer, and for a module without selections.
   */
  public void add(LoadedModule module) {
    // Registered first: the handle of a hook that nobody knows would be a no-op for good.
    List<RegisteredHook> hooks = HookIndex.hooksOf(module);
    hooks.forEach(linker::register);
    index.add(module, hooks);
    implementations.forget(index.roots());
    added.weave(module);
  }

  /** Returns the internal names of all classes that start the transformer when loaded. */
  public Set<String> classNames() {
    Set<String> names = index.names();
    names.addAll(selections.exactNames());
    return names;
  }

  /** Returns whether a loaded class has to be woven for a selection other than by name. */
  public boolean selects(Class<?> loaded) {
    return selections.selects(loaded);
  }

  /** Returns how many methods each selection has found so far. */
  public List<SelectionMatches> selectionMatches() {
    return selections.matches();
  }

  /** Returns what was found and woven so far. */
  public WeaveJournal journal() {
    return journal;
  }

  /** Returns what became of every hook point, in the order of the modules. */
  public List<HookState> hooks() {
    return index.all().stream()
        .map(
            hook ->
                new HookState(
                    hook.id(),
                    hook.module().name(),
                    hook.point().className() + '.' + hook.point().methodName(),
                    hook.onConstructor(),
                    journal.classesOf(hook.id()),
                    linker.calls(hook.id()),
                    failures.count(hook.point().hookClass()),
                    failures.last(hook.point().hookClass())))
        .toList();
  }

  /** Lets go of everything that classes of the application keep of Clew, besides woven code. */
  public void release() {
    linker.release();
  }

  /** Weaves now what would otherwise be woven at the first call of a library. */
  public void noteUse() {
    firstUse.note();
  }

  /**
   * Returns the transformer, which must receive all classes once one of {@link #classNames} has
   * been loaded.
   */
  public ClassFileTransformer transformer() {
    return transformer;
  }

  /**
   * Returns the task that weaves classes loaded before the transformer was installed, for modules
   * that do not start Clew. To be run after that, on its own thread.
   */
  public Runnable retransformLoaded() {
    return retransformLoaded;
  }

  /**
   * Returns the handle that a woven class calls, or null if there is none, which has been logged.
   *
   * @param phase {@code enter} or {@code exit}
   */
  public @Nullable MethodHandle link(String hookId, String phase, Class<?> woven)
      throws ReflectiveOperationException {
    if (linker.activates(hookId)) {
      retransformLoaded.run();
    }
    return linker.link(hookId, phase, woven);
  }
}
