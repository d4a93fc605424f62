// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.settings;

/** Generates the reference page {@code docs/settings.md} from the list of settings. */
public final class SettingsReference {
  private SettingsReference() {}

  /** Returns the page in Markdown. */
  public static String markdown() {
    StringBuilder page = new StringBuilder();
    page.append(
        """
        # Settings

        Generated from `dev.clew.core.settings.ClewSettings`; a test keeps it up to date.

        Clew looks for a setting in this order: system property (`-Dclew.exporters=console`), agent
        argument (`-javaagent:clew-agent.jar=exporters=console`), environment variable
        (`CLEW_EXPORTERS=console`), the file that `clew.config` names, default. A bad value or an
        unknown name gets one warning on stderr and is ignored.

        Some settings can be changed while the application runs: see [steering.md](steering.md).

        | setting | environment | default | values | meaning |
        |---|---|---|---|---|
        """);
    for (Setting<?> setting : ClewSettings.all()) {
      row(page, setting);
    }
    row(page, ClewSettings.instrumentationEnabled("<name>"));
    row(page, PipelineSettings.content("<exporter>"));
    return page.toString();
  }

  private static void row(StringBuilder page, Setting<?> setting) {
    String defaultText = setting.defaultText().isEmpty() ? "" : "`" + setting.defaultText() + "`";
    page.append("| `").append(setting.name());
    page.append("` | `").append(setting.environmentName());
    page.append("` | ").append(defaultText);
    page.append(" | ").append(setting.type().description());
    page.append(" | ").append(setting.description()).append(" |\n");
  }
}
