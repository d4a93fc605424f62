// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave;

import dev.clew.api.hook.FailureReporter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts failures of hooks and reports each cause once. */
public final class HookFailures implements FailureReporter {
  /** Reports a line unless one was reported for the cause before. */
  public interface Report {
    void once(String cause, String line);
  }

  /** A hook class that fails; the exceptions of one class rarely differ. */
  private record Failed(long times, String last) {}

  private final LongAdder count = new LongAdder();
  private final Map<String, Failed> byHook = new ConcurrentHashMap<>();
  private final Report report;

  /** Creates a counter that starts at zero. */
  public HookFailures(Report report) {
    this.report = report;
  }

  /** Returns how many hook calls failed. */
  public long count() {
    return count.sum();
  }

  /** Returns how often hooks of the class failed. */
  long count(String hookClass) {
    Failed failed = byHook.get(hookClass);
    return failed == null ? 0 : failed.times();
  }

  /** Returns the last failure of the hook class, or null. */
  @Nullable String last(String hookClass) {
    Failed failed = byHook.get(hookClass);
    return failed == null ? null : failed.last();
  }

  private void remember(String hookClass, String failure) {
    byHook.merge(
        hookClass, new Failed(1, failure), (all, one) -> new Failed(all.times() + 1, one.last()));
  }

  /** Reports that a hook of {@code module} is off because it cannot be created. */
  public void notCreated(LoadedModule module, String hookClass, Throwable cause) {
    count.increment();
    remember(hookClass, "cannot be created: " + cause);
    report.once(
        module.origin() + hookClass,
        "%s: hook %s cannot be created and is off; fix its constructor or rebuild it: %s"
            .formatted(module.origin(), hookClass, cause));
  }

  @Override
  public void report(Class<?> hook, Throwable failure) {
    report(hook, failure, false);
  }

  /**
   * Reports a failure of an answering hook.
   *
   * @param refused whether the application's call was refused for it
   */
  public void report(Class<?> hook, Throwable failure, boolean refused) {
    count.increment();
    try {
      StackTraceElement[] trace = failure.getStackTrace();
      String where = trace.length == 0 ? "" : " at " + trace[0];
      remember(hook.getName(), failure + where);
      String line =
          "hook %s failed; %s: %s%s"
              .formatted(
                  hook.getName(),
                  refused ? "the call is refused" : "the application is not affected",
                  failure,
                  where);
      report.once(hook.getName() + failure.getClass().getName(), line);
    } catch (Throwable ignored) {
      // The exception fails even to describe itself; counting it has to do.
    }
  }
}
