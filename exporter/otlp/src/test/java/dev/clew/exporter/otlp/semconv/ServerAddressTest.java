// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.otlp.semconv;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ServerAddressTest {
  @Test
  void url_hasAHostAndAPort() {
    assertThat(ServerAddress.of("https://api.openai.com/v1"))
        .isEqualTo(new ServerAddress("api.openai.com", 443));
    assertThat(ServerAddress.of("http://localhost/v1"))
        .isEqualTo(new ServerAddress("localhost", 80));
    assertThat(ServerAddress.of("http://localhost:8080"))
        .isEqualTo(new ServerAddress("localhost", 8080));
    assertThat(ServerAddress.of("ws://localhost/v1"))
        .isEqualTo(new ServerAddress("localhost", null));
  }

  @Test
  void sameUrlAgain_isParsedOnce() {
    ServerAddress first = ServerAddress.of("http://one.example/v1");

    assertThat(ServerAddress.of("http://one.example/v1")).isSameAs(first);
    assertThat(ServerAddress.of("http://two.example/v1"))
        .isEqualTo(new ServerAddress("two.example", 80));
  }

  @Test
  void whatIsNoUrl_hasNoAddress() {
    assertThat(ServerAddress.of(null)).isNull();
    assertThat(ServerAddress.of("")).isNull();
    assertThat(ServerAddress.of("not a url")).isNull();
    assertThat(ServerAddress.of("jdbc:whatever")).isNull();
  }
}
