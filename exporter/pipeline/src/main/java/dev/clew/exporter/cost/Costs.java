// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.cost;

import dev.clew.api.data.EmbeddingData;
import dev.clew.api.data.GenerationData;
import dev.clew.api.data.ResponseData;
import dev.clew.api.data.SpanData;
import dev.clew.api.data.Usage;
import dev.clew.api.trace.SpanStatus;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Computes the cost of each model call, and of each trace as the sum of its calls.
 *
 * <p>For export threads. Calls may end after the root of their trace, so a trace's sum covers the
 * calls that ended before its record was written; it is kept for the trace's next record as long as
 * there is room for it.
 */
public final class Costs {
  public static final String TOTAL = "clew.cost.total";
  public static final String INPUT = "clew.cost.input";
  public static final String OUTPUT = "clew.cost.output";
  public static final String CACHE_SAVINGS = "clew.cost.cache_savings";

  /** The source of the prices. */
  public static final String SOURCE = "clew.cost.source";

  /** True if the tokens, and therefore the cost, are estimates. */
  public static final String ESTIMATED = "clew.cost.estimated";

  /** Why the cost of a call is unknown. */
  public static final String UNKNOWN = "clew.cost.unknown";

  /** The number of calls of a trace whose cost is unknown, so that the sum is too low. */
  public static final String UNKNOWN_CALLS = "clew.cost.unknown_calls";

  private static final int MAX_TRACES = 8_192;

  private final Prices prices;
  private final Map<String, Sum> sums =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Sum> eldest) {
          return size() > MAX_TRACES;
        }
      };

  public Costs(Prices prices) {
    this.prices = prices;
  }

  /** Returns costs that know the traces so far, for a further form of the same spans. */
  public synchronized Costs copy() {
    Costs copy = new Costs(prices);
    sums.forEach((traceId, sum) -> copy.sums.put(traceId, sum.copy()));
    return copy;
  }

  /** Adds the cost to {@code attributes} if {@code data} describes a call. */
  public synchronized void add(
      String traceId,
      SpanData data,
      long startEpochNanos,
      SpanStatus status,
      Map<String, Object> attributes) {
    Call call = Call.of(data);
    if (call == null || (call.usage == null && status == SpanStatus.ERROR)) {
      return; // a call that failed without usage has no known cost
    }
    Sum sum = sums.computeIfAbsent(traceId, id -> new Sum());
    String unknown = call.whyUnknown();
    Instant start = Instant.ofEpochSecond(0, startEpochNanos);
    Prices.Found found = unknown == null ? prices.find(call, start) : null;
    Rates rates = found == null ? null : found.at(start);
    Usage usage = call.usage;
    if (found == null || rates == null || rates.bySort().isEmpty() || usage == null) {
      attributes.put(UNKNOWN, unknown != null ? unknown : "no price for the model");
      sum.unknown++;
      return;
    }
    Cost cost = rates.cost(usage);
    put(attributes, cost, found.source(), usage.estimated());
    sum.add(cost, found.source(), usage.estimated());
  }

  /** Returns the cost of the trace's calls that have ended so far; empty if there were none. */
  public synchronized Map<String, Object> sum(String traceId) {
    Sum sum = sums.get(traceId);
    Map<String, Object> attributes = new LinkedHashMap<>();
    if (sum == null) {
      return attributes;
    }
    String source = sum.source;
    if (source != null) {
      put(attributes, sum.cost, source, sum.estimated);
    }
    if (sum.unknown > 0) {
      attributes.put(UNKNOWN_CALLS, sum.unknown);
    }
    return attributes;
  }

  private static void put(
      Map<String, Object> attributes, Cost cost, String source, boolean estimated) {
    attributes.put(TOTAL, Cost.rounded(cost.total()));
    attributes.put(INPUT, Cost.rounded(cost.input()));
    attributes.put(OUTPUT, Cost.rounded(cost.output()));
    if (cost.cacheSavings() != 0) {
      attributes.put(CACHE_SAVINGS, Cost.rounded(cost.cacheSavings()));
    }
    attributes.put(SOURCE, source);
    if (estimated) {
      attributes.put(ESTIMATED, true);
    }
  }

  /** The input of the price calculation for a call. */
  record Call(
      @Nullable String provider,
      @Nullable String address,
      @Nullable String requestModel,
      @Nullable String responseModel,
      @Nullable Usage usage,
      boolean embedding) {

    static @Nullable Call of(SpanData data) {
      if (data instanceof ResponseData response) {
        return of(response.generation());
      }
      if (data instanceof GenerationData call) {
        return new Call(
            call.provider(),
            call.serverAddress(),
            call.requestModel(),
            call.responseModel(),
            call.usage(),
            false);
      }
      if (data instanceof EmbeddingData call) {
        return new Call(
            call.provider(), null, call.requestModel(), call.responseModel(), call.usage(), true);
      }
      return null;
    }

    @Nullable String whyUnknown() {
      if (usage == null) {
        return "no usage";
      }
      if (usage.input() == null || (usage.output() == null && !embedding)) {
        return "usage incomplete";
      }
      return requestModel == null && responseModel == null ? "no model" : null;
    }
  }

  private static final class Sum {
    private Cost cost = new Cost(0, 0, 0, 0);
    private @Nullable String source;
    private boolean estimated;
    private long unknown;

    Sum copy() {
      Sum copy = new Sum();
      copy.cost = cost;
      copy.source = source;
      copy.estimated = estimated;
      copy.unknown = unknown;
      return copy;
    }

    void add(Cost more, String from, boolean guess) {
      cost = cost.plus(more);
      source = from;
      estimated |= guess;
    }
  }
}
