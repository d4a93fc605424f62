// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime;

import dev.clew.api.export.SpanExporter;
import dev.clew.core.log.AgentLog;
import dev.clew.core.settings.ClewSettings;
import dev.clew.core.settings.Settings;
import dev.clew.exporter.console.ConsoleExporter;
import dev.clew.exporter.console.ConsoleSettings;
import dev.clew.exporter.file.FileExporter;
import dev.clew.exporter.file.FileSettings;
import dev.clew.exporter.folder.FolderGuard;
import dev.clew.exporter.otlp.OtlpExporter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The exporters in the agent: one line each. */
final class BuiltInExporters {
  private final Settings settings;
  private final Path home;
  private final AgentLog log;
  private @Nullable FileExporter fileExporter;

  BuiltInExporters(Settings settings, Path home, AgentLog log) {
    this.settings = settings;
    this.home = home;
    this.log = log;
  }

  /** Returns all there are; nothing of them is loaded before one is used. */
  List<ExporterChoice> all() {
    return List.of(
        ExporterChoice.local("file", this::fileExporter),
        ExporterChoice.local("console", BuiltInExporters::console),
        new ExporterChoice("otlp", false, true, this::otlp, () -> canSend("otlp")),
        new ExporterChoice(
            "openai",
            false,
            true,
            this::openAiDashboard,
            () -> canSend("openai") && openAi(log::warn) != null));
  }

  /** Returns the one file exporter: open spans go into the file of the others. */
  synchronized FileExporter fileExporter() {
    FileExporter made = fileExporter;
    if (made == null) {
      made = new FileExporter(file());
      fileExporter = made;
    }
    return made;
  }

  private boolean canSend(String exporter) {
    return JdkModule.HTTP_CLIENT.isThere(ClewSettings.EXPORTERS.name() + "=" + exporter, log);
  }

  private SpanExporter otlp() {
    return new OtlpExporter(OtlpWiring.options(settings, log), log::warn);
  }

  private SpanExporter openAiDashboard() {
    return Objects.requireNonNull(openAi(line -> {}), "not usable");
  }

  private @Nullable SpanExporter openAi(Consumer<String> warn) {
    return OpenAiIngest.exporter(settings, System.getenv(), warn);
  }

  private FileSettings file() {
    long maxBytes = settings.get(ClewSettings.FILE_MAX_BYTES);
    return new FileSettings(
        home.resolve("traces"),
        maxBytes,
        settings.get(ClewSettings.FILE_MAX_AGE),
        Math.max(maxBytes, settings.get(ClewSettings.FILE_MAX_TOTAL_BYTES)),
        new FolderGuard(home, settings.get(ClewSettings.HOME_TRUSTED)));
  }

  private static SpanExporter console() {
    Map<String, String> environment = System.getenv();
    ConsoleSettings console =
        ConsoleSettings.forStandardError(Terminal.wantsColours(environment), environment);
    return new ConsoleExporter(
        console,
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, console.charset()));
  }
}
