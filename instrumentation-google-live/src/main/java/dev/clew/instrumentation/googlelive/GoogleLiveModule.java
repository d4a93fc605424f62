// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googlelive;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.hook.Library;
import java.util.ArrayList;
import java.util.List;

/**
 * The hook points in the Live API of google-genai, whose client speaks over a WebSocket: where it
 * is opened, where messages are sent and read, and where it ends.
 */
public final class GoogleLiveModule implements InstrumentationModule {
  private static final String ROOT = "com.google.genai.";
  private static final String SESSION = ROOT + "AsyncSession";
  private static final String SOCKET = ROOT + "AsyncLive$GenAiWebSocketClient";
  private static final String STRING = "java.lang.String";
  private static final String HOOKS = "dev.clew.instrumentation.googlelive.";
  private static final String HOOK = HOOKS + "LiveHook";
  private static final String[] NO_PARAMETERS = {};

  @Override
  public String name() {
    return "google-live";
  }

  @Override
  public Library library() {
    return new Library("google-genai-live", "1.0.0 to 2.3.0", List.of(ROOT + "AsyncLive"));
  }

  @Override
  public List<HookPoint> hookPoints() {
    List<HookPoint> points = new ArrayList<>();
    points.add(
        HookPoint.inClass(ROOT + "AsyncLive")
            .method("connect", STRING, ROOT + "types.LiveConnectConfig")
            .label(LiveHook.CONNECT)
            .hook(HOOK));
    points.add(HookPoint.inClass(SOCKET).constructor().label(LiveHook.OPEN).hook(HOOK));
    points.add(HookPoint.inClass(SESSION).constructor().label(LiveHook.ESTABLISHED).hook(HOOK));
    points.add(
        HookPoint.inClass(SESSION)
            .method("send", ROOT + "types.LiveClientMessage")
            .label(LiveHook.SEND)
            .hook(HOOK));
    points.add(
        HookPoint.inClass(SESSION).method("close", NO_PARAMETERS).label(LiveHook.CLOSE).hook(HOOK));
    points.add(
        HookPoint.inClass(SOCKET)
            .method("handleIncomingMessage", STRING)
            .label(LiveHook.RECEIVE)
            .hook(HOOK));
    points.add(
        HookPoint.inClass(ROOT + "types.LiveServerMessage")
            .method("fromJson", STRING)
            .hook(HOOKS + "LiveMessageHook"));
    points.add(
        HookPoint.inClass(ROOT + "JsonSerializable")
            .method("fromJsonNode")
            .hook(HOOKS + "LiveMessageHook"));
    // The first two before 1.70, with a WebSocket of another library.
    for (String lost : List.of("onClose", "onError", "onClosing", "onClosed", "onFailure")) {
      points.add(HookPoint.inClass(SOCKET).method(lost).label("lost").optional().hook(HOOK));
    }
    return List.copyOf(points);
  }
}
