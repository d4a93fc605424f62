// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.settings;

import dev.clew.core.log.AgentLog;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All settings of Clew. The reference page is generated from this list, and values are validated
 * against it.
 */
public final class ClewSettings {
  /** How much of a conversation is recorded. */
  public enum Content {
    FULL,
    REDACTED,
    NONE
  }

  /** The setting of one instrumentation is this prefix, the module's name and {@code .enabled}. */
  static final String INSTRUMENTATION_PREFIX = "clew.instrumentation.";

  static final String INSTRUMENTATION_SUFFIX = ".enabled";

  public static final Setting<Boolean> ENABLED =
      new Setting<>("clew.enabled", SettingType.bool(), "true", "Whether Clew is active.");

  public static final Setting<String> CONFIG =
      new Setting<>(
          "clew.config",
          SettingType.text(),
          "",
          "A properties file with settings, used for those set nowhere else.");

  public static final Setting<String> HOME =
      new Setting<>(
          "clew.home",
          SettingType.text(),
          "~/.clew",
          "The folder of the local store; traces are in its subfolder `traces`. Without a home"
              + " folder it is `clew-<user>` in the temporary folder.");

  public static final Setting<Boolean> HOME_TRUSTED =
      new Setting<>(
          "clew.home.trusted",
          SettingType.bool(),
          "false",
          "Whether the local store may be a symbolic link or another user's folder; by default,"
              + " Clew stores nothing in such a folder.");

  public static final Setting<List<String>> EXPORTERS =
      new Setting<>(
          "clew.exporters",
          SettingType.list("exporters, or none"),
          "file",
          "Where spans go: `file` is the local store, `console` a tree on stderr, `otlp` an"
              + " OpenTelemetry receiver, `openai` OpenAI's trace dashboard, `prometheus` a metrics"
              + " page; extensions provide others.");

  public static final Setting<List<String>> EXTENSIONS =
      new Setting<>(
          "clew.extensions",
          SettingType.list("jar files and folders of jar files"),
          "",
          "Jars with additional instrumentation modules, exporters and processors.");

  public static final Setting<AgentLog.Level> LOG =
      new Setting<>(
          "clew.log",
          SettingType.choice(AgentLog.Level.class),
          "warn",
          "How much Clew reports about itself on stderr. `debug` explains why each class was woven"
              + " or not.");

  public static final Setting<Content> CONTENT =
      new Setting<>(
          "clew.content",
          SettingType.choice(Content.class),
          "redacted",
          "How much content exporters on this machine get: `full` is everything but secrets,"
              + " `redacted` what redaction leaves, `none` omits messages, arguments, results and"
              + " error texts; names, sizes, tokens and times remain.");

  public static final Setting<Long> CONTENT_MAX_CHARS =
      new Setting<>(
          "clew.content.max-chars",
          SettingType.count(64, 100_000_000),
          "131072",
          "Maximum characters of one text; longer texts are truncated and marked.");

  public static final Setting<Long> TRACE_MAX_SPANS =
      new Setting<>(
          "clew.trace.max-spans",
          SettingType.count(1, 10_000_000),
          "10000",
          "Maximum spans kept per trace; further ones are only counted.");

  public static final Setting<Long> QUEUE_SPANS =
      new Setting<>(
          "clew.queue.spans",
          SettingType.count(1, 10_000_000),
          "10000000",
          "Maximum number of spans waiting for export. By default, clew.queue.span-bytes is reached"
              + " long before.");

  public static final Setting<Long> QUEUE_SPAN_BYTES =
      new Setting<>(
          "clew.queue.span-bytes",
          SettingType.bytes(1024),
          "128MB",
          "Maximum estimated memory of waiting spans without their content (256 bytes for a plain"
              + " one); further spans are dropped and counted. Unless set, at most an eighth of the"
              + " heap.");

  public static final Setting<Long> QUEUE_BYTES =
      new Setting<>(
          "clew.queue.bytes",
          SettingType.bytes(1024),
          "64MB",
          "Maximum estimated memory of waiting spans' content; further spans go without content."
              + " Unless set, at most an eighth of the heap.");

  public static final Setting<Long> BATCH_SPANS =
      new Setting<>(
          "clew.batch.spans", SettingType.count(1, 100_000), "128", "Maximum spans per batch.");

  public static final Setting<Duration> BATCH_DELAY =
      new Setting<>(
          "clew.batch.delay",
          SettingType.duration(Duration.ofMillis(1), Duration.ofHours(1)),
          "5s",
          "The longest time a span waits for its batch to fill.");

  public static final Setting<Duration> EXIT_TIMEOUT =
      new Setting<>(
          "clew.exit.timeout",
          SettingType.duration(Duration.ZERO, Duration.ofHours(1)),
          "5s",
          "How long JVM exit may be delayed without progress while remaining spans are exported;"
              + " with progress, up to twelve times as long.");

  public static final Setting<Long> FILE_MAX_BYTES =
      new Setting<>(
          "clew.file.max-bytes",
          SettingType.bytes(4096),
          "64MB",
          "Size at which a trace file is closed and the next one started.");

  public static final Setting<Long> FILE_MAX_TOTAL_BYTES =
      new Setting<>(
          "clew.file.max-total-bytes",
          SettingType.bytes(4096),
          "1GB",
          "Total size of all trace files beyond which the oldest are deleted.");

  public static final Setting<Duration> FILE_MAX_AGE =
      new Setting<>(
          "clew.file.max-age",
          SettingType.duration(Duration.ofMinutes(1), Duration.ofDays(36_500)),
          "14d",
          "Age beyond which trace files are deleted.");

  public static final Setting<HandoffPatterns> HANDOFF_PATTERN =
      new Setting<>(
          "clew.handoff.pattern",
          SettingType.handoffPatterns(),
          "transfer_to_*,handoff_to_*",
          "Names of tools by which a model hands over to another agent; the star stands for the"
              + " agent's name.");

  public static final Setting<Boolean> PROPAGATE_MCP =
      new Setting<>(
          "clew.propagate.mcp",
          SettingType.bool(),
          "true",
          "Whether tool calls on MCP servers carry the ids of their span, as `traceparent` in"
              + " `_meta`.");

  private static final List<Setting<?>> ALL =
      List.of(
          ENABLED,
          CONFIG,
          HOME,
          HOME_TRUSTED,
          EXPORTERS,
          EXTENSIONS,
          LOG,
          CONTENT,
          CONTENT_MAX_CHARS,
          TRACE_MAX_SPANS,
          HANDOFF_PATTERN,
          PROPAGATE_MCP,
          QUEUE_SPANS,
          QUEUE_SPAN_BYTES,
          QUEUE_BYTES,
          BATCH_SPANS,
          BATCH_DELAY,
          EXIT_TIMEOUT,
          FILE_MAX_BYTES,
          FILE_MAX_TOTAL_BYTES,
          FILE_MAX_AGE);

  /** One list per part of Clew, in the order of the reference page. */
  private static final List<List<Setting<?>>> PARTS =
      List.of(
          ALL,
          ViewSettings.ALL,
          LogSettings.ALL,
          DiagnosticsSettings.ALL,
          SelectionSettings.ALL,
          ContentSettings.ALL,
          CostSettings.ALL,
          PipelineSettings.ALL,
          OtlpSettings.ALL,
          MetricsSettings.ALL,
          OpenAiIngestSettings.ALL,
          ContextSettings.ALL,
          MethodsSettings.ALL,
          TapeSettings.ALL);

  private ClewSettings() {}

  /** Returns all settings, in the order of the reference page. */
  public static List<Setting<?>> all() {
    return PARTS.stream().<Setting<?>>flatMap(List::stream).toList();
  }

  /** Returns the setting of that name, or null if Clew has none. */
  public static @Nullable Setting<?> named(String name) {
    for (List<Setting<?>> part : PARTS) {
      for (Setting<?> setting : part) {
        if (setting.name().equals(name)) {
          return setting;
        }
      }
    }
    return null;
  }

  /** Returns whether the instrumentation module {@code name} is to be used. */
  public static Setting<Boolean> instrumentationEnabled(String name) {
    return new Setting<>(
        INSTRUMENTATION_PREFIX + name + INSTRUMENTATION_SUFFIX,
        SettingType.bool(),
        "true",
        "Whether this instrumentation is used.");
  }
}
