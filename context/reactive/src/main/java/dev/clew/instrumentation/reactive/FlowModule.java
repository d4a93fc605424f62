// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.reactive;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.hook.Library;
import java.util.List;

/**
 * {@code java.util.concurrent.SubmissionPublisher}, the JDK's own reactive publisher. Its tasks are
 * made by whoever submits an item, and go on with what others submitted meanwhile.
 */
public final class FlowModule implements InstrumentationModule {
  private static final String SUBSCRIPTION =
      "java.util.concurrent.SubmissionPublisher$BufferedSubscription";

  @Override
  public String name() {
    return "flow";
  }

  @Override
  public Library library() {
    return new Library("the JDK", "17 to 25", List.of());
  }

  @Override
  public List<HookPoint> hookPoints() {
    return List.of(
        HookPoint.inClass(SUBSCRIPTION).whenInUse().constructor().hook(own("SubscriptionHook")),
        HookPoint.inClass(SUBSCRIPTION).whenInUse().method("consume").hook(own("SignalHook")));
  }

  private static String own(String className) {
    return FlowModule.class.getPackageName() + "." + className;
  }
}
