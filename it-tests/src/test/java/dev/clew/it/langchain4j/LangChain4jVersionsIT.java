// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.examples.modelserver.Reply;
import dev.clew.examples.modelserver.Usage;
import dev.clew.it.harness.Application;
import dev.clew.it.harness.Comparison;
import dev.clew.it.harness.Jdk;
import dev.clew.it.harness.LibraryClasspath;
import dev.clew.it.harness.ScriptedModel;
import dev.clew.it.harness.TracedRun;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same application with every supported version of LangChain4j, and with one that is too old.
 */
class LangChain4jVersionsIT {
  /** Versions before the latest, which has its own test. */
  static List<String> earlierVersions() {
    List<String> all = LibraryClasspath.versions("langchain4j");
    return all.subList(0, all.size() - 1);
  }

  @ParameterizedTest
  @MethodSource("earlierVersions")
  void version_isTraced(String version) {
    TracedRun run =
        Comparison.of(Jdk.running(), LangChain4jIT.application(version))
            .model(LangChain4jIT.MODEL)
            .run();

    // Error messages differ between versions.
    assertThat(run.traces().describe().replaceAll(" ERROR .*", " ERROR"))
        .isEqualTo(
            """
            generation chat gpt-4o
            generation chat gpt-4o ERROR
            generation chat OwnModels$Echo
            generation chat OwnModels$Shout
            generation chat OwnModels$Broken ERROR
            generation chat gpt-4o (streamed)
            generation chat gpt-4o (streamed, no chunk) ERROR
            agent Assistant.answer
              generation chat gpt-4o
              function fare
              function seats ERROR
              generation chat gpt-4o
            agent Assistant.answer
              generation chat gpt-4o
              function fare
              function fare
              generation chat gpt-4o
            agent Assistant.answer
              generation chat gpt-4o
              function translate
                handoff Assistant.answer → Translator.translate
                agent Translator.translate
                  generation chat gpt-4o
              generation chat gpt-4o
            agent Assistant.answer
              generation chat gpt-4o
              function seatMap
              generation chat gpt-4o
            agent Writer.write
              generation chat gpt-4o (TOOL CALL)
              function fare
              function seatMap
              generation chat gpt-4o (streamed)
            agent Assistant.answer ERROR
              generation chat gpt-4o ERROR
            """
                // 1.0.0 does not pass the chunks of a tool call to its handler.
                .replace(
                    "(TOOL CALL)",
                    version.equals("1.0.0") ? "(streamed, no chunk)" : "(streamed)"));
  }

  @Test
  void latestVersion_isTheOneTheHooksAreCompiledAgainst() {
    assertThat(LibraryClasspath.versions("langchain4j"))
        .last()
        .isEqualTo(System.getProperty("it.langchain4j.version"));
  }

  @Test
  void overTheSdkOfOpenAi_oneCallIsOneGeneration() {
    Application app =
        Application.compile(
            "langchain4j-official",
            LibraryClasspath.of("dev.langchain4j:langchain4j-open-ai-official:1.11.0-beta19"));
    ScriptedModel model =
        new ScriptedModel()
            .on("whole", Reply.text("all of it").usage(Usage.of(120, 31).withCached(64)))
            .on("failing", Reply.error(429, "Rate limit reached"))
            .on("streamed", Reply.text("in three pieces"));

    TracedRun run = Comparison.of(Jdk.running(), app).model(model).run();

    assertThat(run.traces().describe())
        .isEqualTo(
            """
            generation chat gpt-4o
            generation chat gpt-4o ERROR com.openai.errors.RateLimitException: 429: Rate limit reached
            generation chat gpt-4o (streamed)
            """);
    assertThat(run.traces().trees().get(0).only("generation").tokens()).isEqualTo("120+31");
  }

  @Test
  void versionThatIsTooOld_isNamedInOneLineAndWorksAsBefore() {
    Application app =
        Application.compile(
            "langchain4j-old",
            LibraryClasspath.of(
                "dev.langchain4j:langchain4j:0.36.2",
                "dev.langchain4j:langchain4j-open-ai:0.36.2"));
    ScriptedModel model =
        new ScriptedModel()
            .on("fare", Reply.toolCall("fare", "{\"arg0\":\"Rome\"}"), Reply.text("189 EUR"));

    TracedRun run =
        Comparison.of(Jdk.running(), app)
            .model(model)
            .run(
                List.of(
                    "warning: LangChain4j 0.36.2 does not match clew-agent.jar, which supports"
                        + " 1.0.0 to 1.19.0: it lacks class"
                        + " dev.langchain4j.model.chat.ChatModel; it is not traced"));

    assertThat(run.traces().trees()).isEmpty();
    assertThat(run.exit().code()).isEqualTo(3);
  }
}
