// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave.sample;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;

/** Wraps a library's result in a class of its own. */
public final class WrappingHook implements Hook<String> {
  @Override
  public String enter(Call call) {
    return new RunnableOfLibrary().getClass().getName();
  }
}
