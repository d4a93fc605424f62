// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.tape;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.hook.Library;
import dev.clew.instrumentation.openai.OpenAiModule;
import dev.clew.kit.http.ServiceHookPoints;
import java.util.List;

/** Where openai-java's requests meet the network: below its retries, above its HTTP client. */
public final class OpenAiTapeModule implements InstrumentationModule {
  @Override
  public String name() {
    return "openai-tape";
  }

  @Override
  public Library library() {
    return new OpenAiModule().library();
  }

  @Override
  public boolean steers() {
    return true;
  }

  @Override
  public List<HookPoint> hookPoints() {
    ServiceHookPoints points =
        new ServiceHookPoints("com.openai.", "dev.clew.instrumentation.openai.tape.");
    points.taped("SendHook", "WaitHook");
    return points.all();
  }
}
