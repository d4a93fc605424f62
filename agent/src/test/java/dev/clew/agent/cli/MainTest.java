// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MainTest {
  private static final Jvm TRACED =
      new Jvm(7, "app.Main", "21.0.1", "premain 2026-11-30T12:00:00Z");
  private static final Jvm PLAIN = new Jvm(8, "other.Main", "17", Jvm.WITHOUT);

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final List<String> asked = new ArrayList<>();
  private List<Jvm> present = List.of(TRACED, PLAIN);

  @Test
  void list_showsJvmsAndWhetherClewIsInThem() {
    assertThat(run("list")).isEqualTo(Main.DONE);
    assertThat(out.toString(UTF_8))
        .contains("7        21.0.1       premain 2026-11-30T12:00:00Z", "8        17           - ");
  }

  @Test
  void doctorWithoutPid_takesTheOnlyJvmWithClew() {
    assertThat(run("doctor", "--json")).isEqualTo(Main.DONE);
    assertThat(asked).containsExactly("7 doctor json ");
    assertThat(out.toString(UTF_8)).isEqualTo("the answer");
  }

  @Test
  void doctorOfAJvmWithoutClew_namesHowToAttach() {
    assertThat(run("doctor", "8")).isEqualTo(Main.NOTHING_FOUND);
    assertThat(err.toString(UTF_8))
        .startsWith("clew: there is no Clew in 8 (other.Main, Java 17)")
        .contains("java -jar clew-agent.jar attach 8 ");
    assertThat(asked).isEmpty();
  }

  @Test
  void doctorWithSeveral_asksWhich() {
    present = List.of(TRACED, new Jvm(9, "x", "17", "attached 2026-11-30T12:00:00Z"));

    assertThat(run("doctor")).isEqualTo(Main.NOTHING_FOUND);
    assertThat(err.toString(UTF_8)).contains("name one: [7, 9]");
  }

  @Test
  void attach_passesTheSettingsOn() {
    assertThat(run("attach", "8", "exporters=file", "content=none")).isEqualTo(Main.DONE);
    assertThat(asked).containsExactly("8 attach text exporters=file,content=none");
  }

  @Test
  void attachWithSomethingElseThanASetting_isRefused() {
    assertThat(run("attach", "8", "fast")).isEqualTo(Main.USAGE);
    assertThat(err.toString(UTF_8)).startsWith("clew: 'fast' is not NAME=VALUE\n");
  }

  @Test
  void set_passesTheSettingsOnAndPrintsTheAnswer() {
    assertThat(run("set", "7", "exporters=file,otlp", "content=none")).isEqualTo(Main.DONE);
    assertThat(run("set", "7")).isEqualTo(Main.DONE);
    assertThat(asked)
        .containsExactly("7 set text exporters=file,otlp\ncontent=none", "7 set text ");
    assertThat(out.toString(UTF_8)).isEqualTo("the answerthe answer");
  }

  @Test
  void setOfAJvmWithoutClew_isRefused() {
    assertThat(run("set", "8", "content=none")).isEqualTo(Main.NOTHING_FOUND);
    assertThat(run("set", "7", "content")).isEqualTo(Main.USAGE);
    assertThat(asked).isEmpty();
  }

  @Test
  void detach_asksTheJvm() {
    assertThat(run("detach", "7")).isEqualTo(Main.DONE);
    assertThat(asked).containsExactly("7 detach text ");
  }

  @Test
  void jvmThatCannotBeAsked_isOneLine() {
    assertThat(run("detach", "x")).isEqualTo(Main.FAILED);
    assertThat(err.toString(UTF_8)).isEqualTo("clew: 'x' is not a process id; list shows them\n");
  }

  @Test
  void missingCommand_printsTheUsage() {
    assertThat(run()).isEqualTo(Main.USAGE);
    assertThat(err.toString(UTF_8)).contains("Usage: java -jar clew-agent.jar COMMAND");
  }

  @Test
  void processThatHasEnded_isSaid() throws Exception {
    Process ended = new ProcessBuilder("true").start();
    ended.waitFor();

    assertThat(check(ended.pid())).isEqualTo("there is no process " + ended.pid());
  }

  @Test
  void processThatIsNoJvm_isSaidAndLeftAlone() throws Exception {
    Process sleeping = new ProcessBuilder("sleep", "60").start();
    try {
      assertThat(check(sleeping.pid())).contains("is not a JVM");
      assertThat(sleeping.isAlive()).isTrue();
    } finally {
      sleeping.destroyForcibly();
    }
  }

  private static String check(long pid) {
    try {
      Processes.check(pid);
      return "";
    } catch (JvmException e) {
      return e.getMessage();
    }
  }

  private int run(String... arguments) {
    Jvms jvms =
        new Jvms() {
          @Override
          List<Jvm> all() {
            return present;
          }

          @Override
          Jvm jvm(long pid) {
            return present.stream().filter(each -> each.pid() == pid).findAny().orElseThrow();
          }

          @Override
          String ask(long pid, String command, String format, String settings) {
            asked.add(pid + " " + command + " " + format + " " + settings);
            return "the answer";
          }
        };
    return new Main(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), jvms)
        .run(List.of(arguments));
  }
}
