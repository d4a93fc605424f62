// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit.sample;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.FailureReport;
import dev.clew.api.hook.Hook;

/** A hook that reports a failure in one of its wrappers. */
final class ReportingHook implements Hook<Object> {
  private final FailureReport report;

  ReportingHook(FailureReport report) {
    this.report = report;
  }

  @Override
  public Object enter(Call call) {
    report.failed(ReportingHook.class, new IllegalStateException("broken wrapper"));
    return null;
  }
}
