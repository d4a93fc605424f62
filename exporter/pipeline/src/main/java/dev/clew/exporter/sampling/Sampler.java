// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.sampling;

import dev.clew.api.export.ExportRecord;
import dev.clew.api.export.SpanRecord;
import dev.clew.api.export.TraceRecord;
import dev.clew.api.export.TraceSampler;
import dev.clew.exporter.render.RenderedRecord;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps or drops whole traces.
 *
 * <p>Without rules the trace id decides, at once. With rules a trace waits until one of its spans
 * matches a rule, or until its root has ended; then the trace id decides. A decision applies to
 * everything that follows of the trace, such as spans that end after the root or a further root, as
 * long as it is among the latest {@value LatestDecisions#LIMIT}.
 *
 * <p>If there is a condition, a trace that does not meet it waits until it does, or is over,
 * whatever else would be decided.
 *
 * <p>Kept spans state their sampling probability in {@value #RATIO}: 1 if a rule decided. Locked,
 * because the thread that closes the pipeline may have to drain it while its own thread is stuck.
 */
public final class Sampler {
  /** The attribute with the sampling ratio of a span's trace, from 0 to 1. */
  public static final String RATIO = "clew.sampling.ratio";

  private final List<TraceSampler> samplers;
  private final Consumer<String> log;
  private SamplingSettings settings;
  private HeadRatio head;
  private SamplingRules rules;
  private final LongSupplier nanoTime;
  private final @Nullable OpenTraces open;
  private final Map<String, Waiting> waiting = new LinkedHashMap<>();
  private final Map<String, Decision> decisions = new LatestDecisions();
  private int spans;
  private long bytes;
  private boolean samplerFailed;
  private long spansSampledOut;
  private long tracesSampledOut;
  private long tracesKeptByRule;
  private long tracesDecidedEarly;
  private long spansUnwanted;

  /** Creates a sampler that decides by the settings alone. */
  public Sampler(SamplingSettings settings, LongSupplier nanoTime) {
    this(settings, List.of(), null, nanoTime, line -> {});
  }

  /**
   * Creates a sampler.
   *
   * @param samplers are asked before the settings, in this order
   * @param condition what has to happen in a trace for it to be kept at all, or null
   * @param log receives a line when one of them fails for the first time
   */
  public Sampler(
      SamplingSettings settings,
      List<TraceSampler> samplers,
      @Nullable TraceCondition condition,
      LongSupplier nanoTime,
      Consumer<String> log) {
    this.samplers = List.copyOf(samplers);
    this.log = log;
    this.settings = settings;
    this.head = new HeadRatio(settings.ratio());
    this.rules = new SamplingRules(settings);
    this.nanoTime = nanoTime;
    this.open = condition == null ? null : new OpenTraces(condition, nanoTime);
  }

  private static final class Waiting {
    final List<RenderedRecord> records = new ArrayList<>();
    final long since;
    double cost;
    boolean kept;

    /** Whether it meets the condition. */
    boolean wanted;

    /** How often the trace has been looked at since a root ended; -1 before that. */
    int looks = -1;

    /** What is to be done once it meets the condition, or null if that is not known. */
    @Nullable Decision sampled;

    Waiting(long since, boolean wanted) {
      this.since = since;
      this.wanted = wanted;
    }
  }

  /**
   * Returns whether a span can be dropped before it is rendered, and counts it if so.
   *
   * @param endsTrace whether the record of its trace is dropped too
   */
  public synchronized boolean dropsUnseen(String traceId, boolean endsTrace) {
    if (decidesLate() || waiting.containsKey(traceId)) {
      return false;
    }
    Decision decided = decisions.get(traceId);
    if (decided == null ? head.keeps(traceId) : decided.kind() != Decision.Kind.DROP) {
      return false;
    }
    spansSampledOut++;
    tracesSampledOut += endsTrace ? 1 : 0;
    return true;
  }

  /** Adds a record; passes on everything that is now known to be kept. */
  public synchronized void accept(RenderedRecord rendered, Consumer<RenderedRecord> kept) {
    if (rendered.forms().isEmpty()) {
      return; // nobody receives it
    }
    String id = rendered.traceId();
    Decision decided = decisions.get(id);
    if (decided != null) {
      settle(rendered, decided, kept);
      return;
    }
    if (open == null && !decidesLate() && !waiting.containsKey(id)) {
      settle(rendered, byRatio(id), kept);
      return;
    }
    Waiting trace =
        waiting.computeIfAbsent(id, any -> new Waiting(nanoTime.getAsLong(), open == null));
    trace.records.add(rendered);
    ExportRecord record = rendered.record();
    spans += rendered.isSpan() ? 1 : 0;
    bytes += rendered.bytes();
    trace.wanted |= rendered.wanted();
    if (record instanceof TraceRecord && trace.looks < 0) {
      trace.looks = 0;
    }
    if (trace.sampled == null) {
      trace.sampled = sampled(trace, record);
    }
    settleIfKnown(id, trace, kept);
    makeRoom(kept);
  }

  /** Returns what is to be done with a trace apart from the condition, or null if not known yet. */
  private @Nullable Decision sampled(Waiting trace, ExportRecord record) {
    trace.cost += rules.cost(record);
    boolean rule = trace.kept || rules.keep(record, trace.cost);
    Decision asked = asked(record);
    if (asked != null) {
      return asked;
    }
    if (rule && samplersMayDrop(record)) {
      trace.kept = true; // unless a later span makes a sampler drop it
      return null;
    }
    if (rule && decidesLate()) {
      return Decision.KEEP_BY_RULE;
    }
    return record instanceof TraceRecord || !decidesLate() ? byRatio(record.traceId()) : null;
  }

  private void settleIfKnown(String id, Waiting trace, Consumer<RenderedRecord> kept) {
    Decision sampled = trace.sampled;
    if (sampled != null && (trace.wanted || sampled.kind() == Decision.Kind.DROP)) {
      decide(id, sampled, kept);
    }
  }

  /**
   * Replaces the settings. Traces that were decided by their ids, at once, keep their decision;
   * those that still wait are decided by the new settings.
   *
   * @param begun returns the ids of the traces that have begun
   */
  public synchronized void change(SamplingSettings other, Supplier<Set<String>> begun) {
    if (open == null && !decidesLate()) {
      for (String id : begun.get()) {
        if (!waiting.containsKey(id)) {
          decisions.putIfAbsent(id, byRatio(id));
        }
      }
    }
    settings = other;
    head = new HeadRatio(other.ratio());
    rules = new SamplingRules(other);
  }

  /** Returns whether a trace is kept whatever happens in it, as far as sampling is concerned. */
  public synchronized boolean keeps(String traceId) {
    Decision decided = decisions.get(traceId);
    return decided == null ? head.keeps(traceId) : decided.keep();
  }

  /** Returns false if every record passes unchanged. */
  public synchronized boolean isActive() {
    return open != null
        || !settings.keepsAll()
        || decidesLate()
        || !waiting.isEmpty()
        || !decisions.isEmpty();
  }

  /** Returns whether it has been decided that the trace is kept. */
  public synchronized boolean hasKept(String traceId) {
    Decision decision = decisions.get(traceId);
    return decision != null && decision.keep();
  }

  /** Returns whether what happens in a trace matters to sampling. */
  private boolean decidesLate() {
    return (settings.hasRules() && !settings.keepsAll())
        || samplers.stream().anyMatch(TraceSampler::isActive);
  }

  private boolean samplersMayDrop(ExportRecord record) {
    return record instanceof SpanRecord && samplers.stream().anyMatch(TraceSampler::isActive);
  }

  /** Returns what the samplers say, or null if they are undecided. */
  private @Nullable Decision asked(ExportRecord record) {
    if (record instanceof SpanRecord span) {
      for (TraceSampler each : samplers) {
        TraceSampler.Decision decision = asked(each, span);
        if (decision != TraceSampler.Decision.UNDECIDED) {
          return decision == TraceSampler.Decision.KEEP ? Decision.KEEP_BY_RULE : Decision.DROP;
        }
      }
    }
    return null;
  }

  private TraceSampler.Decision asked(TraceSampler sampler, SpanRecord span) {
    try {
      TraceSampler.Decision decision = sampler.sample(span);
      return decision == null ? TraceSampler.Decision.UNDECIDED : decision;
    } catch (Throwable thrown) {
      if (!samplerFailed) {
        samplerFailed = true;
        log.accept(
            "sampler %s threw %s, which counts as undecided"
                .formatted(
                    sampler instanceof CountedSampler counted
                        ? counted.code().getName()
                        : sampler.getClass().getName(),
                    thrown.getClass().getName()));
      }
      return TraceSampler.Decision.UNDECIDED;
    }
  }

  /** Decides about traces that have been undecided for too long. */
  public synchronized void tick(Consumer<RenderedRecord> kept) {
    long now = nanoTime.getAsLong();
    for (Map.Entry<String, Waiting> each : List.copyOf(waiting.entrySet())) {
      Waiting trace = each.getValue();
      boolean expired = now - trace.since >= settings.maxWait().toNanos();
      if (!trace.wanted) {
        // What ended between two looks may still be in the queue.
        boolean over = trace.looks >= 0 && trace.looks++ > 0;
        if (over || expired) {
          reconsider(each.getKey(), trace, over, kept);
        }
      } else if (expired) {
        decideEarly(each.getKey(), kept);
      } else if (open == null) {
        return; // the others are younger
      }
    }
  }

  private void reconsider(
      String id, Waiting trace, boolean rootEnded, Consumer<RenderedRecord> kept) {
    switch (state(id)) {
      case MET -> {
        trace.wanted = true;
        settleIfKnown(id, trace, kept);
      }
      case OPEN -> {} // it may still meet the condition
      case OVER -> {
        tracesDecidedEarly += rootEnded ? 0 : 1;
        decide(id, Decision.UNWANTED, kept);
      }
    }
  }

  private OpenTraces.State state(String id) {
    return open == null ? OpenTraces.State.OVER : open.state(id);
  }

  /** Decides about everything that waits. */
  public synchronized void finish(Consumer<RenderedRecord> kept) {
    for (String id = eldest(); id != null; id = eldest()) {
      decideEarly(id, kept);
    }
  }

  /** Returns the counts so far. */
  public synchronized SamplingMetrics metrics() {
    return new SamplingMetrics(
        spansSampledOut,
        tracesSampledOut,
        tracesKeptByRule,
        tracesDecidedEarly,
        spans,
        spansUnwanted);
  }

  private void makeRoom(Consumer<RenderedRecord> kept) {
    while (spans > settings.maxSpans() || bytes > settings.maxBytes()) {
      String id = eldest();
      if (id == null) {
        return;
      }
      decideEarly(id, kept);
    }
  }

  private @Nullable String eldest() {
    Iterator<String> ids = waiting.keySet().iterator();
    return ids.hasNext() ? ids.next() : null;
  }

  private void decideEarly(String id, Consumer<RenderedRecord> kept) {
    Waiting trace = waiting.get(id);
    if (trace == null) {
      return;
    }
    OpenTraces.State state = trace.wanted ? OpenTraces.State.MET : state(id);
    boolean over = state == OpenTraces.State.OVER && trace.looks >= 0;
    tracesDecidedEarly += over ? 0 : 1;
    if (state == OpenTraces.State.MET) {
      Decision otherwise = trace.kept ? Decision.KEEP_BY_RULE : byRatio(id);
      decide(id, trace.sampled != null ? trace.sampled : otherwise, kept);
    } else {
      decide(id, Decision.UNWANTED, kept);
      if (state == OpenTraces.State.OPEN) {
        decisions.remove(id); // the rest of it is kept if it meets the condition later
      }
    }
  }

  private Decision byRatio(String id) {
    return head.keeps(id)
        ? new Decision(Decision.Kind.KEEP_BY_RATIO, settings.ratio())
        : Decision.DROP;
  }

  private void decide(String id, Decision decision, Consumer<RenderedRecord> kept) {
    decisions.put(id, decision);
    tracesKeptByRule += decision.kind() == Decision.Kind.KEEP_BY_RULE ? 1 : 0;
    Waiting trace = waiting.remove(id);
    if (trace == null) {
      return;
    }
    for (RenderedRecord each : trace.records) {
      spans -= each.isSpan() ? 1 : 0;
      bytes -= each.bytes();
      settle(each, decision, kept);
    }
  }

  private void settle(RenderedRecord record, Decision decision, Consumer<RenderedRecord> kept) {
    if (decision.keep()) {
      kept.accept(record.withAttribute(RATIO, decision.ratio()));
      return;
    }
    boolean span = record.isSpan();
    spansUnwanted += span && decision.kind() == Decision.Kind.UNWANTED ? 1 : 0;
    spansSampledOut += span ? 1 : 0;
    tracesSampledOut += span ? 0 : 1;
  }
}
