// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime.tape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.api.tape.TapeRecorder;
import dev.clew.api.tape.TapeRequest;
import dev.clew.core.log.AgentLog;
import dev.clew.core.settings.Settings;
import dev.clew.core.settings.SettingsSource;
import dev.clew.core.trace.RecordingTracer;
import dev.clew.exporter.redact.RedactionRules;
import dev.clew.exporter.redact.Redactor;
import dev.clew.tape.TapeSession;
import dev.clew.tape.format.TapeException;
import dev.clew.tape.format.TapeHeader;
import dev.clew.tape.format.TapeReader;
import dev.clew.weave.WeaveJournal.LibraryCopy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TapeOpeningTest {
  private final List<String> lines = new ArrayList<>();
  private final List<LibraryCopy> libraries = new ArrayList<>();
  @TempDir Path folder;

  private TapeSession open(String arguments) throws TapeException {
    Settings settings = new Settings(List.of(SettingsSource.agentArguments(arguments)), lines::add);
    AgentLog log = new AgentLog(System.err, AgentLog.Level.WARN);
    return new TapeOpening(settings, folder.resolve("home"), lines::add)
        .open(
            redacted -> new Redactor(RedactionRules.standard()),
            new RecordingTracer(span -> {}, log, InstantSource.system(), 10),
            () -> libraries);
  }

  private static LibraryCopy copy(String library, String version) {
    return new LibraryCopy(library + "-tape", library, version, "all", "app", null);
  }

  private static void call(TapeSession session) {
    TapeRecorder recorder =
        session
            .begin(TapeRequest.http(TapeOpeningTest.class, "POST", "http://localhost/", "{}"))
            .recorder();
    recorder.piece("{}");
    recorder.complete();
  }

  @Test
  void recording_namesClewAndTheLibrariesThatWereWoven() throws Exception {
    Path file = folder.resolve("run.tape");
    TapeSession session = open("record=" + file);
    libraries.add(copy("openai-java", "4.101.0"));
    libraries.add(copy("mcp", "1.1.5"));
    libraries.add(copy("mcp", "0.17.2"));
    call(session);
    session.close(Duration.ofSeconds(10));

    TapeHeader header = TapeReader.read(file).header();
    assertThat(header.libraries())
        .hasSize(2)
        .containsEntry("openai-java", "4.101.0")
        .containsEntry("mcp", "0.17.2, 1.1.5");
    assertThat(header.clew()).isNotEmpty().isNotEqualTo("unknown");
  }

  @Test
  void recording_toAFilePerProcess_hasItsIdInTheName() throws Exception {
    TapeSession session = open("record=" + folder.resolve("run-%p.tape"));
    session.close(Duration.ofSeconds(10));

    assertThat(folder.resolve("run-" + ProcessHandle.current().pid() + ".tape")).exists();
  }

  @Test
  void recording_overTheTapeThatIsReplayed_isRefusedHoweverItIsWritten() throws Exception {
    Path file = folder.resolve("run.tape");
    Files.writeString(file, "{\"clew_tape\":1,\"canonical\":1}\n{\"end\":true,\"calls\":0}\n");
    Path same = Files.createDirectory(folder.resolve("x")).resolve("..").resolve("run.tape");

    assertThatThrownBy(() -> open("record=" + same + ",replay=" + file))
        .isInstanceOf(TapeException.class)
        .hasMessageStartingWith("clew.record and clew.replay name the same file");
    assertThat(TapeReader.read(file).complete()).isTrue();
  }
}
