// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit.sample;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.FailureReporter;
import dev.clew.api.hook.Hook;

/** A hook that reports a failure in one of its wrappers. */
final class ReportingHook implements Hook<Object> {
  private final FailureReporter report;

  ReportingHook(FailureReporter report) {
    this.report = report;
  }

  @Override
  public Object enter(Call call) {
    report.report(ReportingHook.class, new IllegalStateException("broken wrapper"));
    return null;
  }
}
