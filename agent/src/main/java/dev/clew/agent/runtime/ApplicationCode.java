// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime;

import dev.clew.api.export.SpanExporter;
import dev.clew.api.hook.ExportControl;
import dev.clew.core.log.AgentLog;
import dev.clew.exporter.BatchSpanSink;
import dev.clew.exporter.code.CodeExporter;
import dev.clew.exporter.code.CodeProcessors;
import dev.clew.exporter.code.CodeSampler;
import dev.clew.exporter.delivery.ExporterSpec;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The processors, samplers and exporters that applications register by the manual API. */
final class ApplicationCode {
  private final CodeProcessors processors = new CodeProcessors();
  private final CodeSampler sampler = new CodeSampler();
  private final CodeExporter exporter;
  private final AtomicBoolean exporting = new AtomicBoolean();
  private final AgentLog log;

  ApplicationCode(AgentLog log) {
    this.log = log;
    this.exporter = new CodeExporter(line -> log.warnOnce(line, line));
  }

  CodeProcessors processors() {
    return processors;
  }

  CodeSampler sampler() {
    return sampler;
  }

  /** Returns false if a processor may have something to remove, or a sampler a trace to drop. */
  boolean leavesSpansAlone() {
    return processors.isEmpty() && !sampler.isActive();
  }

  /**
   * Returns the control of a pipeline.
   *
   * @param spec returns how to treat the one exporter that serves all of the applications'
   */
  ExportControl control(BatchSpanSink pipeline, Function<SpanExporter, ExporterSpec> spec) {
    return new ExportControl() {
      @Override
      public boolean flush(Duration timeout) {
        return pipeline.forceFlush(timeout);
      }

      @Override
      public void register(String kind, Function<Object, @Nullable Object> code) {
        switch (kind) {
          case "processor" -> processors.add(code);
          case "sampler" -> sampler.add(code);
          case "exporter" -> {
            exporter.add(code);
            if (exporting.compareAndSet(false, true)) {
              pipeline.steering().addExporter(spec.apply(exporter));
            }
          }
          default -> log.warnOnce(kind, "this version of Clew has no way to register a " + kind);
        }
      }
    };
  }
}
