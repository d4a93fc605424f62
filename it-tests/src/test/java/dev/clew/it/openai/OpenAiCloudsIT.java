// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.openai;

import static dev.clew.it.openai.ProviderBodies.chat;
import static dev.clew.it.openai.ProviderBodies.message;
import static dev.clew.it.openai.ProviderBodies.response;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.it.harness.Application;
import dev.clew.it.harness.Comparison;
import dev.clew.it.harness.Jdk;
import dev.clew.it.harness.LibraryClasspath;
import dev.clew.it.harness.TracedRun;
import dev.clew.it.harness.TracedSpan;
import dev.clew.it.openai.FakeProvider.Script;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Azure and Bedrock: their hosts are recognised and nothing about the requests changes.
 *
 * <p>The test's provider acts as an HTTP proxy, so it records full URLs.
 */
@ParameterizedClass
@MethodSource("versions")
class OpenAiCloudsIT {
  private static TracedRun run;

  @Parameter String version;

  static List<String> versions() {
    return LibraryClasspath.newestOf("3.7.1", LibraryClasspath.NEWEST_OPENAI_JAVA);
  }

  @BeforeParameterizedClassInvocation
  static void runOnce(String version) {
    Application app =
        Application.compile(
                Stream.concat(Stream.of("openai-clouds"), SurfacesTree.sources(version).stream())
                    .toList(),
                LibraryClasspath.of("com.openai:openai-java:" + version))
            .withMain("app.Clouds");
    run = Comparison.of(Jdk.running(), app).provider(OpenAiCloudsIT::provider).run();
  }

  private static FakeProvider provider() {
    Script script = new Script();
    script.json("azure-response", response("resp_azure", message("Fine.")));
    script.json("azure-embedding", ProviderBodies.embeddings());
    for (String way : List.of("key", "version", "unified", "legacy-mode", "gateway", "token")) {
      script.json("azure-" + way, chat("Hello from Azure"));
    }
    script.json("bedrock", chat("Hello from Bedrock"));
    return FakeProvider.start(script);
  }

  @ParameterizedTest
  @CsvSource({
    "azure-key, azure.ai.openai, http://travel.openai.azure.com",
    "azure-version, azure.ai.openai, http://travel.openai.azure.com",
    "azure-unified, azure.ai.openai, http://travel.openai.azure.com/openai/v1",
    "azure-legacy-mode, azure.ai.openai, http://travel.openai.azure.com",
    "azure-gateway, azure.ai.openai, http://gateway.example.com/models",
    "azure-token, azure.ai.openai, http://travel.openai.azure.com",
    "azure-response, azure.ai.openai, http://travel.openai.azure.com/openai/v1",
    "bedrock, aws.bedrock, http://bedrock-runtime.us-east-1.amazonaws.com/openai/v1",
  })
  void call_recordsModelAndHost(String way, String provider, String address) {
    TracedSpan span = span(way);

    assertThat(span.details().path("provider").asText()).isEqualTo(provider);
    assertThat(span.details().path("server_address").asText()).isEqualTo(address);
    assertThat(span.tokens()).isNotEqualTo("?+?");
  }

  @Test
  void embedding_saysWhoAnswered() {
    assertThat(span("azure-embedding").details().path("provider").asText())
        .isEqualTo("azure.ai.openai");
  }

  @Test
  void requests_wentToTheHostsOfTheClouds() {
    assertThat(run.requests())
        .hasSize(9)
        .allMatch(request -> request.path().matches("http://(travel|gateway|bedrock).*"));
  }

  private static TracedSpan span(String way) {
    return SurfacesTree.of(run, way).spans().get(0);
  }
}
