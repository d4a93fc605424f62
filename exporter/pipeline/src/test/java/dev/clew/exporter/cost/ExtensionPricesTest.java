// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.GenerationData;
import dev.clew.api.data.Usage;
import dev.clew.api.export.ModelPrice;
import dev.clew.api.export.PriceSource;
import dev.clew.api.trace.SpanStatus;
import dev.clew.exporter.extension.ExtensionPart;
import dev.clew.exporter.extension.InstalledPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExtensionPricesTest {
  private static final long NOW = 1_795_246_692_000_000_000L;
  private static final long DAY = TimeUnit.DAYS.toNanos(1);
  private static final ModelPrice PRICE = ModelPrice.of(1_000, 2_000).withSource("contract 7");

  private final List<String> log = new ArrayList<>();
  private final List<PriceSource.Query> asked = new ArrayList<>();
  private final ExtensionPart part =
      new ExtensionPart(ExtensionPart.Kind.PRICE_SOURCE, "contract", "acme.jar", log::add);
  private long nanoTime;

  @TempDir Path folder;

  @Test
  void price_ofAnExtension_takesPrecedenceOverTheTable() {
    assertThat(added(costs(null, query -> PRICE), NOW))
        .containsEntry(Costs.INPUT, 1.0)
        .containsEntry(Costs.OUTPUT, 0.2)
        .containsEntry(Costs.SOURCE, "contract 7");
    assertThat(asked)
        .containsExactly(
            new PriceSource.Query("openai", null, "gpt-4o-mini", LocalDate.of(2026, 11, 21)));
  }

  @Test
  void price_ofTheUsersFile_takesPrecedenceOverAnExtension() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("prices.tsv"),
            "table\town\t2026-10-01\nprovider\topenai\n=gpt-4o-mini\tin=10 out=10\n");

    assertThat(added(costs(file, query -> PRICE), NOW))
        .containsEntry(Costs.INPUT, 0.01)
        .containsEntry(Costs.SOURCE, "own 2026-10-01");
  }

  @Test
  void model_thatTheExtensionDoesNotKnow_hasTheTablesPrice() {
    assertThat(added(costs(null, query -> null), NOW))
        .containsEntry(Costs.SOURCE, "genai-prices 0.1.8 2026-11-21");
  }

  @Test
  void price_withoutASource_namesTheExtension() {
    assertThat(added(costs(null, query -> ModelPrice.of(1, 1)), NOW))
        .containsEntry(Costs.SOURCE, "contract");
  }

  @Test
  void source_isAskedOncePerModelAndDay() {
    Costs costs = costs(null, query -> PRICE);

    added(costs, NOW);
    added(costs, NOW + 1);
    assertThat(asked).hasSize(1);
    added(costs, NOW + DAY);

    assertThat(asked)
        .extracting(PriceSource.Query::day)
        .containsExactly(LocalDate.of(2026, 11, 21), LocalDate.of(2026, 11, 22));
  }

  @Test
  void source_thatThrows_leavesTheTablesPrice_andIsAskedAgainAfterAMinute() {
    Costs costs =
        costs(
            null,
            query -> {
              if (nanoTime == 0) {
                throw new IllegalStateException("no connection");
              }
              return PRICE;
            });

    assertThat(added(costs, NOW)).containsEntry(Costs.SOURCE, "genai-prices 0.1.8 2026-11-21");
    added(costs, NOW);
    assertThat(part.failures()).isEqualTo(1);
    nanoTime = TimeUnit.SECONDS.toNanos(61);

    assertThat(added(costs, NOW)).containsEntry(Costs.SOURCE, "contract 7");
    assertThat(log)
        .containsExactly(
            "price source contract of acme.jar threw java.lang.IllegalStateException; the built-in"
                + " prices apply");
  }

  private Costs costs(Path own, PriceSource source) {
    PriceSource remembering =
        query -> {
          asked.add(query);
          return source.find(query);
        };
    LongSupplier clock = () -> nanoTime;
    return new Costs(
        new Prices(
            own,
            log::add,
            new ExtensionPrices(List.of(new InstalledPart<>(part, remembering)), clock)));
  }

  private static Map<String, Object> added(Costs costs, long start) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    GenerationData data =
        new GenerationData.Builder()
            .provider("openai")
            .requestModel("gpt-4o-mini")
            .usage(Usage.of(1_000, 100))
            .build();
    costs.add("trace", data, start, SpanStatus.OK, attributes);
    return attributes;
  }
}
