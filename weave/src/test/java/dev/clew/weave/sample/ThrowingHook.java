// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave.sample;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;

/** Fails on the way in. */
public final class ThrowingHook implements Hook<String> {
  @Override
  public String enter(Call call) {
    throw new IllegalStateException("broken hook");
  }
}
