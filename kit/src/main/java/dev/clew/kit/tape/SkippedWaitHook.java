// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.tape;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.tape.Tape;
import org.jspecify.annotations.Nullable;

/**
 * Leaves out a library's wait before a retry, on a replay that runs as fast as it can. For methods
 * that return how long to wait.
 */
public abstract class SkippedWaitHook implements Hook<Object> {
  private final Tape tape;
  private final Object none;

  /**
   * Creates the hook.
   *
   * @param none no time, of the method's return type
   */
  protected SkippedWaitHook(Tape tape, Object none) {
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
