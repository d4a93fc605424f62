// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.reactive;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.hook.Library;
import java.util.ArrayList;
import java.util.List;

/** RxJava 3. */
public final class RxJavaModule implements InstrumentationModule {
  private static final String RX = "io.reactivex.rxjava3.";
  private static final String OPERATORS = RX + "internal.operators.";

  /** Sources that emit when someone else does, or on a scheduler's thread. */
  private static final List<String> SOURCES =
      List.of(
          OPERATORS + "completable.CompletableCache",
          OPERATORS + "completable.CompletableCreate",
          OPERATORS + "completable.CompletableFromPublisher",
          OPERATORS + "completable.CompletableFromUnsafeSource",
          OPERATORS + "completable.CompletableObserveOn",
          OPERATORS + "completable.CompletableSubscribeOn",
          OPERATORS + "flowable.FlowableCache",
          OPERATORS + "flowable.FlowableCreate",
          OPERATORS + "flowable.FlowableFromPublisher",
          OPERATORS + "flowable.FlowableObserveOn",
          OPERATORS + "flowable.FlowablePublish",
          OPERATORS + "flowable.FlowableReplay",
          OPERATORS + "flowable.FlowableSubscribeOn",
          OPERATORS + "maybe.MaybeCache",
          OPERATORS + "maybe.MaybeCreate",
          OPERATORS + "maybe.MaybeObserveOn",
          OPERATORS + "maybe.MaybeSubscribeOn",
          OPERATORS + "maybe.MaybeUnsafeCreate",
          OPERATORS + "observable.ObservableCache",
          OPERATORS + "observable.ObservableCreate",
          OPERATORS + "observable.ObservableFromPublisher",
          OPERATORS + "observable.ObservableFromUnsafeSource",
          OPERATORS + "observable.ObservableObserveOn",
          OPERATORS + "observable.ObservablePublish",
          OPERATORS + "observable.ObservableReplay",
          OPERATORS + "observable.ObservableSubscribeOn",
          OPERATORS + "single.SingleCache",
          OPERATORS + "single.SingleCreate",
          OPERATORS + "single.SingleFromPublisher",
          OPERATORS + "single.SingleFromUnsafeSource",
          OPERATORS + "single.SingleObserveOn",
          OPERATORS + "single.SingleSubscribeOn",
          RX + "processors.AsyncProcessor",
          RX + "processors.BehaviorProcessor",
          RX + "processors.MulticastProcessor",
          RX + "processors.PublishProcessor",
          RX + "processors.ReplayProcessor",
          RX + "processors.UnicastProcessor",
          RX + "subjects.AsyncSubject",
          RX + "subjects.BehaviorSubject",
          RX + "subjects.CompletableSubject",
          RX + "subjects.MaybeSubject",
          RX + "subjects.PublishSubject",
          RX + "subjects.ReplaySubject",
          RX + "subjects.SingleSubject",
          RX + "subjects.UnicastSubject");

  /**
   * Operators that continue in a task, which may run on a scheduler with the application's threads.
   */
  private static final List<String> TASKS =
      List.of(
          "completable.CompletableSubscribeOn$SubscribeOnObserver",
          "flowable.FlowableObserveOn$BaseObserveOnSubscriber",
          "flowable.FlowableSubscribeOn$SubscribeOnSubscriber",
          "maybe.MaybeSubscribeOn$SubscribeTask",
          "observable.ObservableObserveOn$ObserveOnObserver",
          "observable.ObservableSubscribeOn$SubscribeTask",
          "parallel.ParallelRunOn$RunOnConditionalSubscriber",
          "parallel.ParallelRunOn$RunOnSubscriber",
          "single.SingleSubscribeOn$SubscribeOnObserver");

  private static final List<String> SUBSCRIBERS =
      List.of(
          "CompletableObserver",
          "FlowableSubscriber",
          "MaybeObserver",
          "Observer",
          "SingleObserver");

  private static final List<String> SIGNALS =
      List.of("onSubscribe", "onNext", "onSuccess", "onError", "onComplete");

  @Override
  public String name() {
    return "rxjava";
  }

  @Override
  public Library library() {
    return new Library("RxJava", "3.0.0 to 3.1.12", List.of("io.reactivex.rxjava3.core.Flowable"));
  }

  @Override
  public boolean activates() {
    return false;
  }

  @Override
  public List<HookPoint> hookPoints() {
    List<HookPoint> points = new ArrayList<>();
    for (String source : SOURCES) {
      points.add(
          in(source)
              .method("subscribeActual", HookPoint.ANY)
              .optional()
              .hook(hookClass("SourceHook")));
    }
    for (String task : TASKS) {
      points.add(in(OPERATORS + task).constructor().optional().hook(hookClass("SubscriptionHook")));
      points.add(in(OPERATORS + task).method("run").optional().hook(hookClass("SignalHook")));
    }
    for (String subscriber : SUBSCRIBERS) {
      for (String signal : SIGNALS) {
        points.add(
            HookPoint.onDemand(RX + "core." + subscriber)
                .method(signal)
                .hook(hookClass("SignalHook")));
      }
    }
    return points;
  }

  private static HookPoint.Builder in(String className) {
    return HookPoint.inClass(className);
  }

  private static String hookClass(String className) {
    return RxJavaModule.class.getPackageName() + "." + className;
  }
}
