// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave.sample;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;

/** Answers 7. */
public final class FixedAnswerHook implements Hook<Object> {
  @Override
  public Object enter(Call call) {
    call.answer(() -> 7);
    return null;
  }
}
