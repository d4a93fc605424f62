// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.tape;

import dev.clew.api.tape.Tape;
import dev.clew.kit.tape.BackOffHook;

/** Leaves out the waits of the retry around a model. */
final class RetryWaitHook extends BackOffHook {
  RetryWaitHook(Tape tape) {
    super(tape);
  }
}
