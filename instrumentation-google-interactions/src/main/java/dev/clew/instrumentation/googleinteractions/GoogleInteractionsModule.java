// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googleinteractions;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.hook.Library;
import java.util.ArrayList;
import java.util.List;

/**
 * The hook points in the Interactions API, which google-genai has since 1.70 or a little earlier: a
 * client of its own, made by another generator, over the same HTTP client.
 */
public final class GoogleInteractionsModule implements InstrumentationModule {
  private static final String API = "com.google.genai.gaos.";
  private static final String OPERATIONS = API + "models.operations.";
  private static final String HOOKS = "dev.clew.instrumentation.googleinteractions.";
  private static final String[] NO_PARAMETERS = {};

  @Override
  public String name() {
    return "google-interactions";
  }

  @Override
  public Library library() {
    return new Library(
        "google-genai-interactions", "1.70.0 to 2.3.0", List.of(API + "Interactions"));
  }

  @Override
  public List<HookPoint> hookPoints() {
    List<HookPoint> points = new ArrayList<>();
    for (String client : List.of("Interactions", "AsyncInteractions")) {
      points.add(HookPoint.inClass(API + client).constructor().hook(HOOKS + "ServiceHook"));
      points.add(
          HookPoint.inClass(API + client)
              .method(
                  "create",
                  "java.lang.String",
                  OPERATIONS + "CreateInteractionRequestBody",
                  API + "utils.Options")
              .hook(HOOKS + "InteractionHook"));
    }
    for (String method : List.of("create", "createAsync")) {
      points.add(
          HookPoint.inClass(API + "InteractionContinuation")
              .method(method)
              .label(InteractionHook.CONTINUATION)
              .optional()
              .hook(HOOKS + "InteractionHook"));
    }
    points.add(
        HookPoint.inClass(OPERATIONS + "CreateInteractionResponse")
            .method(EventHook.EVENTS, NO_PARAMETERS)
            .label(EventHook.EVENTS)
            .hook(HOOKS + "EventHook"));
    for (String method : List.of(EventHook.NEXT, EventHook.CLOSE)) {
      points.add(event("utils.EventStream", method).hook(HOOKS + "EventHook"));
      points.add(event("ContinuationEventStream", method).optional().hook(HOOKS + "EventHook"));
    }
    return List.copyOf(points);
  }

  private static HookPoint.Builder event(String stream, String method) {
    return HookPoint.inClass(API + stream).method(method, NO_PARAMETERS).label(method);
  }
}
