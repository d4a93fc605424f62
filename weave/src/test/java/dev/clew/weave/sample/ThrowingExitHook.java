// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave.sample;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;

/** Throws on exit. */
public final class ThrowingExitHook implements Hook<String> {
  @Override
  public String enter(Call call) {
    return "state";
  }

  @Override
  public Object exit(String state, Object result, Throwable thrown) {
    throw new IllegalStateException("broken hook");
  }
}
