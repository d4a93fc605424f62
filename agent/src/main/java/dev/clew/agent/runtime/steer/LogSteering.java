// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime.steer;

import dev.clew.core.log.AgentLog;
import dev.clew.core.settings.ClewSettings;
import dev.clew.core.settings.Setting;
import dev.clew.core.settings.Settings;
import java.util.List;
import java.util.Set;

/** Changes how much Clew logs. */
public record LogSteering(AgentLog log) implements Steered {
  @Override
  public List<Setting<?>> settings() {
    return List.of(ClewSettings.LOG);
  }

  @Override
  public Change prepare(Settings wanted, Set<String> names) {
    return () -> log.level(wanted.get(ClewSettings.LOG));
  }
}
