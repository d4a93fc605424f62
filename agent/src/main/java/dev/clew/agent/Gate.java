// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.IllegalClassFormatException;
import java.security.ProtectionDomain;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks every class that loads up in a set of names, until one hits; from then on the weaver is
 * asked.
 *
 * <p>A JVM whose classes never hit pays for one hash look-up per class and for nothing else of
 * Clew.
 */
final class Gate implements ClassFileTransformer {
  private static final String EXTENSION_THREAD = "clew-extension";

  private final Set<String> hookedClasses;
  private final Activation activation;
  private volatile @Nullable ClassFileTransformer weaver;

  Gate(Set<String> hookedClasses, Activation activation) {
    this.hookedClasses = hookedClasses;
    this.activation = activation;
  }

  /** Tells whether {@code internalName} is of interest. */
  boolean hooks(String internalName) {
    return hookedClasses.contains(internalName) || activation.hooks(internalName);
  }

  /** Activates the agent without waiting for a hit. */
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
      if (internalName == null || !hookedClasses.contains(internalName)) {
        return null;
      }
      if (Thread.currentThread().getName().equals(EXTENSION_THREAD)) {
        return null; // whoever starts the weaver waits for this thread
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
