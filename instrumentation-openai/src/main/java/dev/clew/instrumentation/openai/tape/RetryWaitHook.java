// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.tape;

import dev.clew.api.tape.Tape;
import dev.clew.kit.tape.BackOffHook;

/** Leaves out the waits of the SDK's retry. */
public final class RetryWaitHook extends BackOffHook {
  public RetryWaitHook(Tape tape) {
    super(tape);
  }
}
