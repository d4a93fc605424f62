// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.frameworks;

import dev.clew.examples.modelserver.ChatRequest;
import dev.clew.examples.modelserver.ModelScript;
import dev.clew.examples.modelserver.Reply;
import dev.clew.examples.modelserver.ToolCall;
import dev.clew.it.harness.Application;
import dev.clew.it.harness.LibraryClasspath;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The application {@code container-desk}, for containers that have to be told what is in it. */
final class ContainerDesk {
  /** The traces of one customer. */
  static final String TREES =
      """
      generation chat gpt-4o
      generation chat gpt-4o (streamed)
      agent Assistant.answer
        generation chat gpt-4o
        function fare
        generation chat gpt-4o
      """;

  private ContainerDesk() {}

  /**
   * Returns the jars of both libraries; the oldest openai-java has a fifth of the newest's size.
   * They are what other tests use as well, so that Maven need not be asked once more.
   */
  static List<Path> libraries(String openAi, String langChain4j) {
    Map<String, Path> byName = new LinkedHashMap<>();
    Stream.of(
            LibraryClasspath.of(
                "dev.langchain4j:langchain4j:" + langChain4j,
                "dev.langchain4j:langchain4j-open-ai:" + langChain4j),
            LibraryClasspath.of("com.openai:openai-java:" + openAi))
        .flatMap(List::stream)
        .forEach(jar -> byName.putIfAbsent(nameOf(jar), jar));
    return List.copyOf(byName.values());
  }

  /** Returns the jar of one of the runtimes that tests start. */
  static Path runtime(String name) {
    return LibraryClasspath.of(
            "org.apache.felix:org.apache.felix.main:7.0.5",
            "org.jboss.modules:jboss-modules:2.1.6.Final")
        .stream()
        .filter(jar -> nameOf(jar).equals(name))
        .findAny()
        .orElseThrow();
  }

  private static String nameOf(Path jar) {
    return jar.getFileName().toString().replaceFirst("-\\d.*", "");
  }

  /** Compiles the application with its entry, and returns the folder of its classes. */
  static Path classes(String entry, List<Path> libraries) {
    return Application.compile(List.of("container-desk", entry), libraries).classPath().get(0);
  }

  /** Plays a model that repeats the question after it has had its tool run. */
  static ModelScript model() {
    return ContainerDesk::answer;
  }

  private static Reply answer(ChatRequest request) {
    String question = request.last("user");
    return question.contains("tools") && request.resultsOf("fare").isEmpty()
        ? Reply.toolCalls(new ToolCall("call_1", "fare", "{\"to\":\"Lisbon\"}"))
        : Reply.text("answer to " + question);
  }

  /** Returns what the application prints for one customer. */
  static String answers(String customer) {
    return """
        answer to plain for %1$s
        answer to streamed for %1$s
        answer to tools for %1$s
        """
        .formatted(customer);
  }
}
