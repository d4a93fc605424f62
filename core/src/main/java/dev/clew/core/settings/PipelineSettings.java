// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.settings;

import dev.clew.core.settings.ClewSettings.Content;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Settings for the stages between the queue and the exporters. */
public final class PipelineSettings {
  private static final Duration DAY = Duration.ofDays(1);

  public static final Setting<Duration> EXPORT_TIMEOUT =
      new Setting<>(
          "clew.export.timeout",
          SettingType.duration(Duration.ofMillis(100), DAY),
          "30s",
          "How long one call of an extension's exporter may take before it is interrupted.");

  public static final Setting<Long> RETRY_ATTEMPTS =
      new Setting<>(
          "clew.retry.attempts",
          SettingType.count(1, 1000),
          "5",
          "Maximum attempts to send a batch to an unavailable or overloaded receiver before the"
              + " batch is spooled to disk.");

  public static final Setting<Duration> RETRY_TIME =
      new Setting<>(
          "clew.retry.time",
          SettingType.duration(Duration.ZERO, DAY),
          "1m",
          "Maximum total time for sending one batch, including waits.");

  public static final Setting<Duration> RETRY_BACKOFF =
      new Setting<>(
          "clew.retry.backoff",
          SettingType.duration(Duration.ofMillis(1), Duration.ofHours(1)),
          "1s",
          "The wait before the second attempt; it doubles with each further attempt and is"
              + " randomised.");

  public static final Setting<Duration> RETRY_MAX_BACKOFF =
      new Setting<>(
          "clew.retry.max-backoff",
          SettingType.duration(Duration.ofMillis(1), DAY),
          "30s",
          "The longest wait between attempts, unless the receiver asks for a longer one.");

  public static final Setting<Long> BREAKER_FAILURES =
      new Setting<>(
          "clew.breaker.failures",
          SettingType.count(1, 1000),
          "5",
          "Consecutive failed attempts after which Clew stops sending to a receiver for a while.");

  public static final Setting<Duration> BREAKER_PAUSE =
      new Setting<>(
          "clew.breaker.pause",
          SettingType.duration(Duration.ofMillis(1), DAY),
          "30s",
          "How long Clew then waits before it makes one attempt.");

  public static final Setting<Boolean> SPOOL_ENABLED =
      new Setting<>(
          "clew.spool.enabled",
          SettingType.bool(),
          "true",
          "Whether batches that a network exporter cannot send now are kept on disk, in"
              + " `<clew.home>/spool/<exporter>`.");

  public static final Setting<Long> SPOOL_MAX_BYTES =
      new Setting<>(
          "clew.spool.max-bytes",
          SettingType.bytes(4096),
          "256MB",
          "Size of an exporter's spool beyond which its oldest batches are deleted.");

  public static final Setting<Duration> SPOOL_MAX_AGE =
      new Setting<>(
          "clew.spool.max-age",
          SettingType.duration(Duration.ofMinutes(1), Duration.ofDays(36_500)),
          "7d",
          "Age beyond which a spooled batch is deleted.");

  public static final Setting<Double> SAMPLING_RATIO =
      new Setting<>(
          "clew.sampling.ratio",
          SettingType.decimal(0, 1),
          "1.0",
          "Share of traces to keep, chosen by trace id; below 1, the following settings keep"
              + " additional traces.");

  public static final Setting<Boolean> SAMPLING_KEEP_ERRORS =
      new Setting<>(
          "clew.sampling.keep-errors",
          SettingType.bool(),
          "true",
          "Whether traces with a failed span are always kept.");

  public static final Setting<Duration> SAMPLING_KEEP_SLOWER_THAN =
      new Setting<>(
          "clew.sampling.keep-slower-than",
          SettingType.duration(Duration.ZERO, DAY),
          "0s",
          "Traces with a span that took longer are kept whatever the ratio; 0s turns this rule"
              + " off.");

  public static final Setting<Double> SAMPLING_KEEP_COSTLIER_THAN =
      new Setting<>(
          "clew.sampling.keep-costlier-than",
          SettingType.decimal(0, 1_000_000),
          "0",
          "Traces whose model calls cost more, in the currency of the price table, are kept"
              + " whatever the ratio; 0 turns this rule off.");

  public static final Setting<Map<String, String>> SAMPLING_KEEP_ATTRIBUTES =
      new Setting<>(
          "clew.sampling.keep-attributes",
          SettingType.pairs(),
          "",
          "Traces with one of these span attributes are kept whatever the ratio;"
              + " `metadata.priority` means the trace's metadata `priority`.");

  public static final Setting<Long> SAMPLING_BUFFER_SPANS =
      new Setting<>(
          "clew.sampling.buffer-spans",
          SettingType.count(1, 10_000_000),
          "8192",
          "Maximum spans waiting for the end of their trace; beyond it, the oldest trace is decided"
              + " by its id.");

  public static final Setting<Duration> SAMPLING_MAX_WAIT =
      new Setting<>(
          "clew.sampling.max-wait",
          SettingType.duration(Duration.ofMillis(1), DAY),
          "1m",
          "How long to wait for the end of a trace before it is kept or dropped by its id.");

  static final List<Setting<?>> ALL =
      List.of(
          EXPORT_TIMEOUT,
          RETRY_ATTEMPTS,
          RETRY_TIME,
          RETRY_BACKOFF,
          RETRY_MAX_BACKOFF,
          BREAKER_FAILURES,
          BREAKER_PAUSE,
          SPOOL_ENABLED,
          SPOOL_MAX_BYTES,
          SPOOL_MAX_AGE,
          SAMPLING_RATIO,
          SAMPLING_KEEP_ERRORS,
          SAMPLING_KEEP_SLOWER_THAN,
          SAMPLING_KEEP_COSTLIER_THAN,
          SAMPLING_KEEP_ATTRIBUTES,
          SAMPLING_BUFFER_SPANS,
          SAMPLING_MAX_WAIT);

  private PipelineSettings() {}

  /** Returns the content level of {@code exporter}; its default depends on the exporter. */
  public static Setting<Content> content(String exporter) {
    return new Setting<>(
        "clew." + exporter + ".content",
        SettingType.choice(Content.class),
        "",
        "`clew.content` for one exporter. If not set, exporters on this machine use `clew.content`,"
            + " and those that send elsewhere get `none`.");
  }

  /** Returns the setting that an extension reads as {@code key} under its name. */
  public static Setting<String> ofExtension(String name, String key) {
    return new Setting<>("clew." + name + "." + key, SettingType.text(), "", "");
  }

  /** Returns the same as true or false. */
  public static Setting<Boolean> booleanOfExtension(String name, String key) {
    return new Setting<>("clew." + name + "." + key, SettingType.bool(), "false", "");
  }

  /** Returns the same as a time. */
  public static Setting<Duration> durationOfExtension(String name, String key) {
    SettingType<Duration> any = SettingType.duration(Duration.ZERO, Duration.ofDays(36_500));
    return new Setting<>("clew." + name + "." + key, any, "", "");
  }

  /** Returns the same as a number of bytes. */
  public static Setting<Long> bytesOfExtension(String name, String key) {
    return new Setting<>("clew." + name + "." + key, SettingType.bytes(0), "", "");
  }

  /** Returns whether the processor {@code name} of an extension is to be used. */
  public static Setting<Boolean> enabled(String name) {
    return new Setting<>("clew." + name + ".enabled", SettingType.bool(), "true", "");
  }
}
