// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave.sample;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.hook.WeavingOnDemand;
import org.jspecify.annotations.Nullable;

/** Requests weaving of its first argument's class. */
public final class OnDemandHook implements Hook<Object> {
  private final WeavingOnDemand weaving;

  public OnDemandHook(WeavingOnDemand weaving) {
    this.weaving = weaving;
  }

  @Override
  public @Nullable Object enter(Call call) {
    weaving.weave(call.required(0, Object.class).getClass());
    return null;
  }
}
