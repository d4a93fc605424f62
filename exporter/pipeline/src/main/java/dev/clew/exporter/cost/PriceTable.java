// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.cost;

import java.io.BufferedReader;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Prices of models by provider, as a table of lines; docs/cost.md describes the format.
 *
 * <p>The lines of a provider are parsed when its first model is looked up: most programs use one or
 * two of forty providers.
 */
final class PriceTable {
  private final String source;
  private final List<Provider> providers;

  private PriceTable(String source, List<Provider> providers) {
    this.source = source;
    this.providers = providers;
  }

  /**
   * Reads a table.
   *
   * @throws IOException if it cannot be read
   * @throws IllegalArgumentException with the invalid line
   */
  static PriceTable read(BufferedReader reader) throws IOException {
    String source = "own prices";
    List<Provider> providers = new ArrayList<>();
    int number = 0;
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      String[] columns = line.strip().split("\t", -1);
      if (columns[0].equals("table")) {
        source = String.join(" ", columns).substring("table ".length());
      } else if (columns[0].equals("provider")) {
        providers.add(new Provider(line.split("\t", -1)));
      } else if (providers.isEmpty()) {
        throw new IllegalArgumentException("line " + number + " comes before any provider");
      } else {
        providers.get(providers.size() - 1).lines.add(line);
      }
    }
    return new PriceTable(source, providers);
  }

  /** Returns the source of the prices, with its date. */
  String source() {
    return source;
  }

  /** Parses all lines, to find invalid ones now. */
  void check() {
    providers.forEach(Provider::models);
  }

  /** Returns the rates of a model by its name, or null if the table does not contain it. */
  @Nullable Model find(@Nullable String providerName, @Nullable String address, String modelName) {
    String name = modelName.toLowerCase(Locale.ROOT).strip();
    Provider provider = provider(providerName, address, name);
    if (provider == null) {
      return null;
    }
    Model model = provider.find(name);
    for (int i = 0; model == null && i < provider.fallbacks.size(); i++) {
      String fallback = provider.fallbacks.get(i);
      Provider other = first(p -> p.names.get(0).equals(fallback));
      model = other == null ? null : other.find(name);
    }
    String dated = DatedName.withDashes(name);
    return model == null && !dated.equals(name) ? find(providerName, address, dated) : model;
  }

  private @Nullable Provider provider(
      @Nullable String name, @Nullable String address, String model) {
    // A service that speaks OpenAI's protocol counts as OpenAI unless its address is known.
    Provider found = address == null ? null : first(p -> p.answersAt(address));
    if (found != null) {
      return found;
    }
    if (name == null) {
      return first(p -> p.models.matches(model));
    }
    String lower = name.toLowerCase(Locale.ROOT);
    found = first(p -> p.names.contains(lower));
    return found != null ? found : first(p -> p.match.matches(lower));
  }

  private @Nullable Provider first(Predicate<Provider> wanted) {
    for (Provider provider : providers) {
      if (wanted.test(provider)) {
        return provider;
      }
    }
    return null;
  }

  /** A model: its rates; if several apply, the last one counts. */
  record Model(NameMatch match, List<Rates> rates) {
    Rates at(Instant time) {
      for (int i = rates.size() - 1; i >= 0; i--) {
        if (rates.get(i).apply(time)) {
          return rates.get(i);
        }
      }
      return rates.get(0);
    }
  }

  private static final class Provider {
    private final List<String> names;
    private final NameMatch match;
    private final @Nullable Pattern address;
    private final NameMatch models;
    private final List<String> fallbacks;
    private final List<String> lines = new ArrayList<>();
    private @Nullable List<Model> read;

    Provider(String[] columns) {
      Function<Integer, String> column = i -> i < columns.length ? columns[i].strip() : "";
      this.names = Arrays.asList(column.apply(1).toLowerCase(Locale.ROOT).split(","));
      this.match = new NameMatch(column.apply(2));
      this.address = column.apply(3).isEmpty() ? null : Pattern.compile(column.apply(3));
      this.models = new NameMatch(column.apply(4));
      this.fallbacks = Arrays.stream(column.apply(5).split(",")).filter(f -> !f.isEmpty()).toList();
    }

    boolean answersAt(String uri) {
      return address != null && address.matcher(uri).lookingAt();
    }

    @Nullable Model find(String name) {
      for (Model model : models()) {
        if (model.match.matches(name)) {
          return model;
        }
      }
      return null;
    }

    List<Model> models() {
      if (read == null) {
        read = lines.stream().map(Provider::model).toList();
      }
      return read;
    }

    private static Model model(String line) {
      String[] columns = line.strip().split("\t+");
      if (columns.length < 2) {
        throw new IllegalArgumentException("has no price: '" + line + "'");
      }
      try {
        List<Rates> rates = Arrays.stream(columns).skip(1).map(Rates::parse).toList();
        return new Model(new NameMatch(columns[0]), rates);
      } catch (RuntimeException e) {
        throw new IllegalArgumentException(
            "cannot be read: '" + line + "' (" + e.getMessage() + ")", e);
      }
    }
  }
}
