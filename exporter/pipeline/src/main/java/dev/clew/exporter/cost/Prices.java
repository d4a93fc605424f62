// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.cost;

import dev.clew.exporter.folder.SettingsFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The price tables, the user's before the built-in one, and between them what extensions know; read
 * with the first call.
 *
 * <p>Results are cached for as many models as any program uses; an application may produce an
 * unlimited number of names.
 */
public final class Prices {
  private static final String BUILT_IN = "prices.tsv";
  private static final int MAX_REMEMBERED = 512;
  private static final int MAX_NAME = 256;

  private record Key(
      @Nullable String provider,
      @Nullable String address,
      @Nullable String requestModel,
      @Nullable String responseModel) {}

  /**
   * A model's prices and their source.
   *
   * @param own whether they are from the user's file
   */
  record Found(Function<Instant, Rates> rates, String source, boolean own) {
    Rates at(Instant time) {
      return rates.apply(time);
    }
  }

  private final @Nullable Path own;
  private final Consumer<String> problems;
  private final ExtensionPrices extensions;
  private @Nullable List<PriceTable> tables;
  private @Nullable PriceTable ownTable;
  private final Map<Key, Optional<Found>> remembered =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Optional<Found>> eldest) {
          return size() > MAX_REMEMBERED;
        }
      };

  /**
   * Creates prices that have not been read yet.
   *
   * @param own a file with the user's prices, or null
   * @param problems receives one line if a table cannot be read
   */
  public Prices(@Nullable Path own, Consumer<String> problems) {
    this(own, problems, ExtensionPrices.NONE);
  }

  /**
   * Creates prices that have not been read yet.
   *
   * @param own a file with the user's prices, or null
   * @param problems receives one line if a table cannot be read
   * @param extensions asked if the file does not know a model
   */
  public Prices(@Nullable Path own, Consumer<String> problems, ExtensionPrices extensions) {
    this.extensions = extensions;
    this.own = own;
    this.problems = problems;
  }

  /** Returns the built-in prices. */
  public static Prices builtIn() {
    return new Prices(null, line -> {});
  }

  synchronized @Nullable Found find(Costs.Call call, Instant start) {
    Found found = find(call);
    if (extensions.isEmpty() || (found != null && found.own())) {
      return found;
    }
    Found better = extensions.find(call, start);
    return better == null ? found : better;
  }

  private @Nullable Found find(Costs.Call call) {
    Key key = new Key(call.provider(), call.address(), call.requestModel(), call.responseModel());
    Optional<Found> found = remembered.get(key);
    if (found == null) {
      found = Optional.ofNullable(search(call));
      remembered.put(key, found);
    }
    return found.orElse(null);
  }

  private @Nullable Found search(Costs.Call call) {
    for (PriceTable table : tables()) {
      PriceTable.Model model = search(table, call, call.responseModel());
      if (model == null) {
        model = search(table, call, call.requestModel());
      }
      if (model != null) {
        return new Found(model::at, table.source(), table == ownTable);
      }
    }
    return null;
  }

  private static PriceTable.@Nullable Model search(
      PriceTable table, Costs.Call call, @Nullable String name) {
    return name == null || name.length() > MAX_NAME
        ? null
        : table.find(call.provider(), call.address(), name);
  }

  private List<PriceTable> tables() {
    if (tables == null) {
      tables = new ArrayList<>();
      readOwn(tables);
      readBuiltIn(tables);
    }
    return tables;
  }

  private void readOwn(List<PriceTable> into) {
    if (own == null) {
      return;
    }
    try {
      PriceTable table =
          PriceTable.read(new BufferedReader(new StringReader(SettingsFile.read(own))));
      table.check();
      into.add(table);
      ownTable = table;
    } catch (IOException | RuntimeException e) {
      problems.accept(
          "clew.prices.file=%s cannot be used (%s); only the built-in prices apply"
              .formatted(own, e));
    }
  }

  private void readBuiltIn(List<PriceTable> into) {
    try (InputStream in = Prices.class.getResourceAsStream(BUILT_IN)) {
      if (in != null) {
        into.add(
            PriceTable.read(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))));
      }
    } catch (IOException | RuntimeException e) {
      problems.accept(
          "the built-in price table cannot be read (%s); costs are not computed".formatted(e));
    }
  }
}
