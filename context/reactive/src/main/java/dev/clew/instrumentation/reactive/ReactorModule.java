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

  /** Emit when somebody else does; differently named in different versions. */
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

  /** Go on in a task, which a scheduler with threads of the application's may run. */
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

  /** Subscribers that the application writes: it may ask them for more from wherever it likes. */
  private static final List<String> ASKED_BY_APPLICATION =
      List.of("BaseSubscriber", "StrictSubscriber");

  /** Sources that run the application's code when they are asked for more. */
  private static final List<String> ASKING_APPLICATION =
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
        points.add(in(source).method(method, SUBSCRIBER).optional().hook(own("SourceHook")));
      }
    }
    points.add(
        in(PUBLISHER + "Operators")
            .method("restoreContextOnSubscriberIfPublisherNonInternal", ANY_PUBLISHER, SUBSCRIBER)
            .optional()
            .hook(own("BoundaryHook")));
    for (String signal : SIGNALS) {
      points.add(HookPoint.onDemand(SUBSCRIBER).method(signal).hook(own("SignalHook")));
    }
    for (String task : TASKS) {
      points.add(in(PUBLISHER + task).constructor().optional().hook(own("SubscriptionHook")));
      points.add(in(PUBLISHER + task).method("run").optional().hook(own("SignalHook")));
    }
    for (String subscriber : ASKED_BY_APPLICATION) {
      points.add(in(PUBLISHER + subscriber).method("onSubscribe").hook(own("SubscriptionHook")));
      addDemands(points, PUBLISHER + subscriber);
    }
    for (String source : ASKING_APPLICATION) {
      points.add(in(PUBLISHER + source).constructor().hook(own("SubscriptionHook")));
      addDemands(points, PUBLISHER + source);
    }
    return points;
  }

  private static void addDemands(List<HookPoint> points, String className) {
    points.add(in(className).method("request", "long").hook(own("SignalHook")));
    points.add(in(className).method("cancel").hook(own("SignalHook")));
  }

  private static HookPoint.Builder in(String className) {
    return HookPoint.inClass(className);
  }

  private static String own(String className) {
    return ReactorModule.class.getPackageName() + "." + className;
  }
}
