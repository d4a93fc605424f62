// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.IllegalClassFormatException;
import java.security.ProtectionDomain;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks up the name of every loading class in a set until one matches; from then on, classes are
 * passed to the weaver.
 *
 * <p>A JVM in which nothing matches pays one hash lookup per class and nothing else.
 */
final class Gate implements ClassFileTransformer {
  private static final String EXTENSION_THREAD = "clew-extension";

  private final Set<String> hookedClasses;
  private final boolean annotations;
  private final Activation activation;
  private volatile @Nullable ClassFileTransformer weaver;

  /**
   * Creates a closed gate.
   *
   * @param annotations whether classes with Clew's annotations open it, too
   */
  Gate(Set<String> hookedClasses, boolean annotations, Activation activation) {
    this.hookedClasses = hookedClasses;
    this.annotations = annotations;
    this.activation = activation;
  }

  /** Returns whether the class {@code internalName} is hooked. */
  boolean hooks(String internalName) {
    return hookedClasses.contains(internalName) || activation.hooks(internalName);
  }

  /** Returns whether a loaded class has to be woven. */
  boolean hooks(Class<?> loaded) {
    return hooks(loaded.getName().replace('.', '/')) || activation.selects(loaded);
  }

  /** Starts the agent without waiting for a match. */
  void open() {
    weaver = activation.weaver();
    activation.opened();
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable Module module,
      @Nullable ClassLoader loader,
      @Nullable String internalName,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] classFile)
      throws IllegalClassFormatException {
    ClassFileTransformer opened = weaver;
    if (opened == null) {
      if (internalName == null
          || !(hookedClasses.contains(internalName)
              || (annotations && loader != null && OwnCode.isAnnotated(classFile)))) {
        return null;
      }
      if (Thread.currentThread().getName().equals(EXTENSION_THREAD)) {
        return null; // the thread that starts the weaver is waiting for this one
      }
      open();
      opened = weaver;
      if (opened == null) {
        return null;
      }
    }
    return opened.transform(module, loader, internalName, redefined, domain, classFile);
  }
}
