// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit.library;

/** Loaded with the first greeting. */
final class Politeness {
  String prefix() {
    return "Dear ";
  }
}
