// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.core.settings.Settings;
import dev.clew.core.settings.SettingsSource;
import dev.clew.tape.format.TapeException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TapeModeTest {
  private final CapturedLog said = new CapturedLog();
  private final List<String> warnings = new ArrayList<>();

  @Test
  void nothingSet_isOff() throws TapeException {
    assertThat(mode("", false).isOn()).isFalse();
    assertThat(mode("replay=", false).isOn()).isFalse();
  }

  @Test
  void recording_refusesNothing() throws TapeException {
    assertThat(mode("record=run.tape", false)).isEqualTo(new TapeMode(true, false, false, false));
  }

  @Test
  void replay_failsClosedUnlessMissesGoLive() throws TapeException {
    assertThat(mode("replay=run.tape", false)).isEqualTo(new TapeMode(false, true, true, true));
    assertThat(mode("replay=run.tape,replay.miss=live", false))
        .isEqualTo(new TapeMode(false, true, false, false));
  }

  @Test
  void attachedToARunningJvm_isOffWithALine() throws TapeException {
    assertThat(mode("replay=run.tape", true).isOn()).isFalse();
    assertThat(warnings)
        .containsExactly(
            "clew.replay has no effect in a JVM that is already running; start it with -javaagent");
  }

  @Test
  void recordingInProduction_isOffWithALine() throws TapeException {
    assertThat(mode("record=run.tape,env=production", false).isOn()).isFalse();
    assertThat(warnings).containsExactly("clew.record is refused because clew.env is production");
  }

  @Test
  void replayInProduction_endsTheStart() {
    assertThatThrownBy(() -> mode("replay=run.tape,env=prod", false))
        .isInstanceOf(TapeException.class)
        .hasMessage("clew.replay is refused because clew.env is production");
  }

  @Test
  void recordingElsewhere_isOn() throws TapeException {
    assertThat(mode("record=run.tape,env=staging", false).isRecording()).isTrue();
  }

  @Test
  void modulesThatSteer_areThereOnlyIfTheTapeIsOn() {
    ModuleCatalog off = new ModuleCatalog(said.log);
    off.addBuiltIn();
    ModuleCatalog on = new ModuleCatalog(said.log, true);
    on.addBuiltIn();

    assertThat(off.names()).doesNotContain("sockets").isNotEmpty();
    assertThat(off.modules(name -> true)).noneMatch(module -> module.steers());
    assertThat(on.names()).contains("sockets").containsAll(off.names());
    assertThat(on.required("sockets")).isEqualTo("clew.replay");
  }

  private TapeMode mode(String arguments, boolean attached) throws TapeException {
    Settings settings =
        new Settings(List.of(SettingsSource.agentArguments(arguments)), warnings::add);
    return TapeMode.of(settings, attached, warnings::add);
  }
}
