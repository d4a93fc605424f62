// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.value;

/** Classifies and names receivers of hooked calls by their classes. */
public final class ReceiverNames {
  private static final String LAMBDA = "$$Lambda";

  private ReceiverNames() {}

  /** Returns whether an object is a JDK, CDI or Spring proxy, which delegates calls. */
  public static boolean isProxy(Object receiver) {
    String name = receiver.getClass().getName();
    return name.contains("$Proxy")
        || name.contains("_ClientProxy")
        || name.contains("$$SpringCGLIB$$");
  }

  /** Returns whether the class of {@code receiver} is hidden, so that agents never see it. */
  public static boolean isLambda(Object receiver) {
    return receiver.getClass().isHidden();
  }

  /** Returns the class name of {@code receiver} without package, stable across runs. */
  public static String name(Object receiver) {
    String name = receiver.getClass().getName();
    int lambda = name.indexOf(LAMBDA);
    String stable = lambda < 0 ? name : name.substring(0, lambda) + " lambda";
    return stable.substring(stable.lastIndexOf('.') + 1);
  }
}
