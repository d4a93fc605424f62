// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.reactornetty;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.hook.Library;
import java.util.List;

/** Reactor Netty's {@code HttpClient}. */
public final class ReactorNettyClientModule implements InstrumentationModule {
  private static final String HOOKS = "dev.clew.instrumentation.reactornetty.";
  private static final String HANDLER =
      "reactor.netty.http.client.HttpClientConnect$HttpClientHandler";

  @Override
  public String name() {
    return "reactor-netty-client";
  }

  @Override
  public Library library() {
    return ReactorNettyServerModule.LIBRARY;
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
        HookPoint.inClass(HANDLER).constructor().optional().hook(HOOKS + "SubscribeHook"),
        HookPoint.inClass(HANDLER).method("requestWithBody").optional().hook(HOOKS + "PrepareHook"),
        HookPoint.inClass("reactor.netty.http.client.HttpClientOperations")
            .method("beforeMarkSentHeaders")
            .optional()
            .hook(HOOKS + "SendHook"));
  }
}
