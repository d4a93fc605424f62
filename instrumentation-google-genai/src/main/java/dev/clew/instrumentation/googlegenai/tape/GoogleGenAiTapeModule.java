// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googlegenai.tape;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.hook.Library;
import dev.clew.instrumentation.googlegenai.GoogleGenAiModule;
import dev.clew.kit.call.HookPoints;
import java.util.List;

/**
 * Where OkHttp has a request of google-genai ready for the network. The library has nothing of its
 * own below its retries, which are an interceptor of OkHttp; versions that do not use OkHttp, the
 * first few, are not on the tape.
 */
public final class GoogleGenAiTapeModule implements InstrumentationModule {
  @Override
  public String name() {
    return "google-genai-tape";
  }

  @Override
  public Library library() {
    return new GoogleGenAiModule().library();
  }

  @Override
  public boolean steers() {
    return true;
  }

  @Override
  public List<HookPoint> hookPoints() {
    HookPoints points = new HookPoints("dev.clew.instrumentation.googlegenai.tape.");
    points.optional(
        HookPoint.inClass("okhttp3.internal.http.BridgeInterceptor")
            .method("intercept", "okhttp3.Interceptor$Chain")
            .answering()
            .replacingArguments(),
        "SendHook");
    points.optional(
        HookPoint.inClass("com.google.genai.RetryInterceptor")
            .method("calculateDelay", "com.google.genai.types.HttpRetryOptions", "int")
            .returning("long")
            .answering(),
        "WaitHook");
    return points.all();
  }
}
