// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave.select;

import java.util.Set;

/** Finds those supertypes of a class that selections name. */
@FunctionalInterface
public interface Supertypes {
  /** Returns internal names, also that of the class itself if a selection names it. */
  Set<String> rootsOf(String internalName, byte[] classFile, ClassLoader loader);
}
