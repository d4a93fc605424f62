// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.web;

import java.util.EnumSet;
import java.util.Set;

/** Who asks. */
public record User(String name, Set<Right> rights) {

  /** Where no token is needed, or only one. */
  static final User ANYBODY = new User("-", EnumSet.allOf(Right.class));

  boolean may(Right right) {
    return rights.contains(right);
  }
}
