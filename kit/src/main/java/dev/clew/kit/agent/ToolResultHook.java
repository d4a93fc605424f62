// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.agent;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.kit.value.FieldReader;
import org.jspecify.annotations.Nullable;

/**
 * Observes the creation of a message with a tool's result: the tool has just run. The label is the
 * accessor of the tool call id in the message.
 *
 * <p>This separates tools that ran one after another, which the next request alone does not show.
 */
public abstract class ToolResultHook implements Hook<String> {
  private final ToolLoop tools;
  private final FieldReader fields;

  protected ToolResultHook(ToolLoop tools, FieldReader fields) {
    this.tools = tools;
    this.fields = fields;
  }

  @Override
  public final @Nullable String enter(Call call) {
    return tools.isWaiting() ? call.label() : null;
  }

  @Override
  public final @Nullable Object exit(
      String accessor, @Nullable Object result, @Nullable Throwable thrown) {
    String id = fields.text(result, accessor);
    if (result != null && id != null) {
      tools.resultCreated(id, result);
    }
    return result;
  }
}
