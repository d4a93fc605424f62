// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.instrumentation.mcp.tape.McpTapeModule;
import dev.clew.tape.format.TapeEntry;
import dev.clew.testkit.LibraryVersion;
import dev.clew.testkit.WeavingExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BinaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.FieldSource;

/** Calls of MCP servers that are recorded, and played when there is no server any more. */
@ParameterizedClass
@FieldSource("VERSIONS")
class McpTapeTest {
  static final List<LibraryVersion> VERSIONS = LibraryVersion.supportedBy(new McpTapeModule());

  private static final TapeFile TAPE = new TapeFile();

  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(TAPE, new McpTapeModule());

  @Parameter LibraryVersion version;

  @TempDir Path folder;

  @SuppressWarnings("unchecked")
  private String ask(String url, String what) throws Exception {
    return version.load(BinaryOperator.class, AskingDesk.class).apply(url, what).toString();
  }

  @SuppressWarnings("unchecked")
  private String askProcess(Path starts, String city) throws Exception {
    return version
        .load(BinaryOperator.class, AskingProcess.class)
        .apply(starts.toString(), city)
        .toString();
  }

  private String recordedAndPlayed(String what) throws Exception {
    String recorded;
    String url;
    TAPE.record(folder.resolve("run.tape"));
    try (McpDesk desk = McpDesk.open()) {
      url = desk.url();
      recorded = ask(url, what);
    }
    TAPE.play();

    assertThat(ask(url, what)).isEqualTo(recorded);
    assertEverythingPlayed();
    return recorded;
  }

  private static void assertEverythingPlayed() {
    assertThat(TAPE.close())
        .last()
        .asString()
        .matches("clew: replay: (\\d+) of \\1 calls played, 0 after normalising, 0 live");
  }

  @Test
  void serverOverHttp_isNotNeeded() throws Exception {
    assertThat(recordedAndPlayed("seat")).isEqualTo("seat 7");

    assertThat(TAPE.entries())
        .extracting(TapeEntry::method)
        .containsExactly("connect", "initialize", "tools/call");
  }

  @Test
  void listing_isPlayed() throws Exception {
    assertThat(recordedAndPlayed("list")).isEqualTo("[seat, broken]");
  }

  @Test
  void sameCallTwice_isPlayedTwice() throws Exception {
    assertThat(recordedAndPlayed("async twice")).isEqualTo("seat 7seat 7");
  }

  @Test
  void serverProcess_isNotStarted() throws Exception {
    Path starts = folder.resolve("starts");
    TAPE.record(folder.resolve("run.tape"));
    String recorded = askProcess(starts, "Atlantis");
    TAPE.play();

    assertThat(askProcess(starts, "Atlantis"))
        .isEqualTo(recorded)
        .startsWith("189.00 EUR ")
        .contains("no such city");
    assertEverythingPlayed();
    assertThat(Files.readAllLines(starts)).containsExactly("started");
  }

  @Test
  void callThatIsNotOnTheTape_fails() throws Exception {
    Path starts = folder.resolve("starts");
    TAPE.record(folder.resolve("run.tape"));
    askProcess(starts, "Atlantis");
    TAPE.play();

    // The client's caller catches exceptions, as frameworks do that tell the model of them.
    assertThatThrownBy(() -> askProcess(starts, "Oslo"))
        .isInstanceOf(LinkageError.class)
        .hasMessageContaining("not on the tape: MCP tools/call")
        .hasCauseInstanceOf(AssertionError.class);
    TAPE.close();
  }

  @Test
  void callOverHttpThatIsNotOnTheTape_failsAtOnce() throws Exception {
    TAPE.record(folder.resolve("run.tape"));
    String url;
    try (McpDesk desk = McpDesk.open()) {
      url = desk.url();
      ask(url, "seat");
    }
    TAPE.play();

    assertThatThrownBy(() -> ask(url, "list"))
        .isInstanceOf(LinkageError.class)
        .hasMessageContaining("not on the tape: MCP tools/list");
    TAPE.close();
  }
}
