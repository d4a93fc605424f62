// SPDX-License-Identifier: Apache-2.0
package dev.clew.sample;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.hook.Library;
import java.util.List;

/** One hook class at two points. */
public final class SampleModule implements InstrumentationModule {
  private static final String MODEL = "dev.clew.sample.library.Model";
  private static final String HOOK = "dev.clew.sample.ChatHook";

  @Override
  public String name() {
    return "kit-sample";
  }

  @Override
  public Library library() {
    return new Library("model", "1.0", List.of());
  }

  @Override
  public List<HookPoint> hookPoints() {
    return List.of(
        HookPoint.inClass(MODEL).method("chat").hook(HOOK),
        HookPoint.inClass(MODEL).method("chatStreaming").label("stream").hook(HOOK));
  }
}
