// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedHostsTest {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "localhost",
        "LOCALHOST:9464",
        "clew.localhost",
        "localhost.",
        "127.0.0.1",
        "127.0.0.1:9464",
        "192.168.0.7:80",
        "[::1]",
        "[::1]:9464",
        "[fe80::1%eth0]:9464"
      })
  void localhostAndAddresses_areAllowedEverywhere(String host) {
    assertThat(AllowedHosts.of("127.0.0.1", LOOPBACK, List.of()).allows(host)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example.com",
        "evil.example.com:9464",
        "localhost.evil.example.com",
        "127.0.0.1.evil.example.com",
        "localhost@evil.example.com",
        "localhost,evil.example.com",
        "notlocalhost",
        "127.0.0.1 evil",
        "[::1].evil.example.com",
        "2130706433",
        ""
      })
  void namesOfOthers_areRefused(String host) {
    assertThat(AllowedHosts.of("127.0.0.1", LOOPBACK, List.of()).allows(host)).isFalse();
  }

  @Test
  void nameToListenOn_isAllowed() {
    AllowedHosts hosts = AllowedHosts.of("Desk.internal", LOOPBACK, List.of());

    assertThat(hosts.allows("desk.internal:9464")).isTrue();
    assertThat(hosts.allows("other.internal")).isFalse();
  }

  @Test
  void furtherNames_areAllowedWithWhatIsBelowAStar() {
    AllowedHosts hosts =
        AllowedHosts.of("127.0.0.1", LOOPBACK, List.of("metrics.example.com", "*.Internal"));

    assertThat(hosts.allows("metrics.example.com")).isTrue();
    assertThat(hosts.allows("a.b.internal:80")).isTrue();
    assertThat(hosts.allows("x.metrics.example.com")).isFalse();
    assertThat(hosts.allows("internal")).isFalse();
    assertThat(hosts.allows("evilinternal")).isFalse();
  }

  @Test
  void serverThatIsOpenToTheNetwork_mayHaveAnyName() throws UnknownHostException {
    InetAddress everywhere = InetAddress.getByAddress(new byte[4]);

    assertThat(AllowedHosts.of("0.0.0.0", everywhere, List.of()).allows("desk.corp")).isTrue();
    assertThat(AllowedHosts.of("0.0.0.0", everywhere, List.of("a.corp")).allows("desk.corp"))
        .isFalse();
  }
}
