// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.testkit.LibraryVersion;
import dev.clew.testkit.WeavingExtension;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@FieldSource("dev.clew.instrumentation.mcp.McpClientTest#VERSIONS")
class McpServerTest {
  @RegisterExtension static final WeavingExtension weaving = WeavingExtension.of(new McpModule());

  @Parameter LibraryVersion version;

  @ParameterizedTest
  @ValueSource(strings = {"sync", "async"})
  @SuppressWarnings("unchecked")
  void spanOfTheClient_isTheParentOfWhatItsToolDoes(String kind) throws Exception {
    UnaryOperator<String> serving = version.load(UnaryOperator.class, ServingTools.class);

    assertThat(serving.apply(kind))
        .isEqualTo("b7ad6b7169203331 in 0af7651916cd43dd8448eb211c80319c, then none");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sync", "async"})
  @SuppressWarnings("unchecked")
  void spanOfTheClient_isTheParentOfWhatAToolWithoutSessionsDoes(String kind) throws Exception {
    UnaryOperator<String> serving = version.load(UnaryOperator.class, ServingStateless.class);

    assertThat(serving.apply(kind))
        .isEqualTo("b7ad6b7169203331 in 0af7651916cd43dd8448eb211c80319c, then none");
  }
}
