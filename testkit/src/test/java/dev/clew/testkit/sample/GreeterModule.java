// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit.sample;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.hook.Library;
import java.util.List;

/** Traces the greeter and what it calls. */
public final class GreeterModule implements InstrumentationModule {
  private final String hook;

  public GreeterModule() {
    this("SpanHook");
  }

  public GreeterModule(String hook) {
    this.hook = hook;
  }

  @Override
  public String name() {
    return "greeter-sample";
  }

  @Override
  public Library library() {
    return new Library("greeter", "1.0", List.of());
  }

  @Override
  public List<HookPoint> hookPoints() {
    return List.of(
        HookPoint.inClass("dev.clew.testkit.library.Greeter")
            .method("greet")
            .hook("dev.clew.testkit.sample." + hook),
        HookPoint.inClass("dev.clew.testkit.library.Politeness")
            .method("prefix")
            .hook("dev.clew.testkit.sample." + hook));
  }
}
