// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.testkit.LibraryVersion;
import dev.clew.testkit.WeavingExtension;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.FieldSource;

@ParameterizedClass
@FieldSource("VERSIONS")
class VertxTest {
  static final List<LibraryVersion> VERSIONS = LibraryVersion.supportedBy(new VertxModule());

  @RegisterExtension static final WeavingExtension weaving = WeavingExtension.of(new VertxModule());

  @Parameter LibraryVersion version;

  @Test
  void parentThatArrives_isCurrentInTheHandlerAndWhenTheBodyHasCome() throws Exception {
    assertThat(version.load(Callable.class, ServingVertx.class).call())
        .isEqualTo(
            List.of(
                "handled b7ad6b7169203331", "read b7ad6b7169203331", "handled none", "read none"));
  }

  @Test
  void parentThatArrivesOverHttp2_isCurrentInTheHandlerAndWhenTheBodyHasCome() throws Exception {
    assertThat(version.load(Callable.class, ServingHttp2.class).call())
        .isEqualTo(
            List.of(
                "handled b7ad6b7169203331", "read b7ad6b7169203331", "handled none", "read none"));
  }
}
