// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave.sample;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;

/** Throws on entry. */
public final class ThrowingHook implements Hook<String> {
  @Override
  public String enter(Call call) {
    throw new IllegalStateException("broken hook");
  }
}
