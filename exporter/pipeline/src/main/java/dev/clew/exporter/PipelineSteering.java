// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter;

import dev.clew.exporter.delivery.ExporterSpec;
import dev.clew.exporter.render.ContentPolicy;
import dev.clew.exporter.render.Forms;
import dev.clew.exporter.render.SpanRenderer;
import dev.clew.exporter.sampling.Sampler;
import dev.clew.exporter.sampling.SamplingSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Changes a pipeline while it runs. What has been rendered keeps its content, what has been decided
 * about a trace stays decided, and what an exporter has accepted is delivered.
 */
public final class PipelineSteering {
  private final ExporterWorkers workers;
  private final RecordMaker maker;
  private final Sampler sampler;
  private Function<ContentPolicy, SpanRenderer> renderers;

  PipelineSteering(
      ExporterWorkers workers,
      RecordMaker maker,
      Sampler sampler,
      Function<ContentPolicy, SpanRenderer> renderers) {
    this.workers = workers;
    this.maker = maker;
    this.sampler = sampler;
    this.renderers = renderers;
  }

  /** Adds an exporter, which receives what is rendered from now on. No other exporter notices. */
  public synchronized void addExporter(ExporterSpec exporter) {
    List<ContentPolicy> policies = new ArrayList<>(workers.policies());
    policies.add(exporter.content());
    maker.use(Forms.of(policies, renderers)); // first, so that nothing lacks its form
    workers.add(exporter);
  }

  /**
   * Changes how exporters are treated.
   *
   * @param wanted returns the treatment of the exporter of that name
   * @param renderers creates the renderer of a content policy
   */
  public synchronized void treatExporters(
      Function<String, Treatment> wanted, Function<ContentPolicy, SpanRenderer> renderers) {
    this.renderers = renderers;
    List<ContentPolicy> both = new ArrayList<>(workers.policies());
    workers.exporters().forEach(each -> both.add(wanted.apply(each.name()).content()));
    maker.use(Forms.of(both, renderers)); // until all exporters want their new form
    workers.treat(wanted);
    List<ContentPolicy> policies = workers.policies();
    boolean counted = maker.hasObserver() || !workers.exporters().isEmpty();
    maker.use(
        Forms.of(
            policies.isEmpty() && counted ? List.of(ContentPolicy.NONE) : policies, renderers));
  }

  /**
   * Changes which traces are kept. A trace that has begun keeps the decision that was made.
   *
   * @param openTraces returns the ids of the traces that have begun and not ended
   */
  public void sample(SamplingSettings settings, Supplier<Set<String>> openTraces) {
    sampler.change(settings, openTraces);
  }

  /** Returns the content policies under which records are made. */
  public List<ContentPolicy> policies() {
    return maker.policies();
  }

  /** Returns whether a trace is kept whatever happens in it. */
  public boolean keeps(String traceId) {
    return sampler.keeps(traceId);
  }
}
