// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.reactornetty;

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
@FieldSource("dev.clew.instrumentation.reactornetty.ReactorNettyClientTest#VERSIONS")
class ReactorNettyServerTest {
  private static final String PARENT = "b7ad6b7169203331";

  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new ReactorNettyServerModule());

  @Parameter LibraryVersion version;

  @Test
  void parentThatArrives_isCurrentInTheHandlerAndWhenTheBodyHasCome() throws Exception {
    assertThat(version.load(Callable.class, ServingReactorNetty.class).call())
        .isEqualTo(
            List.of(
                "assembled " + PARENT,
                "subscribed " + PARENT,
                "read " + PARENT,
                "assembled none",
                "subscribed none",
                "read none"));
  }

  @Test
  void parentThatArrives_isCurrentInHandlersOfWebFlux() throws Exception {
    assertThat(version.load(Callable.class, ServingWebFlux.class).call())
        .isEqualTo(List.of("routed " + PARENT, "read " + PARENT, "routed none", "read none"));
  }
}
