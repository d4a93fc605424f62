// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AccessorsTest {
  /** What a library shows of an object. */
  public interface Named {
    String name();
  }

  private static class Hidden implements Named {
    @Override
    public String name() {
      return "hidden";
    }
  }

  private static final class HiddenTwice extends Hidden {}

  @Test
  void read_ofAHiddenClass_callsWhatItsPublicTypesDeclare() {
    assertThat(Accessors.read(new Hidden(), "name")).isEqualTo("hidden");
    assertThat(Accessors.read(new HiddenTwice(), "name")).isEqualTo("hidden");
  }

  @Test
  void read_ofWhatNoTypeDeclares_isNull() {
    assertThat(Accessors.read(new Hidden(), "absent")).isNull();
  }
}
