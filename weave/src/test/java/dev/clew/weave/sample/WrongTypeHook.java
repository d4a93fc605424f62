// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave.sample;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;

/** Returns something the method cannot return. */
public final class WrongTypeHook implements Hook<String> {
  @Override
  public String enter(Call call) {
    return "state";
  }

  @Override
  public Object exit(String state, Object result, Throwable thrown) {
    return Thread.currentThread();
  }
}
