// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.coroutines;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.hook.Library;
import java.util.List;

/** Kotlin's coroutines. */
public final class CoroutinesModule implements InstrumentationModule {
  @Override
  public String name() {
    return "coroutines";
  }

  @Override
  public Library library() {
    return new Library("kotlinx-coroutines", "1.4.3 to 1.11.0", List.of());
  }

  @Override
  public boolean activates() {
    return false;
  }

  @Override
  public List<HookPoint> hookPoints() {
    return List.of(
        HookPoint.inClass("kotlinx.coroutines.AbstractCoroutine")
            .constructor()
            .hook("dev.clew.instrumentation.coroutines.NewCoroutineHook"),
        HookPoint.inClass("kotlinx.coroutines.DispatchedTask")
            .method("run")
            .hook("dev.clew.instrumentation.coroutines.DispatchedTaskHook"),
        HookPoint.inClass("kotlinx.coroutines.scheduling.CoroutineScheduler$Worker")
            .method("run")
            .hook("dev.clew.instrumentation.coroutines.WorkerHook"),
        HookPoint.inClass("kotlinx.coroutines.DefaultExecutor")
            .method("run")
            .optional()
            .hook("dev.clew.instrumentation.coroutines.WorkerHook"));
  }
}
