// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.cost;

import dev.clew.api.export.ModelPrice;
import dev.clew.api.export.PriceSource;
import dev.clew.exporter.extension.InstalledPart;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The prices that extensions know; the first answer counts. Answers are remembered per model and
 * day, those that failed for a minute. Used under the lock of {@link Prices}.
 */
public final class ExtensionPrices {
  /** No price sources. */
  public static final ExtensionPrices NONE = new ExtensionPrices(List.of(), () -> 0);

  private static final int MAX_REMEMBERED = 512;
  private static final int MAX_NAME = 256;
  private static final long RETRY_NANOS = 60_000_000_000L;

  /** What was found, and for how long that counts if a source failed. */
  private record Answer(Prices.@Nullable Found found, boolean failed, long nanos) {}

  private final List<InstalledPart<PriceSource>> sources;
  private final LongSupplier nanoTime;
  private final Map<PriceSource.Query, Answer> remembered =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<PriceSource.Query, Answer> eldest) {
          return size() > MAX_REMEMBERED;
        }
      };

  public ExtensionPrices(List<InstalledPart<PriceSource>> sources, LongSupplier nanoTime) {
    this.sources = List.copyOf(sources);
    this.nanoTime = nanoTime;
  }

  boolean isEmpty() {
    return sources.isEmpty();
  }

  /** Returns the price of the model that answered, or else of the requested one, or null. */
  Prices.@Nullable Found find(Costs.Call call, Instant start) {
    LocalDate day = LocalDate.ofInstant(start, ZoneOffset.UTC);
    Prices.Found found = find(call, call.responseModel(), day);
    return found == null ? find(call, call.requestModel(), day) : found;
  }

  private Prices.@Nullable Found find(Costs.Call call, @Nullable String model, LocalDate day) {
    if (model == null || model.length() > MAX_NAME) {
      return null;
    }
    PriceSource.Query query = new PriceSource.Query(call.provider(), call.address(), model, day);
    Answer answer = remembered.get(query);
    if (answer == null || (answer.failed && nanoTime.getAsLong() - answer.nanos > RETRY_NANOS)) {
      answer = ask(query);
      remembered.put(query, answer);
    }
    return answer.found;
  }

  private Answer ask(PriceSource.Query query) {
    boolean failed = false;
    for (InstalledPart<PriceSource> each : sources) {
      try {
        ModelPrice price = each.code().find(query);
        if (price != null) {
          return new Answer(found(each, price), false, 0);
        }
      } catch (Throwable thrown) {
        failed = true;
        each.part().failed("threw " + thrown.getClass().getName());
      }
    }
    return new Answer(null, failed, nanoTime.getAsLong());
  }

  private static Prices.Found found(InstalledPart<PriceSource> from, ModelPrice price) {
    Rates rates = rates(price);
    String source = price.source();
    return new Prices.Found(time -> rates, source == null ? from.part().name() : source, false);
  }

  private static Rates rates(ModelPrice price) {
    Map<String, Rate> rates = new HashMap<>();
    put(rates, "in", price.input());
    put(rates, "out", price.output());
    put(rates, "read", price.cachedInput());
    put(rates, "write", price.cacheWriteInput());
    put(rates, "audio_in", price.audioInput());
    put(rates, "audio_out", price.audioOutput());
    put(rates, "reasoning", price.reasoning());
    put(rates, "request", price.thousandRequests() == 0 ? null : price.thousandRequests());
    return new Rates(null, Map.copyOf(rates));
  }

  private static void put(Map<String, Rate> rates, String sort, @Nullable Double price) {
    if (price != null) {
      rates.put(sort, new Rate(price, List.of()));
    }
  }
}
