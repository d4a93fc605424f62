// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springweb;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.hook.Library;
import java.util.List;

/** {@code RestClient}, {@code RestTemplate} and {@code WebClient}, with any underlying client. */
public final class SpringWebModule implements InstrumentationModule {
  @Override
  public String name() {
    return "spring-web";
  }

  @Override
  public Library library() {
    return new Library(
        "spring-web", "5.3.0 to 7.0.8", List.of("org.springframework.http.HttpRequest"));
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
        HookPoint.inClass("org.springframework.http.client.AbstractClientHttpRequest")
            .method("execute")
            .optional()
            .hook("dev.clew.instrumentation.springweb.RequestHook"),
        HookPoint.inClass(
                "org.springframework.web.reactive.function.client.ExchangeFunctions$DefaultExchangeFunction")
            .method("exchange")
            .replacingArguments()
            .optional()
            .hook("dev.clew.instrumentation.springweb.ExchangeHook"));
  }
}
