// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springai.tape;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.tape.Tape;
import org.jspecify.annotations.Nullable;

/** Leaves out the waits of Spring AI's retries, not those of the application's. */
final class WaitHook implements Hook<Object> {
  private final Tape tape;

  WaitHook(Tape tape) {
    this.tape = tape;
  }

  @Override
  public @Nullable Object enter(Call call) {
    if (tape.skipsWaits() && Caller.isSpringAi("org.springframework.retry.")) {
      call.answer(() -> null);
    }
    return null;
  }
}
