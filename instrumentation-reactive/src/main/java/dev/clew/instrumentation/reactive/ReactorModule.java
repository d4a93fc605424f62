// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.reactive;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.hook.Library;
import java.util.ArrayList;
import java.util.List;

/** Reactor. */
public final class ReactorModule implements InstrumentationModule {
  private static final String SUBSCRIBER = "reactor.core.CoreSubscriber";
  private static final String FLUX = "reactor.core.publisher.Flux";
  private static final String MONO = "reactor.core.publisher.Mono";

  /** Calls the application before there is a signal. */
  private static final String CALLABLE =
      "reactor.core.publisher.FluxSubscribeOnCallable$CallableSubscribeOnSubscription";

  private static final String ANY_SUBSCRIBER = "org.reactivestreams.Subscriber";

  @Override
  public String name() {
    return "reactor";
  }

  @Override
  public Library library() {
    return new Library("reactor-core", "3.4.0 to 3.8.8", List.of());
  }

  @Override
  public boolean activates() {
    return false;
  }

  @Override
  public List<HookPoint> hookPoints() {
    List<HookPoint> points = new ArrayList<>();
    points.add(subscribers(FLUX).constructor().hook(own("NewSubscriberHook")));
    points.add(subscribers(MONO).constructor().hook(own("NewSubscriberHook")));
    for (String signal : List.of("onNext", "onError", "onComplete", "request", "cancel", "run")) {
      points.add(subscribers(FLUX).method(signal).hook(own("SignalHook")));
    }
    for (String publisher : List.of(FLUX, MONO)) {
      points.add(
          HookPoint.inClass(publisher)
              .method("subscribe", ANY_SUBSCRIBER)
              .hook(own("SubscribeHook")));
    }
    points.add(HookPoint.inClass(CALLABLE).constructor().hook(own("NewSubscriberHook")));
    points.add(HookPoint.inClass(CALLABLE).method("run").hook(own("SignalHook")));
    return points;
  }

  private static HookPoint.Builder subscribers(String companion) {
    return HookPoint.inImplementations(SUBSCRIBER, companion);
  }

  private static String own(String className) {
    return ReactorModule.class.getPackageName() + "." + className;
  }
}
