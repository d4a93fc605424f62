// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave.sample;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import org.jspecify.annotations.Nullable;

/** Names what it is given in its constructor only, as if its superclass used it. */
final class GivenHook implements Hook<Object> {
  @SuppressWarnings("unused") // which is the point
  GivenHook(UnlinkableValue given) {}

  @Override
  public @Nullable Object enter(Call call) {
    return null;
  }
}
