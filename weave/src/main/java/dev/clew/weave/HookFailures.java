// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave;

import dev.clew.api.hook.FailureReport;
import java.util.concurrent.atomic.LongAdder;

/** Counts what hooks threw, and has each cause said once. */
public final class HookFailures implements FailureReport {
  /** Says a line unless one was said for the cause before. */
  public interface Report {
    void once(String cause, String line);
  }

  private final LongAdder count = new LongAdder();
  private final Report report;

  /** Makes a counter that starts at zero. */
  public HookFailures(Report report) {
    this.report = report;
  }

  /** Returns how many calls of hooks failed. */
  public long count() {
    return count.sum();
  }

  /** Says that a hook of {@code module} is off, because {@code why}. */
  public void cannotMake(LoadedModule module, String hookClass, Throwable why) {
    count.increment();
    report.once(
        module.origin() + hookClass,
        "%s: hook %s cannot be made and is off; mend its constructor or rebuild it: %s"
            .formatted(module.origin(), hookClass, why));
  }

  @Override
  public void failed(Class<?> hook, Throwable failure) {
    count.increment();
    try {
      StackTraceElement[] trace = failure.getStackTrace();
      String where = trace.length == 0 ? "" : " at " + trace[0];
      String line =
          "hook %s failed, the application is not affected: %s%s"
              .formatted(hook.getName(), failure, where);
      report.once(hook.getName() + failure.getClass().getName(), line);
    } catch (Throwable hopeless) {
      // An exception that cannot even describe itself; the count has to do.
    }
  }
}
