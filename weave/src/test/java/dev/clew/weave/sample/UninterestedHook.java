// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave.sample;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import java.util.List;

/** Is not interested in any call. */
public final class UninterestedHook implements Hook<String> {
  private final List<String> journal;

  public UninterestedHook(List<String> journal) {
    this.journal = journal;
  }

  @Override
  public String enter(Call call) {
    return null;
  }

  @Override
  public Object exit(String state, Object result, Throwable thrown) {
    journal.add("exit");
    return result;
  }
}
