// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave.sample;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;

/** Its constructor throws. */
public final class UncreatableHook implements Hook<Object> {
  public UncreatableHook() {
    throw new IllegalStateException("no hook");
  }

  @Override
  public Object enter(Call call) {
    return null;
  }
}
