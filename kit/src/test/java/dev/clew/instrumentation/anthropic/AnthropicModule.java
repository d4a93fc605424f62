// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.anthropic;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.hook.Library;
import java.util.List;
import java.util.stream.Stream;

/**
 * The hook point in Anthropic's client, through which every public way to make a call goes once.
 */
public final class AnthropicModule implements InstrumentationModule {
  static final String STREAM = "stream";
  private static final String HOOK = "dev.clew.instrumentation.anthropic.MessageHook";

  @Override
  public String name() {
    return "anthropic";
  }

  @Override
  public Library library() {
    return new Library("anthropic-java", "3.14.0 to 3.14.0", List.of());
  }

  @Override
  public List<HookPoint> hookPoints() {
    return Stream.of("blocking.MessageServiceImpl", "async.MessageServiceAsyncImpl")
        .flatMap(
            service ->
                Stream.of(
                    point(service, "create").hook(HOOK),
                    point(service, "createStreaming").label(STREAM).hook(HOOK)))
        .toList();
  }

  private static HookPoint.Builder point(String service, String method) {
    return HookPoint.inClass("com.anthropic.services." + service + "$WithRawResponseImpl")
        .method(
            method,
            "com.anthropic.models.messages.MessageCreateParams",
            "com.anthropic.core.RequestOptions");
  }
}
