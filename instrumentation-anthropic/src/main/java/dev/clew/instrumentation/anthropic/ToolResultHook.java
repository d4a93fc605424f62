// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.anthropic;

import dev.clew.kit.agent.ToolLoop;

/** {@code Builder.build()} of {@code ToolResultBlockParam} and its beta equivalent. */
final class ToolResultHook extends dev.clew.kit.agent.ToolResultHook {
  ToolResultHook(ToolLoop tools) {
    super(tools, Fields.BY_NAME);
  }
}
