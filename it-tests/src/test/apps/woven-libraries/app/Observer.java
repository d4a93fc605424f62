// SPDX-License-Identifier: Apache-2.0
package app;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import java.util.concurrent.atomic.LongAdder;

/** Counts calls and changes nothing. */
public final class Observer implements Hook<Object> {
  private final LongAdder calls;

  public Observer(LongAdder calls) {
    this.calls = calls;
  }

  @Override
  public Object enter(Call call) {
    calls.increment();
    return this;
  }

  @Override
  public Object exit(Object state, Object result, Throwable thrown) {
    return result;
  }
}
