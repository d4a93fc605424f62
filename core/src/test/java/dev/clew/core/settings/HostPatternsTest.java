// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostPatternsTest {
  @ParameterizedTest
  @CsvSource({
    "orders.example.com, orders.example.com, true",
    "Orders.example.com, ORDERS.EXAMPLE.COM, true",
    "orders.example.com, xorders.example.com, false",
    "orders.example.com, orders-example.com, false",
    "*.example.com, a.b.example.com, true",
    "*.example.com, example.com, false",
    "10.0.*, 10.0.3.4, true",
    "10.0.*, 10.1.3.4, false",
    "a*b*c, axxbyyc, true",
    "a*b*c, axxcyyb, false",
    "*, anything, true",
    "[::1], [::1], true"
  })
  void star_standsForAnyText(String pattern, String host, boolean matches) {
    assertThat(new HostPatterns(List.of(pattern)).matches(host)).isEqualTo(matches);
  }

  @Test
  void noPattern_meansNoHost() {
    assertThat(new HostPatterns(List.of()).matches("localhost")).isFalse();
  }

  @Test
  void url_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HostPatterns(List.of("https://orders.example.com/")))
        .withMessageContaining("https://orders.example.com/");
  }
}
