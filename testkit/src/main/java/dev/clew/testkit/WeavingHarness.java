// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit;

import java.lang.instrument.ClassFileTransformer;
import java.lang.invoke.MethodHandle;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The weaver as seen by the testkit across class loaders; see {@link WeaverLoader}.
 *
 * <p>Public only for that purpose: tests use {@link WeavingExtension}.
 */
public interface WeavingHarness {
  /** Returns the internal names of the classes to weave. */
  Set<String> classNames();

  /** Returns whether a loaded class has to be woven for another reason than its name. */
  boolean selects(Class<?> loaded);

  /** Weaves the classes that are woven only once a library is in use. */
  void noteUse();

  /** Returns the transformer. */
  ClassFileTransformer transformer();

  /** Returns the handle that a woven class calls, or null if its hook cannot be created. */
  @Nullable MethodHandle link(String hookId, String phase, Class<?> woven)
      throws ReflectiveOperationException;
}
