// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit.library;

/** The library that is woven. */
public final class Greeter {
  public String greet(String name) {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("nobody to greet");
    }
    return new Politeness().prefix() + name;
  }
}
