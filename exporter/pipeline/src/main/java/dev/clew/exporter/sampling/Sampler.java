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
 * long as it is among the latest {@value #REMEMBERED}.
 *
 * <p>Kept spans state their sampling probability in {@value #RATIO}: 1 if a rule decided. Locked,
 * because the thread that closes the pipeline may have to drain it while its own thread is stuck.
 */
public final class Sampler {
  /** The attribute with the sampling ratio of a span's trace, from 0 to 1. */
  public static final String RATIO = "clew.sampling.ratio";

  private static final int REMEMBERED = 16_384;

  private final List<TraceSampler> samplers;
  private final Consumer<String> log;
  private SamplingSettings settings;
  private HeadRatio head;
  private SamplingRules rules;
  private final LongSupplier nanoTime;
  private final Map<String, Waiting> waiting = new LinkedHashMap<>();
  private final Map<String, Decision> decisions = new Remembered();
  private int spans;
  private long bytes;
  private boolean samplerFailed;
  private long spansSampledOut;
  private long tracesSampledOut;
  private long tracesKeptByRule;
  private long tracesDecidedEarly;

  /** Creates a sampler that decides by the settings alone. */
  public Sampler(SamplingSettings settings, LongSupplier nanoTime) {
    this(settings, List.of(), nanoTime, line -> {});
  }

  /**
   * Creates a sampler.
   *
   * @param samplers are asked before the settings, in this order
   * @param log receives a line when one of them fails for the first time
   */
  public Sampler(
      SamplingSettings settings,
      List<TraceSampler> samplers,
      LongSupplier nanoTime,
      Consumer<String> log) {
    this.samplers = List.copyOf(samplers);
    this.log = log;
    this.settings = settings;
    this.head = new HeadRatio(settings.ratio());
    this.rules = new SamplingRules(settings);
    this.nanoTime = nanoTime;
  }

  /**
   * What is known about a trace.
   *
   * @param ratio the probability with which a trace like it is kept
   */
  private record Decision(boolean keep, double ratio) {
    static final Decision DROP = new Decision(false, 0);
    static final Decision KEEP_BY_RULE = new Decision(true, 1);
  }

  private static final class Waiting {
    final List<RenderedRecord> records = new ArrayList<>();
    final long since;
    double cost;
    boolean wanted;

    Waiting(long since) {
      this.since = since;
    }
  }

  private static final class Remembered extends LinkedHashMap<String, Decision> {
    private static final long serialVersionUID = 1L;

    Remembered() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Decision> eldest) {
      return size() > REMEMBERED;
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
    if (decided == null ? head.keeps(traceId) : decided.keep()) {
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
    if (!decidesLate() && !waiting.containsKey(id)) {
      settle(rendered, byRatio(id), kept);
      return;
    }
    Waiting trace = waiting.computeIfAbsent(id, any -> new Waiting(nanoTime.getAsLong()));
    trace.records.add(rendered);
    ExportRecord record = rendered.record();
    spans += rendered.isSpan() ? 1 : 0;
    bytes += rendered.bytes();
    trace.cost += rules.cost(record);
    boolean wanted = trace.wanted || rules.keep(record, trace.cost);
    Decision asked = asked(record);
    if (asked != null) {
      tracesKeptByRule += asked.keep() ? 1 : 0;
      decide(id, asked, kept);
    } else if (wanted && samplersMayDrop(record)) {
      trace.wanted = true; // unless a later span makes a sampler drop it
      makeRoom(kept);
    } else if (wanted) {
      tracesKeptByRule++;
      decide(id, Decision.KEEP_BY_RULE, kept);
    } else if (record instanceof TraceRecord) {
      decide(id, byRatio(id), kept);
    } else {
      makeRoom(kept);
    }
  }

  /**
   * Replaces the settings. Traces that were decided by their ids, at once, keep their decision;
   * those that still wait are decided by the new settings.
   *
   * @param begun returns the ids of the traces that have begun
   */
  public synchronized void change(SamplingSettings other, Supplier<Set<String>> begun) {
    if (!decidesLate()) {
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

  /** Returns whether a trace is kept whatever happens in it. */
  public synchronized boolean keeps(String traceId) {
    Decision decided = decisions.get(traceId);
    return decided == null ? head.keeps(traceId) : decided.keep();
  }

  /** Returns false if every record passes unchanged. */
  public synchronized boolean isActive() {
    return !settings.keepsAll() || decidesLate() || !waiting.isEmpty() || !decisions.isEmpty();
  }

  /** Returns whether what happens in a trace matters. */
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
    for (String id = eldest(); id != null; id = eldest()) {
      Waiting trace = waiting.get(id);
      if (trace == null || now - trace.since < settings.maxWait().toNanos()) {
        return;
      }
      decideEarly(id, kept);
    }
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
        spansSampledOut, tracesSampledOut, tracesKeptByRule, tracesDecidedEarly, spans);
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
    tracesDecidedEarly++;
    Waiting trace = waiting.get(id);
    decide(id, trace != null && trace.wanted ? Decision.KEEP_BY_RULE : byRatio(id), kept);
  }

  private Decision byRatio(String id) {
    return head.keeps(id) ? new Decision(true, settings.ratio()) : Decision.DROP;
  }

  private void decide(String id, Decision decision, Consumer<RenderedRecord> kept) {
    decisions.put(id, decision);
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
    } else {
      boolean span = record.isSpan();
      spansSampledOut += span ? 1 : 0;
      tracesSampledOut += span ? 0 : 1;
    }
  }
}
