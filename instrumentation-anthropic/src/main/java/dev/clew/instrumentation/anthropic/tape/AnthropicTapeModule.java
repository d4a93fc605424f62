// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.anthropic.tape;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.hook.Library;
import dev.clew.instrumentation.anthropic.AnthropicModule;
import dev.clew.kit.http.ServiceHookPoints;
import java.util.List;

/**
 * Where anthropic-java's requests meet the network: below its retries, above its HTTP client. What
 * a back end does with request and response lies below, so that every back end looks the same.
 */
public final class AnthropicTapeModule implements InstrumentationModule {
  @Override
  public String name() {
    return "anthropic-tape";
  }

  @Override
  public Library library() {
    return new AnthropicModule().library();
  }

  @Override
  public boolean steers() {
    return true;
  }

  @Override
  public List<HookPoint> hookPoints() {
    ServiceHookPoints points =
        new ServiceHookPoints("com.anthropic.", "dev.clew.instrumentation.anthropic.tape.");
    points.taped("SendHook", "WaitHook");
    return points.all();
  }
}
