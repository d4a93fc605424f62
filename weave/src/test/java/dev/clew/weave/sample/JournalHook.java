// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave.sample;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import java.util.Arrays;
import java.util.List;

/** Records what it sees. */
public final class JournalHook implements Hook<String> {
  private final List<String> journal;

  public JournalHook(List<String> journal) {
    this.journal = journal;
  }

  @Override
  public String enter(Call call) {
    Object[] arguments = new Object[call.argumentCount()];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = call.argument(i, Object.class);
    }
    journal.add("enter " + Arrays.toString(arguments));
    return "state";
  }

  @Override
  public Object exit(String state, Object result, Throwable thrown) {
    journal.add("exit " + result + " " + thrown);
    return result;
  }
}
