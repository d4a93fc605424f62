// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.hook;

import java.util.Objects;

/**
 * An artifact of a library that an application may lack, with versions of its own.
 *
 * <p>Where it is there, its hook points are held against it by itself: without its first class none
 * of them is missed, and one that does not match leaves the rest of the library alone.
 *
 * @param library the artifact, such as {@code langchain4j-agentic}
 * @param packageName the package that it has for itself; hook points in it and below belong to it
 */
public record LibraryPart(Library library, String packageName) {
  public LibraryPart {
    Objects.requireNonNull(library, "the library of a part is null");
    Objects.requireNonNull(packageName, "the package of a part is null");
  }

  /** Tells whether the class lies in the part's package or below. */
  public boolean contains(String className) {
    return className.startsWith(packageName + ".");
  }
}
