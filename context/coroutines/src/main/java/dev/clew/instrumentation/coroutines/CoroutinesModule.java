// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.coroutines;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.hook.Library;
import java.util.List;

/** Kotlin coroutines. */
public final class CoroutinesModule implements InstrumentationModule {
  private static final String RESUME = "dev.clew.instrumentation.coroutines.ResumeHook";

  @Override
  public String name() {
    return "coroutines";
  }

  @Override
  public Library library() {
    return new Library("kotlinx-coroutines", "1.4.3 to 1.11.0", List.of("kotlinx.coroutines.Job"));
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
        resume("internal.DispatchedContinuation", "resumeWith").hook(RESUME),
        resume("internal.DispatchedContinuationKt", "resumeCancellableWith").hook(RESUME),
        // Since 1.11 the library itself calls this.
        resume("internal.DispatchedContinuationKt", "resumeCancellableWithInternal")
            .optional()
            .hook(RESUME),
        resume("DispatchedTaskKt", "resume").hook(RESUME),
        HookPoint.inClass("kotlinx.coroutines.scheduling.CoroutineScheduler$Worker")
            .method("run")
            .hook("dev.clew.instrumentation.coroutines.WorkerHook"),
        HookPoint.inClass("kotlinx.coroutines.DefaultExecutor")
            .method("run")
            .optional()
            .hook("dev.clew.instrumentation.coroutines.WorkerHook"));
  }

  private static HookPoint.Builder resume(String className, String method) {
    return HookPoint.inClass("kotlinx.coroutines." + className).method(method);
  }
}
