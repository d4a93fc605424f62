// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime;

import dev.clew.agent.runtime.steer.Steered;
import dev.clew.agent.runtime.steer.Steering;
import dev.clew.core.log.AgentLog;
import dev.clew.core.settings.KnownNames;
import dev.clew.core.settings.Settings;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Creates the steering when somebody asks for it, which hardly any JVM ever sees. */
final class SteeringOnDemand implements Supplier<Steering> {
  private final Settings settings;
  private final Supplier<List<Steered>> parts;
  private final KnownNames known;
  private final AgentLog log;
  private @Nullable Steering steering;

  SteeringOnDemand(
      Settings settings, Supplier<List<Steered>> parts, KnownNames known, AgentLog log) {
    this.settings = settings;
    this.parts = parts;
    this.known = known;
    this.log = log;
  }

  @Override
  public synchronized Steering get() {
    Steering created = steering;
    if (created == null) {
      created = new Steering(settings, parts.get(), known, log, InstantSource.system());
      steering = created;
    }
    return created;
  }
}
