// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave.sample;

import org.assertj.core.api.Assertions;

/** Refers to a library that the application lacks. */
final class UnlinkableValue {
  @Override
  public String toString() {
    return String.valueOf(Assertions.assertThat("x"));
  }
}
