// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.viewer.Recording;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The commands of the table "What answers what" in docs/viewer.md do what they promise. */
final class DocumentedCommandsTest {

  private static final Path DOCS = Path.of("../docs/viewer.md");
  private static final Pattern COMMAND = Pattern.compile("\\| `clew ([^`]+)` \\|");
  private static final Pattern ARGUMENT = Pattern.compile("'([^']*)'|(\\S+)");

  @TempDir Path home;

  static Stream<String> commands() throws IOException {
    String text = Files.readString(DOCS);
    Matcher commands =
        COMMAND.matcher(
            text.substring(text.indexOf("### What answers what"), text.indexOf("## Filters")));
    return commands.results().map(each -> each.group(1));
  }

  @Test
  void table_hasAllQuestions() throws IOException {
    assertThat(commands()).hasSizeGreaterThanOrEqualTo(22);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void command_answers(String command) throws IOException {
    Files.createDirectories(home.resolve("traces"));
    List<String> lines = new ArrayList<>(Recording.travelDesk());
    Recording conversation = new Recording(1);
    conversation.agent(null, "desk", 0, 10);
    conversation.trace("desk", "conversation-1", metadata -> {});
    lines.addAll(conversation.lines());
    Files.write(home.resolve("traces/20261129-1.jsonl"), lines);
    List<String> arguments = new ArrayList<>();
    Matcher matcher = ARGUMENT.matcher(command);
    while (matcher.find()) {
      String argument = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
      arguments.add(
          argument.equals("spans.parquet") ? home.resolve(argument).toString() : argument);
    }
    arguments.addAll(List.of("--home", home.toString()));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();

    int code =
        Main.run(new PrintWriter(out), new PrintWriter(err), arguments.toArray(String[]::new));

    assertThat(code).as(err.toString()).isZero();
    if (command.contains("--output")) {
      assertThat(home.resolve("spans.parquet")).isNotEmptyFile();
    } else if (!command.startsWith("alerts ") && !command.startsWith("tail ")) {
      assertThat(out.toString()).isNotBlank();
    }
  }
}
