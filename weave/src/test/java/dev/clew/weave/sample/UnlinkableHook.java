// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave.sample;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;

/** Needs a class of a library that the application does not have. */
public final class UnlinkableHook implements Hook<String> {
  @Override
  public String enter(Call call) {
    return org.assertj.core.api.Assertions.class.getName();
  }
}
