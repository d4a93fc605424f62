// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.call;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import org.jspecify.annotations.Nullable;

/** A hook whose way out is that of every call: what was returned is watched until its end. */
public abstract class CallHook implements Hook<ModelCall> {
  protected final Calls calls;

  protected CallHook(Calls calls) {
    this.calls = calls;
  }

  @Override
  public abstract @Nullable ModelCall enter(Call call);

  @Override
  public final @Nullable Object exit(
      ModelCall call, @Nullable Object result, @Nullable Throwable thrown) {
    return call.returned(result, thrown);
  }
}
