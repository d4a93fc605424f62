// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clew.examples.modelserver.Reply;
import dev.clew.examples.modelserver.Usage;
import dev.clew.it.extension.AgentExtension;
import dev.clew.it.harness.Application;
import dev.clew.it.harness.Comparison;
import dev.clew.it.harness.Jdk;
import dev.clew.it.harness.LibraryClasspath;
import dev.clew.it.harness.ScriptedModel;
import dev.clew.it.harness.TracedRun;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same application with every supported version of openai-java, and with one that is too old.
 */
class OpenAiVersionsIT {
  private static final ScriptedModel MODEL =
      new ScriptedModel()
          .on("plain", Reply.text("plain answer").usage(Usage.of(120, 31).withCached(64)))
          .on("streamed", Reply.text("an answer in pieces"))
          .on("async", Reply.text("async answer"))
          .on("failing", Reply.error(429, "Rate limit reached"));

  static List<String> versions() {
    return LibraryClasspath.versions("openai-java");
  }

  /** The lowest; what differs between the others is in {@link #version_isTracedOnEverySurface}. */
  static List<String> versionsOfBasics() {
    return LibraryClasspath.ALL_VERSIONS ? versions() : versions().subList(0, 1);
  }

  /** All but the newest, which {@link OpenAiSurfacesIT} has. */
  static List<String> versionsOfSurfaces() {
    return versions().subList(0, versions().size() - 1);
  }

  @ParameterizedTest
  @MethodSource("versionsOfBasics")
  void version_isTraced(String version) {
    TracedRun run = Comparison.of(Jdk.running(), app("openai-basics", version)).model(MODEL).run();

    assertThat(run.traces().describe())
        .isEqualTo(
            """
            generation chat gpt-4o
            generation chat gpt-4o (streamed)
            generation chat gpt-4o
            generation chat gpt-4o ERROR com.openai.errors.RateLimitException: 429: Rate limit reached
            """);
    assertThat(run.traces().trees().get(0).spans().get(0).tokens()).isEqualTo("120+31");
    assertThat(run.traces().about("an answer in pieces").spans()).hasSize(1);
    assertThat(run.exit().code()).isEqualTo(3);
  }

  @ParameterizedTest
  @MethodSource("versionsOfSurfaces")
  void version_isTracedOnEverySurface(String version) {
    Application app =
        Application.compile(
                SurfacesTree.sources(version),
                LibraryClasspath.of("com.openai:openai-java:" + version))
            .withMain(SurfacesTree.mainClass(version));
    Path extension = AgentExtension.jar(app);

    TracedRun run =
        Comparison.of(Jdk.running(), app)
            .provider(SurfacesScript::start)
            .tracing(jvm -> jvm.agent().option("-Dclew.extensions=" + extension))
            .run();

    assertThat(run.traces().describe()).isEqualTo(SurfacesTree.all(version));
    JsonNode attributes =
        SurfacesTree.of(run, "retried").only("generation").clew().path("attributes");
    assertThat(attributes.path("clew.retries").asInt()).isEqualTo(2);
    assertThat(attributes.path("http.response.status_code").asInt()).isEqualTo(200);
    assertThat(SurfacesTree.of(run, "response").only("response").tokens()).isEqualTo("36+87");
    for (String loop : List.of("chat-loop", "chat-loop-async", "response-loop")) {
      assertThat(SurfacesTree.of(run, loop).spans("function"))
          .extracting(span -> span.data().path("output").asText())
          .containsExactly("sunny", "two free", "booked {\"hotel\":\"Roma\"}");
    }
  }

  @Test
  void latestVersion_isTheOneTheHooksAreCompiledAgainst() {
    assertThat(versions())
        .last()
        .isEqualTo(System.getProperty("it.openai-java.version"))
        .isEqualTo(LibraryClasspath.NEWEST_OPENAI_JAVA);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          openai-old    | 0.31.0 | class com.openai.services.blocking.chat.ChatCompletionServiceImpl$WithRawResponseImpl; it is not traced
          openai-basics | 0.43.0 | method com.openai.core.ClientOptions.azureServiceVersion()Lcom/openai/azure/AzureOpenAIServiceVersion;; anything that depends on it is not traced
          """)
  void versionThatIsTooOld_isNamedInOneLineAndWorksAsBefore(
      String sources, String version, String lacking) {
    List<String> warnings =
        List.of(
            "warning: openai-java %s does not match clew-agent.jar, which supports 1.1.0 to 4.101.0: it lacks %s"
                .formatted(version, lacking));

    TracedRun run = Comparison.of(Jdk.running(), app(sources, version)).model(MODEL).run(warnings);

    assertThat(run.traces().trees()).isEmpty();
    assertThat(run.requests()).hasSizeGreaterThanOrEqualTo(2);
  }

  private static Application app(String name, String version) {
    return Application.compile(name, LibraryClasspath.of("com.openai:openai-java:" + version));
  }
}
