// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime.steer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.core.log.AgentLog;
import dev.clew.core.settings.ClewSettings;
import dev.clew.core.settings.KnownNames;
import dev.clew.core.settings.PipelineSettings;
import dev.clew.core.settings.Setting;
import dev.clew.core.settings.Settings;
import dev.clew.core.settings.SettingsSource;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SteeringTest {
  private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final AgentLog log =
      new AgentLog(new PrintStream(said, true, UTF_8), AgentLog.Level.WARN);
  private final Settings settings =
      new Settings(
          List.of(new SettingsSource("environment", Map.of("clew.content", "full"), false)),
          warning -> {});
  private final List<String> applied = new ArrayList<>();
  private final Steering steering =
      new Steering(
          settings,
          List.of(
              new LogSteering(log),
              new Part(ClewSettings.CONTENT, PipelineSettings.SAMPLING_RATIO)),
          new KnownNames(List.of("openai"), List.of("file"), List.of("acme"), List.of()),
          log,
          () -> NOON);

  /** Refuses a ratio of zero. */
  private final class Part implements Steered {
    private final List<Setting<?>> all;

    Part(Setting<?>... all) {
      this.all = List.of(all);
    }

    @Override
    public List<Setting<?>> settings() {
      return all;
    }

    @Override
    public Change prepare(Settings wanted, Set<String> names) throws RefusedException {
      if (wanted.get(PipelineSettings.SAMPLING_RATIO) == 0) {
        throw new RefusedException("clew.sampling.ratio=0 is too little");
      }
      return () -> applied.add(names + " " + wanted.get(ClewSettings.CONTENT));
    }
  }

  @Test
  void change_isMadeLoggedAndListed() throws Exception {
    assertThat(set("content=none", "clew.sampling.ratio=0.5"))
        .isEqualTo("clew.content=none (was full)\nclew.sampling.ratio=0.5 (was 1.0)\n");

    assertThat(applied).containsExactly("[clew.content, clew.sampling.ratio] NONE");
    assertThat(said.toString(UTF_8).lines())
        .containsExactly(
            "[clew] clew.content=none (was full), by clew set",
            "[clew] clew.sampling.ratio=0.5 (was 1.0), by clew set");
    assertThat(steering.list())
        .containsExactly(
            "clew.log=warn",
            "clew.content=none (set at run time by clew set, 2026-11-30T12:00:00Z; full at the"
                + " start)",
            "clew.sampling.ratio=0.5 (set at run time by clew set, 2026-11-30T12:00:00Z; 1.0 at the"
                + " start)");
    assertThat(steering.get("content")).isEqualTo("none");
  }

  @Test
  void emptyValue_goesBackToTheStart() throws Exception {
    set("content=none");

    assertThat(set("content=")).isEqualTo("clew.content=full (was none)\n");
    assertThat(steering.list()).contains("clew.content=full");
    assertThat(set("content=full")).isEqualTo("clew.content=full, as before\n");
  }

  @Test
  void oneBadValue_changesNothing() {
    assertRefused(
        "clew.content=nothing is not a known value; expected one of full, redacted, none",
        "log=debug",
        "content=nothing");
    assertRefused("clew.sampling.ratio=0 is too little", "log=debug", "sampling.ratio=0");
    assertRefused("clew.content is named twice", "content=none", "clew.content=full");

    assertThat(applied).isEmpty();
    assertThat(log.level()).isEqualTo(AgentLog.Level.WARN);
    assertThat(said.toString(UTF_8)).isEmpty();
    assertThat(settings.get(ClewSettings.CONTENT)).isEqualTo(ClewSettings.Content.FULL);
  }

  @Test
  void settingOfTheStart_isRefusedWithTheRemedy() {
    assertRefused(
        "clew.home=/x is read once, at the start; restart with -Dclew.home=/x", "home=/x");
    assertRefused(
        "clew.enabled=false is read once, at the start; detach takes Clew out of a running JVM",
        "enabled=false");
    assertRefused(
        "clew.acme.url=/x is read once, at the start; restart with -Dclew.acme.url=/x",
        "acme.url=/x");
    assertRefused(
        "clew.openai.api-key=(not shown) is read once, at the start; restart with"
            + " -Dclew.openai.api-key=(not shown)",
        "openai.api-key=sk-1");
  }

  @Test
  void unknownName_getsTheNearest() {
    assertRefused(
        "clew.contents=none is not a setting; did you mean clew.content?", "contents=none");
    assertRefused("'content' is not NAME=VALUE", "content");
  }

  @Test
  void silence_isAnnouncedAndItsEndToo() throws Exception {
    set("log=off");
    set("log=info");

    assertThat(said.toString(UTF_8).lines())
        .containsExactly(
            "[clew] clew.log=off (was warn), by clew set",
            "[clew] clew.log=info (was off), by clew set");
  }

  @Test
  void bean_changesAndRefuses() {
    SteeringMXBean bean = new SteeringBean(() -> steering);

    assertThat(bean.set("content", "none")).isEqualTo("clew.content=none (was full)");
    assertThat(bean.get("clew.content")).isEqualTo("none");
    assertThat(bean.list()[1]).contains("set at run time by JMX");
    assertThatThrownBy(() -> bean.set("home", "/x"))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("clew.home=/x is read once");
    assertThatThrownBy(() -> bean.get("home")).isInstanceOf(IllegalArgumentException.class);
  }

  private String set(String... arguments) {
    Object[] answer = SteeringCommand.run(steering, List.of(arguments));
    assertThat(answer[0]).as("%s", answer[1]).isEqualTo(true);
    return answer[1].toString();
  }

  private void assertRefused(String line, String... arguments) {
    assertThat(SteeringCommand.run(steering, List.of(arguments))).containsExactly(false, line);
  }
}
