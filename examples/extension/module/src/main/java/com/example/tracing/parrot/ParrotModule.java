// SPDX-License-Identifier: Apache-2.0
package com.example.tracing.parrot;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.hook.Library;
import java.util.List;

/** Says where the hooks sit in Parrot. Loads without it, so it names its classes in strings. */
public final class ParrotModule implements InstrumentationModule {
  private static final String LIBRARY = "com.example.parrot.";
  private static final String HOOKS = "com.example.tracing.parrot.";

  @Override
  public String name() {
    return "parrot";
  }

  @Override
  public Library library() {
    return new Library("Parrot", "1.0 to 1.2", List.of(LIBRARY + "Question"));
  }

  @Override
  public List<HookPoint> hookPoints() {
    return List.of(
        HookPoint.inClass(LIBRARY + "ParrotClient")
            .method("ask", LIBRARY + "Question")
            .hook(HOOKS + "AskHook"),
        HookPoint.inImplementations(LIBRARY + "ParrotTool", LIBRARY + "ToolCall")
            .method("call", LIBRARY + "ToolCall")
            .hook(HOOKS + "ToolHook"));
  }
}
