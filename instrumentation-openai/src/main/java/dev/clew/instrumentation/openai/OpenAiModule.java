// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.hook.Library;
import java.util.List;

/**
 * Where the hooks sit in openai-java: at {@code …ServiceImpl$WithRawResponseImpl}.
 *
 * <p>Every public way to make a call ends there exactly once, whatever the client was built from:
 * plain and structured calls, {@code withRawResponse()}, {@code withOptions()}, {@code async()}, a
 * custom HTTP client.
 */
public final class OpenAiModule implements InstrumentationModule {
  private static final String CHAT =
      "com.openai.services.blocking.chat.ChatCompletionServiceImpl$WithRawResponseImpl";
  private static final String CHAT_ASYNC =
      "com.openai.services.async.chat.ChatCompletionServiceAsyncImpl$WithRawResponseImpl";
  private static final String CHAT_PARAMS =
      "com.openai.models.chat.completions.ChatCompletionCreateParams";
  private static final String OPTIONS = "com.openai.core.RequestOptions";
  private static final String CHAT_HOOK = "dev.clew.instrumentation.openai.chat.ChatHook";
  private static final String CHAT_STREAM_HOOK =
      "dev.clew.instrumentation.openai.chat.ChatStreamHook";

  @Override
  public String name() {
    return "openai";
  }

  @Override
  public Library library() {
    return new Library(
        "openai-java",
        "1.1.0 to 4.100.0",
        List.of("com.openai.client.OpenAIClientImpl", "com.openai.client.OpenAIClientAsyncImpl"));
  }

  @Override
  public List<HookPoint> hookPoints() {
    return List.of(
        HookPoint.inClass(CHAT).method("create", CHAT_PARAMS, OPTIONS).hook(CHAT_HOOK),
        HookPoint.inClass(CHAT)
            .method("createStreaming", CHAT_PARAMS, OPTIONS)
            .hook(CHAT_STREAM_HOOK),
        HookPoint.inClass(CHAT_ASYNC).method("create", CHAT_PARAMS, OPTIONS).hook(CHAT_HOOK),
        HookPoint.inClass(CHAT_ASYNC)
            .method("createStreaming", CHAT_PARAMS, OPTIONS)
            .hook(CHAT_STREAM_HOOK));
  }
}
