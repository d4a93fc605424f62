// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.bedrock.tape;

import dev.clew.api.tape.Tape;
import dev.clew.kit.tape.BackOffHook;

/** Leaves out the waits of the library's retries. */
final class WaitHook extends BackOffHook {
  WaitHook(Tape tape) {
    super(tape);
  }
}
