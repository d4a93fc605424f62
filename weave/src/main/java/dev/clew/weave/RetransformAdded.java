// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave;

import dev.clew.weave.link.HookLinker;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Weaves the loaded classes of a module that was added while the application runs. */
final class RetransformAdded {
  private final HookIndex index;
  private final Implementations implementations;
  private final HookLinker linker;
  private final Consumer<Class<?>> check;
  private final Instrumentation instrumentation;
  private final WeaveLog log;

  /**
   * Creates the task.
   *
   * @param check checks the library of a loaded marker class
   */
  RetransformAdded(
      HookIndex index,
      Implementations implementations,
      HookLinker linker,
      Consumer<Class<?>> check,
      Instrumentation instrumentation,
      WeaveLog log) {
    this.index = index;
    this.implementations = implementations;
    this.linker = linker;
    this.check = check;
    this.instrumentation = instrumentation;
    this.log = log;
  }

  void weave(LoadedModule module) {
    List<Class<?>> wanted = new ArrayList<>();
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      String name = type.getName().replace('.', '/');
      if (index.markedBy(name).stream().anyMatch(marked -> isIt(module, marked.module()))) {
        check.accept(type);
      }
      if (type.isArray() || type.isHidden() || !instrumentation.isModifiableClass(type)) {
        continue;
      }
      if (index.applies(module, type)) {
        wanted.add(type);
      }
    }
    if (wanted.stream().anyMatch(type -> index.isRoot(type.getName().replace('.', '/')))) {
      implementations.watch();
    }
    for (Class<?> type : wanted) {
      try {
        instrumentation.retransformClasses(type);
        if (!module.activates()) {
          prepare(module, type); // as at the start: it has to be there before the next span
        }
      } catch (Throwable failure) {
        log.failure("could not weave the loaded " + type.getName(), failure);
      }
    }
  }

  private void prepare(LoadedModule module, Class<?> type) {
    index.inClass(type.getName().replace('.', '/')).stream()
        .filter(hook -> isIt(module, hook.module()))
        .forEach(hook -> linker.prepare(hook, type));
  }

  private static boolean isIt(LoadedModule module, LoadedModule other) {
    return other.name().equals(module.name());
  }
}
