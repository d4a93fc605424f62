// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.anthropic.tape;

import dev.clew.api.tape.Tape;
import dev.clew.kit.tape.SkippedWaitHook;
import java.time.Duration;

/** The wait before a retry. */
final class WaitHook extends SkippedWaitHook {
  WaitHook(Tape tape) {
    super(tape, Duration.ZERO);
  }
}
