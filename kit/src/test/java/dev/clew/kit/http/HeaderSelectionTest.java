// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HeaderSelectionTest {
  @Test
  void of_keepsTheNamedAndThoseOfThePrefix_inLowerCase() {
    Map<String, List<String>> received =
        Map.of(
            "Request-Id", List.of("req_1", "req_2"),
            "X-RateLimit-Left", List.of("9"),
            "Retry-After", List.of(),
            "Organization", List.of("secret"));
    HeaderSelection selection =
        new HeaderSelection("x-ratelimit-", Set.of("request-id", "retry-after"));

    assertThat(selection.of(received.keySet(), received::get))
        .isEqualTo(Map.of("request-id", "req_1", "x-ratelimit-left", "9"));
  }
}
