// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.value;

/** The objects whose methods are called, by their classes. */
public final class ReceiverNames {
  private static final String LAMBDA = "$$Lambda";

  private ReceiverNames() {}

  /** Returns whether an object is a proxy of the JDK, CDI or Spring, which passes calls on. */
  public static boolean isProxy(Object receiver) {
    String name = receiver.getClass().getName();
    return name.contains("$Proxy")
        || name.contains("_ClientProxy")
        || name.contains("$$SpringCGLIB$$");
  }

  /** Returns whether the class of {@code receiver} is one that no agent ever gets to see. */
  public static boolean isLambda(Object receiver) {
    return receiver.getClass().isHidden();
  }

  /** Returns the class of {@code receiver} without its package, the same in each run. */
  public static String name(Object receiver) {
    String name = receiver.getClass().getName();
    int lambda = name.indexOf(LAMBDA);
    String stable = lambda < 0 ? name : name.substring(0, lambda) + " lambda";
    return stable.substring(stable.lastIndexOf('.') + 1);
  }
}
