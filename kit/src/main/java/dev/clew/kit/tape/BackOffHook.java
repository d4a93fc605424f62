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
  private final Object none;

  /** Creates the hook of a method that returns a {@link Duration}. */
  protected BackOffHook(Tape tape) {
    this(tape, Duration.ZERO);
  }

  /**
   * Creates the hook.
   *
   * @param none no time, of the type that the method returns
   */
  protected BackOffHook(Tape tape, Object none) {
    this.tape = tape;
    this.none = none;
  }

  @Override
  public final @Nullable Object enter(Call call) {
    if (tape.skipsWaits()) {
      call.answer(() -> none);
    }
    return null;
  }
}
