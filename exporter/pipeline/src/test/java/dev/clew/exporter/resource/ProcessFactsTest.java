// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessFactsTest {
  private static final String ID = "0123456789abcdef".repeat(4);

  @ParameterizedTest
  @CsvSource({
    "com.example.Main --password=x, Main",
    "/opt/my apps/travel-desk-1.2.0-SNAPSHOT.jar --key sk, travel-desk",
    "app.jar, app",
    "C:\\apps\\desk.jar, desk",
    "com.example.module/com.example.Main, Main",
    "Main, Main"
  })
  void program_isNamedAfterItsJarOrClass_neverItsArguments(String command, String name) {
    assertThat(MainProgram.name(command)).isEqualTo(name);
  }

  @Test
  void program_ofWhichNothingIsKnown_isUnknown() {
    assertThat(MainProgram.name(null)).isEqualTo("unknown_service:java");
    assertThat(MainProgram.name(" ")).isEqualTo("unknown_service:java");
  }

  @Test
  void container_isFoundInEitherVersionOfControlGroups() {
    assertThat(ContainerId.of(List.of("12:pids:/docker/" + ID), List.of())).isEqualTo(ID);
    assertThat(ContainerId.of(List.of("1:name=/kubepods/pod7/cri-" + ID + ".scope"), List.of()))
        .isEqualTo(ID);
    assertThat(
            ContainerId.of(
                List.of("0::/"),
                List.of(
                    "606 590 254:1 /var/lib/docker/containers/" + ID + "/hostname /etc/hostname")))
        .isEqualTo(ID);
  }

  @Test
  void process_outsideOfAContainer_hasNone() {
    assertThat(ContainerId.of(List.of("0::/user.slice"), List.of("24 1 8:1 / / rw"))).isNull();
  }
}
