// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.bedrock;

import dev.clew.kit.agent.ToolLoop;
import dev.clew.kit.value.FieldReader;

/** {@code ToolResultBlock.Builder.build()}: the tool has just run. */
final class ToolResultHook extends dev.clew.kit.agent.ToolResultHook {
  ToolResultHook(ToolLoop tools) {
    super(tools, new FieldReader(value -> value));
  }
}
