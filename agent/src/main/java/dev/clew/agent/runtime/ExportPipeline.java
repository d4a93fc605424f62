// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime;

import dev.clew.api.export.SpanExporter;
import dev.clew.core.log.AgentLog;
import dev.clew.core.settings.ClewSettings;
import dev.clew.core.settings.ClewSettings.Content;
import dev.clew.core.settings.Settings;
import dev.clew.exporter.BatchSettings;
import dev.clew.exporter.BatchSpanSink;
import dev.clew.exporter.console.ConsoleExporter;
import dev.clew.exporter.console.ConsoleSettings;
import dev.clew.exporter.file.FileExporter;
import dev.clew.exporter.file.FileSettings;
import dev.clew.exporter.render.ContentPolicy;
import dev.clew.exporter.render.RenderSettings;
import dev.clew.exporter.render.SpanRenderer;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Builds the export pipeline from the settings. */
final class ExportPipeline {
  private final Settings settings;
  private final AgentLog log;

  ExportPipeline(Settings settings, AgentLog log) {
    this.settings = settings;
    this.log = log;
  }

  BatchSpanSink build() {
    return new BatchSpanSink(
        batchSettings(), new SpanRenderer(renderSettings()), exporters(), log::warn);
  }

  private BatchSettings batchSettings() {
    int queue = Math.toIntExact(settings.get(ClewSettings.QUEUE_SPANS));
    int batch = Math.toIntExact(settings.get(ClewSettings.BATCH_SPANS));
    return new BatchSettings(
        queue,
        settings.get(ClewSettings.QUEUE_BYTES),
        Math.min(batch, queue),
        settings.get(ClewSettings.BATCH_DELAY),
        BatchSettings.defaults().earlyTriggerPercent());
  }

  private RenderSettings renderSettings() {
    RenderSettings defaults = RenderSettings.defaults();
    int maxField = Math.toIntExact(settings.get(ClewSettings.CONTENT_MAX_CHARS));
    return new RenderSettings(
        settings.get(ClewSettings.CONTENT) == Content.NONE
            ? ContentPolicy.NONE
            : ContentPolicy.FULL,
        maxField,
        Math.max(maxField, defaults.maxSpanCharacters()),
        defaults.maxStackTraceCharacters(),
        defaults.maxDepth(),
        defaults.maxEntries());
  }

  private List<SpanExporter> exporters() {
    List<SpanExporter> exporters = new ArrayList<>();
    for (String name : settings.get(ClewSettings.EXPORTERS)) {
      switch (name) {
        case "file" -> {
          FileSettings file = fileSettings();
          exporters.add(new DeferredExporter(name, () -> new FileExporter(file)));
        }
        case "console" -> exporters.add(new DeferredExporter(name, ExportPipeline::console));
        default -> {} // "none"
      }
    }
    return exporters;
  }

  private FileSettings fileSettings() {
    long maxBytes = settings.get(ClewSettings.FILE_MAX_BYTES);
    return new FileSettings(
        home().resolve("traces"),
        maxBytes,
        settings.get(ClewSettings.FILE_MAX_AGE),
        Math.max(maxBytes, settings.get(ClewSettings.FILE_MAX_TOTAL_BYTES)));
  }

  private Path home() {
    String home = settings.get(ClewSettings.HOME);
    if (home.equals("~") || home.startsWith("~/")) {
      return Path.of(System.getProperty("user.home", ".") + home.substring(1));
    }
    return Path.of(home);
  }

  private static SpanExporter console() {
    ConsoleSettings console =
        ConsoleSettings.forStandardError(Terminal.wantsColours(System.getenv()));
    return new ConsoleExporter(
        console,
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, console.charset()));
  }
}
