// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.hook;

import java.util.Objects;

/**
 * An artifact of a library that an application may lack, with its own versions.
 *
 * <p>Its hook points are checked separately: none of them is missed unless the part's first class
 * is there, and one that does not match does not affect the rest of the library.
 *
 * @param library the artifact, such as {@code langchain4j-agentic}
 * @param packageName the package that only this artifact uses; hook points in it and its
 *     subpackages belong to the part
 */
public record LibraryPart(Library library, String packageName) {
  public LibraryPart {
    Objects.requireNonNull(library, "the library of a part is null");
    Objects.requireNonNull(packageName, "the package of a part is null");
  }

  /** Returns whether the class is in the part's package or a subpackage. */
  public boolean contains(String className) {
    return className.startsWith(packageName + ".");
  }
}
