// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.tools;

import dev.clew.instrumentation.openai.json.Fields;
import dev.clew.kit.agent.ToolLoop;

/**
 * {@code Builder.build()} of {@code ChatCompletionToolMessageParam}, {@code
 * ResponseInputItem.FunctionCallOutput} and its beta equivalent.
 */
final class ToolResultHook extends dev.clew.kit.agent.ToolResultHook {
  ToolResultHook(ToolLoop tools) {
    super(tools, Fields.BY_NAME);
  }
}
