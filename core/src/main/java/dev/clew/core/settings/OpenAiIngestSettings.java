// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.settings;

import java.time.Duration;
import java.util.List;

/** The settings of the exporter {@code openai}. */
public final class OpenAiIngestSettings {
  /** Whether fields are cut to OpenAI's limits. */
  public enum Limits {
    AUTO,
    ON,
    OFF
  }

  public static final Setting<String> ENDPOINT =
      new Setting<>(
          "clew.openai.endpoint",
          SettingType.text(),
          "https://api.openai.com/v1/traces/ingest",
          "The URL to which the exporter `openai` sends traces.");

  public static final Setting<String> API_KEY =
      new Setting<>(
          "clew.openai.api-key",
          SettingType.text(),
          "",
          "The API key for sending. If not set, `OPENAI_API_KEY`. Set it in the environment or a"
              + " file, because others can read a command line.");

  public static final Setting<String> ORGANIZATION =
      new Setting<>(
          "clew.openai.organization",
          SettingType.text(),
          "",
          "OpenAI's organization id. If not set, `OPENAI_ORG_ID`.");

  public static final Setting<String> PROJECT =
      new Setting<>(
          "clew.openai.project",
          SettingType.text(),
          "",
          "OpenAI's project id. If not set, `OPENAI_PROJECT_ID`.");

  public static final Setting<Duration> TIMEOUT =
      new Setting<>(
          "clew.openai.timeout",
          SettingType.duration(Duration.ofMillis(100), Duration.ofMinutes(10)),
          "60s",
          "How long one request may take, including its response.");

  public static final Setting<Limits> LIMITS =
      new Setting<>(
          "clew.openai.limits",
          SettingType.choice(Limits.class),
          "auto",
          "Whether fields are truncated to OpenAI's limits: `auto` does so for OpenAI's own"
              + " address; use `on` for a gateway in front of it.");

  static final List<Setting<?>> ALL =
      List.of(ENDPOINT, API_KEY, ORGANIZATION, PROJECT, TIMEOUT, LIMITS);

  private OpenAiIngestSettings() {}
}
