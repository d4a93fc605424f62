// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit.sample;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;

/** A hook that requires an unavailable service. */
final class UnlinkableHook implements Hook<Object> {
  UnlinkableHook(Runnable unknown) {}

  @Override
  public Object enter(Call call) {
    return null;
  }
}
