// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave.sample;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import java.util.List;

/** Counts its calls: a shared count shows that the hook is shared. */
public final class CountingHook implements Hook<String> {
  private final List<String> journal;
  private int calls;

  public CountingHook(List<String> journal) {
    this.journal = journal;
  }

  @Override
  public String enter(Call call) {
    journal.add("call " + ++calls);
    return null;
  }
}
