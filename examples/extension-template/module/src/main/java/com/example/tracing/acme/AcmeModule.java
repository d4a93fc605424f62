// SPDX-License-Identifier: Apache-2.0
package com.example.tracing.acme;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.hook.Library;
import java.util.List;

/** Says where the hooks sit in Acme. Loads without it, so it names its classes in strings. */
public final class AcmeModule implements InstrumentationModule {
  private static final String LIBRARY = "com.example.acme.";
  private static final String HOOK = "com.example.tracing.acme.CompletionHook";

  @Override
  public String name() {
    return "acme";
  }

  @Override
  public Library library() {
    return new Library("Acme", "1.0 to 1.4", List.of(LIBRARY + "AcmeClient"));
  }

  @Override
  public List<HookPoint> hookPoints() {
    return List.of(point("complete"), point("completeAsync"), point("stream"));
  }

  private static HookPoint point(String method) {
    return HookPoint.inClass(LIBRARY + "AcmeClient")
        .method(method, LIBRARY + "Prompt")
        .label(method)
        .hook(HOOK);
  }
}
