// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime;

import dev.clew.agent.runtime.doctor.Contributions;
import dev.clew.agent.runtime.doctor.Doctor;
import dev.clew.core.log.AgentLog;
import dev.clew.core.settings.Settings;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.instrument.Instrumentation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The doctor of a JVM in which nothing has started the agent. Reads settings and the list of
 * modules, and starts nothing: no pipeline, no thread, no hook.
 */
public final class IdleDoctor {
  private IdleDoctor() {}

  /**
   * Returns the page. Called by reflection, in a class loader that is dropped afterwards.
   *
   * @param arguments the agent's arguments
   * @param file the content of the file named by {@code clew.config}
   * @param facts what the entrance knows
   */
  public static String page(
      @Nullable String arguments,
      Properties file,
      Instrumentation instrumentation,
      Map<String, Object> facts,
      boolean json) {
    // What is wrong with the settings belongs on the page, and is logged when the agent starts.
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    AgentLog log = new AgentLog(nowhere, AgentLog.Level.OFF);
    Settings settings = SettingsSources.ofThisJvm(arguments, file, log::warn);
    ModuleCatalog catalog = new ModuleCatalog(log);
    catalog.addBuiltIn();
    return new Doctor(
            settings,
            AgentRuntime.modules(settings, catalog),
            null,
            () -> null,
            List::of,
            new Contributions(),
            log,
            instrumentation)
        .page(facts, json);
  }
}
