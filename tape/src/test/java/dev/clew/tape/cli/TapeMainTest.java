// SPDX-License-Identifier: Apache-2.0
package dev.clew.tape.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.tape.TestTape;
import dev.clew.tape.format.TapeReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TapeMainTest {
  private static final String ASK =
      "{\"model\":\"gpt-4o-mini\",\"messages\":[{\"content\":\"%s\"}]}";
  private static final String SAY =
      """
      {"model":"gpt-4o-mini","choices":[{"message":{"content":"%s"}}],\
      "usage":{"prompt_tokens":%d,"completion_tokens":10}}""";
  private static final String CALL =
      """
      {"model":"gpt-4o-mini","choices":[{"message":{"content":null,"tool_calls":[{"id":"call_1",\
      "function":{"name":"fare","arguments":"{\\"to\\":\\"%s\\"}"}}]}}],\
      "usage":{"prompt_tokens":50,"completion_tokens":10}}""";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir Path folder;
  private Path tape;

  @BeforeEach
  void record() throws IOException {
    tape = recorded("a.tape", "Lisbon", "It is 189.", 60);
  }

  private Path recorded(String name, String city, String answer, int tokens) throws IOException {
    Path file = folder.resolve(name);
    TestTape recording = TestTape.recording(file);
    recording.agents = "desk/flights";
    recording.call(ASK.formatted("Fly me"), CALL.formatted(city));
    recording.call(ASK.formatted("Fly me; 189"), SAY.formatted(answer, tokens));
    recording.close();
    return file;
  }

  private int run(String... arguments) {
    return new TapeMain(
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8),
            Path.of("clew-agent.jar"),
            lines -> TestTape.filter())
        .run(List.of(arguments));
  }

  private String out() {
    return out.toString(UTF_8);
  }

  private void assertRefused(int code, String line, String... arguments) {
    err.reset();
    assertThat(run(arguments)).isEqualTo(code);
    assertThat(err.toString(UTF_8)).isEqualTo("clew: " + line + "\n");
  }

  @Test
  void show_listsTheSteps() {
    assertThat(run("tape", "show", tape.toString())).isEqualTo(TapeMain.DONE);

    assertThat(out().lines().skip(1).map(line -> line.replaceAll(" +", " ")))
        .containsExactly(
            " # kind ms in out cost call",
            " 1 http 0 50 10 $0.000014 POST /v1/chat gpt-4o-mini in desk/flights → fare",
            " 2 http 0 60 10 $0.000015 POST /v1/chat gpt-4o-mini in desk/flights",
            "2 calls, 2 of models, 130 tokens, $0.000029");
    assertThat(out()).startsWith(tape + ", recorded ");
  }

  @Test
  void show_namesTheVersionsAndWhatIsMissing() throws IOException {
    List<String> lines = Files.readAllLines(tape);
    Path cut = folder.resolve("cut.tape");
    Files.writeString(
        cut,
        lines.get(0).replace("\"libraries\":{}", "\"libraries\":{\"openai-java\":\"4.101.0\"}")
            + "\n"
            + lines.get(1).substring(0, lines.get(1).length() - 1)
            + ",\"libraries\":{\"mcp\":\"1.1.5\"}}\n{\"seq\":2,");
    assertThat(run("tape", "show", cut.toString())).isEqualTo(TapeMain.DONE);

    assertThat(out().lines().limit(2).map(line -> line.replaceAll("recorded .* with", "with")))
        .containsExactly(
            "%s, with Clew test on Java %s, redacted; the recording was cut short after #1"
                .formatted(cut, System.getProperty("java.version")),
            "  openai-java 4.101.0, mcp 1.1.5");
    out.reset();
    run("tape", "show", "--json", cut.toString());
    assertThat(out())
        .contains(
            "\"clew\":\"test\",",
            "\"libraries\":{\"openai-java\":\"4.101.0\",\"mcp\":\"1.1.5\"},\"complete\":false");
  }

  @Test
  void showAsJson_hasTheSteps() {
    assertThat(run("tape", "show", "--json", tape.toString())).isEqualTo(TapeMain.DONE);

    assertThat(out())
        .contains("\"calls\":2,\"model_calls\":2,\"failed\":0,\"tokens\":130,")
        .contains("\"path\":\"desk/flights\"", "\"tools\":[\"fare\"]", "\"input_tokens\":50");
  }

  @Test
  void diffOfEqualRuns_isSame() throws IOException {
    Path other = recorded("b.tape", "Lisbon", "It is 189.", 60);

    assertThat(run("diff", tape.toString(), other.toString())).isEqualTo(TapeMain.DONE);
    assertThat(out()).contains("same      2 calls\nThe runs are the same.\n");
  }

  @Test
  void diffOfOtherWords_isRewordedAndPassesByDefault() throws IOException {
    Path other = recorded("b.tape", "Lisbon", "It costs 189.", 60);

    assertThat(run("tape", "diff", tape.toString(), other.toString())).isEqualTo(TapeMain.DONE);
    assertThat(out())
        .endsWith(
            """
            same      1 call
            reworded  #2 POST /v1/chat in desk/flights: answer
                        A: It is 189.
                        B: It costs 189.
            The runs did the same, in other words.
            """);
    assertThat(run("diff", "--fail-on=reworded", tape.toString(), other.toString()))
        .isEqualTo(TapeMain.DIFFERS);
  }

  @Test
  void diffOfOtherArgumentsAndTokens_isChanged() throws IOException {
    Path other = recorded("b.tape", "Porto", "It is 189.", 160);

    assertThat(run("diff", tape.toString(), other.toString())).isEqualTo(TapeMain.DIFFERS);
    assertThat(out())
        .contains(
            """
            changed   #1 POST /v1/chat in desk/flights: arguments, of fare
                        A: {"to":"Lisbon"}
                        B: {"to":"Porto"}
            changed   tokens, 130 → 230 (+77 %)
            """)
        .endsWith("The runs differ: arguments, tokens, cost.\n");
  }

  @Test
  void diffAsJson_hasTheVerdict() throws IOException {
    Path other = recorded("b.tape", "Porto", "It is 189.", 60);

    assertThat(run("diff", tape.toString(), other.toString(), "--json"))
        .isEqualTo(TapeMain.DIFFERS);
    assertThat(out())
        .startsWith("{\"verdict\":\"changed\",")
        .contains("\"same\":1,\"changes\":[{\"verdict\":\"changed\",\"what\":\"arguments\"");
  }

  @Test
  void redact_leavesATapeThatAnswers() throws IOException {
    String mail = "anna.schmidt@example.com";
    Path raw = folder.resolve("raw.tape");
    Files.writeString(raw, Files.readString(tape).replace("Fly me;", "Mail " + mail + ";"));
    Path clean = folder.resolve("clean.tape");

    assertThat(run("tape", "redact", raw.toString(), clean.toString())).isEqualTo(TapeMain.DONE);

    assertThat(err.toString(UTF_8)).contains("has 2 calls, with 1 text replaced");
    assertThat(Files.readString(clean)).doesNotContain(mail).contains("«secret ");
    assertThat(TapeReader.read(clean).complete()).isTrue();
    TestTape replay = TestTape.replay(clean);
    replay.agents = "desk/flights";
    assertThat(replay.played(ASK.formatted("Mail " + mail + "; 189")).text())
        .contains("It is 189.");
  }

  @Test
  void wrongUse_isOneLine() {
    assertRefused(TapeMain.USAGE, "tape has the commands show, diff and redact", "tape");
    assertRefused(TapeMain.USAGE, "the tape is missing", "tape", "show");
    assertRefused(TapeMain.USAGE, "the second tape is missing", "diff", tape.toString());
    assertRefused(TapeMain.USAGE, "--tape is missing", "replay", "--", "java");
    assertRefused(TapeMain.USAGE, "--tape needs a value", "record", "--tape", "--", "java");
    assertRefused(TapeMain.USAGE, "unknown option --fast", "replay", "--fast", "--", "java");
    String t = tape.toString();
    String missing = "-- and the command to run are missing: … -- java -jar app.jar";
    assertRefused(TapeMain.USAGE, missing, "replay", "--tape", t);
    assertRefused(TapeMain.USAGE, missing, "record", "--tape", t, "--");
    assertRefused(
        TapeMain.USAGE,
        "--on-miss is live or fail, not 'go'",
        "replay",
        "--tape",
        t,
        "--on-miss=go");
    assertRefused(
        TapeMain.USAGE,
        "--tools contains 'fast' instead of recorded, live or check",
        "replay",
        "--tape=" + t,
        "--tools=fast",
        "--",
        "java");
    assertRefused(
        TapeMain.USAGE,
        "the command has to start java, and 'mvn' does not; give other programs the agent in"
            + " JAVA_TOOL_OPTIONS, with the settings of docs/tape.md",
        "replay",
        "--tape=" + t,
        "--",
        "mvn");
  }

  @Test
  void stepOutOfRange_isOneLine() {
    String t = tape.toString();
    assertRefused(
        TapeMain.USAGE,
        "--at 3 is not a step of " + t + ", which has 1 to 2",
        "fork",
        t,
        "--at=3",
        "--",
        "java");
    assertRefused(
        TapeMain.USAGE, "--at is not the number of a step: '0'", "fork", t, "--at=0", "--", "java");
    assertRefused(
        TapeMain.USAGE,
        "--set is system=TEXT, system=@FILE or model=NAME, not 'tool=x'",
        "fork",
        t,
        "--at=1",
        "--set",
        "tool=x",
        "--",
        "java");
    assertRefused(
        TapeMain.USAGE,
        "the system prompt no.txt cannot be read",
        "fork",
        t,
        "--at=1",
        "--set",
        "system=@no.txt",
        "--",
        "java");
  }

  @Test
  void unusableTape_isOneLine() throws IOException {
    Path none = folder.resolve("none.tape");
    assertRefused(
        TapeMain.FAILED,
        "the tape " + none + " does not exist",
        "replay",
        "--tape=" + none,
        "--",
        "java");
    Path text = folder.resolve("text.tape");
    Files.writeString(text, "hello");
    assertRefused(
        TapeMain.FAILED,
        text + " is not a tape of Clew; a tape is made by clew record",
        "diff",
        tape.toString(),
        text.toString());
    Path newer = folder.resolve("newer.tape");
    Files.writeString(newer, "{\"clew_tape\":9}\n");
    assertRefused(
        TapeMain.FAILED,
        "the tape "
            + newer
            + " was made by a newer Clew (format 9; this one reads 1); use that version, or record the run again",
        "tape",
        "show",
        newer.toString());
  }

  @Test
  void program_getsTheAgentAndTheSettings() throws UsageException {
    Program program =
        new Program(
            List.of("/jdk/bin/java", "-Xmx1g", "-jar", "app.jar", "x"),
            Path.of("clew-agent.jar"),
            Map.of("clew.replay", "run.tape"));

    assertThat(program.command())
        .containsExactly(
            "/jdk/bin/java",
            "-javaagent:clew-agent.jar",
            "-Dclew.replay=run.tape",
            "-Xmx1g",
            "-jar",
            "app.jar",
            "x");
  }
}
