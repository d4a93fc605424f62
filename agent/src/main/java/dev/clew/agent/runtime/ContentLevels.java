// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime;

import dev.clew.core.log.AgentLog;
import dev.clew.core.settings.ClewSettings;
import dev.clew.core.settings.ContentSettings;
import dev.clew.core.settings.CostSettings;
import dev.clew.core.settings.Settings;
import dev.clew.exporter.cost.ExtensionPrices;
import dev.clew.exporter.cost.Prices;
import dev.clew.exporter.redact.RedactionRules;
import dev.clew.exporter.redact.Redactor;
import dev.clew.exporter.redact.RuleReader;
import dev.clew.exporter.redact.scan.Action;
import dev.clew.exporter.render.ContentPolicy;
import dev.clew.exporter.render.ContentRedactors;
import dev.clew.exporter.render.RenderSettings;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads from the settings how much content a span keeps and what is redacted. */
final class ContentLevels {
  private ContentLevels() {}

  /**
   * Returns the settings for rendering.
   *
   * @param problems receives a line for each rule that is wrong
   */
  static RenderSettings renderSettings(Settings settings, Consumer<String> problems) {
    RenderSettings defaults = RenderSettings.defaults();
    int maxField = Math.toIntExact(settings.get(ClewSettings.CONTENT_MAX_CHARS));
    int maxSpan = Math.toIntExact(settings.get(ContentSettings.MAX_SPAN_CHARS));
    return new RenderSettings(
        policy(settings.get(ClewSettings.CONTENT)),
        maxField,
        Math.max(maxField, maxSpan),
        defaults.maxStackTraceCharacters(),
        defaults.maxDepth(),
        defaults.maxEntries(),
        redactor(settings, problems),
        ContentRedactors.NONE);
  }

  /** Returns null if costs should not be computed. */
  static @Nullable Prices prices(Settings settings, AgentLog log, ExtensionPrices extensions) {
    if (!settings.get(CostSettings.COST)) {
      return null;
    }
    String file = settings.get(CostSettings.PRICES_FILE);
    return new Prices(file.isEmpty() ? null : Path.of(file), log::warn, extensions);
  }

  static ContentPolicy policy(ClewSettings.Content content) {
    return switch (content) {
      case FULL -> ContentPolicy.FULL;
      case REDACTED -> ContentPolicy.REDACTED;
      case NONE -> ContentPolicy.NONE;
    };
  }

  /**
   * Returns what is replaced on a tape.
   *
   * @param redacted whether the tape has less than everything but secrets
   */
  static Redactor tapeRedactor(Settings settings, boolean redacted, Consumer<String> problems) {
    return redacted ? redactor(settings, problems) : new Redactor(RedactionRules.secretsOnly());
  }

  private static Redactor redactor(Settings settings, Consumer<String> problems) {
    RuleReader reader =
        new RuleReader(problems)
            .detectors(settings.get(ContentSettings.REDACT))
            .action(action(settings.get(ContentSettings.REDACT_ACTION)))
            .salt(settings.get(ContentSettings.REDACT_SALT))
            .patterns(
                ContentSettings.REDACT_PATTERNS.name(),
                settings.get(ContentSettings.REDACT_PATTERNS))
            .paths(ContentSettings.REDACT_PATHS.name(), settings.get(ContentSettings.REDACT_PATHS))
            .tools(ContentSettings.REDACT_TOOLS.name(), settings.get(ContentSettings.REDACT_TOOLS));
    String file = settings.get(ContentSettings.REDACT_FILE);
    return new Redactor((file.isEmpty() ? reader : reader.file(Path.of(file))).rules());
  }

  private static Action action(ContentSettings.Redaction action) {
    return switch (action) {
      case REPLACE -> Action.REPLACE;
      case HASH -> Action.HASH;
      case DROP -> Action.DROP;
    };
  }
}
