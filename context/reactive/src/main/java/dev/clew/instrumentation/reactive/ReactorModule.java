// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.reactive;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.hook.Library;
import java.util.ArrayList;
import java.util.List;

/** Reactor. */
public final class ReactorModule implements InstrumentationModule {
  private static final String CORE = "reactor.core.";
  private static final String PUBLISHER = CORE + "publisher.";
  private static final String SUBSCRIBER = CORE + "CoreSubscriber";
  private static final String ANY_PUBLISHER = "org.reactivestreams.Publisher";

  private static final List<String> SIGNALS =
      List.of("onSubscribe", "onNext", "onError", "onComplete");

  /** Sources that emit when someone else does; named differently in different versions. */
  private static final List<String> SOURCES =
      List.of(
          "reactor.adapter.JdkFlowAdapter$FlowPublisherAsFlux",
          PUBLISHER + "DirectProcessor",
          PUBLISHER + "EmitterProcessor",
          PUBLISHER + "FluxCreate",
          PUBLISHER + "FluxPublish",
          PUBLISHER + "FluxReplay",
          PUBLISHER + "FluxSource",
          PUBLISHER + "FluxSourceFuseable",
          PUBLISHER + "MonoCacheInvalidateIf",
          PUBLISHER + "MonoCacheInvalidateWhen",
          PUBLISHER + "MonoCacheTime",
          PUBLISHER + "MonoCreate",
          PUBLISHER + "MonoFromPublisher",
          PUBLISHER + "MonoIgnorePublisher",
          PUBLISHER + "MonoProcessor",
          PUBLISHER + "MonoSource",
          PUBLISHER + "MonoSourceFuseable",
          PUBLISHER + "NextProcessor",
          PUBLISHER + "ReplayProcessor",
          PUBLISHER + "SinkEmptyMulticast",
          PUBLISHER + "SinkManyBestEffort",
          PUBLISHER + "SinkManyEmitterProcessor",
          PUBLISHER + "SinkManyReplayProcessor",
          PUBLISHER + "SinkManyUnicast",
          PUBLISHER + "SinkManyUnicastNoBackpressure",
          PUBLISHER + "SinkOneMulticast",
          PUBLISHER + "UnicastManySinkNoBackpressure",
          PUBLISHER + "UnicastProcessor");

  /**
   * Operators that continue in a task, which may run on a scheduler with the application's threads.
   */
  private static final List<String> TASKS =
      List.of(
          "FluxPublishOn$PublishOnConditionalSubscriber",
          "FluxPublishOn$PublishOnSubscriber",
          "FluxSubscribeOn$SubscribeOnSubscriber",
          "FluxSubscribeOnCallable$CallableSubscribeOnSubscription",
          "FluxSubscribeOnValue$ScheduledEmpty",
          "FluxSubscribeOnValue$ScheduledScalar",
          "MonoPublishOn$PublishOnSubscriber",
          "MonoSubscribeOn$SubscribeOnSubscriber");

  /** Subscribers written by the application, which may request more from anywhere. */
  private static final List<String> APPLICATION_SUBSCRIBERS =
      List.of("BaseSubscriber", "StrictSubscriber");

  /** Sources that run the application's code on requests for more. */
  private static final List<String> APPLICATION_SOURCES =
      List.of("FluxCreate$BaseSink", "FluxGenerate$GenerateSubscription");

  @Override
  public String name() {
    return "reactor";
  }

  @Override
  public Library library() {
    return new Library("reactor-core", "3.4.0 to 3.8.8", List.of("reactor.core.publisher.Mono"));
  }

  @Override
  public boolean activates() {
    return false;
  }

  @Override
  public List<HookPoint> hookPoints() {
    List<HookPoint> points = new ArrayList<>();
    for (String source : SOURCES) {
      for (String method : List.of("subscribe", "subscribeOrReturn")) {
        points.add(in(source).method(method, SUBSCRIBER).optional().hook(hookClass("SourceHook")));
      }
    }
    points.add(
        in(PUBLISHER + "Operators")
            .method("restoreContextOnSubscriberIfPublisherNonInternal", ANY_PUBLISHER, SUBSCRIBER)
            .optional()
            .hook(hookClass("BoundaryHook")));
    for (String signal : SIGNALS) {
      points.add(HookPoint.onDemand(SUBSCRIBER).method(signal).hook(hookClass("SignalHook")));
    }
    for (String task : TASKS) {
      points.add(in(PUBLISHER + task).constructor().optional().hook(hookClass("SubscriptionHook")));
      points.add(in(PUBLISHER + task).method("run").optional().hook(hookClass("SignalHook")));
    }
    for (String subscriber : APPLICATION_SUBSCRIBERS) {
      points.add(
          in(PUBLISHER + subscriber).method("onSubscribe").hook(hookClass("SubscriptionHook")));
      addDemands(points, PUBLISHER + subscriber);
    }
    for (String source : APPLICATION_SOURCES) {
      points.add(in(PUBLISHER + source).constructor().hook(hookClass("SubscriptionHook")));
      addDemands(points, PUBLISHER + source);
    }
    return points;
  }

  private static void addDemands(List<HookPoint> points, String className) {
    points.add(in(className).method("request", "long").hook(hookClass("SignalHook")));
    points.add(in(className).method("cancel").hook(hookClass("SignalHook")));
  }

  private static HookPoint.Builder in(String className) {
    return HookPoint.inClass(className);
  }

  private static String hookClass(String className) {
    return ReactorModule.class.getPackageName() + "." + className;
  }
}
