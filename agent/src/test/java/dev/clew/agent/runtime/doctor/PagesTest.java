// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime.doctor;

import static dev.clew.agent.runtime.doctor.SnapshotBuilder.exporter;
import static dev.clew.agent.runtime.doctor.SnapshotBuilder.pipeline;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.settings.Settings;
import dev.clew.core.settings.SettingsSource;
import dev.clew.exporter.extension.ExtensionPart;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PagesTest {
  private final SnapshotBuilder given = new SnapshotBuilder();

  @Test
  void textPage_endsWithTheLikelyCauseAndTheRemedy() {
    given.pipeline = pipeline(3, 0, Map.of(), exporter("otlp", 0, "connection refused", 0));

    assertThat(text())
        .startsWith("Clew 1.0 in process 42: app.Main\n")
        .endsWith(
            """

            Likely cause
              The exporter otlp fails: connection refused (7 failures, last success: never).
                Check the receiver and the clew.otlp.* settings.
            """);
  }

  @Test
  void textPage_hasEverySection() {
    assertThat(text())
        .contains(
            "  clew.exporters=file (default)\n",
            "  openai                   linked, for openai-java 1.1.0 to 5.0.0\n",
            "  openai-java              4.1.0, loader app, module openai: matches\n",
            "Hooks (1 of 1 installed)\n",
            "  openai-1                 3 calls  com.openai.Completions.create\n",
            "  3 spans ended, 0 wait, 0 dropped, 0 sampled out, 0 without their content\n",
            "  file: 3 spans exported, 0 lost, 0 batches wait, breaker closed, last success"
                + " 2026-11-30T");
  }

  @Test
  void textPage_listsExtensionsAndTheirFailures() {
    given.extensions.add(extension(0, null));
    given.extensions.add(extension(2, "returned null"));

    assertThat(text())
        .contains(
            """
            Extensions
              redactor mask            installed, from acme.jar, no failures
              redactor mask            installed, from acme.jar, 2 failures, the last: returned null
            """,
            """
              The redactor mask of acme.jar has failed 2 times, so its texts go: returned null.
                Correct the jar, or set clew.mask.enabled=false.
            """);
  }

  private static Snapshot.ExtensionState extension(long failures, String last) {
    return new Snapshot.ExtensionState(
        "redactor",
        "mask",
        "acme.jar",
        ExtensionPart.Use.INSTALLED,
        failures,
        last,
        "its texts go");
  }

  @Test
  void jsonPage_hasFactsAndFindings() {
    Snapshot snapshot = given.build();

    assertThat(JsonPage.of(snapshot, Causes.of(snapshot)))
        .startsWith("{\"v\":1,\"agent\":{\"version\":\"1.0\",\"attached\":false,\"since_millis\":")
        .contains("\"pipeline\":{\"spans_ended\":3,", "\"presence\":\"loaded\"")
        .contains("\"findings\":[{\"id\":\"ok\",\"level\":\"note\",")
        .endsWith("\n");
  }

  @Test
  void secrets_areNotShown() {
    Settings settings =
        settings(
            Map.of(
                "clew.openai.api-key", "sk-1",
                "clew.otlp.headers", "authorization=Bearer x",
                "clew.redact.salt", "pepper",
                "clew.otlp.endpoint", "https://me:pw@collector/v1?token=t",
                "clew.mine.password", "pw"));

    assertThat(SettingsProbe.look(settings, List.of(), List.of()).toString())
        .contains("clew.openai.api-key", "clew.mine.password", "https://collector/v1")
        .doesNotContain("sk-1", "Bearer", "pepper", "pw", "token");
  }

  @Test
  void settings_haveTheirSource() {
    assertThat(
            SettingsProbe.look(
                settings(Map.of("clew.instrumentation.openai.enabled", "false")),
                List.of("openai"),
                List.of()))
        .contains(
            new Snapshot.SettingState("clew.content", "redacted", "default"),
            new Snapshot.SettingState(
                "clew.instrumentation.openai.enabled", "false", "system property"));
  }

  private static Settings settings(Map<String, String> values) {
    return new Settings(
        List.of(new SettingsSource("system property", values, false)), warning -> {});
  }

  private String text() {
    Snapshot snapshot = given.build();
    return TextPage.of(snapshot, Causes.of(snapshot));
  }
}
