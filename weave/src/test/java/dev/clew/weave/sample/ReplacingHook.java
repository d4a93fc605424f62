// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave.sample;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;

/** Replaces arguments and results. */
public final class ReplacingHook implements Hook<String> {
  @Override
  public String enter(Call call) {
    call.replaceArgument(0, "replaced");
    return "state";
  }

  @Override
  public Object exit(String state, Object result, Throwable thrown) {
    return "<" + result + ">";
  }
}
