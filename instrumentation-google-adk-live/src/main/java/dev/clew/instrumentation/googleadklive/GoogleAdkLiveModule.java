// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googleadklive;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.hook.Library;
import java.util.List;

/** The hook points in connections to models, which {@code runLive} uses. */
public final class GoogleAdkLiveModule implements InstrumentationModule {
  private static final String MODELS = "com.google.adk.models.";
  private static final String CONNECTION = MODELS + "BaseLlmConnection";
  private static final String REQUEST = MODELS + "LlmRequest";
  private static final String HOOKS = "dev.clew.instrumentation.googleadklive.";
  private static final String[] NO_PARAMETERS = {};

  @Override
  public String name() {
    return "google-adk-live";
  }

  @Override
  public Library library() {
    return new Library("google-adk-live", "0.3.0 to 1.8.0", List.of(REQUEST));
  }

  @Override
  public List<HookPoint> hookPoints() {
    return List.of(
        HookPoint.inImplementations(MODELS + "BaseLlm", REQUEST)
            .method("connect", REQUEST)
            .hook(HOOKS + "ConnectHook"),
        connection().method("sendHistory", "java.util.List").hook(HOOKS + "SendHook"),
        connection()
            .method("sendContent", "com.google.genai.types.Content")
            .hook(HOOKS + "SendHook"),
        connection().method("receive", NO_PARAMETERS).hook(HOOKS + "ReceiveHook"),
        connection().method("close", NO_PARAMETERS).hook(HOOKS + "CloseHook"),
        connection().method("close", "java.lang.Throwable").hook(HOOKS + "CloseHook"));
  }

  private static HookPoint.Builder connection() {
    return HookPoint.inImplementations(CONNECTION, REQUEST);
  }
}
