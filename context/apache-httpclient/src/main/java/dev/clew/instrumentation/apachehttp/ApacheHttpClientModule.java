// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.apachehttp;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.hook.Library;
import java.util.List;

/** The clients of Apache HttpClient 5: the classic, blocking one and the asynchronous one. */
public final class ApacheHttpClientModule implements InstrumentationModule {
  private static final String HOOKS = "dev.clew.instrumentation.apachehttp.";

  @Override
  public String name() {
    return "apache-httpclient";
  }

  @Override
  public Library library() {
    return new Library(
        "httpclient5",
        "5.1 to 5.6.5",
        List.of("org.apache.hc.client5.http.impl.classic.CloseableHttpClient"));
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
        HookPoint.inClass("org.apache.hc.client5.http.impl.classic.MainClientExec")
            .method("execute")
            .optional()
            .hook(HOOKS + "ExecuteHook"),
        HookPoint.inClass("org.apache.hc.client5.http.async.AsyncExecChain$Scope")
            .constructor()
            .optional()
            .hook(HOOKS + "AsyncScopeHook"),
        asyncExecute("HttpAsyncMainClientExec"),
        asyncExecute("H2AsyncMainClientExec"));
  }

  private static HookPoint asyncExecute(String className) {
    return HookPoint.inClass("org.apache.hc.client5.http.impl.async." + className)
        .method("execute")
        .optional()
        .hook(HOOKS + "AsyncExecuteHook");
  }
}
