// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.reactive;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.hook.Library;
import java.util.ArrayList;
import java.util.List;

/** SmallRye Mutiny. */
public final class MutinyModule implements InstrumentationModule {
  private static final String MUTINY = "io.smallrye.mutiny.";
  private static final String UNI = MUTINY + "operators.uni.";
  private static final String MULTI = MUTINY + "operators.multi.";
  private static final String SUBSCRIBE = "subscribe";
  private static final String UNI_SUBSCRIBER = MUTINY + "subscription.UniSubscriber";
  private static final String MULTI_SUBSCRIBER = MUTINY + "subscription.MultiSubscriber";

  /** Sources that emit when someone else does, or on an executor's thread. */
  private static final List<String> UNI_SOURCES =
      List.of(
          UNI + "builders.UniCreateFromEmitterWithState",
          UNI + "builders.UniCreateFromPublisher",
          UNI + "builders.UniCreateWithEmitter",
          UNI + "UniDelayOnItem",
          UNI + "UniEmitOn",
          UNI + "UniMemoizeOp",
          UNI + "UniRunSubscribeOn");

  private static final List<String> MULTI_SOURCES =
      List.of(
          // Multi.createFrom() wraps others' publishers in these, safe and not.
          MUTINY + "groups.MultiCreate$1",
          MUTINY + "groups.MultiCreate$2",
          MULTI + "builders.EmitterBasedMulti",
          MULTI + "multicast.MultiPublishOp",
          MULTI + "processors.BroadcastProcessor",
          MULTI + "processors.UnicastProcessor",
          MULTI + "replay.ReplayOperator",
          MULTI + "MultiCacheOp",
          MULTI + "MultiEmitOnOp",
          MULTI + "MultiSubscribeOnOp");

  private static final String ON_EXECUTOR = MULTI + "MultiSubscribeOnOp$SubscribeOnProcessor";
  private static final String GENERATOR =
      MULTI + "builders.GeneratorBasedMulti$GeneratorSubscription";

  @Override
  public String name() {
    return "mutiny";
  }

  @Override
  public Library library() {
    return new Library("mutiny", "1.0.0 to 3.0.1", List.of("io.smallrye.mutiny.Uni"));
  }

  @Override
  public boolean activates() {
    return false;
  }

  @Override
  public List<HookPoint> hookPoints() {
    List<HookPoint> points = new ArrayList<>();
    for (String source : UNI_SOURCES) {
      points.add(
          in(source).method(SUBSCRIBE, UNI_SUBSCRIBER).optional().hook(hookClass("SourceHook")));
    }
    for (String source : MULTI_SOURCES) {
      points.add(
          in(source).method(SUBSCRIBE, HookPoint.ANY).optional().hook(hookClass("SourceHook")));
    }
    for (String signal : List.of("onSubscribe", "onItem", "onFailure")) {
      points.add(HookPoint.onDemand(UNI_SUBSCRIBER).method(signal).hook(hookClass("SignalHook")));
    }
    for (String signal :
        List.of(
            "onSubscribe",
            "onItem",
            "onFailure",
            "onCompletion",
            "onNext",
            "onError",
            "onComplete")) {
      points.add(HookPoint.onDemand(MULTI_SUBSCRIBER).method(signal).hook(hookClass("SignalHook")));
    }
    addTasks(points);
    return points;
  }

  /**
   * Executors receive lambdas, which agents do not see, but the methods with their bodies can be
   * woven.
   */
  private static void addTasks(List<HookPoint> points) {
    points.add(
        in(UNI + "UniRunSubscribeOn")
            .method("lambda$subscribe$0", UNI_SUBSCRIBER)
            .optional()
            .hook(hookClass("ForSubscriberHook")));
    points.add(in(ON_EXECUTOR).constructor().optional().hook(hookClass("SubscriptionHook")));
    for (int i = 0; i < 2; i++) {
      for (String method : List.of("lambda$scheduleSubscription$", "lambda$request$")) {
        points.add(in(ON_EXECUTOR).method(method + i).optional().hook(hookClass("SignalHook")));
      }
    }
    points.add(in(GENERATOR).constructor().optional().hook(hookClass("SubscriptionHook")));
    points.add(in(GENERATOR).method("request", "long").optional().hook(hookClass("SignalHook")));
  }

  private static HookPoint.Builder in(String className) {
    return HookPoint.inClass(className);
  }

  private static String hookClass(String className) {
    return MutinyModule.class.getPackageName() + "." + className;
  }
}
