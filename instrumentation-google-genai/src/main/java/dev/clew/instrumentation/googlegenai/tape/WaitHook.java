// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googlegenai.tape;

import dev.clew.api.tape.Tape;
import dev.clew.kit.tape.SkippedWaitHook;

/** The wait before a retry. */
final class WaitHook extends SkippedWaitHook {
  WaitHook(Tape tape) {
    super(tape, 0L);
  }
}
