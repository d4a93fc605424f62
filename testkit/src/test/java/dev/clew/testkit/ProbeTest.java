// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProbeTest {
  /** A class of a library. */
  public static class Request {
    private final String text;

    Request(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }

  @Test
  void like_isASubclassWithTheSameState() {
    Request own = Probe.like(new Request("Rome"));

    assertThat(own.getClass()).isNotEqualTo(Request.class);
    assertThat(own.text()).isEqualTo("Rome");
  }

  @Test
  void like_ofAProbe_isThatProbe() {
    Request own = Probe.like(new Request("Rome"));

    assertThat(Probe.like(own)).isSameAs(own);
  }

  @Test
  void callByATest_isNotClews() {
    Probe.like(new Request("Rome")).text();

    assertThat(Probe.calls()).isEmpty();
  }
}
