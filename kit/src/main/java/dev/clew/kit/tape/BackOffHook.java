// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.tape;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.tape.Tape;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Leaves out the wait before a retry where a tape is played without waits. */
public abstract class BackOffHook implements Hook<Object> {
  private final Tape tape;

  protected BackOffHook(Tape tape) {
    this.tape = tape;
  }

  @Override
  public final @Nullable Object enter(Call call) {
    if (tape.skipsWaits()) {
      call.answer(() -> Duration.ZERO);
    }
    return null;
  }
}
