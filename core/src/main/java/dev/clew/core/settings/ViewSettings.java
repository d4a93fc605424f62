// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.settings;

import java.util.List;

/** Settings of what is to be seen while the application runs. */
public final class ViewSettings {
  public static final Setting<Boolean> VIEW =
      new Setting<>(
          "clew.view",
          SettingType.bool(),
          "false",
          "Whether to start the viewer, unless one already serves this store, and to print the"
              + " address of the first trace on stderr. The viewer keeps running after the"
              + " application.");

  public static final Setting<String> VIEW_JAR =
      new Setting<>(
          "clew.view.jar",
          SettingType.text(),
          "",
          "The viewer's jar. By default, `clew-viewer.jar` in the folder of the agent's jar.");

  public static final Setting<Boolean> OPEN_SPANS =
      new Setting<>(
          "clew.file.open-spans",
          SettingType.bool(),
          "true",
          "Whether spans that have not ended yet are written to the trace file: roots, agents, and"
              + " whatever takes longer than a second.");

  public static final Setting<Boolean> JVM_FIGURES =
      new Setting<>(
          "clew.file.jvm-figures",
          SettingType.bool(),
          "true",
          "Whether CPU, heap, garbage collection, threads and the pipeline's counters are written"
              + " to the trace file every five seconds while something is being traced.");

  public static final Setting<Boolean> FLIGHT_EVENTS =
      new Setting<>(
          "clew.jfr.enabled",
          SettingType.bool(),
          "true",
          "Whether a flight recording of the JVM gets an event for each span, `clew.Span`, and for"
              + " the usage of each model call, `clew.Usage`. Nothing happens while nobody records.");

  static final List<Setting<?>> ALL =
      List.of(VIEW, VIEW_JAR, OPEN_SPANS, JVM_FIGURES, FLIGHT_EVENTS);

  private ViewSettings() {}
}
