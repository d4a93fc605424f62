// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.okhttp;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.hook.Library;
import java.util.List;

/** OkHttp. */
public final class OkHttpModule implements InstrumentationModule {
  @Override
  public String name() {
    return "okhttp";
  }

  @Override
  public Library library() {
    return new Library("okhttp", "3.14.0 to 5.5.1", List.of("okhttp3.OkHttpClient"));
  }

  @Override
  public boolean activates() {
    return false;
  }

  @Override
  public String requiredSetting() {
    return "clew.propagate.hosts";
  }

  @Override
  public List<HookPoint> hookPoints() {
    return List.of(
        HookPoint.inClass("okhttp3.internal.http.BridgeInterceptor")
            .method("intercept")
            .optional()
            .hook("dev.clew.instrumentation.okhttp.BridgeHook"),
        HookPoint.inClass("okhttp3.internal.http.RealInterceptorChain")
            .method("proceed", "okhttp3.Request")
            .replacingArguments()
            .optional()
            .hook("dev.clew.instrumentation.okhttp.ProceedHook"));
  }
}
