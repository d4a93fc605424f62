// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai;

import dev.clew.api.hook.FailureReporter;
import dev.clew.api.hook.HandoffConvention;
import dev.clew.core.settings.HandoffPatterns;
import java.util.List;

/** The services that hooks can receive from the agent, except the tracer. */
public final class TestServices {
  public static final HandoffConvention HANDOFFS =
      new HandoffPatterns(List.of("transfer_to_*", "handoff_to_*"));

  /** A wrapper that fails in a test has a bug, unless the test expects it. */
  public static final FailureReporter FAILURES = (where, failure) -> failure.printStackTrace();

  private TestServices() {}
}
