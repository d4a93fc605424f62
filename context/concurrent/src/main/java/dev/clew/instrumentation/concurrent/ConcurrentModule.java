// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.concurrent;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.hook.Library;
import java.util.List;

/** Carries the context along where the JDK moves work between threads. */
public final class ConcurrentModule implements InstrumentationModule {
  private static final String CONCURRENT = "java.util.concurrent.";
  private static final String POOL = CONCURRENT + "ThreadPoolExecutor";
  private static final String WORKER = POOL + "$Worker";
  private static final String DELAYS = CONCURRENT + "DelayScheduler"; // since Java 25
  private static final String FORK_JOIN_TASK = CONCURRENT + "ForkJoinTask";
  private static final String FUTURE_TASK = CONCURRENT + "FutureTask";
  private static final String FUTURE = CONCURRENT + "CompletableFuture";
  private static final String TIMER_QUEUE = "java.util.TaskQueue";
  private static final String TIMER_TASK = "java.util.TimerTask";
  private static final String RUNNABLE = "java.lang.Runnable";

  @Override
  public String name() {
    return "concurrent";
  }

  @Override
  public Library library() {
    return new Library("the JDK", "17 to 25", List.of());
  }

  @Override
  public List<HookPoint> hookPoints() {
    return List.of(
        in(POOL).method("execute", RUNNABLE).hook(hookClass("ExecuteHook")),
        in(POOL).method("remove", RUNNABLE).hook(hookClass("RemoveHook")),
        in(POOL).method("shutdownNow").hook(hookClass("ShutdownNowHook")),
        in(POOL).method("getTask").hook(hookClass("NextTaskHook")),
        in(WORKER).constructor().hook(hookClass("WorkerHook")),
        in(WORKER).method("run").hook(hookClass("FirstTaskHook")),
        in(DELAYS).method("run").optional().hook(hookClass("FirstTaskHook")),
        in(FUTURE_TASK).constructor().hook(hookClass("NewTaskHook")),
        in(FUTURE_TASK).method("run").hook(hookClass("FutureTaskHook")),
        in(FUTURE_TASK).method("runAndReset").hook(hookClass("PeriodicTaskHook")),
        in(FORK_JOIN_TASK).constructor().hook(hookClass("NewTaskHook")),
        in(FORK_JOIN_TASK).method("doExec").hook(hookClass("ForkJoinHook")),
        in(FUTURE + "$UniCompletion").method("claim").hook(hookClass("StageHook")),
        in(FUTURE).method("postComplete").hook(hookClass("StagesHook")),
        in(TIMER_QUEUE).method("add", TIMER_TASK).hook(hookClass("TimerAddHook")),
        in(TIMER_QUEUE).method("getMin").hook(hookClass("TimerTaskHook")),
        in(TIMER_QUEUE).method("isEmpty").hook(hookClass("TimerIdleHook")));
  }

  private static HookPoint.Builder in(String className) {
    return HookPoint.inClass(className).afterFirstUse();
  }

  private static String hookClass(String className) {
    return ConcurrentModule.class.getPackageName() + "." + className;
  }
}
