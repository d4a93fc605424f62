// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave.sample;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;

/** Fails like a hook whose library lost a method that the reference check did not notice. */
public final class LinkageErrorHook implements Hook<String> {
  @Override
  public String enter(Call call) {
    throw new NoSuchMethodError("target.Greeter.gone()");
  }
}
