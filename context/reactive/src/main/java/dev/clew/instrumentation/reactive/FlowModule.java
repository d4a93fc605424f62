// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.reactive;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.hook.Library;
import java.util.List;

/**
 * {@code java.util.concurrent.SubmissionPublisher}, the JDK's own reactive publisher. Its tasks are
 * created by whoever submits an item, and continue with items that others have submitted meanwhile.
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
        HookPoint.inClass(SUBSCRIPTION)
            .afterFirstUse()
            .constructor()
            .hook(hookClass("SubscriptionHook")),
        HookPoint.inClass(SUBSCRIPTION)
            .afterFirstUse()
            .method("consume")
            .hook(hookClass("SignalHook")));
  }

  private static String hookClass(String className) {
    return FlowModule.class.getPackageName() + "." + className;
  }
}
