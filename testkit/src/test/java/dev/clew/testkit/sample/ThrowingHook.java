// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit.sample;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;

/** A hook with a bug. */
final class ThrowingHook implements Hook<Object> {
  @Override
  public Object enter(Call call) {
    throw new IllegalStateException("broken hook");
  }
}
